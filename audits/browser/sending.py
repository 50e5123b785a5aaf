"""Nothing that a page does by itself sends anything: no form, no POST, no report.

The browser asks us before a request of a kind that can send leaves it, from whatever frame, worker
or window it comes; pictures, sheets, scripts and fonts go their way unasked. Requests whose answers
nobody can read (beacons, pings, reports) are answered in the server's place, as a page notices none
of it; others fail, as they do where the network does.
"""

import asyncio
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from playwright.async_api import Browser, CDPSession, Request
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.background import begin
from audits.browser.isolated_world import sessions
from audits.browser.main_document import without_fragment
from audits.browser.unless import unless

T = TypeVar("T")
SAFE = ("GET", "HEAD", "OPTIONS", "QUERY")
"""Methods by which nothing is sent: RFC 9110, section 9.2.1."""
KINDS = ("Document", "XHR", "Fetch", "Ping", "CSPViolationReport", "Other")
UNREAD = ("Ping", "CSPViolationReport", "Other")
FORMS = ("formSubmissionGet", "formSubmissionPost")
FRESH_SECONDS = 5.0
NEWS_SECONDS = 1.0
"""Until we are told why a page leads on."""
CUT_SECONDS = 2.0
"""Until a page that was read to its end has loaded, though it tried to lead on."""
MOST_REASONS = 500
WHY, BLOCKED = "BlockedByClient", "ERR_BLOCKED_BY_CLIENT"
SAFELISTED = ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
"""Content types of requests to other origins whose answers a page may be unable to read:
https://fetch.spec.whatwg.org/#cors-safelisted-request-header."""


class LeavesByForm(Exception):
    """Raised where a page was not read to its end, as it was to lead on by sending a form."""


class Guard:
    """What one browser sends passes here first.

    That a document is asked for by a form is told apart from the request, and often after it.
    """

    def __init__(self, session: CDPSession) -> None:
        self.session = session
        self.ours: set[str] = set()  # addresses that we ask for ourselves
        self.left: dict[str, asyncio.Event] = {}  # main frame → that it was to lead on by a form
        self.reasons: dict[str, tuple[float, str]] = {}  # address → when and why a page asks for it
        self.news = asyncio.Condition()

    def take_navigation(self, event: dict[str, Any]) -> None:
        """Remember why a page is about to lead on."""
        now, url = time.monotonic(), without_fragment(event["url"])
        if len(self.reasons) > MOST_REASONS:
            fresh = {u: told for u, told in self.reasons.items() if told[0] > now - FRESH_SECONDS}
            self.reasons = fresh
        self.reasons[url] = now, event["reason"]
        begin(self.spread())

    async def spread(self) -> None:
        """Tell those who wait for a reason."""
        async with self.news:
            self.news.notify_all()

    def take_request(self, event: dict[str, Any]) -> None:
        """Decide in passing: an event is not waited for."""
        begin(self.decide(event))

    async def decide(self, event: dict[str, Any]) -> None:
        """Let a request go, answer it, or refuse it; one that is gone meanwhile needs nothing."""
        is_document, is_safe = event["resourceType"] == "Document", is_safe_request(event)
        given = {"requestId": event["requestId"]}
        try:
            if is_safe and not (is_document and await self.is_form(event)):
                await self.session.send("Fetch.continueRequest", given)
            elif is_document or event["resourceType"] in UNREAD:
                if is_document and event.get("frameId") in self.left:
                    self.left[event["frameId"]].set()
                await self.session.send("Fetch.fulfillRequest", given | {"responseCode": 204})
            else:
                await self.session.send("Fetch.failRequest", given | {"errorReason": WHY})
        except BrowserError:
            return

    async def is_form(self, event: dict[str, Any]) -> bool:
        """Whether a document is asked for by sending a form, whose address always has a query.

        So has that of a window that a page opens for it, of which we are told nothing else; it is
        closed in any case.
        """
        url = without_fragment(event["request"]["url"])
        if "?" not in url or event.get("redirectedRequestId") or url in self.ours:
            return False
        reason = await self.reason(url)
        return reason in FORMS or (not reason and await self.is_popup(event.get("frameId", "")))

    async def reason(self, url: str) -> str:
        """Why a page asks for an address, "" if that is not told in time."""
        since = time.monotonic() - FRESH_SECONDS

        def known() -> bool:
            return self.reasons.get(url, (0.0, ""))[0] > since

        async with self.news:
            try:
                await asyncio.wait_for(self.news.wait_for(known), NEWS_SECONDS)
            except TimeoutError:
                return ""
            return self.reasons.pop(url)[1]

    async def is_popup(self, frame: str) -> bool:
        """Whether a frame is the whole of a window that a page has opened."""
        try:
            told = await self.session.send("Target.getTargetInfo", {"targetId": frame})
        except BrowserError:  # it is a frame within a page
            return False
        return bool(told["targetInfo"].get("openerId"))


def is_safe_request(event: dict[str, Any]) -> bool:
    """Whether a request sends nothing by its method."""
    return event["request"]["method"] in SAFE


guards: dict[Browser, Guard] = {}


async def guard(browser: Browser, session: CDPSession) -> None:
    """From now on nothing is sent from this browser, whose own session this is."""
    made = guards[browser] = Guard(session)
    browser.on("disconnected", forget)
    session.on("Fetch.requestPaused", made.take_request)
    patterns = [{"resourceType": kind} for kind in KINDS]
    await session.send("Fetch.enable", {"patterns": patterns})


def forget(browser: Browser) -> None:
    """A browser that has ended sends nothing."""
    guards.pop(browser, None)


def watch_forms(tab: Tab, session: CDPSession) -> None:
    """Let the guard know of a tab's forms that are about to be sent."""
    browser = tab.context.browser
    if browser in guards:
        session.on("Page.frameRequestedNavigation", guards[browser].take_navigation)


@contextmanager
def asking(tab: Tab, url: str) -> Iterator[asyncio.Event]:
    """The time in which we ask for an address ourselves.

    Set is what it gives when the page that came was to lead on by a form: one that does so while
    it is read is not read to its end by the browser, and never loaded.
    """
    browser, frame, left = tab.context.browser, sessions[tab].frame, asyncio.Event()
    if browser not in guards:
        yield left
        return
    guard, bare = guards[browser], without_fragment(url)
    guard.ours.add(bare)
    guard.left[frame] = left
    try:
        yield left
    finally:
        guard.ours.discard(bare)
        guard.left.pop(frame, None)


async def unless_it_leaves(load: Awaitable[T], left: asyncio.Event) -> T:
    """What a load gives; LeavesByForm when the page is cut off because it sends a form."""
    return await unless(load, left, LeavesByForm, CUT_SECONDS)


def was_refused(request: Request) -> bool:
    """Whether a request that failed was refused here, and its answer might have been read."""
    if request.method in SAFE or BLOCKED not in (request.failure or ""):
        return False
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    is_own = urlsplit(request.url).netloc == urlsplit(request.frame.url).netloc
    return is_own or request.resource_type == "xhr" or kind not in SAFELISTED
