"""Walk many sites at once, each in one lane: an answer is recorded before the next request leaves.

The frontier is the record book's, not Scrapy's, so a killed crawl loses nothing: it goes on with
the pages that are still `found`, and pages that are fetched are not asked for again.
"""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, replace
from time import monotonic
from typing import Any, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DownloadTimeoutError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.failures import stops_all, why
from crawler.frontier import ROBOTS
from crawler.known import Around
from crawler.limits import limits_of
from crawler.middlewares.slots import pause_of
from crawler.panel import panel_of
from crawler.parsing import parse
from crawler.reasons import SEEN, Records
from crawler.urls import lodgers, neighbours
from crawler.visit import SITEMAP_BYTES, Visit
from minna.earlier import earlier_pages
from minna.errors import MinnaError
from minna.records import OutboundLink, Page, RequestLog, Run, Site, SiteCrawl
from minna.store import Store, Unwritable
from minna.text import well_formed
from minna.workers import CallFailed, Unreadable, Workers

DOCUMENT_BYTES = 10_000_000


class SitesSpider(scrapy.Spider):
    """Visits the sites of a run whose frame is pending."""

    name = "sites"

    def __init__(self, store: Store, run: Run, lanes: int = 1) -> None:
        super().__init__()
        self.store, self.run, self.lanes = store, run, lanes
        self.limits = limits_of(run.settings)
        self.frames = {f.site: f for f in store.read(SiteCrawl, run=run.id, status="pending")}
        sites = list(store.read(Site, run=run.id))
        self.waiting = deque(site for site in sites if site.code in self.frames)
        self.others, self.neighbours = lodgers(sites), neighbours(sites)
        old = self.limits.sample_from
        self.panels = (
            {code: panel_of(told) for code, told in earlier_pages(old).items()} if old else {}
        )
        self.asked: list[RequestLog] = []
        self.workers = Workers()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open the book that the settings name, and count requests as they leave."""
        store = Store(crawler.settings["BOOK"])
        run = store.run(crawler.settings["RUN"])
        spider = cls(store, run, crawler.settings.getint("CONCURRENT_REQUESTS"))
        spider._set_crawler(crawler)
        spider.workers = Workers(seconds=crawler.settings.getfloat("PARSE_SECONDS"))
        crawler.signals.connect(spider.count_request, signals.request_reached_downloader)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The first request of as many sites as there are lanes."""
        for _ in range(self.lanes):
            for request in self.begin():
                yield request

    def begin(self) -> Iterator[Request]:
        """The first request of the next site that has anything left to ask for."""
        while self.waiting:
            site = self.waiting.popleft()
            pages = list(self.store.read(Page, run=self.run.id, site=site.code))
            frame = self.frames.pop(site.code)
            visit = Visit(site, self.run, self.limits, pages, frame, self.around(site))
            request = self.advance(visit, [])
            if request:
                yield request
                return

    def around(self, site: Site) -> Around:
        """What a visit is to know besides its own site."""
        outside = self.store.read(OutboundLink, run=self.run.id, site=site.code)
        return Around(
            others=self.others.get(site.code, frozenset()),
            panel=self.panels.get(site.code),
            neighbours=self.neighbours.get(site.code, frozenset()),
            outside=[link.url for link in outside],
        )

    async def parse(self, response: Response) -> AsyncIterator[Request]:
        """Take an answer, when it has been parsed."""
        visit, page = response.meta["visit"], response.meta["page"]
        visit.seconds += self.spent(response.request)
        try:
            records = await self.records_of(visit, page, response)
        except OSError as error:
            if fault := stops_all(error):
                raise CloseSpider(fault.text("en")) from error
            records = self.broken(visit, page, type(error).__name__)
        except CallFailed as error:
            records = self.broken(visit, page, error.name)
        except Exception as error:  # noqa: BLE001 - a stranger's page meets our code: recorded
            records = self.broken(visit, page, type(error).__name__)
        for request in self.go_on(visit, records):
            yield request

    async def records_of(self, visit: Visit, page: Page, response: Response) -> Records:
        """What is to be recorded of an answer; what is heavy is parsed by a process of its own.

        The time that parsing takes is the site's own; that it waits for its neighbours is not.
        """
        began, parsed, waited = monotonic(), None, 0.0
        task = visit.task(page, response)
        if task and not task.is_small():
            began_waiting = monotonic()
            try:
                done = await self.workers.call(visit.site.code, parse, task)
            except Unreadable as error:
                visit.seconds += error.seconds
                return visit.unreadable(page, response, error.reason)
            visit.seconds += done.seconds
            parsed, waited = done.value, monotonic() - began_waiting
        records = visit.answer(page, response, parsed)
        visit.seconds += monotonic() - began - waited
        return records

    def broken(self, visit: Visit, page: Page, name: str) -> Records:
        """What is recorded where our own code failed on an answer."""
        self.logger.error("%s broke the crawler", page.url, exc_info=True)
        return visit.failed(page, "broken", f"our own fault ({name})")

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Take note that there was no answer; for want of one of ours, nothing is noted."""
        request = failure.request  # type: ignore[attr-defined]
        visit, page = request.meta["visit"], request.meta["page"]
        if fault := stops_all(failure.value or Exception()):
            raise CloseSpider(fault.text("en"))
        timeout = self.settings.getfloat("DOWNLOAD_TIMEOUT")
        visit.seconds += self.spent(request)
        visit.seconds += timeout if failure.check(DownloadTimeoutError) else 0.0  # type: ignore[no-untyped-call]
        yield from self.go_on(visit, visit.failed(page, *why(failure.value or Exception())))

    def go_on(self, visit: Visit, records: Records) -> Iterator[Request]:
        """The site's next request, or the first of the next site."""
        request = self.advance(visit, records)
        if request:
            yield request
        else:
            yield from self.begin()

    def advance(self, visit: Visit, records: Records) -> Request | None:
        """Record, then the site's next request; None when its crawl has ended."""
        page = visit.next()
        try:
            end = [visit.frame()] if page else visit.finish()
            try:
                self.store.save([*records, *end, *self.asked])
            except Unwritable as error:
                self.logger.error("what was read cannot be written down: %s", error)
                self.store.save([*map(written, records), *end, *self.asked])
            self.asked.clear()
        except MinnaError as error:
            raise CloseSpider(str(error)) from error
        return self.request(visit, page) if page else None

    def request(self, visit: Visit, page: Page) -> Request:
        """Ask for a page of a visit."""
        meta: dict[str, Any] = {"visit": visit, "page": page}
        if page.found_by == ROBOTS:
            meta["download_maxsize"] = SITEMAP_BYTES
        elif page.reason == SEEN:
            meta["download_maxsize"] = DOCUMENT_BYTES
        return Request(page.url, self.parse, errback=self.missed, meta=meta, dont_filter=True)

    def spent(self, request: Request | None) -> float:
        """Seconds of a site's own time that a request took: its pause, its answer, its waits."""
        meta = request.meta if request else {}
        pause = pause_of(self.crawler, meta.get("download_slot", ""))
        latency, waited = meta.get("download_latency", 0.0), meta.get("waited", 0.0)
        return float(pause + latency + waited)

    def count_request(self, request: Request) -> None:
        """Count a request that leaves for a site, robots.txt and second tries among them."""
        visit = request.meta.get("visit")
        if visit:
            visit.requests += 1

    def note(self, request: Request, began: float, ended: float, size: int) -> None:
        """Keep the time of a request; it is written down with the next records."""
        slot = request.meta.get("download_slot", "")
        host = urlsplit(request.url).netloc
        self.asked.append(RequestLog(self.run.id, host, began, ended, slot, "crawler", size))

    def closed(self, reason: str) -> None:
        """Close the book, with the last requests noted, and end the processes that parse."""
        self.workers.kill_all()
        self.store.save(self.asked)
        self.store.close()


def written(record: Any) -> Any:
    """A record as it can be written down; a page that changes by that is left out and says so."""
    told = {f.name: well_formed(getattr(record, f.name)) for f in fields(record)}
    kept = type(record)(**told)
    if isinstance(kept, Page) and kept != record:
        kept = replace(kept, state="excluded", reason="broken: it cannot be written down")
    return kept
