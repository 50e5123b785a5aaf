"""Walk many sites at once, each in one lane: an answer is recorded before the next request leaves.

The frontier is the database's, not Scrapy's, so a killed crawl loses nothing: it goes on with
the pages that are still `found`, and pages that are fetched are not asked for again.
"""

from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import fields, replace
from time import monotonic
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DownloadTimeoutError
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.download_errors import classify, machine_fault
from crawler.exclusion import DOCUMENT_FOUND, Records
from crawler.frontier import SITEMAP_FILE
from crawler.parsing import parse
from crawler.previous_sample import previous_sample_of
from crawler.site_crawler import MAX_SITEMAP_BYTES, SiteCrawler
from crawler.spiders._recording import MAX_DOCUMENT_BYTES, RecordingSpider
from crawler.url_index import CrawlContext
from crawler.urls import neighbours, nested_sites
from minna.errors import MinnaError
from minna.previous_survey import previous_pages
from minna.reasons import Code, Reason
from minna.records import OutboundLink, Page, Run, Site, SiteCrawl
from minna.store import Store, Unwritable
from minna.text import well_formed
from minna.workers import CallFailed, Unreadable


class SitesSpider(RecordingSpider):
    """Visits the sites of a run whose frame is pending."""

    name = "sites"

    def __init__(self, store: Store, run: Run, concurrency: int = 1) -> None:
        super().__init__(store, run, concurrency)
        self.limits = run.settings
        self.frames = {f.site: f for f in store.read(SiteCrawl, run=run.id, status="pending")}
        sites = list(store.read(Site, run=run.id))
        self.pending = deque(site for site in sites if site.code in self.frames)
        self.others, self.neighbours = nested_sites(sites), neighbours(sites)
        old = self.limits.sample_from
        self.previous_samples = (
            {code: previous_sample_of(pages) for code, pages in previous_pages(old).items()}
            if old
            else {}
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open the database that the settings name, and count requests as they leave."""
        spider = cls.opened(crawler)
        crawler.signals.connect(spider.count_request, signals.request_reached_downloader)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The first request of as many sites as there are lanes."""
        for _ in range(self.concurrency):
            for request in self.first_request():
                yield request

    def first_request(self) -> Iterator[Request]:
        """The first request of the next site that has anything left to ask for."""
        while self.pending:
            site = self.pending.popleft()
            pages = list(self.store.read(Page, run=self.run.id, site=site.code))
            frame = self.frames.pop(site.code)
            crawl = SiteCrawler(site, self.run, self.limits, pages, frame, self.context(site))
            request = self.save_and_next(crawl, [])
            if request:
                yield request
                return

    def context(self, site: Site) -> CrawlContext:
        """What a visit is to know besides its own site."""
        outside = self.store.read(OutboundLink, run=self.run.id, site=site.code)
        return CrawlContext(
            others=self.others.get(site.code, frozenset()),
            previous=self.previous_samples.get(site.code),
            neighbours=self.neighbours.get(site.code, frozenset()),
            outbound_urls=[link.url for link in outside],
        )

    async def parse(self, response: Response) -> AsyncIterator[Request]:
        """Take an answer, when it has been parsed."""
        crawl, page = response.meta["crawl"], response.meta["page"]
        crawl.seconds += self.elapsed(response.request)
        try:
            records = await self.handle_response(crawl, page, response)
        except OSError as error:
            if fault := machine_fault(error):
                raise CloseSpider(fault.text("en")) from error
            records = self.broken(crawl, page, type(error).__name__)
        except CallFailed as error:
            records = self.broken(crawl, page, error.name)
        except Exception as error:  # noqa: BLE001 - a stranger's page meets our code: recorded
            records = self.broken(crawl, page, type(error).__name__)
        for request in self.schedule_next(crawl, records):
            yield request

    async def handle_response(self, crawl: SiteCrawler, page: Page, response: Response) -> Records:
        """What is to be recorded of an answer; what is heavy is parsed by a process of its own.

        The time that parsing takes is the site's own; that it waits for its neighbours is not.
        """
        began, parsed, waited = monotonic(), None, 0.0
        task = crawl.task(page, response)
        if task and not task.is_small():
            began_waiting = monotonic()
            try:
                done = await self.workers.call(crawl.site.code, parse, task)
            except Unreadable as error:
                crawl.seconds += error.seconds
                return crawl.unreadable(page, response, error.reason)
            crawl.seconds += done.seconds
            parsed, waited = done.value, monotonic() - began_waiting
        records = crawl.handle_response(page, response, parsed)
        crawl.seconds += monotonic() - began - waited
        return records

    def broken(self, crawl: SiteCrawler, page: Page, name: str) -> Records:
        """What is recorded where our own code failed on an answer."""
        self.logger.error("%s broke the crawler", page.url, exc_info=True)
        return crawl.handle_error(page, "broken", Reason(Code.OWN_FAULT, error=name))

    def on_error(self, failure: Failure) -> Iterator[Request]:
        """Take note that there was no answer; for want of one of ours, nothing is noted."""
        request = failure.request  # type: ignore[attr-defined]
        crawl, page = request.meta["crawl"], request.meta["page"]
        if fault := machine_fault(failure.value or Exception()):
            raise CloseSpider(fault.text("en"))
        timeout = self.settings.getfloat("DOWNLOAD_TIMEOUT")
        crawl.seconds += self.elapsed(request)
        crawl.seconds += timeout if failure.check(DownloadTimeoutError) else 0.0  # type: ignore[no-untyped-call]
        yield from self.schedule_next(
            crawl, crawl.handle_error(page, *classify(failure.value or Exception()))
        )

    def schedule_next(self, crawl: SiteCrawler, records: Records) -> Iterator[Request]:
        """The site's next request, or the first of the next site."""
        request = self.save_and_next(crawl, records)
        if request:
            yield request
        else:
            yield from self.first_request()

    def save_and_next(self, crawl: SiteCrawler, records: Records) -> Request | None:
        """Record, then the site's next request; None when its crawl has ended."""
        page = crawl.next()
        try:
            end = [crawl.frame()] if page else crawl.finish()
            try:
                self.store.save([*records, *end, *self.request_log])
            except Unwritable as error:
                self.logger.error("what was read cannot be written down: %s", error)
                self.store.save([*map(sanitized_record, records), *end, *self.request_log])
            self.request_log.clear()
        except MinnaError as error:
            raise CloseSpider(str(error)) from error
        return self.request(crawl, page) if page else None

    def request(self, crawl: SiteCrawler, page: Page) -> Request:
        """Ask for a page of a visit."""
        meta: dict[str, Any] = {"crawl": crawl, "page": page}
        if page.discovered_via == SITEMAP_FILE:
            meta["download_maxsize"] = MAX_SITEMAP_BYTES
        elif page.reason == DOCUMENT_FOUND:
            meta["download_maxsize"] = MAX_DOCUMENT_BYTES
        return Request(page.url, self.parse, errback=self.on_error, meta=meta, dont_filter=True)

    def count_request(self, request: Request) -> None:
        """Count a request that leaves for a site, robots.txt and second tries among them."""
        crawl = request.meta.get("crawl")
        if crawl:
            crawl.requests += 1


def sanitized_record(record: Any) -> Any:
    """A record as it can be written down; a page that changes by that is left out and says so."""
    values = {f.name: well_formed(getattr(record, f.name)) for f in fields(record)}
    sanitized = type(record)(**values)
    if isinstance(sanitized, Page) and sanitized != record:
        sanitized = replace(sanitized, state="excluded", reason=Reason(Code.UNWRITABLE))
    return sanitized
