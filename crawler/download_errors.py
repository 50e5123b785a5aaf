"""Say in the words of the database why an address gave no answer."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectionClosed

from minna.errors import MinnaError
from minna.machine import is_out_of_handles, machine_error_of, too_few_handles
from minna.reasons import Code, Reason


class PrivateHost(IgnoreRequest):
    """Raised by the address middleware: the host is inside a private network."""


class BlockedPort(IgnoreRequest):
    """Raised where an address names a port of another protocol, which no browser asks either."""


class Disallowed(IgnoreRequest):
    """Raised by the robots middleware, with the reason that is stored."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class TooSlow(Disallowed):
    """Raised where a host asks for so long a pause that its site does not fit into a survey."""


class TooLarge(IgnoreRequest):
    """Raised by the unpacking middleware: the body unpacks to more than may be read of it."""


class Undecodable(IgnoreRequest):
    """Raised by the unpacking middleware: the body is not packed as the answer says."""


BROKE_OFF = ("unreachable", Reason(Code.BROKE_OFF))
NO_HTTP = ("unreachable", Reason(Code.NO_HTTP))
REASONS: dict[type[BaseException], tuple[str, Reason]] = {
    PrivateHost: ("private", Reason(Code.PRIVATE, where="the host has")),
    BlockedPort: ("unreachable", Reason(Code.BLOCKED_PORT)),
    CannotResolveHostError: ("unreachable", Reason(Code.NO_NAME)),
    DownloadConnectionRefusedError: ("unreachable", Reason(Code.REFUSED)),
    DownloadTimeoutError: ("unreachable", Reason(Code.TIMEOUT)),
    DownloadCancelledError: ("http_error", Reason(Code.TOO_LARGE)),
    ResponseDataLossError: BROKE_OFF,
    TooLarge: ("http_error", Reason(Code.TOO_LARGE)),
    Undecodable: ("http_error", Reason(Code.NOT_UNPACKED)),
}


SECURE = ("OpenSSL", "ssl", "service_identity")
"""Libraries that speak to servers under a certificate."""
NETWORK = ("scrapy", "twisted", "OpenSSL", "ssl", "service_identity", "h2", "idna", "socket")
"""Libraries whose errors say what came of asking."""


def classify(error: BaseException) -> tuple[str, Reason]:
    """A frame's status and reason for what went wrong on the way."""
    if isinstance(error, TooSlow):
        return "postponed", error.reason
    if isinstance(error, Disallowed):
        return "robots", error.reason
    for kind, status_and_reason in REASONS.items():
        if isinstance(error, kind):
            return status_and_reason
    if isinstance(error, DownloadFailedError) and (of_answer := answer_fault(error)):
        return of_answer
    if is_network_error(error):
        return "unreachable", Reason(Code.NO_CONNECTION, error=type(error).__name__)
    return "broken", Reason(Code.OWN_FAULT, error=type(error).__name__)


def answer_fault(error: DownloadFailedError) -> tuple[str, Reason] | None:
    """What is wrong with an answer that began and was not taken to its end."""
    causes = [failure.value for failure in getattr(error.__cause__, "reasons", ())]
    if any(type(cause).__module__.startswith(SECURE) for cause in causes) or not causes:
        return None
    return BROKE_OFF if any(isinstance(cause, ConnectionClosed) for cause in causes) else NO_HTTP


def is_network_error(error: BaseException) -> bool:
    """Whether an error came from asking, and not from our own code.

    >>> is_network_error(ConnectionResetError()), is_network_error(KeyError("x"))
    (True, False)
    """
    if isinstance(error, OSError | UnicodeError):  # a name that is none cannot be encoded
        return True
    return type(error).__module__.partition(".")[0] in NETWORK


def machine_fault(error: BaseException) -> MinnaError | None:
    """The message if it is this machine that keeps us from sending any request."""
    if fault := machine_error_of(error):
        return fault
    is_answer = isinstance(error, IgnoreRequest | DownloadCancelledError)
    return too_few_handles() if not is_answer and is_out_of_handles() else None


NO_RESPONSE = frozenset(
    {
        *(Code.BROKE_OFF, Code.NO_HTTP, Code.BLOCKED_PORT, Code.NO_NAME, Code.REFUSED),
        *(Code.TIMEOUT, Code.NO_CONNECTION),
    }
)
"""Codes of reasons that say that there was no answer."""
