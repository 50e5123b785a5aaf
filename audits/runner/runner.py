"""From sampled pages to evidence, findings and outcomes, stored as they come."""

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
from audits.browser.browser_pool import BROWSER_MB, SITES_PER_BROWSER, BrowserPool
from audits.browser.driver import DriverStopped, driving, folder_of_browsers
from audits.browser.launch import fresh_tab, is_ending, launch
from audits.browser.memory import PROCESS_MB, limited
from audits.browser.protocol import explained_crash, start
from audits.judging import site_check_runner
from audits.judging.axe_rules import VERSION as AXE_VERSION
from audits.judging.check_runner import page_check_metas as page_cards
from audits.judging.check_runner import to_records
from audits.judging.site_check_runner import ignore_unreadable, is_judged, judge_site
from audits.runner.element_boxes import located
from audits.runner.host_throttle import PAGES_PER_CORE, HostThrottle
from audits.runner.judged_visit import JudgedVisit, judged
from audits.runner.ocr import OcrProcess
from audits.runner.page_visit import OWN_FAULT, visit_page
from audits.runner.scheduler import group_by_host, run_all
from audits.runner.settings import AuditSettings, frozen_time_of, settings_from_run
from audits.runner.site_audit import SiteAudit, with_read_images
from audits.runner.visit_queue import NO_LIMIT, VisitQueue, is_measured
from minna.credentials import DEFAULT_PORTS
from minna.egress import Egress, Transfer
from minna.errors import MinnaError
from minna.rate_limit import PAUSE
from minna.records import CheckMeta, Evidence, Finding, Page, RequestLog, Run, SiteCrawl
from minna.request_stats import CONNECTION
from minna.store import Store

Progress = Callable[[int, int, str], None]
SampleTarget = Callable[[str, int], int]
"""How many random pages of a site to visit before it is asked again, given how many have been."""


InScope = Callable[[str, str], bool]
"""Whether, given a site's code and an address, the address is of that site."""


def everywhere(site: str, url: str) -> bool:
    """Without known scopes, every address counts as the site's own."""
    return True


MAX_DRIVER_FAILURES = 3
"""Driver failures in a row, without a page saved between them, after which the run aborts."""


def whole_sample(site: str, visited: int) -> int:
    """The whole sample, however many pages have been visited."""
    return NO_LIMIT


def versions() -> dict[str, str]:
    """Versions that the results of an audit depend on."""
    return {
        "axe-core": AXE_VERSION,
        "chromium": chromium.version(),
        "playwright": metadata.version("playwright"),
        "fonts-ja": ", ".join(chromium.japanese_fonts()),
    }


def check_metas(run: str = "") -> list[CheckMeta]:
    """The metadata of all checks: of pages, and of whole sites."""
    return [*page_cards(run), *site_check_runner.site_check_metas(run)]


def audit(
    store: Store,
    run: Run,
    *,
    progress: Progress,
    sample_target: SampleTarget = whole_sample,
    belongs: InScope = everywhere,
) -> None:
    """Visit the chosen pages that have not been visited yet, and judge what was seen.

    `sample_target` ends a site's visits early when its random pages are enough; a page that leads
    out of its site's scope is not judged.
    """
    store.save(check_metas(run.id))
    asyncio.run(AuditRunner(store, run, progress, sample_target, belongs).audit())


def connection_log(run: Run, egress: Egress) -> list[RequestLog]:
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
    store.save(check_metas(run.id))
    unread: list[str] = []
    total, done = store.count(Evidence, run=run.id), 0
    for frame in list(store.read(SiteCrawl, run=run.id)):
        for evidence in list(store.read(Evidence, unread.append, run=run.id, site=frame.site)):
            store.delete(Finding, **visit_key(evidence))
            store.save(to_records(evidence))
            done += 1
            progress(done, total, evidence.url)
        judge_site(store, run, frame.site)
    return unread


def is_visited(evidence: Sequence[Evidence], viewports: int) -> bool:
    """Whether a page was visited at every viewport without a fault of ours."""
    return len(evidence) >= viewports and all(evidence.status != OWN_FAULT for evidence in evidence)


def visit_key(evidence: Evidence) -> dict[str, str]:
    """The visit that findings belong to."""
    return {name: getattr(evidence, name) for name in ("run", "site", "url", "viewport")}


def audit_urls(
    urls: list[str],
    *,
    allow_private: bool,
    touch: str = "all",
    gatherers: frozenset[str] | None = None,
) -> Iterator[list[Evidence]]:
    """Visit exactly these pages, each at both viewports, without a database, and judge nothing.

    With `touch` "none", no keys, zoom or pointer are tried, which take most of the time; with
    `gatherers`, no others run.
    Between two loads of a host lies the pause; on private addresses, which are ours, there is none.
    """
    settings = AuditSettings(
        allow_private=allow_private,
        frozen_time=frozen_time_of(""),
        touch=touch,
        gatherers=gatherers,
    )
    for visits in visits_of(urls, settings, is_judged=False):
        yield [visit.evidence for visit in visits]


def judged_urls(
    urls: list[str], *, allow_private: bool, read_images: bool = False
) -> Iterator[list[JudgedVisit]]:
    """Visit exactly these pages and judge them, with the boxes of what was found."""
    settings = AuditSettings(
        allow_private=allow_private, frozen_time=frozen_time_of(""), read_images=read_images
    )
    yield from visits_of(urls, settings, is_judged=True)


def visits_of(
    urls: list[str], settings: AuditSettings, *, is_judged: bool
) -> Iterator[list[JudgedVisit]]:
    """The visits of each page, in one browser."""
    reader = OcrProcess() if settings.read_images else None
    allow_private = settings.allow_private
    with (
        Egress(allow_private=allow_private) as egress,
        folder_of_browsers(),
        limited(),
        asyncio.Runner() as runner,
    ):
        throttle = runner.run(serial_throttle(0 if allow_private else PAUSE))
        driver = runner.run(start())
        browser = runner.run(
            launch(
                driver,
                egress,
                frozen_time=settings.frozen_time,
                baseline_js=settings.baseline_js,
            )
        )
        try:
            for url in urls:
                visits = runner.run(audit_url(browser, url, settings, throttle, is_judged))
                if reader:
                    visits = [runner.run(with_read_images(reader, v)) for v in visits]
                yield visits
        finally:
            runner.run(heavy.close())
            if reader:
                runner.run(reader.close())
            runner.run(browser.close())
            runner.run(driver.stop())


async def serial_throttle(pause: float) -> HostThrottle:
    """Turns that begin now."""
    return HostThrottle(1, pause)


async def audit_url(
    browser: Browser,
    url: str,
    settings: AuditSettings,
    throttle: HostThrottle,
    is_judged: bool = False,
) -> list[JudgedVisit]:
    """One page in a clean context of its own, loaded once for each viewport."""
    visits = []
    for viewport in settings.viewports:
        async with throttle.acquire(url, 0), fresh_tab(browser, settings, url) as tab:
            blank = Evidence("", "", url, "", "")
            seen = explained_crash(tab, await visit_page(tab, blank, viewport, settings))
            visits.append(
                await located(tab, await judged(seen)) if is_judged else JudgedVisit(seen)
            )
    return visits


@dataclass(slots=True)
class AuditRunner:
    """Visits the sample of every site of a run and stores evidence, findings and outcomes."""

    store: Store
    run: Run
    progress: Progress
    sample_target: SampleTarget = whole_sample
    belongs: InScope = everywhere
    done: int = 0
    total: int = 0
    egress: Egress | None = None
    own_fault: bool = False  # by a fault of ours, and not because we were told to end
    needs_isolation: set[str] = field(
        default_factory=set
    )  # pages under which a browser or driver ended

    async def audit(self) -> None:
        """Visit the sites; when we are told to end, what breaks on the way out is no error.

        Ctrl-C reaches the browsers and their driver as well, and they may be gone before us.
        """
        try:
            await self.visit_sites_with_drivers()
        except (Exception, asyncio.CancelledError):
            if self.own_fault or not is_ending():
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
                if vain == MAX_DRIVER_FAILURES or not self.own_fault:
                    raise DriverStopped(times=vain) from None
                self.own_fault = False
                task = asyncio.current_task()
                while task and task.cancelling():  # by the task group, and not by anybody else
                    task.uncancel()

    async def visit_sites(self) -> None:
        """Every site with pages still to visit."""
        run_settings, settings = self.run.settings, settings_from_run(self.run)
        reader = OcrProcess() if settings.read_images else None
        cores = run_settings.cores or os.cpu_count() or 1
        throttle = HostThrottle(cores * PAGES_PER_CORE, run_settings.pause, self.log_request)
        sites = []
        for frame, queue in list(self.queues(len(settings.viewports))):
            if queue.next():
                given = (
                    self.store,
                    self.run,
                    frame.site,
                    queue,
                    settings,
                    throttle,
                    self.count_page,
                )
                in_scope = partial(self.belongs, frame.site)
                site = SiteAudit(
                    *given,
                    frame.pause,
                    reader,
                    in_scope=in_scope,
                    needs_isolation=self.needs_isolation,
                )
                sites.append(site)
                continue
            self.store.save(queue.release_unvisited())
            if queue.measured and not is_judged(self.store, self.run, frame.site):
                judge_site(self.store, self.run, frame.site)  # we were killed before we could
        self.total = sum(site.queue.remaining() for site in sites)
        if not sites:
            return
        megabytes = PROCESS_MB if run_settings.process_mb is None else run_settings.process_mb
        async with self.with_proxy(settings) as egress, driving(megabytes) as driver:
            pool = BrowserPool(
                driver,
                cores,
                egress=egress,
                frozen_time=settings.frozen_time,
                baseline_js=settings.baseline_js,
                browser_mb=(
                    BROWSER_MB if run_settings.browser_mb is None else run_settings.browser_mb
                ),
                sites_per_browser=run_settings.sites_per_browser or SITES_PER_BROWSER,
            )
            try:
                host_queues = group_by_host(
                    await asyncio.gather(*(site.host_entry() for site in sites))
                )
                await run_all(host_queues, cores, self.with_error_flag(pool))
            except* MinnaError as several:
                raise several.exceptions[0] from None  # one sentence is enough for people
            finally:
                await pool.close()
                if reader:
                    await reader.close()

    @asynccontextmanager
    async def with_proxy(self, settings: AuditSettings) -> AsyncIterator[Egress]:
        """The proxy of the visits; at its end, what it has counted is written down."""
        egress = self.egress = Egress(allow_private=settings.allow_private)
        try:
            with egress:
                yield egress
        finally:
            self.store.save(connection_log(self.run, egress))

    def with_error_flag(self, pool: BrowserPool) -> Callable[[SiteAudit], Awaitable[None]]:
        """A site's visits; a fault of ours is told from what breaks when we are told to end.

        A task group cancels the task that waits for it when one of its own breaks, so that being
        cancelled does not tell.
        """
        waiting = asyncio.current_task()

        async def go(site: SiteAudit) -> None:
            try:
                await site.audit(pool)
                self.release_to_reserve(site.queue)
            except Exception:
                self.own_fault = self.own_fault or not (waiting and waiting.cancelling())
                raise

        return go

    def queues(self, viewports: int) -> Iterator[tuple[SiteCrawl, VisitQueue]]:
        """Each crawled site's sample, with what earlier sessions have visited of it.

        A page that was `broken` by a fault of ours, or whose evidence can no longer be read, is
        visited again.
        """
        for frame in list(self.store.read(SiteCrawl, run=self.run.id, status="ok")):
            where = {"run": self.run.id, "site": frame.site}
            pages = list(self.store.read(Page, **where, sample_part=("key", "random", "reserve")))
            visits = defaultdict(list)
            for evidence in self.store.read(Evidence, ignore_unreadable, **where):
                visits[evidence.url].append(evidence)
            measured = {
                url: is_measured(visit, viewports)
                for url, visit in visits.items()
                if is_visited(visit, viewports)
            }
            yield frame, VisitQueue(pages, measured, partial(self.sample_target, frame.site))

    def release_to_reserve(self, queue: VisitQueue) -> None:
        """Put the pages that a site need not show back into its reserve."""
        spared = queue.release_unvisited()
        self.store.save(spared)
        self.total -= len(spared)
        if spared:
            self.progress(self.done, max(self.total, self.done), spared[0].url)

    def log_request(self, host: str, slot: str, began: float, ended: float) -> None:
        """Write down when a page was asked for, for the log of what we ask of servers."""
        passed = connection_log(self.run, self.egress) if self.egress else []
        self.store.save([RequestLog(self.run.id, host, began, ended, slot, "browser"), *passed])

    def count_page(self, url: str) -> None:
        """One page more."""
        self.done += 1
        self.progress(self.done, max(self.total, self.done), url)
