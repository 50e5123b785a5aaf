"""Wait when a server asks for time (429, 503), be slower afterwards, and give up soon."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.middlewares.slots import pause_of, slow_down

ASKS_FOR_TIME = (429, 503)
TRIES = 3
LONGEST = 120.0
"""Seconds that we wait for a server; one that asks for more is left in peace."""
SLOWEST = 30.0


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
        tries = int(request.meta.get("tries", 1))
        if response.status not in ASKS_FOR_TIME:
            return response
        slot = request.meta["download_slot"]
        pause = pause_of(self.crawler, slot)
        wait = retry_after(response, datetime.now(UTC))
        wait = pause * 2**tries if wait is None else wait
        slow_down(self.crawler, slot, min(2 * pause, SLOWEST))
        if tries >= TRIES or wait > LONGEST:
            return response
        await asyncio.sleep(wait)
        waited = request.meta.get("waited", 0.0) + wait
        meta = {**request.meta, "tries": tries + 1, "waited": waited}
        return request.replace(meta=meta, dont_filter=True)


def retry_after(response: Response, now: datetime) -> float | None:
    """Seconds that the server asks us to wait, given as a number or a date; None if it does not."""
    asked = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if asked.isdigit():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
