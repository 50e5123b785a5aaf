"""What a survey needs of its machine; the lack of it is distinguished from a site's silence."""

import errno
import os
import resource

from minna.errors import MachineError, MinnaError, TooFewFileHandles

MIN_HANDLES = 1024
"""File handles without which no survey begins. A crawl of 112 sites at once held 130, as servers'
connections are kept for some minutes after; the proxy has two for each, and for each of the
connections of sixteen sites' tabs, which are 20 to 32 while a page loads."""
DESIRED_HANDLES = 8192
"""Handles that are asked for where the system lets us."""
HANDLE_MARGIN = 8
"""With fewer handles left, a failure to connect is for want of them."""
NO_HANDLES_ERRNOS = (errno.EMFILE, errno.ENFILE)
MACHINE_ERRNOS = (
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EIO,
    errno.EROFS,
    errno.ENOMEM,
    errno.ENOBUFS,
    *NO_HANDLES_ERRNOS,
)
"""Errors of the system that say something of this machine and nothing of the network."""


def raise_handle_limit() -> None:
    """Have as many file handles as we may; TooFewFileHandles where these are too few for a
    survey."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft >= DESIRED_HANDLES or soft == resource.RLIM_INFINITY:
        return
    allowed = DESIRED_HANDLES if hard == resource.RLIM_INFINITY else min(hard, DESIRED_HANDLES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    if allowed < MIN_HANDLES:
        raise TooFewFileHandles(needed=MIN_HANDLES, allowed=allowed)


def machine_error_of(error: BaseException | None) -> MinnaError | None:
    """The message if an error, or what caused it, arose in this machine; None if it did not.

    >>> machine_error_of(ConnectionRefusedError(111, "refused")) is None
    True
    """
    visited: set[int] = set()
    while error is not None and id(error) not in visited:
        visited.add(id(error))
        if isinstance(error, MinnaError):
            return error
        number = getattr(error, "errno", None) or getattr(error, "osError", None)
        if number in NO_HANDLES_ERRNOS:
            return too_few_handles()
        if isinstance(error, MemoryError) or number in MACHINE_ERRNOS:
            why = os.strerror(number) if isinstance(number, int) else "no memory is left"
            return MachineError(why=why)
        error = error.__cause__ or error.__context__
    return None


def is_out_of_handles() -> bool:
    """Whether hardly a file handle is left, where /proc shows it; then no connection can be made.

    Look-ups of names do not say why they fail: a want of handles reads like an unknown host.
    """
    try:
        return len(os.listdir("/proc/self/fd")) + HANDLE_MARGIN > limit()
    except FileNotFoundError:
        return False
    except OSError as error:
        return error.errno in NO_HANDLES_ERRNOS


def too_few_handles() -> TooFewFileHandles:
    """The message when they are gone."""
    return TooFewFileHandles(needed=max(MIN_HANDLES, 2 * limit()), allowed=limit())


def limit() -> int:
    """How many file handles this process may have."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft if soft != resource.RLIM_INFINITY else 1 << 30
