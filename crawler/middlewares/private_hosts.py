"""Go to public addresses only, and treat hosts that share an address as one.

Prefectures put dozens of towns behind one machine; its pause must hold for all of them together.
"""

import asyncio
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler.download_errors import PrivateHost
from crawler.middlewares.slots import raise_delay, restart_delay
from minna.rate_limit import HostInfo, resolve_host


class PrivateHostMiddleware:
    """Refuses private hosts unless allowed; gives every other request its slot and pause."""

    def __init__(self, crawler: Crawler, pause: float, allow_private: bool) -> None:
        self.crawler, self.pause, self.allow_private = crawler, pause, allow_private
        self.hosts: dict[str, asyncio.Task[HostInfo]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read the settings, and follow every request to its end."""
        settings = crawler.settings
        middleware = cls(
            crawler, settings.getfloat("DOWNLOAD_DELAY"), settings.getbool("ALLOW_PRIVATE")
        )
        crawler.signals.connect(middleware.restart_delay, signals.response_downloaded)
        crawler.signals.connect(middleware.restart_delay, signals.request_left_downloader)
        return middleware

    def restart_delay(self, request: Request) -> None:
        """The pause begins when the answer has ended, well or badly."""
        restart_delay(self.crawler, request.meta["download_slot"])

    async def process_request(self, request: Request) -> None:
        """Raises PrivateHost; every request comes by here, those after a redirect too."""
        host = await self.host_info(urlsplit(request.url).netloc)
        if host.is_private and not self.allow_private:
            raise PrivateHost
        request.meta["download_slot"] = host.slot
        raise_delay(self.crawler, host.slot, host.pause)

    async def host_info(self, netloc: str) -> HostInfo:
        """The addresses of a host, resolved once, in a thread because look-ups block."""
        if netloc not in self.hosts:
            lookup = asyncio.to_thread(resolve_host, netloc, self.pause)
            self.hosts[netloc] = asyncio.ensure_future(lookup)
        return await self.hosts[netloc]
