"""What an HTTP answer says about itself in its headers."""

from urllib.parse import quote_from_bytes

from scrapy.http import Response

from crawler.urls import canonical, resolve

PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
REDIRECTS = range(300, 400)
REFUSALS = {403: "forbidden", 429: "refused", 503: "refused"}
DOCUMENT_TYPES = frozenset(
    {
        "application/pdf",
        "application/msword",
        "application/rtf",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    }
)


def content_type(response: Response) -> str:
    """The media type without its parameters, in small letters."""
    header = response.headers.get("Content-Type") or b""
    return header.decode("latin-1").partition(";")[0].strip().lower()


def plain_headers(response: Response) -> dict[str, str]:
    """Headers as single strings."""
    names = [name.decode("latin-1") for name in response.headers]
    return {name: (response.headers.get(name) or b"").decode("latin-1") for name in names}


def address_in(header: bytes | None) -> str:
    """A header's value with bytes that are not ASCII percent-encoded as they are.

    Old servers send addresses in Shift_JIS, and browsers give them back unchanged.
    """
    return quote_from_bytes(header or b"", safe=PRINTABLE)


def redirect_target(response: Response) -> str:
    """Where a redirect leads, in canonical form; "" if nowhere on the web."""
    location = address_in(response.headers.get("Location"))
    return canonical(resolve(response.url, location))
