"""One writer to a database: a lock that ends with the processes that hold it, however they end.

The lock is flock(2) on a file beside the database. The system lets go of it when the last process
that has the file open is gone; a crawl that we start is given the file, so that one that outlives
us for a moment still holds it.
"""

import contextlib
import fcntl
import os
import time
from pathlib import Path

from minna.errors import CannotWrite, DatabaseInUse

ENDING_SECONDS = 15.0
"""Maximum time to wait for the children of a killed survey to end."""
POLL_SECONDS = 0.2
IN_MEMORY = ":memory:"
_held: dict[str, int] = {}  # lock file → our handle of it


def claim(path: str) -> None:
    """Hold the database at a path until we end; DatabaseInUse while another process holds it."""
    if path == IN_MEMORY or lock_file(path) in _held:
        return
    try:
        handle = os.open(lock_file(path), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CannotWrite(path=lock_file(path), why=error.strerror) from error
    try:
        wait_for(handle, path)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
    except BaseException:
        os.close(handle)
        raise
    _held[lock_file(path)] = handle


def wait_for(handle: int, path: str) -> None:
    """Lock the file; one whose holder has died is waited for a while, as its children end too."""
    ends = time.monotonic() + ENDING_SECONDS
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            holder = holder_of(handle)
            if (holder and is_alive(holder)) or time.monotonic() > ends:
                raise DatabaseInUse(path=path, pid=holder or "?") from None
            time.sleep(POLL_SECONDS)
        except OSError as error:
            raise CannotWrite(path=lock_file(path), why=error.strerror) from error


def holder_of(handle: int) -> int:
    """The process that has locked the file last, 0 if it has not said so yet."""
    text = os.pread(handle, 20, 0).decode("ascii", "replace")
    return int(text) if text.isdecimal() else 0


def is_alive(pid: int) -> bool:
    """Whether there is such a process; one that has ended and is not yet taken note of is none."""
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        return state not in ("Z", "X")
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def handles_for(path: str) -> tuple[int, ...]:
    """What a child that writes to the database is to inherit, so that it holds the lock as we
    do."""
    handle = _held.get(lock_file(path))
    return () if handle is None else (handle,)


def lock_file(path: str) -> str:
    """The file beside a database, whichever of its names is used."""
    return f"{os.path.realpath(path)}.lock"
