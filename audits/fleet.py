"""The browsers of one survey: one for each core, replaced by fresh ones as they age or die."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Playwright

from audits.browser import launch

SITES_PER_BROWSER = 40
"""So many sites, and a browser gives way to a fresh one: Chromium's memory only grows."""


@dataclass(slots=True)
class Seat:
    """A running browser and how many sites it has served and is serving."""

    browser: Browser
    served: int = 0
    serving: int = 0


class Fleet:
    """Lends the least busy browser; closes each when it is worn out and nobody uses it."""

    def __init__(self, playwright: Playwright, size: int, *, allow_private: bool) -> None:
        self.playwright = playwright
        self.size = size
        self.allow_private = allow_private
        self.seats: list[Seat] = []
        self.choosing = asyncio.Lock()

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Browser]:
        """A browser for one site."""
        async with self.choosing:
            seat = await self.choose()
            seat.served += 1
            seat.serving += 1
        try:
            yield seat.browser
        finally:
            seat.serving -= 1
            if seat not in self.seats and not seat.serving:
                await seat.browser.close()

    async def choose(self) -> Seat:
        """The least busy browser that still serves, started if there is room for one."""
        self.seats = [
            s for s in self.seats if s.browser.is_connected() and s.served < SITES_PER_BROWSER
        ]
        if len(self.seats) < self.size:
            self.seats.append(Seat(await launch(self.playwright, allow_private=self.allow_private)))
        return min(self.seats, key=lambda seat: seat.serving)

    async def close(self) -> None:
        """End every browser."""
        for seat in self.seats:
            await seat.browser.close()
