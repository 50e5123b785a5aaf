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
    if isinstance(error, Disallowed):
        return "robots", str(error)
    for kind, told in REASONS.items():
        if isinstance(error, kind):
            return told
    return "unreachable", f"no connection ({type(error).__name__})"
