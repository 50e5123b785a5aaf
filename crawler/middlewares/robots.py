"""Obey robots.txt as RFC 9309 reads it, and the pause that it asks for.

A missing robots.txt (4xx) allows everything; a server that cannot say (5xx, 429) allows nothing.
"""

import asyncio
from dataclasses import dataclass
from typing import Any, Protocol, Self, runtime_checkable
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.download_errors import Disallowed, PrivateHost, TooSlow
from crawler.middlewares.slots import raise_delay
from crawler.responses import REDIRECTS, redirect_target
from crawler.robots_paths import address_path
from crawler.robots_txt import MAX_BYTES, TOKEN, RobotsTxt, read_robots_txt
from minna.reasons import NO_REASON, Code, Reason
from minna.workers import Unreadable, Workers

MAX_REDIRECTS = 5
MAX_TRIES = 2
MIN_REQUESTS = 10
"""Requests without which there is no survey of a site: its robots.txt, its sitemap, a few pages."""
MAX_INLINE_BYTES = 4096
"""Bytes of a robots.txt that are read at once: at worst in a tenth of a second."""
MAX_UNPACKED_BYTES = 50_000_000
"""Bytes to which a packed robots.txt may unpack."""


@runtime_checkable
class HasWorkers(Protocol):
    """A spider that has processes for what takes long."""

    workers: Workers


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host asks of us."""

    closed: Reason = NO_REASON  # why nothing is allowed
    text: RobotsTxt | None = None

    def refusal(self, url: str) -> Reason:
        """Why an address is not to be asked for, or ""."""
        if self.closed or self.text is None:
            return self.closed
        if self.text.rules.can_fetch(f"http://host{address_path(url)}", TOKEN):
            return NO_REASON
        return Reason(Code.ROBOTS, path=urlsplit(url).path or "/")

    def pause(self) -> float:
        """Seconds between two requests that the host asks for; 0 if it names none."""
        delay = self.text.rules.crawl_delay(TOKEN) if self.text else None
        rate = self.text.rules.request_rate(TOKEN) if self.text else None
        return max(float(delay or 0), rate.seconds / rate.requests if rate else 0.0)

    def sitemaps(self) -> list[str]:
        """Sitemap files that it names."""
        return list(self.text.sitemaps) if self.text else []


def rules_of(status: int, body: bytes, origin: str = "") -> Rules:
    """What an answer to the request for an origin's robots.txt means.

    >>> rules_of(404, b"").refusal("https://a.jp/"), rules_of(503, b"").refusal("https://a.jp/")
    ('', 'robots.txt: HTTP 503')
    """
    if status >= 500 or status == 429:
        return Rules(closed=Reason(Code.ROBOTS_STATUS, status=status))
    if status >= 300:
        return Rules()
    return Rules(text=read_robots_txt(body, origin))


class RobotsMiddleware:
    """Asks each origin for its robots.txt once, before the first other request."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read no more of a robots.txt than counts."""
        crawler.signals.connect(stop_after_max_bytes, signals.bytes_received)
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises Disallowed, or what kept us from reading robots.txt at all."""
        if request.meta.get("is_robots"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.rules:
            self.rules[origin] = asyncio.ensure_future(self.load_rules(origin, request))
        rules = await self.rules[origin]
        if refusal := rules.refusal(request.url):
            raise Disallowed(refusal)
        if refusal := too_slow(rules.pause(), request):
            raise TooSlow(refusal)
        raise_delay(self.crawler, request.meta["download_slot"], rules.pause())
        request.meta["sitemaps"] = rules.sitemaps()
        request.meta["asked_pause"] = rules.pause()

    async def load_rules(self, origin: str, request: Request) -> Rules:
        """The rules of an origin, after a few redirects if need be."""
        url = f"{origin}/robots.txt"
        for hop in range(MAX_REDIRECTS + 1):
            try:
                response = await self.fetch(url, request)
            except PrivateHost:
                if not hop:
                    raise
                return Rules(closed=Reason(Code.ROBOTS_PRIVATE))
            except (DownloadCancelledError, IgnoreRequest):
                return Rules(closed=Reason(Code.ROBOTS_TOO_LARGE, bytes=MAX_UNPACKED_BYTES))
            if response.status not in REDIRECTS:
                return await self.read(response, origin, request)
            url = redirect_target(response) if response.headers.get("Location") else ""
            if not url:
                break
        return Rules()

    async def read(self, response: Response, origin: str, request: Request) -> Rules:
        """The rules in an answer; a process of its own reads what may take seconds.

        Whether a file that takes too long says no is in doubt: it does.
        """
        if len(response.body) <= MAX_INLINE_BYTES:
            return rules_of(response.status, response.body, origin)
        assert isinstance(self.crawler.spider, HasWorkers)
        crawl = request.meta["crawl"]
        workers = self.crawler.spider.workers
        body = response.body[: MAX_BYTES + 1]
        try:
            done = await workers.call(crawl.site.code, rules_of, response.status, body, origin)
        except Unreadable as error:
            crawl.seconds += error.seconds
            return Rules(closed=Reason(Code.UNREADABLE, file="robots.txt", **error.reason.data))
        crawl.seconds += done.seconds
        return done.value

    async def fetch(self, url: str, request: Request) -> Response:
        """A request for robots.txt in the name of the site that the request is for.

        A server that stumbles (500) is asked once more, as its answer closes the site.
        """
        assert self.crawler.engine is not None
        for _ in range(MAX_TRIES):
            meta: dict[str, Any] = {"is_robots": True, "download_maxsize": MAX_UNPACKED_BYTES}
            meta["crawl"] = request.meta.get("crawl")
            response = await self.crawler.engine.download_async(
                Request(url, callback=NO_CALLBACK, meta=meta, dont_filter=True)
            )
            if response.status != 500:
                break
        return response


def stop_after_max_bytes(data: bytes, request: Request) -> None:
    """Stop the transfer of a robots.txt that goes on after what is read of it."""
    if request.meta.get("is_robots"):
        request.meta["received"] = request.meta.get("received", 0) + len(data)
        if request.meta["received"] > MAX_BYTES:
            raise StopDownload(fail=False)


def too_slow(pause: float, request: Request) -> Reason:
    """A refusal where fewer than FEWEST requests fit into all the time that a site may take."""
    crawl = request.meta.get("crawl")
    is_endless = crawl is not None and pause * MIN_REQUESTS > crawl.limits.crawl_seconds
    return Reason(Code.PAUSE, seconds=pause) if is_endless else NO_REASON
