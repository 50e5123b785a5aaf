"""What the spiders share: the database, the processes that parse, and the time of each request."""

from typing import Any, Self
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.crawler import Crawler

from crawler.middlewares.slots import delay_of
from minna.records import RequestLog, Run
from minna.store import Store
from minna.workers import Workers

MAX_DOCUMENT_BYTES = 10_000_000


class RecordingSpider(scrapy.Spider):
    """A spider of a run that records each answer before the next request leaves."""

    def __init__(self, store: Store, run: Run, concurrency: int = 1) -> None:
        super().__init__()
        self.store, self.run, self.concurrency = store, run, concurrency
        self.request_log: list[RequestLog] = []
        self.workers = Workers()

    @classmethod
    def opened(cls, crawler: Crawler, **more: Any) -> Self:
        """A spider on the database that the settings name; `more` is given to its class."""
        store = Store(crawler.settings["DATABASE"])
        run = store.run(crawler.settings["RUN"])
        spider = cls(store, run, crawler.settings.getint("CONCURRENT_REQUESTS"), **more)
        spider._set_crawler(crawler)
        spider.workers = Workers(seconds=crawler.settings.getfloat("PARSE_SECONDS"))
        return spider

    def elapsed(self, request: Request | None) -> float:
        """Seconds of a site's own time that a request took: its pause, its answer, its waits."""
        meta = request.meta if request else {}
        pause = delay_of(self.crawler, meta.get("download_slot", ""))
        latency, waited = meta.get("download_latency", 0.0), meta.get("waited", 0.0)
        return float(pause + latency + waited)

    def log_request(self, request: Request, began: float, ended: float, size: int) -> None:
        """Keep the time of a request; it is written down with the next records."""
        slot = request.meta.get("download_slot", "")
        host = urlsplit(request.url).netloc
        self.request_log.append(RequestLog(self.run.id, host, began, ended, slot, "crawler", size))

    def closed(self, reason: str) -> None:
        """Close the database, with the last requests noted, and end the processes that parse."""
        self.workers.kill_all()
        self.store.save(self.request_log)
        self.store.close()
