"""Read the heads of answers as browsers do: what is no header is skipped, and no head is endless.

A CGI that prints a warning among its headers, or a length that is no number, hides no page from
residents; so it hides none from us. Heads are bounded, those of 1xx answers before one included.
"""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.interfaces import IAddress
from twisted.web.client import _HTTP11ClientFactory

HEAD_BYTES = 262_144
"""Bytes of the head of an answer; Chromium's own limit."""
TOKEN = b"!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What a header's name may consist of (RFC 9110 §5.6.2)."""
DIGITS = 15
"""Of a length that anybody may mean."""


class HeadTooLarge(Exception):
    """An answer's head is larger than HEAD_BYTES."""


class Parser(_LenientHTTPClientParser):
    """Scrapy's parser of an answer, with bounds."""

    head_bytes = 0  # of the whole answer, as this object begins with each

    def lineReceived(self, line: bytes) -> None:
        """Take a line of the head; raises HeadTooLarge, which ends the connection."""
        self.head_bytes += len(line) + 1
        if self.head_bytes > HEAD_BYTES:
            raise HeadTooLarge
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:
        """Take a header, unless its name is none."""
        name = name.rstrip(b" \t")
        if name and not name.translate(None, TOKEN) and b"\x00" not in value:
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]

    def allHeadersReceived(self) -> None:
        """Take the end of the head; what says nothing of the body's length is not asked."""
        keep(self.connHeaders, b"content-length", is_length)
        keep(self.connHeaders, b"transfer-encoding", is_chunked)
        super().allHeadersReceived()  # type: ignore[no-untyped-call]


def keep(headers: Any, name: bytes, is_meant: Any) -> None:
    """Leave those values of a header that are meant."""
    raw_values = headers.getRawHeaders(name) or []
    values = [part.strip() for value in raw_values for part in value.split(b",")]
    if meant := [value for value in values if is_meant(value)]:
        headers.setRawHeaders(name, meant)
    else:
        headers.removeHeader(name)


def is_length(value: bytes) -> bool:
    """Whether a value is a number of bytes.

    >>> is_length(b"12"), is_length(b"-5"), is_length(b"+5"), is_length(b"0x5"), is_length(b"")
    (True, False, False, False, False)
    """
    return value.isdigit() and len(value) <= DIGITS


def is_chunked(value: bytes) -> bool:
    """Whether a value says that the body comes in chunks."""
    return value.lower() == b"chunked"


class ClientProtocol(_LenientHTTP11ClientProtocol):
    """Reads answers by `Parser`."""

    def request(self, request: Any) -> Any:
        """Ask; the parser is exchanged as Scrapy's own protocol does it."""
        asked = super().request(request)
        self._parser.__class__ = Parser
        return asked


class ClientFactory(_HTTP11ClientFactory):
    """Makes connections that read answers by `Parser`."""

    noisy = False

    def buildProtocol(self, addr: IAddress | None) -> ClientProtocol:
        """A connection's protocol."""
        return ClientProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
