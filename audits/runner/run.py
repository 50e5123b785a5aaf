"""From chosen pages to evidence, findings and judgements, written as they come."""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata

from playwright.async_api import Browser

from audits.browser import chromium, heavy
from audits.browser.browser import fresh_tab, is_ending, launch
from audits.browser.driver import DriverStopped, driving, folder_of_browsers
from audits.browser.fleet import BROWSER_MB, SITES_PER_BROWSER, Fleet
from audits.browser.memory import PROCESS_MB, limited
from audits.browser.protocol import explained_crash, start
from audits.judging import whole_site
from audits.judging.axe_rules import VERSION as AXE_VERSION
from audits.judging.judge import cards as page_cards
from audits.judging.judge import judgement
from audits.judging.whole_site import is_judged, judge_site, left_out
from audits.runner.hands import lanes, take_all
from audits.runner.manner import Manner, manner_of, moment_of
from audits.runner.plan import EVERY, Plan, went_well
from audits.runner.reader import Reader
from audits.runner.tour import Tour
from audits.runner.turns import LOOKS_PER_CORE, Turns
from audits.runner.visit import OURS, visit
from minna.credentials import DEFAULT_PORTS
from minna.egress import Egress, Transfer
from minna.errors import MinnaError
from minna.rate_limit import PAUSE
from minna.records import CheckMeta, Evidence, Finding, Page, RequestLog, Run, SiteCrawl
from minna.request_stats import CONNECTION
from minna.store import Store

Progress = Callable[[int, int, str], None]
Wanted = Callable[[str, int], int]
"""How many random pages of a site to visit before it is asked again, given how many have been."""


Belongs = Callable[[str, str], bool]
"""Whether, given a site's code and an address, the address is of that site."""


def anywhere(site: str, url: str) -> bool:
    """Where nobody tells where sites end, all that their pages lead to is theirs."""
    return True


DRIVERS = 3
"""So many drivers of browsers that end before a page is written down do not end by chance."""


def every(site: str, visited: int) -> int:
    """All that were drawn."""
    return EVERY


def versions() -> dict[str, str]:
    """What a result of this room depends on, besides the pages."""
    return {
        "axe-core": AXE_VERSION,
        "chromium": chromium.version(),
        "playwright": metadata.version("playwright"),
        "fonts-ja": ", ".join(chromium.japanese_fonts()),
    }


def cards(run: str = "") -> list[CheckMeta]:
    """Every card we can judge by: those of pages, and those of whole sites."""
    return [*page_cards(run), *whole_site.cards(run)]


def audit(
    store: Store,
    run: Run,
    *,
    progress: Progress,
    wanted: Wanted = every,
    belongs: Belongs = anywhere,
) -> None:
    """Visit the chosen pages that have not been visited yet, and judge what was seen.

    `wanted` ends a site's visits early when its random pages are enough; a page that leads to what
    does not belong to its site is not judged.
    """
    store.save(cards(run.id))
    asyncio.run(Survey(store, run, progress, wanted, belongs).go())


def transfers(run: Run, egress: Egress) -> list[RequestLog]:
    """The connections that the proxy has counted since it was last asked."""
    return [
        RequestLog(run.id, host_and_port(t), t.began, t.ended, "", CONNECTION, t.received)
        for t in egress.take_transfers()
    ]


def host_and_port(transfer: Transfer) -> str:
    """As an address has it: the usual ports go without saying."""
    host = f"[{transfer.host}]" if ":" in transfer.host else transfer.host
    return host if transfer.port in DEFAULT_PORTS.values() else f"{host}:{transfer.port}"


def judge_again(store: Store, run: Run, *, progress: Progress) -> list[str]:
    """Judge stored evidence with the checks of today; nobody is visited.

    Evidence that cannot be read keeps what was judged of it before: which it is and why is given.
    """
    store.save(cards(run.id))
    unread: list[str] = []
    total, done = store.count(Evidence, run=run.id), 0
    for frame in list(store.read(SiteCrawl, run=run.id)):
        for evidence in list(store.read(Evidence, unread.append, run=run.id, site=frame.site)):
            store.delete(Finding, **key_of(evidence))
            store.save(judgement(evidence))
            done += 1
            progress(done, total, evidence.url)
        judge_site(store, run, frame.site)
    return unread


def is_visited(told: Sequence[Evidence], viewports: int) -> bool:
    """Whether a page has been looked at through every window, and none was a fault of ours."""
    return len(told) >= viewports and all(evidence.status != OURS for evidence in told)


def key_of(evidence: Evidence) -> dict[str, str]:
    """The visit that findings belong to."""
    return {name: getattr(evidence, name) for name in ("run", "site", "url", "viewport")}


def look(
    urls: list[str],
    *,
    allow_private: bool,
    touch: str = "all",
    read_images: bool = False,
    gatherers: frozenset[str] | None = None,
) -> Iterator[list[Evidence]]:
    """Visit exactly these pages, each through both viewports, without a record book.

    With `touch` "none", no keys, zoom or pointer are tried, which take most of the time; with
    `gatherers`, no others look.
    Between two loads of a host lies the pause; on private addresses, which are ours, there is none.
    """
    manner = Manner(
        allow_private=allow_private,
        moment=moment_of(""),
        touch=touch,
        read_images=read_images,
        gatherers=gatherers,
    )
    reader = Reader() if read_images else None
    with (
        Egress(allow_private=allow_private) as egress,
        folder_of_browsers(),
        limited(),
        asyncio.Runner() as runner,
    ):
        turns = runner.run(one_at_a_time(0 if allow_private else PAUSE))
        driver = runner.run(start())
        browser = runner.run(launch(driver, egress, moment=manner.moment))
        try:
            for url in urls:
                seen = runner.run(look_once(browser, url, manner, turns))
                yield [runner.run(reader.read_page(e)) for e in seen] if reader else seen
        finally:
            runner.run(heavy.close())
            if reader:
                runner.run(reader.close())
            runner.run(browser.close())
            runner.run(driver.stop())


async def one_at_a_time(pause: float) -> Turns:
    """Turns that begin now."""
    return Turns(1, pause)


async def look_once(browser: Browser, url: str, manner: Manner, turns: Turns) -> list[Evidence]:
    """One page in a clean context of its own, loaded once for each viewport."""
    seen = []
    for viewport in manner.viewports:
        async with turns.turn(url, 0), fresh_tab(browser, manner, url) as tab:
            blank = Evidence("", "", url, "", "")
            seen.append(explained_crash(tab, await visit(tab, blank, viewport, manner)))
    return seen


@dataclass(slots=True)
class Survey:
    """The visits of one run: many sites in hand, one page a core at work."""

    store: Store
    run: Run
    progress: Progress
    wanted: Wanted = every
    belongs: Belongs = anywhere
    done: int = 0
    total: int = 0
    egress: Egress | None = None
    broke: bool = False  # by a fault of ours, and not because we were told to end
    suspects: set[str] = field(default_factory=set)  # pages under which a browser or driver ended

    async def go(self) -> None:
        """Visit the sites; when we are told to end, what breaks on the way out is no error.

        Ctrl-C reaches the browsers and their driver as well, and they may be gone before us.
        """
        try:
            await self.visit_sites_with_drivers()
        except (Exception, asyncio.CancelledError):
            if self.broke or not is_ending():
                raise
            asyncio.get_running_loop().set_exception_handler(lambda *_: None)
            raise asyncio.CancelledError from None
        finally:
            await heavy.close()

    async def visit_sites_with_drivers(self) -> None:
        """Go on with a fresh driver where one has been ended, as a new session would.

        A page can end it, by an error of more letters than a string may have. Those that were open
        are visited one by one then, and the page that ends a second one is written down.
        """
        vain = 0
        while True:
            done = self.done
            try:
                return await self.visit_sites()
            except DriverStopped:
                vain = 1 if self.done > done else vain + 1
                if vain == DRIVERS or not self.broke:
                    raise DriverStopped(times=vain) from None
                self.broke = False
                task = asyncio.current_task()
                while task and task.cancelling():  # by the task group, and not by anybody else
                    task.uncancel()

    async def visit_sites(self) -> None:
        """Every site with pages still to visit."""
        settings, manner = self.run.settings, manner_of(self.run)
        reader = Reader() if manner.read_images else None
        cores = settings.cores or os.cpu_count() or 1
        pause = settings.pause
        turns = Turns(cores * LOOKS_PER_CORE, pause, self.note)
        tours = []
        for frame, plan in list(self.plans(len(manner.viewports))):
            if plan.next():
                given = (self.store, self.run, frame.site, plan, manner, turns, self.count)
                holds = partial(self.belongs, frame.site)
                tour = Tour(*given, frame.pause, reader, holds=holds, suspects=self.suspects)
                tours.append(tour)
                continue
            self.store.save(plan.let_go())
            if plan.measured and not is_judged(self.store, self.run, frame.site):
                judge_site(self.store, self.run, frame.site)  # we were killed before we could
        self.total = sum(tour.plan.remaining() for tour in tours)
        if not tours:
            return
        megabytes = PROCESS_MB if settings.process_mb is None else settings.process_mb
        async with self.going_out(manner) as egress, driving(megabytes) as driver:
            fleet = Fleet(
                driver,
                cores,
                egress=egress,
                moment=manner.moment,
                browser_mb=BROWSER_MB if settings.browser_mb is None else settings.browser_mb,
                sites_per_browser=settings.sites_per_browser or SITES_PER_BROWSER,
            )
            try:
                queue = lanes(await asyncio.gather(*(tour.lane() for tour in tours)))
                await take_all(queue, cores, self.guarded(fleet))
            except* MinnaError as several:
                raise several.exceptions[0] from None  # one sentence is enough for people
            finally:
                await fleet.close()
                if reader:
                    await reader.close()

    @asynccontextmanager
    async def going_out(self, manner: Manner) -> AsyncIterator[Egress]:
        """The proxy of the visits; at its end, what it has counted is written down."""
        egress = self.egress = Egress(allow_private=manner.allow_private)
        try:
            with egress:
                yield egress
        finally:
            self.store.save(transfers(self.run, egress))

    def guarded(self, fleet: Fleet) -> Callable[[Tour], Awaitable[None]]:
        """A site's visits; a fault of ours is told from what breaks when we are told to end.

        A task group cancels the task that waits for it when one of its own breaks, so that being
        cancelled does not tell.
        """
        waiting = asyncio.current_task()

        async def go(tour: Tour) -> None:
            try:
                await tour.go(fleet)
                self.let_go(tour.plan)
            except Exception:
                self.broke = self.broke or not (waiting and waiting.cancelling())
                raise

        return go

    def plans(self, viewports: int) -> Iterator[tuple[SiteCrawl, Plan]]:
        """Each crawled site's sample, with what earlier sessions have visited of it.

        A page that was `broken` by a fault of ours, or whose evidence can no longer be read, is
        visited again.
        """
        for frame in list(self.store.read(SiteCrawl, run=self.run.id, status="ok")):
            where = {"run": self.run.id, "site": frame.site}
            pages = list(self.store.read(Page, **where, part=("key", "random", "reserve")))
            visits = defaultdict(list)
            for evidence in self.store.read(Evidence, left_out, **where):
                visits[evidence.url].append(evidence)
            seen = {
                url: went_well(told, viewports)
                for url, told in visits.items()
                if is_visited(told, viewports)
            }
            yield frame, Plan(pages, seen, partial(self.wanted, frame.site))

    def let_go(self, plan: Plan) -> None:
        """Put the pages that a site need not show back into its reserve."""
        spared = plan.let_go()
        self.store.save(spared)
        self.total -= len(spared)
        if spared:
            self.progress(self.done, max(self.total, self.done), spared[0].url)

    def note(self, host: str, slot: str, began: float, ended: float) -> None:
        """Write down when a page was asked for, for the log of what we ask of servers."""
        passed = transfers(self.run, self.egress) if self.egress else []
        self.store.save([RequestLog(self.run.id, host, began, ended, slot, "browser"), *passed])

    def count(self, url: str) -> None:
        """One page more."""
        self.done += 1
        self.progress(self.done, max(self.total, self.done), url)
