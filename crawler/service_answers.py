"""What a directed search is given of an answer: the text of a page or a file, or why there is none.

To be called in `minna.workers`: a stranger's page may take any time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from scrapy.http import HtmlResponse

from crawler.charset import decoded
from crawler.page_parser import parse_page
from crawler.pdf import text_of
from crawler.responses import address_in, plain_headers
from crawler.urls import canonical, resolve
from minna.block_pages import detect_block_page
from minna.reasons import Code
from minna.records import ServicePage
from minna.task_search import load
from minna.text import well_formed

PAGE, PDF, TEXT = "page", "pdf", "text"
"""Kinds of what was read."""
MAX_MARKUP = 1_000_000
"""Characters of a page that are kept."""
KEPT_HEADERS = ("content-type", "strict-transport-security", "set-cookie", "location")
MAX_HEADER = 500
PDF_START = b"%PDF-"


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as it came: its headers are single strings, `is_html` as Scrapy decides."""

    url: str
    status: int
    headers: Mapping[str, list[bytes]]
    body: bytes
    is_html: bool
    is_home: bool = False


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """The record of an answer, what the search reads in it, and where it leads on, or ""."""

    page: ServicePage
    document: Any = None
    leads_to: str = ""


def read_answer(page: ServicePage, raw: RawAnswer, search: str) -> ReadAnswer:
    """Fill a record with what an answer says, and read it by the search of a dotted name."""
    response = HtmlResponse(raw.url, raw.status, raw.headers, raw.body)
    headers = {name.lower(): value[:MAX_HEADER] for name, value in plain_headers(response).items()}
    headers = {name: headers[name] for name in KEPT_HEADERS if name in headers}
    page = replace(page, final_url=raw.url, status=raw.status, headers=headers)
    if 300 <= raw.status < 400:
        target = canonical(resolve(raw.url, address_in(response.headers.get("Location"))))
        return ReadAnswer(replace(page, problem=Code.REDIRECT), leads_to=target)
    if raw.status != 200:
        return ReadAnswer(replace(page, problem=Code.HTTP))
    page, leads_to = read_body(page, raw, response)
    page = replace(page, **{n: well_formed(getattr(page, n)) for n in ("document", "title")})
    return ReadAnswer(page, load(search).read(page) if page.kind else None, leads_to)


def read_body(page: ServicePage, raw: RawAnswer, response: HtmlResponse) -> tuple[ServicePage, str]:
    """The record with its text, and the address that a page leads on to by itself."""
    if raw.body.startswith(PDF_START):
        facts = text_of(raw.body)
        if "problem" in facts:
            return replace(page, problem=str(facts["problem"])), ""
        return replace(page, kind=PDF, document={"text": facts["text"]}), ""
    if not raw.is_html:
        is_text = page.headers.get("content-type", "").startswith("text/plain")
        text = raw.body[: MAX_HEADER * 100].decode("utf-8", "replace")
        return (replace(page, kind=TEXT, document={"text": text}) if is_text else
                replace(page, problem=Code.NOT_HTML)), ""  # fmt: skip
    parsed = parse_page(response)
    answer = (raw.status, dict(page.headers), parsed.title, parsed.text, parsed.html)
    if gate := detect_block_page(*answer, url=raw.url, is_home=raw.is_home):
        return replace(page, problem=gate.kind, title=parsed.title), ""
    if parsed.refresh:
        return replace(page, problem=Code.REDIRECT), parsed.refresh
    text = decoded(response).text[:MAX_MARKUP]
    return replace(page, kind=PAGE, title=parsed.title, document={"text": text}), ""


def read_again(page: ServicePage, search: str) -> Any:
    """What the search reads in a page that an earlier part of it has stored."""
    return load(search).read(page) if page.kind else None
