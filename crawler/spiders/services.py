"""Search many sites for their tasks at once, after the crawl: each in one lane, as politely.

What an address answered is recorded before the next request leaves, so that a killed search goes
on where it stopped.
"""

from asyncio import gather
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import replace
from time import process_time
from typing import Any, Self

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response

from crawler.download_errors import classify, machine_fault
from crawler.scopes import scopes
from crawler.service_answers import RawAnswer, ReadAnswer, read_again, read_answer
from crawler.spiders._recording import MAX_DOCUMENT_BYTES, RecordingSpider
from crawler.task_searches import SiteSearch
from minna.addresses import url_key
from minna.errors import MinnaError
from minna.reasons import Code, Reason
from minna.records import Page, RequestLog, Run, ServicePage, ServiceSearch, Site
from minna.store import Store
from minna.task_search import MAX_HOPS, REDIRECT, Answer, home_of, listed_pages, load
from minna.workers import CallFailed, Unreadable, WorkerLost

NO_CALLBACK = scrapy.http.request.NO_CALLBACK


class ServicesSpider(RecordingSpider):
    """Searches the sites of a run whose search is pending."""

    name = "services"

    def __init__(self, store: Store, run: Run, concurrency: int = 1, *, search: str) -> None:
        super().__init__(store, run, concurrency)
        self.search_name, self.search = search, load(search)
        codes = {s.site for s in store.read(ServiceSearch, run=run.id, status="pending")}
        self.pending = deque(s for s in store.read(Site, run=run.id) if s.code in codes)
        self.belongs = scopes(store, run)
        self.fault: MinnaError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open the database that the settings name."""
        return cls.opened(crawler, search=crawler.settings["TASK_SEARCH"])

    async def start(self) -> AsyncIterator[Request]:
        """Search as many sites at once as there are lanes; a fault of ours or the machine's ends
        all."""
        await gather(*(self.lane() for _ in range(self.concurrency)))
        if self.fault:
            self.logger.error("%s", self.fault)
            assert self.crawler.engine
            await self.crawler.engine.close_spider_async(reason=str(self.fault))
        requests: list[Request] = []  # all are asked for in the lanes
        for request in requests:
            yield request

    async def lane(self) -> None:
        """Search one site after the other."""
        while self.pending and not self.fault:
            site = self.pending.popleft()
            try:
                await self.search_site(site)
            except MinnaError as error:
                self.fault = error
            except Exception as error:
                if fault := machine_fault(error):
                    self.fault = fault
                    return
                self.logger.error("%s broke the search", site.url, exc_info=True)
                reason = Reason(Code.OWN_FAULT, error=type(error).__name__)
                self.store.save([ServiceSearch(self.run.id, site.code, "stopped", reason)])

    async def search_site(self, site: Site) -> None:
        """Search a site from where its search stands to its end."""
        pages = list(self.store.read(Page, run=self.run.id, site=site.code))
        stored = self.store.read(ServicePage, run=self.run.id, site=site.code)
        state = SiteSearch(
            site,
            self.run,
            lambda url: self.belongs(site.code, url),
            {url_key(page.url): page for page in stored},
        )
        search = self.search.search(site, home_of(pages), state.belongs, listed_pages(pages))
        began = process_time()
        try:
            url = next(search)
            while True:
                state.cpu_seconds += process_time() - began
                answer = await self.answer(state, url)
                began = process_time()
                url = search.send(answer)
        except StopIteration as end:
            state.cpu_seconds += process_time() - began
            self.store.save([*state.ended(end.value), *self.taken_log()])

    async def answer(self, state: SiteSearch, url: str) -> Answer | None:
        """What an address answers, by way of its redirects; None where there is nothing to read."""
        address = state.address(url)
        for _ in range(MAX_HOPS + 1):
            if not address:
                return None
            read = await self.read(state, address)
            if read is None:
                return None
            if not read.leads_to:
                is_there = read.document is not None
                return Answer(read.page, read.document) if is_there else None
            address = state.address(read.leads_to)
        return None

    async def read(self, state: SiteSearch, address: str) -> ReadAnswer | None:
        """What is at an address, from the database or from the site; None where nothing is."""
        user = state.site.code
        if kept := state.kept(address):
            done = await self.workers.call(user, read_again, kept, self.search_name)
            return ReadAnswer(kept, done.value, kept.final_url if kept.problem == REDIRECT else "")
        if not state.may_ask():
            return None
        page = state.new_page(address)
        try:
            read = await self.fetch(state, page)
        except Unreadable as error:
            read = ReadAnswer(replace(page, problem=error.reason.code, status=0))
        except (CallFailed, WorkerLost):
            self.logger.error("%s broke the search", page.url, exc_info=True)
            read = ReadAnswer(replace(page, problem=Code.OWN_FAULT, status=0))
        stored = replace(read.page, final_url=read.leads_to) if read.leads_to else read.page
        state.keep(stored)
        self.store.save([stored, *self.taken_log()])
        return read

    async def fetch(self, state: SiteSearch, page: ServicePage) -> ReadAnswer:
        """Ask the site for a page."""
        assert self.crawler.engine
        meta: dict[str, Any] = {"crawl": state}
        if state.is_file(page.url):
            meta["download_maxsize"] = MAX_DOCUMENT_BYTES
        request = Request(page.url, callback=NO_CALLBACK, meta=meta, dont_filter=True)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever came of asking is data, unless it is our machine's
            if fault := machine_fault(error):
                raise fault from error
            state.seconds += self.elapsed(request)
            is_late = isinstance(error, DownloadTimeoutError)
            state.seconds += self.settings.getfloat("DOWNLOAD_TIMEOUT") if is_late else 0.0
            status, reason = classify(error)
            if status == "broken":
                raise
            return ReadAnswer(replace(page, problem=reason.code, status=refusing_status(reason)))
        state.seconds += self.elapsed(response.request or request)
        done = await self.workers.call(
            state.site.code, read_answer, page, raw_answer(response), self.search_name
        )
        state.cpu_seconds += done.seconds
        return done.value

    def taken_log(self) -> list[RequestLog]:
        """The requests that are not yet written down."""
        log, self.request_log = self.request_log, []
        return log


def refusing_status(reason: Reason) -> int | None:
    """None where the site gave no answer, which counts as a refusal; 0 where we did not ask."""
    is_ours = reason.code in (Code.ROBOTS, Code.PRIVATE, Code.TOO_LARGE, Code.BLOCKED_PORT)
    return 0 if is_ours else None


def raw_answer(response: Response) -> RawAnswer:
    """An answer as a process of its own takes it."""
    headers = {n.decode("latin-1"): response.headers.getlist(n) for n in response.headers}
    is_html = isinstance(response, HtmlResponse)
    return RawAnswer(response.url, response.status, headers, response.body, is_html)
