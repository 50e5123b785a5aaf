"""One site's visits: page after page, never two at once, each written down as it ends."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count

from playwright.async_api import Browser
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.browser import fresh_tab
from audits.browser.documents import PASSING, Holds, holds_all, led_away
from audits.browser.fleet import Fleet, answers
from audits.browser.protocol import explained_crash
from audits.browser.viewports import Viewport
from audits.judging.judge import judgement
from audits.judging.whole_site import Notes, evidence_of, write_down
from audits.runner.looks import touching
from audits.runner.manner import Manner
from audits.runner.places import pictures
from audits.runner.plan import Plan, went_well
from audits.runner.reader import Reader
from audits.runner.retry import retry_after
from audits.runner.turns import Slot, Turns
from audits.runner.visit import NOT_DONE, OURS, visit
from minna.rate_limit import MAX_CONSECUTIVE_REFUSALS, RETRY_STATUSES, retry_delay
from minna.records import Evidence, Page, Run, Screenshot
from minna.store import Store, Unwritable

BREAKING = ("timeout", "crashed")
"""Troubles that leave a tab hung or dead: such a page is tried once more in a fresh one."""
DEATHS = ("TargetClosedError", "Target crashed", "Page crashed")
"""In what a gatherer says: the tab died while it looked."""
TRIES = 2
GIVE_UP = 3
"""So many pages in a row without an answer, and the rest of the site is left alone."""
VISIT_SECONDS = 420.0
"""A visit that takes longer hangs somewhere where nothing else watches."""


@dataclass(slots=True)
class Tour:
    """A site's plan and how the site behaves; `pause` is what its robots.txt asked for."""

    store: Store
    run: Run
    site: str
    plan: Plan
    manner: Manner
    turns: Turns
    told: Callable[[str], None]
    pause: float = 0.0
    reader: Reader | None = None  # of pictures, where the survey asks for that
    silent: int = 0  # pages in a row that gave no answer
    refused: int = 0  # pages in a row for which the server asked for time in vain
    broke: Counter[str] = field(default_factory=Counter)  # address → tabs that it has broken
    suspects: set[str] = field(default_factory=set)  # pages under which the browser died
    pictured: set[tuple[str, str]] = field(default_factory=set)  # checks and messages
    holds: Holds = holds_all  # whether an address is of this site

    async def lane(self) -> tuple["Tour", str, float, int]:
        """What decides when it is taken in hand: its address, its pause, its pages."""
        url = self.plan.drawn()[0].url
        place = await self.turns.place(url)
        return self, place.slot, max(place.pause, self.pause), self.plan.remaining()

    async def go(self, fleet: Fleet) -> None:
        """Visit the plan's pages, in fresh tabs after each page that has broken them.

        If the browser dies, a page that was open in it is looked at again in a browser of its own;
        only there is it told whether the fault was the page's or a neighbour's.
        """
        known = self.store.read(Screenshot, run=self.run.id, site=self.site)
        self.pictured = {(picture.check, picture.message) for picture in known}
        while following := self.plan.next():
            alone = following.url in self.suspects
            lend = fleet.lend_alone if alone else fleet.lend
            url = self.plan.drawn()[0].url
            async with lend() as browser, fresh_tab(browser, self.manner, url) as tab:
                while (page := self.plan.next()) and (page.url in self.suspects) == alone:
                    if not await self.visit_page(page, tab):
                        break
        await self.judge_together()

    async def judge_together(self) -> None:
        """Judge the site's pages together, now that all are written down; others may work on."""
        notes = Notes()
        for evidence in evidence_of(self.store, self.run, self.site):
            notes.take(evidence)
            await asyncio.sleep(0)
        write_down(self.store, self.run, self.site, notes)

    async def visit_page(self, page: Page, tab: Tab) -> bool:
        """Visit a page, write it down unless it is to be tried again; whether the tab is sound."""
        seen = self.leave(page) or await self.see(page, tab)
        sound = not any(is_unsound(e) for e in seen)
        if sound or await self.is_to_blame(page, tab.context.browser):
            if self.reader:
                seen = [await self.reader.read_page(e) for e in seen]
            self.write_down(page, seen)
        return sound and not any(is_spent(e) for e in seen)

    def leave(self, page: Page) -> list[Evidence]:
        """What is written down of a page that is not asked for, as the site is left in peace."""
        left = Evidence(self.run.id, self.site, page.url, "", "")
        if self.refused >= MAX_CONSECUTIVE_REFUSALS:
            left = replace(left, status="refused", reason="the server asked for time over and over")
        elif self.silent >= GIVE_UP:
            left = replace(left, status="given_up", reason="the site stopped answering")
        views = self.manner.viewports
        return [replace(left, viewport=v.name) for v in views] if left.status else []

    async def is_to_blame(self, page: Page, browser: Browser | None) -> bool:
        """Whether a page that broke its tab is written down so; if not, it is tried again.

        With its browser dead under it, that is known only of a page that had it for itself.
        """
        if page.url in self.suspects:
            return True
        if browser is None or not await answers(browser):
            self.suspects.add(page.url)
            return False
        self.broke[page.url] += 1
        return self.broke[page.url] >= TRIES

    def write_down(self, page: Page, seen: list[Evidence]) -> None:
        """Record a page, and what it tells of its site."""
        try:
            self.store.save([page, *seen, *(record for e in seen for record in judgement(e))])
        except Unwritable as error:
            seen = [unwritten(e, error) for e in seen]
            self.store.save([page, *seen, *(record for e in seen for record in judgement(e))])
        self.plan.measured[page.url] = went_well(seen, len(self.manner.viewports))
        vain = (*PASSING, *BREAKING, "given_up", "not_visited", "refused")
        self.silent = self.silent + 1 if all(e.status in vain for e in seen) else 0
        vainly = any(asks_for_time(e) or e.status == "refused" for e in seen)
        self.refused = self.refused + 1 if vainly else 0
        self.suspects.discard(page.url)
        self.told(page.url)

    async def see(self, page: Page, tab: Tab) -> list[Evidence]:
        """A page through each window, each time loaded anew."""
        blank = Evidence(self.run.id, self.site, page.url, "", "")
        first, *others = self.manner.viewports
        manner = self.manner_for(page)
        seen = [await self.visit_patiently(tab, blank, first, manner)]
        for viewport in others:
            if is_unsound(seen[-1]) or asks_for_time(seen[-1]):
                seen.append(not_visited(blank, viewport))
            else:
                seen.append(await self.visit_patiently(tab, blank, viewport, manner))
        return seen

    def manner_for(self, page: Page) -> Manner:
        """The survey's manner, with hands off the pages that are only looked at."""
        if self.manner.touch == "some" and not self.plan.is_touched(page):
            return replace(self.manner, touch="none")
        return self.manner

    async def take_pictures(self, tab: Tab, seen: Evidence) -> None:
        """Keep pictures of what was found on a page that is still open, once for the site."""
        if self.manner.pictures and seen.status == "ok" and not led_away(tab):
            self.store.save(await pictures(tab, seen, self.pictured))

    async def visit_patiently(
        self, tab: Tab, blank: Evidence, viewport: Viewport, manner: Manner
    ) -> Evidence:
        """A visit in its turn, repeated after a wait if it met a passing trouble.

        BrowserError when the browser has died meanwhile: no fault of the page, nothing was asked.
        """
        for tries in count(1):
            async with self.turns.turn(blank.url, self.pause) as slot:
                if is_gone(tab):
                    raise BrowserError("the browser died while the host had its pause")
                async with self.place(tab, blank.url) as used:
                    looking = visit(used, blank, viewport, manner, self.holds)
                    seen = told_if_dead(used, await in_time(looking, blank, viewport))
                    await self.take_pictures(used, seen)
            wait = wait_for_another(seen, slot, tries, retry_after(used))
            if wait is None:
                break
            slot.rest(wait)
        return seen

    @asynccontextmanager
    async def place(self, tab: Tab, url: str) -> AsyncIterator[Tab]:
        """Where a page is loaded: the site's tab, or each time a fresh one."""
        browser = tab.context.browser
        if self.manner.tab_reuse or browser is None:
            yield tab
        else:
            async with fresh_tab(browser, self.manner, url) as fresh:
                yield fresh


def wait_for_another(seen: Evidence, slot: Slot, tries: int, asked: str) -> float | None:
    """Seconds until another try of a visit; None when this one stands."""
    pause = slot.pause
    if asks_for_time(seen):
        slot.slow_down()
        return retry_delay(asked, tries, pause)
    # Want of memory or of room on this machine (OURS) may be over in a moment as well.
    may_be_over = seen.status in (*PASSING, OURS)
    return 2 * pause if may_be_over and tries < TRIES else None


def unwritten(seen: Evidence, error: Unwritable) -> Evidence:
    """A page of which something cannot be written down: it costs this page and no other."""
    blank = Evidence(seen.run, seen.site, seen.url, seen.viewport, "crashed")
    return replace(blank, seen_at=seen.seen_at, reason=f"it cannot be written down ({error})")


def told_if_dead(tab: Tab, seen: Evidence) -> Evidence:
    """A look under which the tab died has crashed, whatever it saw before."""
    deaths = (why for why in seen.errors.values() if any(sign in why for sign in DEATHS))
    why = next(deaths, "")
    if why:
        seen = replace(seen, status="crashed", reason=why.splitlines()[0], facts={})
    return explained_crash(tab, seen)


async def in_time(looking: Awaitable[Evidence], blank: Evidence, viewport: Viewport) -> Evidence:
    """What a look tells, or that it hung where nothing else watches."""
    try:
        return await asyncio.wait_for(looking, VISIT_SECONDS)
    except TimeoutError:
        reason = f"no end of looking in {VISIT_SECONDS:g} s"
        return replace(blank, viewport=viewport.name, status="timeout", reason=reason)


def not_visited(blank: Evidence, viewport: Viewport) -> Evidence:
    """A page that gave the other window nothing to look at is not asked for through this one."""
    reason = "the other window saw nothing"
    return replace(blank, viewport=viewport.name, status="not_visited", reason=reason)


def asks_for_time(evidence: Evidence) -> bool:
    """Whether the server answered that it wants to be left alone for a while."""
    return evidence.status == "http_error" and evidence.http_status in RETRY_STATUSES


def is_gone(tab: Tab) -> bool:
    """Whether the browser has ended under a tab."""
    browser = tab.context.browser
    return tab.is_closed() or browser is None or not browser.is_connected()


def is_unsound(evidence: Evidence) -> bool:
    """Whether a page has left the tab hung or dead before it was looked at whole."""
    return evidence.status in BREAKING or not hung(evidence) <= touching()


def is_spent(evidence: Evidence) -> bool:
    """Whether the tab hung when the page was touched; the page is seen, the tab is not used on."""
    return bool(hung(evidence))


def hung(evidence: Evidence) -> set[str]:
    """The gatherers that did not come to an end."""
    return {n for n, reason in evidence.errors.items() if reason.startswith(NOT_DONE)}
