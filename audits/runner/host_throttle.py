"""Throttle per host: one page in flight per host or shared IP address, a crawl delay after it.

The delay runs from the end of one visit to the start of the next, whatever their viewports.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from minna.clock import now
from minna.rate_limit import HostInfo, backoff, resolve_host

LogVisit = Callable[[str, str, float, float], None]
"""Called after each visit: host, slot, start and end (seconds since 1970)."""

PAGES_PER_CORE = 3
"""Pages visited at once for each core: two thirds of a visit are waiting."""


@dataclass(slots=True, eq=False)
class Slot:
    """What hosts at one IP address share: one page in flight, and a crawl delay."""

    pause: float
    ready_at: float  # from when on, by the loop's clock, the next page may be asked for
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def cool_down(self, seconds: float) -> None:
        """Extend the cooldown to at least `seconds` from now."""
        self.ready_at = max(self.ready_at, asyncio.get_running_loop().time() + seconds)

    def slow_down(self) -> None:
        """Lengthen the crawl delay after a 429 or 503 response."""
        self.pause = backoff(self.pause)


class HostThrottle:
    """Grants visits; create it when the visits begin."""

    def __init__(self, pages: int, pause: float, note: LogVisit = lambda *_: None) -> None:
        self.note = note
        self.page_slots = asyncio.Semaphore(pages)
        self.pause = pause
        self.began = asyncio.get_running_loop().time()
        self.hosts: dict[str, asyncio.Task[HostInfo]] = {}
        self.slots: dict[str, Slot] = {}

    @asynccontextmanager
    async def acquire(self, url: str, crawl_delay: float = 0.0) -> AsyncIterator[Slot]:
        """The time of one visit; `crawl_delay` is what the host's robots.txt asks for."""
        slot = await self.slot(url)
        slot.pause = max(slot.pause, crawl_delay)
        async with slot.lock:
            await asyncio.sleep(self.wait_seconds(slot, crawl_delay))
            async with self.page_slots:
                began = now()
                try:
                    yield slot
                finally:
                    info = await self.host_info(url)
                    self.note(urlsplit(url).netloc, info.slot, began, now())
                    slot.cool_down(slot.pause)

    def wait_seconds(self, slot: Slot, crawl_delay: float) -> float:
        """Seconds to wait.

        The crawl, or an earlier attempt at this survey, may have ended just before we began.
        """
        ready_at = max(slot.ready_at, self.began + crawl_delay)
        return max(0.0, ready_at - asyncio.get_running_loop().time())

    async def slot(self, url: str) -> Slot:
        """The slot of an address; a new one has its first pause when the visits begin."""
        info = await self.host_info(url)
        if info.slot not in self.slots:
            self.slots[info.slot] = Slot(info.pause, self.began + info.pause)
        return self.slots[info.slot]

    async def host_info(self, url: str) -> HostInfo:
        """Where an address is, looked up once."""
        netloc = urlsplit(url).netloc
        if netloc not in self.hosts:
            self.hosts[netloc] = asyncio.ensure_future(self.resolve(netloc))
        return await asyncio.shield(self.hosts[netloc])

    async def resolve(self, netloc: str) -> HostInfo:
        """Look up a host, in a thread because look-ups block."""
        return await asyncio.to_thread(resolve_host, netloc, self.pause)
