"""Why an address is no page of the frame, and how its record says so.

The database keeps nothing else of a crawl's state: a resumed crawl rebuilds it by replaying pages.
"""

from collections.abc import Sequence
from dataclasses import replace

from crawler.download_errors import NO_RESPONSE
from crawler.frontier import SITEMAP_FILE, START
from crawler.refusals import Refusals, part_of
from crawler.responses import REFUSALS
from crawler.traps import TrapDetector
from minna.reasons import NO_REASON, Code, Reason
from minna.records import Evidence, OutboundLink, Page, SiteCrawl

Records = list[Page | SiteCrawl | OutboundLink | Evidence]
DOCUMENT_FOUND, DOCUMENT_FETCHED = Reason(Code.DOCUMENT), Reason(Code.DOCUMENT_FETCHED)
"""Why a document is no page: it was found, or it was also asked for."""
UNKNOWN_ADDRESS = Reason(Code.MISSING)
"""Why an answer that is what the site says to addresses that it does not know is no page."""
ONE_ANSWER = Reason(Code.SHARED_GATE, among="to many addresses")
NOT_REQUESTED = frozenset({Code.DOCUMENT, Code.DOCUMENT_FETCHED, Code.DEPTH, Code.TRAP})
"""Codes of addresses that were excluded without being requested as pages."""


def excluded(page: Page, reason: Reason) -> Page:
    """The page, out of the frame for this reason."""
    return replace(page, state="excluded", reason=reason)


def redirect_target_page(page: Page, url: str) -> Page:
    """A page at another address, found as this one was and not yet asked for."""
    return replace(
        page,
        url=url,
        state="found",
        reason=NO_REASON,
        status=None,
        final_url="",
        content_type="",
        bytes=0,
    )


def is_duplicate(page: Page) -> bool:
    """Whether a page was left out because another has its text."""
    return page.reason.code is Code.DUPLICATE


def is_candidate(page: Page) -> bool:
    """Whether an address was, or would be, asked for as a page."""
    return page.discovered_via != SITEMAP_FILE and page.reason.code not in NOT_REQUESTED


def trap_of(page: Page) -> str:
    """The kind of trap that a page was left out for, or ""."""
    return str(page.reason.data["kind"]) if page.reason.code is Code.TRAP else ""


def replay_traps(pages: Sequence[Page]) -> TrapDetector:
    """What the database's pages have shown of traps."""
    detector, texts = TrapDetector(), {page.url: page.text_hash for page in pages}
    for page in pages:
        if page.discovered_via not in (START, SITEMAP_FILE) and page.reason not in (
            DOCUMENT_FOUND,
            DOCUMENT_FETCHED,
        ):
            detector.observe_url(page.url)
        code, target = page.reason.code, page.reason.data.get("url", "")
        if page.state == "fetched":
            detector.observe_page(page.url, page.text_hash_no_digits, page.sketch)
        elif page.discovered_via in (START, SITEMAP_FILE):
            continue
        elif code is Code.MISSING:
            detector.observe_nothing_new(page.url)
        elif code is Code.NOT_HTML:
            detector.observe_nothing_new(page.url, is_file=True)
        elif code is Code.DUPLICATE:
            detector.observe_duplicate(
                page.url, target, is_read=texts.get(target) == page.text_hash
            )
        elif code is Code.REDIRECT:
            detector.observe_redirect(page.url, target)
    return detector


def replay_refusals(pages: Sequence[Page]) -> Refusals:
    """What the database's pages have shown of parts of the site that refuse us."""
    refusals = Refusals()
    served = [page for page in pages if page.state == "fetched" or is_duplicate(page)]
    for page in served:
        refusals.observe_page(page.url, is_start=page.discovered_via == START)
    for page in pages:
        refusal = REFUSALS.get(page.status or 0) or (
            "unreachable" if page.reason.code in NO_RESPONSE else ""
        )
        if page.state == "excluded" and refusal and not refusals.served[part_of(page.url)]:
            refusals.observe_refusal(page.url, refusal)
    refusals.streak.clear()  # who starts anew is patient anew
    return refusals
