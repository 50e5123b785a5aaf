"""Why an address is no page of the frame, and how its record says so.

The record book keeps nothing else of a crawl's state, so a crawl that goes on reads it from here.
"""

from collections.abc import Sequence
from dataclasses import replace

from crawler.download_errors import is_no_response
from crawler.frontier import SITEMAP_FILE, START
from crawler.refusals import Refusals, part_of
from crawler.responses import REFUSALS
from crawler.traps import TrapDetector
from minna.records import Evidence, OutboundLink, Page, SiteCrawl

Records = list[Page | SiteCrawl | OutboundLink | Evidence]
DOCUMENT_FOUND, DOCUMENT_FETCHED = "document", "document asked for"
"""Why a document is no page: it was seen, or it was also asked for."""
NO_SITEMAP = "no sitemap"
"""Nothing was where one might be: so the site told what it says to addresses it does not know."""
ONE_ANSWER = "challenge: one answer to many addresses"


def excluded(page: Page, reason: str) -> Page:
    """The page, out of the frame for this reason."""
    return replace(page, state="excluded", reason=reason)


def redirect_target_page(page: Page, url: str) -> Page:
    """A page at another address, found as this one was and not yet asked for."""
    return replace(
        page, url=url, state="found", reason="", status=None, final_url="", content_type="", bytes=0
    )


def kind_of(reason: str) -> str:
    """The first word of a reason: what is counted."""
    return reason.partition(" ")[0]


def is_duplicate(page: Page) -> bool:
    """Whether a page was left out because another has its text."""
    return page.reason.startswith("duplicate ")


def is_candidate(page: Page) -> bool:
    """Whether an address was, or would be, asked for as a page."""
    at_sight = ("document", "depth", "trap")
    return page.found_by != SITEMAP_FILE and not page.reason.startswith(at_sight)


def trap_of(page: Page) -> str:
    """The kind of trap that a page was left out for, or ""."""
    return page.reason.removeprefix("trap: ") if page.reason.startswith("trap: ") else ""


def replay_traps(pages: Sequence[Page]) -> TrapDetector:
    """What the record book's pages have shown of traps."""
    detector, texts = TrapDetector(), {page.url: page.text_hash for page in pages}
    for page in pages:
        if page.found_by not in (START, SITEMAP_FILE) and page.reason not in (
            DOCUMENT_FOUND,
            DOCUMENT_FETCHED,
        ):
            detector.observe_url(page.url)
        target = page.reason.rpartition(" ")[2]
        if page.state == "fetched":
            detector.observe_page(page.url, page.gist, page.sketch)
        elif page.found_by in (START, SITEMAP_FILE):
            continue
        elif page.reason.startswith("missing"):
            detector.observe_nothing_new(page.url)
        elif page.reason.startswith("not HTML"):
            detector.observe_nothing_new(page.url, is_file=True)
        elif is_duplicate(page):
            detector.observe_duplicate(
                page.url, target, is_read=texts.get(target) == page.text_hash
            )
        elif page.reason.startswith("redirects to "):
            detector.observe_redirect(page.url, target)
    return detector


def replay_refusals(pages: Sequence[Page]) -> Refusals:
    """What the record book's pages have shown of parts of the site that refuse us."""
    refusals = Refusals()
    served = [page for page in pages if page.state == "fetched" or is_duplicate(page)]
    for page in served:
        refusals.observe_page(page.url, is_start=page.found_by == START)
    for page in pages:
        refusal = REFUSALS.get(page.status or 0) or (
            "unreachable" if is_no_response(page.reason) else ""
        )
        if page.state == "excluded" and refusal and not refusals.served[part_of(page.url)]:
            refusals.observe_refusal(page.url, refusal)
    refusals.streak.clear()  # who starts anew is patient anew
    return refusals
