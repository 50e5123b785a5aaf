"""Read the bytes of a page in the encoding it is really in.

Old Japanese pages are Shift_JIS, EUC-JP or ISO-2022-JP, and some say nothing or say it wrongly.
"""

import re

from bs4.dammit import UnicodeDammit
from scrapy.http import HtmlResponse
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

CANDIDATES = ["iso2022_jp", "utf-8", "euc_jp", "cp932"]
"""In this order: what decodes as an earlier one is hardly ever a later one by chance."""
ESCAPES = re.compile(rb"\x1b\$[@B]")
"""Of ISO-2022-JP, which is ASCII in its bytes: any wrong declaration would fit it."""
TOLERATED = 0.002
"""Share of unreadable characters that a damaged page may have in its rightful encoding."""


def readable(response: HtmlResponse) -> HtmlResponse:
    """The page itself, or the same bytes in another encoding if what it declares does not fit."""
    if ESCAPES.search(response.body):
        return response.replace(encoding="iso2022_jp")
    if is_declared(response) and response.text.count("\ufffd") <= TOLERATED * len(response.text):
        return response
    guess = UnicodeDammit(response.body, known_definite_encodings=CANDIDATES, is_html=True)
    return response.replace(encoding=guess.original_encoding or "utf-8")


def is_declared(response: HtmlResponse) -> bool:
    """Whether the header or the page itself names an encoding we know."""
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    named = http_content_type_encoding(header) or html_body_declared_encoding(response.body)
    return bool(named or read_bom(response.body)[0])
