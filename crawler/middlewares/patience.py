"""Wait when a server asks for time (429, 503), be slower afterwards, and give up soon."""

import asyncio
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.slots import pause_of, slow_down
from minna.pace import ASKS_FOR_TIME, slower, wait_asked


class Patience:
    """Asks again after the time that the server names, or twice as long as the last time."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or after a wait the request once more."""
        if response.status not in ASKS_FOR_TIME:
            return response
        tries = int(request.meta.get("tries", 1))
        slot = request.meta["download_slot"]
        pause = pause_of(self.crawler, slot)
        slow_down(self.crawler, slot, slower(pause))
        wait = wait_asked(retry_after(response), tries, pause)
        if wait is None:
            return response
        await asyncio.sleep(wait)
        waited = request.meta.get("waited", 0.0) + wait
        meta = {**request.meta, "tries": tries + 1, "waited": waited}
        return request.replace(meta=meta, dont_filter=True)


def retry_after(response: Response) -> str:
    """The header by which a server asks for time, "" if it does not."""
    return (response.headers.get("Retry-After") or b"").decode("latin-1")
