"""The audit of one site: page after page, never two at once, each stored as it ends."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count

from playwright.async_api import Browser
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.browser_pool import BrowserPool, is_responsive
from audits.browser.documents import PASSING, InScope, any_address, led_away
from audits.browser.launch import fresh_tab
from audits.browser.protocol import explained_crash
from audits.browser.viewports import Viewport
from audits.judging.gatherer_declarations import interactive
from audits.judging.site_check_runner import SiteNotes, save_site, site_evidence
from audits.runner.element_boxes import located
from audits.runner.element_screenshots import capture_screenshots
from audits.runner.host_throttle import HostThrottle, Slot
from audits.runner.judged_visit import JudgedVisit, judged
from audits.runner.ocr import OcrProcess
from audits.runner.page_visit import GATHERER_HUNG, OWN_FAULT, visit_page
from audits.runner.retry_after import last_retry_after
from audits.runner.settings import AuditSettings
from audits.runner.visit_queue import VisitQueue, is_measured
from minna.rate_limit import MAX_CONSECUTIVE_REFUSALS, RETRY_STATUSES, retry_delay
from minna.reasons import Code, Reason
from minna.records import Evidence, Page, Run, Screenshot
from minna.store import Store, Unwritable

TAB_BREAKING = ("timeout", "crashed")
"""Troubles that leave a tab hung or dead: such a page is tried once more in a fresh one."""
TAB_CRASH_SIGNS = ("TargetClosedError", "Target crashed", "Page crashed")
"""Texts in a gatherer's error by which a tab crash is known."""
MAX_ATTEMPTS = 2
MAX_UNANSWERED = 3
"""Pages in a row without an answer after which the rest of the site is skipped."""
VISIT_SECONDS = 420.0
"""A visit that takes longer hangs somewhere where nothing else watches."""


@dataclass(slots=True)
class SiteAudit:
    """A site's plan and how the site behaves; `pause` is what its robots.txt asked for."""

    store: Store
    run: Run
    site: str
    queue: VisitQueue
    settings: AuditSettings
    throttle: HostThrottle
    on_page_done: Callable[[str], None]
    pause: float = 0.0
    reader: OcrProcess | None = None  # of pictures, where the survey asks for that
    no_response_streak: int = 0  # pages in a row that gave no answer
    rate_limited_streak: int = 0  # pages in a row for which the server asked for time in vain
    tab_crashes: Counter[str] = field(default_factory=Counter)  # address → tabs that it has broken
    needs_isolation: set[str] = field(default_factory=set)  # pages under which the browser died
    captured: set[tuple[str, str]] = field(default_factory=set)  # checks and messages
    in_scope: InScope = any_address  # whether an address is of this site

    async def host_entry(self) -> tuple["SiteAudit", str, float, int]:
        """What decides when it is taken in hand: its address, its pause, its pages."""
        url = self.queue.sample()[0].url
        place = await self.throttle.host_info(url)
        return self, place.slot, max(place.pause, self.pause), self.queue.remaining()

    async def audit(self, pool: BrowserPool) -> None:
        """Visit the plan's pages, in fresh tabs after each page that has broken them.

        If the browser dies, a page that was open in it is looked at again in a browser of its own;
        only there is it known whether the fault was the page's or a neighbour's.
        """
        known = self.store.read(Screenshot, run=self.run.id, site=self.site)
        self.captured = {(picture.check, picture.message) for picture in known}
        while following := self.queue.next():
            alone = following.url in self.needs_isolation
            acquire = pool.acquire_isolated if alone else pool.acquire
            url = self.queue.sample()[0].url
            async with acquire() as browser, fresh_tab(browser, self.settings, url) as tab:
                while (page := self.queue.next()) and (page.url in self.needs_isolation) == alone:
                    if not await self.visit_page(page, tab):
                        break
        await self.judge_site()

    async def judge_site(self) -> None:
        """Judge the site's pages together, now that all are written down; others may work on."""
        notes = SiteNotes()
        for evidence in site_evidence(self.store, self.run, self.site):
            notes.collect(evidence)
            await asyncio.sleep(0)
        save_site(self.store, self.run, self.site, notes)

    async def visit_page(self, page: Page, tab: Tab) -> bool:
        """Visit a page, write it down unless it is to be tried again; whether the tab is sound."""
        visits = self.skipped(page) or await self.audit_viewports(page, tab)
        sound = not any(tab_is_unusable(v.evidence) for v in visits)
        if sound or await self.is_to_blame(page, tab.context.browser):
            if self.reader:
                visits = [await with_read_images(self.reader, v) for v in visits]
            self.save(page, visits)
        return sound and not any(tab_needs_replacing(v.evidence) for v in visits)

    def skipped(self, page: Page) -> list[JudgedVisit]:
        """The visits of a skipped page: its server is overloaded or does not answer."""
        left = Evidence(self.run.id, self.site, page.url, "", "")
        if self.rate_limited_streak >= MAX_CONSECUTIVE_REFUSALS:
            left = replace(left, status="refused", reason=Reason(Code.ASKS_FOR_TIME))
        elif self.no_response_streak >= MAX_UNANSWERED:
            left = replace(left, status="given_up", reason=Reason(Code.GIVEN_UP))
        views = self.settings.viewports
        skipped = [JudgedVisit(replace(left, viewport=v.name)) for v in views]
        return skipped if left.status else []

    async def is_to_blame(self, page: Page, browser: Browser | None) -> bool:
        """Whether a page that broke its tab is written down so; if not, it is tried again.

        With its browser dead under it, that is known only of a page that had it for itself.
        """
        if page.url in self.needs_isolation:
            return True
        if browser is None or not await is_responsive(browser):
            self.needs_isolation.add(page.url)
            return False
        self.tab_crashes[page.url] += 1
        return self.tab_crashes[page.url] >= MAX_ATTEMPTS

    def save(self, page: Page, visits: list[JudgedVisit]) -> None:
        """Store a page's visits, and update what is known of its site."""
        seen = [visit.evidence for visit in visits]
        try:
            self.store.save([page, *(record for visit in visits for record in visit.records)])
        except Unwritable as error:
            seen = [unsaved(e, error) for e in seen]
            self.store.save([page, *seen])
        self.queue.measured[page.url] = is_measured(seen, len(self.settings.viewports))
        vain = (*PASSING, *TAB_BREAKING, "given_up", "not_visited", "refused")
        self.no_response_streak = (
            self.no_response_streak + 1 if all(e.status in vain for e in seen) else 0
        )
        vainly = any(is_rate_limited(e) or e.status == "refused" for e in seen)
        self.rate_limited_streak = self.rate_limited_streak + 1 if vainly else 0
        self.needs_isolation.discard(page.url)
        self.on_page_done(page.url)

    async def audit_viewports(self, page: Page, tab: Tab) -> list[JudgedVisit]:
        """Visit a page at each viewport, loading it each time."""
        blank = Evidence(self.run.id, self.site, page.url, "", "")
        first, *others = self.settings.viewports
        settings = self.settings_for(page)
        visits = [await self.visit_with_retry(tab, blank, first, settings)]
        for viewport in others:
            last = visits[-1].evidence
            if tab_is_unusable(last) or is_rate_limited(last):
                visits.append(JudgedVisit(not_visited(blank, viewport)))
            else:
                visits.append(await self.visit_with_retry(tab, blank, viewport, settings))
        return visits

    def settings_for(self, page: Page) -> AuditSettings:
        """The survey's manner, with hands off the pages that are only looked at."""
        if self.settings.touch == "some" and not self.queue.is_interactive(page):
            return replace(self.settings, touch="none")
        return self.settings

    async def judge(self, tab: Tab, seen: Evidence) -> JudgedVisit:
        """Judge a visit while its page is open; where findings lie is stored with it.

        Screenshots of them are stored as well, one per kind and site.
        """
        visit = await located(tab, await judged(seen))
        if self.settings.pictures and not led_away(tab):
            self.store.save(await capture_screenshots(tab, visit.findings, self.captured))
        return visit

    async def visit_with_retry(
        self, tab: Tab, blank: Evidence, viewport: Viewport, settings: AuditSettings
    ) -> JudgedVisit:
        """A visit in its turn, repeated after a wait if it met a passing trouble.

        BrowserError when the browser has died meanwhile: no fault of the page, nothing was asked.
        """
        for tries in count(1):
            async with self.throttle.acquire(blank.url, self.pause) as slot:
                if is_tab_closed(tab):
                    raise BrowserError("the browser died while the host had its pause")
                async with self.tab_for(tab, blank.url) as used:
                    looking = visit_page(used, blank, viewport, settings, self.in_scope)
                    seen = mark_if_tab_crashed(
                        used, await with_time_limit(looking, blank, viewport)
                    )
                    visit = await self.judge(used, seen)
            seen = visit.evidence
            wait = retry_wait(seen, slot, tries, last_retry_after(used))
            if wait is None:
                break
            slot.cool_down(wait)
        return visit

    @asynccontextmanager
    async def tab_for(self, tab: Tab, url: str) -> AsyncIterator[Tab]:
        """Where a page is loaded: the site's tab, or each time a fresh one."""
        browser = tab.context.browser
        if self.settings.tab_reuse or browser is None:
            yield tab
        else:
            async with fresh_tab(browser, self.settings, url) as fresh:
                yield fresh


async def with_read_images(reader: OcrProcess, visit: JudgedVisit) -> JudgedVisit:
    """The visit with what its pictures say, judged with that if there are any."""
    read = await reader.read_page(visit.evidence)
    return visit if read is visit.evidence else await judged(read)


def retry_wait(seen: Evidence, slot: Slot, tries: int, asked: str) -> float | None:
    """Seconds until another try of a visit; None when this one stands."""
    pause = slot.pause
    if is_rate_limited(seen):
        slot.slow_down()
        return retry_delay(asked, tries, pause)
    # Want of memory or of room on this machine (OWN_FAULT) may be over in a moment as well.
    may_be_over = seen.status in (*PASSING, OWN_FAULT)
    return 2 * pause if may_be_over and tries < MAX_ATTEMPTS else None


def unsaved(seen: Evidence, error: Unwritable) -> Evidence:
    """A page of which something cannot be written down: it costs this page and no other."""
    blank = Evidence(seen.run, seen.site, seen.url, seen.viewport, "crashed")
    return replace(
        blank, visited_at=seen.visited_at, reason=Reason(Code.UNWRITABLE, error=str(error))
    )


def mark_if_tab_crashed(tab: Tab, seen: Evidence) -> Evidence:
    """If the tab crashed during gathering, mark the visit crashed and drop its partial facts."""
    deaths = (why for why in seen.errors.values() if any(sign in why for sign in TAB_CRASH_SIGNS))
    why = next(deaths, "")
    if why:
        reason = Reason(Code.OTHER, text=why.splitlines()[0])
        seen = replace(seen, status="crashed", reason=reason, facts={})
    return explained_crash(tab, seen)


async def with_time_limit(
    looking: Awaitable[Evidence], blank: Evidence, viewport: Viewport
) -> Evidence:
    """The evidence of a visit, or a timeout where the visit exceeds `VISIT_SECONDS`."""
    try:
        return await asyncio.wait_for(looking, VISIT_SECONDS)
    except TimeoutError:
        reason = Reason(Code.HUNG, seconds=VISIT_SECONDS)
        return replace(blank, viewport=viewport.name, status="timeout", reason=reason)


def not_visited(blank: Evidence, viewport: Viewport) -> Evidence:
    """Evidence for a skipped viewport: the page could not be measured in the one before."""
    reason = Reason(Code.OTHER_WINDOW)
    return replace(blank, viewport=viewport.name, status="not_visited", reason=reason)


def is_rate_limited(evidence: Evidence) -> bool:
    """Whether the server answered with 429 or 503."""
    return evidence.status == "http_error" and evidence.http_status in RETRY_STATUSES


def is_tab_closed(tab: Tab) -> bool:
    """Whether the browser has ended under a tab."""
    browser = tab.context.browser
    return tab.is_closed() or browser is None or not browser.is_connected()


def tab_is_unusable(evidence: Evidence) -> bool:
    """Whether the tab hung or crashed before all passive gatherers had run."""
    return evidence.status in TAB_BREAKING or not hung_gatherers(evidence) <= interactive()


def tab_needs_replacing(evidence: Evidence) -> bool:
    """Whether an interactive gatherer hung: the visit stands, the tab is replaced."""
    return bool(hung_gatherers(evidence))


def hung_gatherers(evidence: Evidence) -> set[str]:
    """The gatherers that hung."""
    return {n for n, reason in evidence.errors.items() if reason.startswith(GATHERER_HUNG)}
