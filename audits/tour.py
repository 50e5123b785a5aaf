"""One site's visits: page after page, never two at once, each written down as it ends."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from playwright.async_api import Browser
from playwright.async_api import Page as Tab

from audits.browser import VIEWPORTS, Viewport, open_tab, window
from audits.fleet import Fleet
from audits.judge import judgement
from audits.plan import Plan, went_well
from audits.trust import Trust
from audits.visit import NOT_DONE, look_again, visit
from minna.identity import CONTACT
from minna.pace import PAUSE, pause_for
from minna.records import Evidence, Page, Run
from minna.store import Store

PHONE, DESKTOP = VIEWPORTS
PASSING = ("timeout", "unreachable", "load_failed", "crashed")
"""Troubles that may be over in a moment: such a page is tried once more."""
GIVE_UP = 3
"""So many pages in a row without an answer, and the rest of the site is left alone."""


@dataclass(slots=True)
class Tour:
    """A site's plan and how the site behaves; `at_work` lets one page a core be looked at."""

    store: Store
    run: Run
    site: str
    plan: Plan
    at_work: asyncio.Semaphore
    told: Callable[[str], None]
    silent: int = 0  # pages in a row that gave no answer
    trust: Trust = field(default_factory=Trust)

    async def go(self, fleet: Fleet) -> None:
        """Visit the plan's pages, in fresh tabs after each page that has broken them."""
        contact = str(self.run.settings.get("contact") or CONTACT)
        while self.plan.next():
            async with fleet.lend() as browser, tabs(browser, contact) as opened:
                while page := self.plan.next():
                    if not await self.visit_page(page, opened):
                        break

    async def visit_page(self, page: Page, opened: list[Tab]) -> bool:
        """Visit one page and write it down; whether the tabs are still sound."""
        blank = Evidence(self.run.id, self.site, page.url, "", "")
        if self.silent >= GIVE_UP:
            left = replace(blank, status="given_up", reason="the site stopped answering")
            seen = [replace(left, viewport=viewport.name) for viewport in VIEWPORTS]
        else:
            seen = await self.see(page, blank, opened)
        self.store.save([page, *seen, *(record for e in seen for record in judgement(e))])
        self.plan.measured[page.url] = went_well((e.status for e in seen), len(VIEWPORTS))
        answered = any(e.status not in (*PASSING, "given_up") for e in seen)
        self.silent = 0 if answered else self.silent + 1
        self.told(page.url)
        return not any(is_unsound(e) for e in seen)

    async def see(self, page: Page, blank: Evidence, opened: list[Tab]) -> list[Evidence]:
        """A page as a phone and as a desktop, by one load where that is known to tell the same."""
        tab, desktop_tab = opened
        phone = await self.visit_twice(tab, blank, PHONE)
        template = self.template_of(page)
        resized = None
        if phone.status == "ok" and self.may_resize(template) and not is_unsound(phone):
            async with self.at_work:
                resized = await look_again(tab, phone, DESKTOP, afterwards=PHONE)
        if resized and is_sound(resized) and self.trust.is_enough(template):
            return [phone, resized]
        desktop = await self.visit_twice(desktop_tab, blank, DESKTOP)
        if resized and is_sound(resized) and is_sound(desktop):
            self.trust.learn(template, judgement(resized), judgement(desktop))
        return [phone, desktop]

    def may_resize(self, template: str) -> bool:
        """Whether looking at a resized page may save a visit."""
        pages = sum(self.template_of(page) == template for page in self.plan.drawn())
        wanted = bool(self.run.settings.get("one_load"))
        return wanted and self.trust.is_worthwhile(template, pages)

    def template_of(self, page: Page) -> str:
        """The template that a page is made from, or nothing where the crawler saw no skeleton."""
        return self.plan.templates.get(page.skeleton, "")

    async def visit_twice(self, tab: Tab, blank: Evidence, viewport: Viewport) -> Evidence:
        """A visit after the host's pause, repeated once if it met a passing trouble."""
        host = urlsplit(blank.url).hostname or ""
        pause = pause_for(host, float(self.run.settings.get("pause", PAUSE)))
        private = bool(self.run.settings.get("allow_private"))
        for attempt in (1, 2):
            await asyncio.sleep(pause * attempt)
            async with self.at_work:
                seen = await visit(tab, blank, viewport, allow_private=private)
            if seen.status not in PASSING or is_unsound(seen):
                break
        return seen


@asynccontextmanager
async def tabs(browser: Browser, contact: str) -> AsyncIterator[list[Tab]]:
    """One tab per viewport, each in a clean context."""
    async with AsyncExitStack() as stack:
        contexts = [await stack.enter_async_context(window(browser, v, contact)) for v in VIEWPORTS]
        yield [await open_tab(context) for context in contexts]


def is_unsound(evidence: Evidence) -> bool:
    """Whether a page has left the tab hung or dead."""
    hung = any(reason.startswith(NOT_DONE) for reason in evidence.errors.values())
    return hung or evidence.status in ("crashed", "timeout")


def is_sound(evidence: Evidence) -> bool:
    """Whether a look saw all that it was to see."""
    return evidence.status == "ok" and not evidence.errors
