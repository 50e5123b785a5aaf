"""Calls that may take long, made in processes that can be killed, each user in its fair share.

Parsing what strangers send may take seconds and gigabytes, and nothing ends a parser from within.
So an event loop stays free, a call has a deadline in CPU time (a busy machine decides nothing), and
whoever has used the processes least comes first. One process is kept from those who used much.
`minna.worker` is the other side.
"""

import asyncio
import contextlib
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar

from minna.reasons import NO_REASON, Code, Reason
from minna.worker import ERROR, HEAD, LENGTH, MEMORY, MEMORY_GONE

POOL_SIZE = 2
CALL_SECONDS = 20
"""CPU seconds for a call: a hundred times what the largest honest pages take."""
START_SECONDS = 60
"""Seconds for the process to start and the call to be sent."""
WALL_CLOCK_FACTOR = 15
"""A call may take so many times its CPU seconds by the clock; this ends what sleeps."""
HEAVY_USE_SECONDS = 10.0
"""CPU seconds from which on a user of the processes is no longer let into the last one."""
CLOSING_SECONDS = 10
"""Between the end of a process's pipes and its own."""
BUFFER = 1 << 20
MAX_TRIES = 2
"""Of a call whose process was ended by somebody else."""
CRASH_SIGNALS = {signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGILL, signal.SIGFPE}
"""How a process ends whose parser broke on what it was given."""

P = ParamSpec("P")
T = TypeVar("T")


class Unreadable(Exception):
    """A call was ended: what it was given takes more than we allow; `seconds` is what it took."""

    def __init__(self, reason: Reason, seconds: float) -> None:
        super().__init__(reason)
        self.reason, self.seconds = reason, seconds


class CallFailed(Exception):
    """The function raised: a fault of our own, by the `name` of its class."""

    def __init__(self, name: str, traceback: str, seconds: float) -> None:
        super().__init__(f"{name} in a worker:\n{traceback}")
        self.name, self.seconds = name, seconds


class WorkerLost(Exception):
    """The process was ended by somebody else, twice."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a function returned, and the CPU seconds that it took."""

    value: T
    seconds: float


@dataclass(slots=True)
class Waiting:
    """A call that waits for a process."""

    user: str
    order: int
    granted: asyncio.Future[None]


class Ended(Exception):
    """The process has ended before it replied; raised and caught in this module."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Workers:
    """At most `size` processes, started as they are needed; to be closed in the end.

    A call may take `seconds` of CPU time.
    """

    def __init__(self, size: int = POOL_SIZE, seconds: float = CALL_SECONDS) -> None:
        self.size, self.seconds = size, seconds
        self.idle: list[Process] = []
        self.busy_users: list[str] = []  # the users whose calls run
        self.processes: set[Process] = set()
        self.starting: set[asyncio.Future[Process]] = set()
        self.unclaimed: list[asyncio.Future[Process]] = []  # starts whose call was cancelled
        self.is_closed = False
        self.waiting: list[Waiting] = []
        self.used: defaultdict[str, float] = defaultdict(float)  # CPU seconds by user
        self.orders = count()

    async def call(
        self, user: str, function: Callable[P, T], /, *args: P.args, **named: P.kwargs
    ) -> Done[T]:
        """Call a module's function in a process, on the account of a user.

        Raises Unreadable when it is ended for its time, memory or a crash, CallFailed when it
        raises, WorkerLost, and OSError where no process can be had.
        """
        message = pickle.dumps((function, args, named, self.seconds), protocol=5)
        await self.acquire(user)
        try:
            for tried in range(1, MAX_TRIES + 1):
                try:
                    return await self.try_call(user, message)
                except Ended as ended:
                    if reason := reason_of(ended.code, self.seconds):
                        seconds = self.seconds if ended.code == -signal.SIGXCPU else 0.0
                        self.used[user] += seconds
                        raise Unreadable(reason, seconds) from ended
                    if tried == MAX_TRIES:
                        raise WorkerLost(f"it ended with {ended.code}, and before") from ended
            raise AssertionError
        finally:
            self.busy_users.remove(user)
            self.dispatch()

    async def acquire(self, user: str) -> None:
        """Wait until a process is free for this user."""
        one = Waiting(user, next(self.orders), asyncio.get_running_loop().create_future())
        self.waiting.append(one)
        self.dispatch()
        try:
            await one.granted
        except asyncio.CancelledError:
            if one in self.waiting:
                self.waiting.remove(one)
            else:  # its turn had come
                self.busy_users.remove(user)
                self.dispatch()
            raise

    def dispatch(self) -> None:
        """Give free processes to those who have used them least; the last one to no heavy user."""
        while len(self.busy_users) < self.size:
            heavy = sum(self.is_heavy(user) for user in self.busy_users)
            is_last = heavy >= max(1, self.size - 1)
            fitting = [w for w in self.waiting if not (is_last and self.is_heavy(w.user))]
            if not fitting:
                return
            first = min(fitting, key=lambda w: (self.used[w.user], w.order))
            self.waiting.remove(first)
            self.busy_users.append(first.user)
            if not first.granted.done():
                first.granted.set_result(None)

    def is_heavy(self, user: str) -> bool:
        """Whether a user has used the processes so much that one of them is kept for others."""
        return self.used[user] > HEAVY_USE_SECONDS

    async def try_call(self, user: str, message: bytes) -> Done[Any]:
        """One try of a call; Ended when the process ends meanwhile."""
        process = self.idle.pop() if self.idle else await self.start()
        is_sound = False
        try:
            async with asyncio.timeout(START_SECONDS + WALL_CLOCK_FACTOR * self.seconds):
                reply, is_last = await exchange(process, message)
            kind, value, seconds = pickle.loads(reply)
            is_sound = not is_last and kind != MEMORY_GONE  # which leaves nobody knows what
        except TimeoutError:
            self.used[user] += self.seconds
            raise Unreadable(time_exceeded(self.seconds), self.seconds) from None
        finally:
            if is_sound:
                self.idle.append(process)
            else:
                await self.end(process)
        self.used[user] += seconds
        if kind == MEMORY_GONE:
            raise Unreadable(MEMORY_EXCEEDED, seconds)
        if kind == ERROR:
            name, traceback = value
            raise CallFailed(name, traceback, seconds)
        return Done(value, seconds)

    async def start(self) -> Process:
        """A process more; WorkerLost when all are being ended.

        One whose start is cancelled is never seen to end, and asyncio would wait for it for ever:
        the start goes on, the next call takes the process, and `close` waits for it.
        """
        if self.is_closed:
            raise WorkerLost("the processes are being ended")
        starting = self.unclaimed.pop() if self.unclaimed else self.begin()
        try:
            return await asyncio.shield(starting)
        except asyncio.CancelledError:
            if not starting.cancelled():
                self.unclaimed.append(starting)
            raise

    def begin(self) -> asyncio.Future[Process]:
        """The start of a process, on its way."""
        starting = asyncio.ensure_future(self.begin_process())
        self.starting.add(starting)
        starting.add_done_callback(self.starting.discard)
        return starting

    async def begin_process(self) -> Process:
        """Start a process and keep it among those to be ended."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "minna.worker", str(os.getpid())),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=BUFFER,
        )
        self.processes.add(process)
        return process

    async def end(self, process: Process) -> None:
        """End a process, at once."""
        self.processes.discard(process)
        kill(process)
        await process.wait()

    def kill_all(self) -> None:
        """End all processes, without waiting for them."""
        for process in self.processes:
            kill(process)
        self.idle.clear()

    async def close(self) -> None:
        """End all processes; whoever still waits for one loses it."""
        self.is_closed = True
        self.idle.clear()
        if self.starting:  # waited for, and not cancelled with whoever closes
            await asyncio.wait(self.starting)
        for process in list(self.processes):
            await self.end(process)


MEMORY_EXCEEDED = Reason(Code.UNREADABLE, mb=MEMORY // 1_000_000)


def time_exceeded(seconds: float) -> Reason:
    """The reason where a call was ended for its time."""
    return Reason(Code.UNREADABLE, seconds=seconds)


def reason_of(code: int, seconds: float) -> Reason:
    """Why a process ended, where what it was given is the reason; none where it was killed.

    >>> reason_of(-signal.SIGXCPU, 20), reason_of(-signal.SIGKILL, 20)
    ('no end of reading in 20 s', '')
    """
    if code == -signal.SIGXCPU:
        return time_exceeded(seconds)
    is_crash = -code in CRASH_SIGNALS
    return Reason(Code.UNREADABLE, signal=signal.Signals(-code).name) if is_crash else NO_REASON


async def exchange(process: Process, message: bytes) -> tuple[bytes, bool]:
    """Send a call and take the reply, and whether it is the process's last; Ended without one."""
    assert process.stdin and process.stdout
    try:
        process.stdin.writelines([LENGTH.pack(len(message)), message])
        await process.stdin.drain()
        size, is_last = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
        return await process.stdout.readexactly(size), is_last
    except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError):
        raise Ended(await exit_code(process)) from None


async def exit_code(process: Process) -> int:
    """How a process ended that has closed its pipes.

    To kill it first would lose the answer: `kill` looks whether it has ended, and so takes the
    exit code that asyncio waits for.
    """
    try:
        async with asyncio.timeout(CLOSING_SECONDS):
            return await process.wait()
    except TimeoutError:
        kill(process)
        return await process.wait()


def kill(process: Process) -> None:
    """End a process unless it has ended."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
