"""`python -m minna.worker PARENT`: a process that calls the functions it is sent, one by one.

A call comes as a pickle behind its length on standard input, its reply goes so to standard output.
The process has little memory, little CPU time for each call, the lower priority, and ends when the
one that started it ends. `minna.workers` is the other side.
"""

import contextlib
import math
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from typing import IO

from minna.parent import kill_with_parent

MEMORY = 1_000_000_000
"""Bytes of address space that a call may take, beyond what the process has when it comes."""
NICE = 5
"""Steps of priority below the process that waits: its event loop comes first."""
GROWTH = 300_000_000
"""Bytes of address space that a process may keep from one call to the next."""
LENGTH = struct.Struct("!Q")
"""Before a call: the bytes of its pickle."""
HEAD = struct.Struct("!Q?")
"""Before a reply: the bytes of its pickle, and if the process ends after it."""
VALUE, MEMORY_GONE, ERROR = "value", "memory", "error"
"""Kinds of reply: what the function returned, that memory was short, or what it raised."""
TRACEBACK = 4000
"""Characters of a traceback that are kept, from its end."""


def cpu_seconds() -> float:
    """CPU time that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def address_space() -> int:
    """Bytes of address space that this process has; 0 where there is no /proc."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def limit(seconds: float) -> None:
    """Let what follows take so much CPU time, which is counted in whole seconds, and MEMORY."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(cpu_seconds() + seconds), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError):  # the operator's own limit is lower
        resource.setrlimit(resource.RLIMIT_AS, (address_space() + MEMORY, hard))


def lift_limits() -> None:
    """Let what comes between two calls take what it needs."""
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (hard, hard))


def reply_to(message: bytes) -> bytes:
    """What comes of a call, as a pickle: the kind of reply, what it says, and the CPU seconds."""
    began = cpu_seconds()
    try:
        function, arguments, named, seconds = pickle.loads(message)  # brings its module along
        limit(seconds)
        began = cpu_seconds()
        reply = VALUE, function(*arguments, **named), cpu_seconds() - began
        return pickle.dumps(reply, protocol=5)
    except MemoryError:
        reply = MEMORY_GONE, None, cpu_seconds() - began
    except Exception as error:  # noqa: BLE001 - reported to the caller
        text = traceback.format_exc()[-TRACEBACK:]
        reply = ERROR, (type(error).__name__, text), cpu_seconds() - began
    return pickle.dumps(reply, protocol=5)


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Answer calls until there are no more, or this process has grown too large for another."""
    base = 0
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        reply = reply_to(source.read(LENGTH.unpack(head)[0]))
        lift_limits()
        base = base or address_space()  # with all the modules that the first call has brought
        is_last = address_space() - base > GROWTH
        target.write(HEAD.pack(len(reply), is_last) + reply)
        target.flush()
        if is_last:
            return


def main() -> None:
    """Take calls from standard input, with nothing else on standard output."""
    kill_with_parent(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the keyboard's: our parent ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICE)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
