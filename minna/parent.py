"""A process that ends with the one that started it: nobody would read on, and nothing stays behind.

Whoever may be killed at any moment without a loss has the system kill it; who has things to put in
order looks for its parent itself, and has some seconds for them.
"""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
EVERY_SECONDS = 0.5


def kill_with_parent(parent: int) -> None:
    """Have the system end this process with its parent (Linux; elsewhere the pipe's end does)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be asked for
        sys.exit(1)


def exit_with_parent(parent: int, grace: float = 0.0) -> None:
    """From now on, end when the parent is gone: by SIGTERM, and after seconds of grace without."""
    threading.Thread(target=_poll_parent, args=(parent, grace), daemon=True).start()


def _poll_parent(parent: int, grace: float) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY_SECONDS)
    if grace:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(grace)
    os._exit(1)
