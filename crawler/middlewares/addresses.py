"""Go to public addresses only, and treat hosts that share an address as one.

Prefectures put dozens of towns behind one machine; its pause must hold for all of them together.
"""

import asyncio
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler.failures import PrivateHost
from crawler.middlewares.slots import rest, slow_down
from minna.pace import Place, place_of


class Addresses:
    """Refuses private hosts unless allowed; gives every other request its slot and pause."""

    def __init__(self, crawler: Crawler, wanted: float, allow_private: bool) -> None:
        self.crawler, self.wanted, self.allow_private = crawler, wanted, allow_private
        self.places: dict[str, asyncio.Task[Place]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings, and follow every request to its end."""
        settings = crawler.settings
        made = cls(crawler, settings.getfloat("DOWNLOAD_DELAY"), settings.getbool("ALLOW_PRIVATE"))
        crawler.signals.connect(made.rest, signals.response_downloaded)
        crawler.signals.connect(made.rest, signals.request_left_downloader)
        return made

    def rest(self, request: Request) -> None:
        """The pause begins when the answer has ended, well or badly."""
        rest(self.crawler, request.meta["download_slot"])

    async def process_request(self, request: Request) -> None:
        """Raises PrivateHost; every request comes by here, those after a redirect too."""
        place = await self.place(urlsplit(request.url).netloc)
        if place.is_private and not self.allow_private:
            raise PrivateHost
        request.meta["download_slot"] = place.slot
        slow_down(self.crawler, place.slot, place.pause)

    async def place(self, netloc: str) -> Place:
        """The place of a host, looked up once, in a thread because look-ups block."""
        if netloc not in self.places:
            lookup = asyncio.to_thread(place_of, netloc, self.wanted)
            self.places[netloc] = asyncio.ensure_future(lookup)
        return await self.places[netloc]
