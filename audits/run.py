"""From chosen pages to evidence, findings and judgements, written as they come."""

import asyncio
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from importlib import metadata

from playwright.async_api import Browser, async_playwright

from audits import chromium
from audits.axe_rules import VERSION as AXE_VERSION
from audits.browser import fresh_tab, is_ending, launch
from audits.fleet import BROWSER_MB, SITES_PER_BROWSER, Fleet
from audits.hands import lanes, take_all
from audits.judge import cards, judgement
from audits.manner import Manner, manner_of, moment_of
from audits.plan import Plan, went_well
from audits.tour import Tour
from audits.turns import LOOKS_PER_CORE, Turns
from audits.visit import visit
from minna.errors import MinnaError
from minna.pace import PAUSE
from minna.records import Asked, Evidence, Finding, Frame, Page, Run
from minna.store import Store

Progress = Callable[[int, int, str], None]


def versions() -> dict[str, str]:
    """What a result of this room depends on, besides the pages."""
    return {
        "axe-core": AXE_VERSION,
        "chromium": chromium.version(),
        "playwright": metadata.version("playwright"),
        "fonts-ja": ", ".join(chromium.japanese_fonts()),
    }


def audit(store: Store, run: Run, *, progress: Progress) -> None:
    """Visit every chosen page that has not been visited yet, and judge what was seen."""
    store.save(cards(run.id))
    asyncio.run(Survey(store, run, progress).go())


def judge_again(store: Store, run: Run, *, progress: Progress) -> None:
    """Judge stored evidence with the checks of today; nobody is visited."""
    store.save(cards(run.id))
    total, done = store.count(Evidence, run=run.id), 0
    for frame in list(store.read(Frame, run=run.id)):
        for evidence in list(store.read(Evidence, run=run.id, site=frame.site)):
            store.delete(Finding, **key_of(evidence))
            store.save(judgement(evidence))
            done += 1
            progress(done, total, evidence.url)


def key_of(evidence: Evidence) -> dict[str, str]:
    """The visit that findings belong to."""
    return {name: getattr(evidence, name) for name in ("run", "site", "url", "viewport")}


def look(urls: list[str], *, allow_private: bool) -> Iterator[list[Evidence]]:
    """Visit exactly these pages, each through both viewports, without a record book."""
    manner = Manner(allow_private=allow_private, moment=moment_of(""))
    with asyncio.Runner() as runner:
        driver = runner.run(async_playwright().start())
        browser = runner.run(launch(driver, allow_private=allow_private))
        try:
            for url in urls:
                yield runner.run(look_once(browser, url, manner))
        finally:
            runner.run(browser.close())
            runner.run(driver.stop())


async def look_once(browser: Browser, url: str, manner: Manner) -> list[Evidence]:
    """One page in a clean context of its own, loaded once for each viewport."""
    seen = []
    for viewport in manner.viewports:
        async with fresh_tab(browser, manner) as tab:
            seen.append(await visit(tab, Evidence("", "", url, "", ""), viewport, manner))
    return seen


@dataclass(slots=True)
class Survey:
    """The visits of one run: many sites in hand, one page a core at work."""

    store: Store
    run: Run
    progress: Progress
    done: int = 0
    total: int = 0
    broke: bool = False  # by a fault of ours, and not because we were told to end

    async def go(self) -> None:
        """Visit the sites; when we are told to end, what breaks on the way out is no error.

        Ctrl-C reaches the browsers and their driver as well, and they may be gone before us.
        """
        try:
            await self.visit_sites()
        except (Exception, asyncio.CancelledError):
            if self.broke or not is_ending():
                raise
            asyncio.get_running_loop().set_exception_handler(lambda *_: None)
            raise asyncio.CancelledError from None

    async def visit_sites(self) -> None:
        """Every site with pages still to visit."""
        settings, manner = self.run.settings, manner_of(self.run)
        cores = int(settings.get("cores") or os.cpu_count() or 1)
        wanted = float(settings.get("pause", PAUSE))
        turns = Turns(cores * LOOKS_PER_CORE, wanted, self.note)
        tours = [
            Tour(self.store, self.run, frame.site, plan, manner, turns, self.count, frame.pause)
            for frame, plan in self.plans(len(manner.viewports))
            if plan.next()
        ]
        self.total = sum(tour.plan.remaining() for tour in tours)
        if not tours:
            return
        async with async_playwright() as driver:
            fleet = Fleet(
                driver,
                cores,
                allow_private=manner.allow_private,
                browser_mb=float(settings.get("browser_mb", BROWSER_MB)),
                sites_per_browser=int(settings.get("sites_per_browser", SITES_PER_BROWSER)),
            )
            try:
                queue = lanes(await asyncio.gather(*(tour.lane() for tour in tours)))
                await take_all(queue, cores, self.guarded(fleet))
            except* MinnaError as several:
                raise several.exceptions[0] from None  # one sentence is enough for people
            finally:
                await fleet.close()

    def guarded(self, fleet: Fleet) -> Callable[[Tour], Awaitable[None]]:
        """A site's visits; a fault of ours is told from what breaks when we are told to end.

        A task group cancels the task that waits for it when one of its own breaks, so that being
        cancelled does not tell.
        """
        waiting = asyncio.current_task()

        async def go(tour: Tour) -> None:
            try:
                await tour.go(fleet)
            except Exception:
                self.broke = self.broke or not (waiting and waiting.cancelling())
                raise

        return go

    def plans(self, viewports: int) -> Iterator[tuple[Frame, Plan]]:
        """Each crawled site's sample, with what earlier sessions have visited of it."""
        for frame in list(self.store.read(Frame, run=self.run.id, status="ok")):
            where = {"run": self.run.id, "site": frame.site}
            pages = list(self.store.read(Page, **where, part=("key", "random", "reserve")))
            visits = defaultdict(list)
            for evidence in self.store.read(Evidence, **where):
                visits[evidence.url].append(evidence)
            seen = {url: went_well(told, viewports) for url, told in visits.items()}
            yield frame, Plan(pages, seen)

    def note(self, host: str, slot: str, began: float, ended: float) -> None:
        """Write down when a page was asked for, for the log of what we ask of servers."""
        self.store.save([Asked(self.run.id, host, began, ended, slot, "browser")])

    def count(self, url: str) -> None:
        """One page more."""
        self.done += 1
        self.progress(self.done, max(self.total, self.done), url)
