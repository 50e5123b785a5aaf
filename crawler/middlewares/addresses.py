"""Go to public addresses only, and treat hosts that share an address as one.

Prefectures put dozens of towns behind one machine; its pause must hold for all of them together.
"""

import asyncio
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler.failures import PrivateHost
from crawler.middlewares.slots import rest, slow_down
from minna.addresses import is_private, resolve
from minna.pace import pause_for


@dataclass(frozen=True, slots=True)
class Place:
    """Where a host is: in a private network or not, what it shares a turn with, its pause (s)."""

    is_private: bool
    slot: str
    pause: float


def place_of(netloc: str, wanted: float) -> Place:
    """Look up a host; two private hosts never share a turn, for they are one's own machines."""
    host = urlsplit(f"//{netloc}").hostname or ""
    if is_private(host):
        return Place(True, netloc, pause_for(host, wanted))
    addresses = sorted(str(address) for address in resolve(host))
    return Place(False, addresses[0] if addresses else host, pause_for(host, wanted))


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
