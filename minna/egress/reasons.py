"""Why the proxy opened no connection, and what it answers its client then."""

import errno
import socket
from enum import Enum

from minna.machine import machine_error_of


class Reason(Enum):
    """Value: the reply of SOCKS5 (RFC 1928, section 6) that stands for it."""

    OURS = 1  # this machine lacks something
    NOT_ALLOWED = 2  # a private address
    UNREACHABLE = 3
    NO_NAME = 4  # the name does not resolve
    REFUSED = 5
    TIMEOUT = 6
    NO_COMMAND = 7  # what was asked for is no connection
    BLOCKED_PORT = 9  # one that browsers do not ask either; RFC 1928 gives this number to nobody


class NotConnected(Exception):
    """Raised where there is to be no connection; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


KINDS = {
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.ETIMEDOUT: Reason.TIMEOUT,
}
LOOK_UP_FAULTS = (socket.EAI_MEMORY, socket.EAI_SYSTEM)
"""What a look-up says for want of something on this machine; all else says something of a name."""


def reason_of(error: BaseException) -> Reason:
    """Why a look-up or a connection failed.

    >>> reason_of(OSError(errno.ECONNREFUSED, "")).name, reason_of(TimeoutError()).name
    ('REFUSED', 'TIMEOUT')
    >>> reason_of(OSError(errno.EMFILE, "")).name
    'OURS'
    """
    if isinstance(error, NotConnected):
        return error.reason
    if isinstance(error, socket.gaierror):
        return Reason.OURS if error.errno in LOOK_UP_FAULTS else Reason.NO_NAME
    if machine_error_of(error):
        return Reason.OURS
    if isinstance(error, TimeoutError):
        return Reason.TIMEOUT
    if isinstance(error, UnicodeError):
        return Reason.NO_NAME
    return KINDS.get(getattr(error, "errno", None) or 0, Reason.UNREACHABLE)
