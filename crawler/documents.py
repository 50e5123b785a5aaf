"""A site's documents: which of them are asked for, and what comes of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from scrapy.http import Response

from crawler.exclusion import DOCUMENT_FETCHED, DOCUMENT_FOUND, Records
from crawler.responses import REDIRECTS, REFUSALS, redirect_target
from crawler.urls import extension
from minna.reasons import NO_REASON, Code, Reason
from minna.records import DOCUMENT, Evidence, Page


class Documents:
    """The documents that links have led to; so many PDF files as are wanted are asked for."""

    def __init__(
        self, pages: Iterable[Page], limit: int, seeded_hash: Callable[[str], bytes]
    ) -> None:
        self.pages = [page for page in pages if page.reason in (DOCUMENT_FOUND, DOCUMENT_FETCHED)]
        self.limit, self.seeded_hash = limit, seeded_hash

    def next(self) -> Page | None:
        """A document to ask for, by chance, as far as any are wanted."""
        if sum(page.reason == DOCUMENT_FETCHED for page in self.pages) >= self.limit:
            return None
        unasked = (
            p for p in self.pages if p.reason == DOCUMENT_FOUND and extension(p.url) == "pdf"
        )
        return min(unasked, key=lambda page: self.seeded_hash(page.url), default=None)

    def handle_response(
        self, page: Page, response: Response, facts: Mapping[str, Any] | None
    ) -> Records:
        """What a document says of itself (`facts`, of a PDF file), or that it is not there."""
        if response.status in REFUSALS:
            return self.record_fetched(
                page, "http_error", Reason(Code.HTTP, status=response.status)
            )
        if response.status in REDIRECTS:
            return self.record_fetched(
                page, "http_error", Reason(Code.REDIRECT, url=redirect_target(response))
            )
        if response.status >= 400:
            gone = {"problem": f"HTTP {response.status}", "bytes": 0}
            return self.record_fetched(page, "ok", NO_REASON, pdf=gone)
        if facts is None:
            return self.record_fetched(
                page, "not_html", Reason(Code.NO_PDF, type=page.content_type or "no type")
            )
        return self.record_fetched(page, "ok", NO_REASON, pdf=facts)

    def unreadable(self, page: Page, reason: Reason) -> Records:
        """A document that cannot be read within our limits, which is a fact about it."""
        is_slow = "seconds" in reason.data
        problem = "too long to read" if is_slow else "unreadable"
        return self.record_fetched(
            page, "ok", NO_REASON, pdf={"bytes": page.bytes, "problem": problem}
        )

    def record_fetched(self, page: Page, status: str, reason: Reason, **facts: object) -> Records:
        """A document as one that has been asked for, with what came of it."""
        fetched = replace(page, reason=DOCUMENT_FETCHED)
        self.pages = [fetched if p.url == page.url else p for p in self.pages]
        evidence = Evidence(
            *(page.run, page.site, page.url, DOCUMENT, status, reason),
            final_url=page.final_url,
            http_status=page.status,
            facts=facts,
        )
        return [fetched, evidence]


def is_pdf(response: Response) -> bool:
    """Whether an answer to a request for a document is a PDF file to be read."""
    is_there = response.status < 300 and response.status not in REFUSALS
    return is_there and response.body[:1024].lstrip().startswith(b"%PDF")
