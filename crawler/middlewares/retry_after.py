"""Wait when a server asks for time (429, 503), be slower afterwards, and give up soon."""

import asyncio
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.slots import delay_of, raise_delay
from crawler.refusals import part_of
from minna.rate_limit import RETRY_STATUSES, backoff, retry_delay

BROKEN = 503


class RetryAfterMiddleware:
    """Asks again after the time that the server names, or twice as long as the last time."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or after a wait the request once more."""
        if response.status not in RETRY_STATUSES:
            return response
        tries = int(request.meta.get("tries", 1))
        if tries == 1 and is_known_to_be_broken(request, response):
            return response
        slot = request.meta["download_slot"]
        pause = delay_of(self.crawler, slot)
        raise_delay(self.crawler, slot, backoff(pause))
        wait = retry_delay(retry_after(response), tries, pause)
        if wait is None:
            return response
        await asyncio.sleep(wait)
        waited = request.meta.get("waited", 0.0) + wait
        meta = {**request.meta, "tries": tries + 1, "waited": waited}
        return request.replace(meta=meta, dont_filter=True)


def is_known_to_be_broken(request: Request, response: Response) -> bool:
    """Whether this part of the site has refused an address already, in spite of all patience.

    Where it names no time either, its next addresses are asked once each: a program that is broken
    is not to use up the time of a site that serves all other pages.
    """
    crawl = request.meta.get("crawl")
    is_broken = crawl is not None and crawl.index.refusals.weight(part_of(request.url)) > 0
    return is_broken and response.status == BROKEN and not retry_after(response)


def retry_after(response: Response) -> str:
    """The header by which a server asks for time, "" if it does not."""
    return (response.headers.get("Retry-After") or b"").decode("latin-1")
