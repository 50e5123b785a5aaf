"""Say in the words of the record book why an address gave no answer."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


class PrivateHost(IgnoreRequest):
    """Raised by the address middleware: the host is inside a private network."""


class Disallowed(IgnoreRequest):
    """Raised by the robots middleware, with the reason that the record book keeps."""


class TooSlow(Disallowed):
    """Raised where a host asks for so long a pause that its site does not fit into a survey."""


NO_CONNECTION = "no connection"
REASONS: dict[type[BaseException], tuple[str, str]] = {
    PrivateHost: ("private", "the host has a private address"),
    CannotResolveHostError: ("unreachable", "the host name does not resolve"),
    DownloadConnectionRefusedError: ("unreachable", "connection refused"),
    DownloadTimeoutError: ("unreachable", "timeout"),
    DownloadCancelledError: ("http_error", "too large"),
    ResponseDataLossError: ("unreachable", "the answer broke off"),
}


def why(error: BaseException) -> tuple[str, str]:
    """A frame's status and reason for what went wrong on the way."""
    if isinstance(error, TooSlow):
        return "postponed", str(error)
    if isinstance(error, Disallowed):
        return "robots", str(error)
    for kind, told in REASONS.items():
        if isinstance(error, kind):
            return told
    return "unreachable", f"{NO_CONNECTION} ({type(error).__name__})"


def is_silence(reason: str) -> bool:
    """Whether a reason in the record book says that there was no answer.

    >>> is_silence("timeout"), is_silence("HTTP 404")
    (True, False)
    """
    told = {told for status, told in REASONS.values() if status == "unreachable"}
    return reason in told or reason.startswith(NO_CONNECTION)
