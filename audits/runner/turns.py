"""Whose turn it is: one page in flight per host or shared address, a pause after it, few at once.

The pause runs from the end of one visit to the start of the next, whichever window they go through.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from minna.clock import now
from minna.rate_limit import HostInfo, backoff, resolve_host

Note = Callable[[str, str, float, float], None]
"""Is told of each turn: host, slot, when it began and ended (seconds since 1970)."""

LOOKS_PER_CORE = 3
"""Pages at work at once for each core: of the time that a page takes, two thirds are waiting."""


@dataclass(slots=True, eq=False)
class Slot:
    """What hosts that share an address share: one turn at a time, and a pause."""

    pause: float
    rested: float  # from when on, by the loop's clock, the next page may be asked for
    free: asyncio.Lock = field(default_factory=asyncio.Lock)

    def rest(self, seconds: float) -> None:
        """Leave it alone for so long from now on, if that is longer than it would have been."""
        self.rested = max(self.rested, asyncio.get_running_loop().time() + seconds)

    def slow_down(self) -> None:
        """It asked for time, so the next pauses are longer."""
        self.pause = backoff(self.pause)


class Turns:
    """Gives out turns; make it when the visits begin."""

    def __init__(self, at_once: int, wanted: float, note: Note = lambda *_: None) -> None:
        self.note = note
        self.places_to_look = asyncio.Semaphore(at_once)
        self.wanted = wanted
        self.began = asyncio.get_running_loop().time()
        self.places: dict[str, asyncio.Task[HostInfo]] = {}
        self.slots: dict[str, Slot] = {}

    @asynccontextmanager
    async def turn(self, url: str, asked: float = 0.0) -> AsyncIterator[Slot]:
        """The time of one visit; `asked` is a pause that the host has asked for."""
        slot = await self.slot(url)
        slot.pause = max(slot.pause, asked)
        async with slot.free:
            await asyncio.sleep(self.until_rested(slot, asked))
            async with self.places_to_look:
                began = now()
                try:
                    yield slot
                finally:
                    place = await self.place(url)
                    self.note(urlsplit(url).netloc, place.slot, began, now())
                    slot.rest(slot.pause)

    def until_rested(self, slot: Slot, asked: float) -> float:
        """Seconds to wait.

        The crawl, or an earlier attempt at this survey, may have ended just before we began.
        """
        rested = max(slot.rested, self.began + asked)
        return max(0.0, rested - asyncio.get_running_loop().time())

    async def slot(self, url: str) -> Slot:
        """The slot of an address; a new one has its first pause when the visits begin."""
        place = await self.place(url)
        if place.slot not in self.slots:
            self.slots[place.slot] = Slot(place.pause, self.began + place.pause)
        return self.slots[place.slot]

    async def place(self, url: str) -> HostInfo:
        """Where an address is, looked up once."""
        netloc = urlsplit(url).netloc
        if netloc not in self.places:
            self.places[netloc] = asyncio.ensure_future(self.look_up(netloc))
        return await asyncio.shield(self.places[netloc])

    async def look_up(self, netloc: str) -> HostInfo:
        """Look up a host, in a thread because look-ups block."""
        return await asyncio.to_thread(resolve_host, netloc, self.wanted)
