"""No process of a browser holds more memory than it may: what a page eats costs its tab alone.

A tab may take all that the machine has, and then the system ends whatever is largest: another
survey, the record book's owner, us. So a tab's process that grows too large is ended as if it had
crashed, which is what became of it with less memory; where the browser itself is too large, which
pages do by what they leave with it, it is ended whole, and its pages are looked at one by one.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from audits.browser.processes import PAGE_BYTES, PROC, descendants

PROCESS_MB = 2000.0
"""MB of 10⁶ bytes that one process may hold, what it shares with others included; `process_mb` in
the settings of a run. A whole browser is worn out at less (`fleet.BROWSER_MB`)."""
SECONDS = 0.5
"""From one look at the processes to the next: in this time a page can fill some 500 MB more."""
MAIN, OTHER = b"--remote-debugging-pipe", b"--type="
"""What stands in the command of a browser's first process, and of those that it starts."""

ended: set[int] = set()
"""The numbers of processes that were ended: that is their pages' fault, and not the machine's."""


@contextmanager
def limited(megabytes: float = PROCESS_MB) -> Iterator[None]:
    """Meanwhile every process of our browsers is ended that holds more; where /proc tells."""
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(over, megabytes * 1e6), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _watch(over: threading.Event, most: float) -> None:
    """End what holds too many bytes, until told to stop.

    All processes are read, of which most are somebody else's: that takes a millisecond, and finding
    ours first takes ten. Only what is too large is looked into.
    """
    while not over.wait(SECONDS):
        large = [pid for pid in processes() if resident(pid) > most and is_of_a_browser(pid)]
        for pid in set(large) & set(descendants(os.getpid())) if large else ():
            ended.add(pid)
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                os.kill(pid, signal.SIGKILL)


def processes() -> list[int]:
    """The numbers of all processes; none where there is no /proc."""
    try:
        return [int(name) for name in os.listdir(PROC) if name.isdecimal()]
    except OSError:
        return []


def resident(pid: int) -> int:
    """Bytes of a process that are in memory, shared ones included; 0 if it has ended.

    Read without what `open` does besides, which for all processes takes a tenth of the time.
    """
    try:
        file = os.open(f"{PROC}/{pid}/statm", os.O_RDONLY)
    except OSError:
        return 0
    try:
        return int(os.read(file, 200).split()[1]) * PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0
    finally:
        os.close(file)


def is_of_a_browser(pid: int) -> bool:
    """Whether a process is a browser's, and not the driver's or another one of ours."""
    try:
        command = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False
    return MAIN in command or OTHER in command
