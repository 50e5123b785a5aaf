"""Read the bytes of a page in the encoding it is really in.

Old Japanese pages are Shift_JIS, EUC-JP or ISO-2022-JP, and some say nothing or say it wrongly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scrapy.http import HtmlResponse
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from crawler.encodings import EUC_JP, ISO_2022_JP, SHIFT_JIS, UTF_8, decode, encoding_of

CANDIDATES = (UTF_8, EUC_JP, SHIFT_JIS)
"""In this order: what decodes as an earlier one is hardly ever a later one by chance."""
KANJI_ESCAPE = re.compile(rb"\x1b\$[@B]")
"""Of ISO-2022-JP, which is ASCII in its bytes: any wrong declaration would fit it."""
TOLERATED = 0.002
"""Share of unreadable characters that a damaged page may have in its rightful encoding."""
HOPELESS = 0.1
"""Share of them from which on an encoding is not the page's."""
WESTERN = "cp1252"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, and the encoding that its bytes were in, by `crawler.encodings`' names."""

    text: str
    encoding: str


def decoded(response: HtmlResponse) -> Decoded:
    """The page in what it declares (header before page, as browsers do), or else in what fits."""
    body = response.body
    if KANJI_ESCAPE.search(body):
        return Decoded(decode(body, ISO_2022_JP), ISO_2022_JP)
    if body.isascii():
        return Decoded(body.decode("ascii"), next(declared(response), UTF_8))
    best, least = Decoded("", WESTERN), HOPELESS
    for encoding in dict.fromkeys([*declared(response), *CANDIDATES]):
        text = decode(body, encoding).removeprefix("\ufeff")
        unreadable = text.count("\ufffd") / max(1, len(text))
        if unreadable <= TOLERATED:
            return Decoded(text, encoding)
        if unreadable < least:
            best, least = Decoded(text, encoding), unreadable
    return best if best.text else Decoded(decode(body, WESTERN), WESTERN)


def declared(response: HtmlResponse) -> Iterator[str]:
    """The encodings that a byte order mark, the header and the page name, in this order."""
    mark, _ = read_bom(response.body)
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    named = (mark, http_content_type_encoding(header), in_page(response.body))
    yield from filter(None, (encoding_of(label) for label in named if label))


def in_page(body: bytes) -> str:
    """What the page itself declares; it has been read as ASCII up to there, so never UTF-16."""
    named = html_body_declared_encoding(body) or ""
    return "utf-8" if named.lower().startswith("utf-16") else named
