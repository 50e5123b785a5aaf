"""The browsers of one survey: one for each core, replaced by fresh ones as they age or die."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Playwright
from playwright.async_api import Error as BrowserError

from audits.browser.background import begin
from audits.browser.browser import is_ending, launch, sessions
from audits.browser.driver import DriverStopped, is_gone
from audits.browser.memory import ended
from audits.browser.processes import kill, megabytes
from minna.egress import Egress
from minna.errors import MinnaError

SITES_PER_BROWSER = 40
"""So many sites, and a browser gives way to a fresh one: Chromium's memory only grows;
`sites_per_browser` in the settings of a run."""
BROWSER_MB = 1500
"""So much memory, and it gives way as well; `browser_mb` in the settings of a run."""
BREAKDOWNS = 10
"""So many, and one more for every ten sites, are the pages' fault; more are the machine's."""
ANSWER_SECONDS = 3.0
"""A browser that takes longer to tell its process or to close hangs."""
PROBE_SECONDS = 5.0
DEAF_SECONDS = 20.0
"""A browser in which several sites are looked at and that takes longer to say its name is ended."""


class BrowsersBreak(MinnaError):
    """Browsers break down so often that it cannot be the pages; what was recorded is kept."""

    en = (
        "The browser broke down {times} times: see that there is enough memory and room for "
        "temporary files, start the same command again, and it goes on where it stopped."
    )
    ja = (
        "ブラウザーが {times} 回異常終了しました。メモリーと一時ファイル用の空き容量を確認し、"
        "同じコマンドをもう一度実行してください。止まったところから再開します。"
    )


@dataclass(slots=True, eq=False)
class Seat:
    """A running browser, and how many sites it has served and is serving."""

    browser: Browser
    pid: int  # of its first process; 0 if it would not tell
    served: int = 0
    serving: int = 0
    retired: bool = False  # takes no further sites
    broken: bool = False


class Fleet:
    """Lends the least busy browser; closes each when it is worn out and nobody uses it."""

    def __init__(
        self,
        playwright: Playwright,
        size: int,
        *,
        egress: Egress | None = None,
        allow_private: bool = False,
        moment: float = 0.0,
        browser_mb: float = BROWSER_MB,
        sites_per_browser: int = SITES_PER_BROWSER,
    ) -> None:
        self.playwright = playwright
        self.size = size
        self.egress, self.allow_private = egress, allow_private
        self.frozen_time = moment
        self.browser_mb = browser_mb
        self.sites_per_browser = sites_per_browser
        self.seats: list[Seat] = []
        self.choosing = asyncio.Lock()
        self.isolating = asyncio.Lock()
        self.lent = 0
        self.breakdowns = 0
        self.broken_alone = 0
        self.ended_well = 0

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Browser]:
        """A browser for one site.

        If it breaks down meanwhile, that ends the loan and is nobody's error. Raises BrowsersBreak
        when this happens too often, and EgressStopped when there is no way to the network.
        """
        if self.egress:
            self.egress.check()
        async with self.choosing:
            seat = await self.choose()
            seat.served += 1
            seat.serving += 1
        async with self.used(seat):
            yield seat.browser

    @asynccontextmanager
    async def lend_alone(self) -> AsyncIterator[Browser]:
        """A browser for one page that may bring it down, with no other page in it."""
        async with self.isolating:
            seat = await self.start()
            seat.retired = True
            seat.serving += 1
            async with self.used(seat):
                yield seat.browser
            self.broken_alone += seat.broken

    @asynccontextmanager
    async def used(self, seat: Seat) -> AsyncIterator[None]:
        """The time of a loan, and what is to be done at its end."""
        self.lent += 1
        try:
            yield
        except (BrowserError, TimeoutError):
            self.break_down(seat)
            if is_ending():  # that its tabs did not close must not keep us here
                raise asyncio.CancelledError from None
        finally:
            seat.serving -= 1
            await self.look_after(seat)
            self.ended_well += not seat.broken

    async def choose(self) -> Seat:
        """The least busy browser that still serves, started if there is room for one."""
        for seat in list(self.seats):
            await self.look_after(seat)
        serving = [seat for seat in self.seats if not seat.retired]
        if len(serving) < self.size:
            serving.append(await self.start())
        return min(serving, key=lambda seat: seat.serving)

    async def start(self) -> Seat:
        """A fresh browser; one that does not start is tried again while that makes sense."""
        while True:
            self.give_up_if_hopeless()
            try:
                leave = {"allow_private": self.allow_private}
                browser = await launch(
                    self.playwright, self.egress, **leave, moment=self.frozen_time
                )
            except BrowserError as error:
                if await is_gone(self.playwright):
                    raise DriverStopped(times=1) from error
                self.breakdowns += 1
                await asyncio.sleep(1)
                continue
            seat = Seat(browser, await process_of(browser))
            self.seats.append(seat)
            begin(end_if_deaf(seat))
            return seat

    async def look_after(self, seat: Seat) -> None:
        """Retire a browser that is broken or worn out, and close it once nobody uses it."""
        if not seat.browser.is_connected():
            self.break_down(seat)
        seat.retired = seat.retired or self.is_worn(seat)
        if seat.retired and not seat.serving and seat in self.seats:
            self.seats.remove(seat)
            await close(seat)

    def is_worn(self, seat: Seat) -> bool:
        """Whether it has served enough, or has grown too large."""
        too_large = bool(seat.pid) and megabytes(seat.pid) > self.browser_mb
        return too_large or seat.served >= self.sites_per_browser

    def break_down(self, seat: Seat) -> None:
        """A browser that has died or does not do as told; counted once, unless we ended it."""
        self.breakdowns += not seat.broken and seat.pid not in ended
        seat.broken = seat.retired = True

    def give_up_if_hopeless(self) -> None:
        """Raises BrowsersBreak when browsers have broken down more often than pages explain.

        A page that ends two explains both, as long as there is a loan that ended well for each such
        page: where the machine is at fault, nothing ends well.
        """
        explained = 2 * min(self.broken_alone, self.ended_well)
        if self.breakdowns > BREAKDOWNS + self.lent // 10 + explained:
            raise BrowsersBreak(times=self.breakdowns)

    async def close(self) -> None:
        """End every browser."""
        seats, self.seats = self.seats, []
        await asyncio.gather(*(close(seat) for seat in seats))


async def end_if_deaf(seat: Seat) -> None:
    """End a browser that one of its pages keeps busy, where the pages of others wait for it.

    They are looked at again then, each in a browser of its own.
    """
    session = sessions.get(seat.browser)
    while session and seat.pid and seat.browser.is_connected():
        await asyncio.sleep(PROBE_SECONDS)
        try:
            await asyncio.wait_for(session.send("Browser.getVersion"), DEAF_SECONDS)
        except TimeoutError:
            if seat.serving > 1:
                ended.add(seat.pid)
                kill(seat.pid)
                return
        except BrowserError:  # it has ended
            return


async def answers(browser: Browser) -> bool:
    """Whether a browser is alive and listens, whatever has become of its pages."""
    return bool(await process_of(browser))


async def process_of(browser: Browser) -> int:
    """The id of a browser's first process, 0 if it does not tell in time."""
    try:
        session = await asyncio.wait_for(browser.new_browser_cdp_session(), ANSWER_SECONDS)
        told = await asyncio.wait_for(session.send("SystemInfo.getProcessInfo"), ANSWER_SECONDS)
        await asyncio.wait_for(session.detach(), ANSWER_SECONDS)
    except (BrowserError, TimeoutError):
        return 0
    return next((int(p["id"]) for p in told["processInfo"] if p["type"] == "browser"), 0)


async def close(seat: Seat) -> None:
    """End a browser, by force if it does not end when asked."""
    try:
        await asyncio.wait_for(seat.browser.close(), ANSWER_SECONDS)
    except (BrowserError, TimeoutError):
        if seat.pid:
            kill(seat.pid)
