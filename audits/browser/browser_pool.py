"""The browsers of one run: one per core, replaced when they have grown too large or crashed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Playwright
from playwright.async_api import Error as BrowserError

from audits.browser.background import begin
from audits.browser.driver import DriverStopped, is_gone
from audits.browser.launch import browser_sessions, is_ending, launch
from audits.browser.memory import ended
from audits.browser.processes import kill, megabytes
from minna.egress import Egress
from minna.errors import MinnaError

SITES_PER_BROWSER = 40
"""Sites after which a browser is replaced, as Chromium's memory only grows; setting
`sites_per_browser`."""
BROWSER_MB = 1500
"""Memory at which a browser is replaced (MB, all its processes); setting `browser_mb`."""
MAX_CRASHES = 10
"""Browser crashes tolerated per run, plus one per ten sites; beyond that a local fault is assumed
and the run aborted."""
ANSWER_SECONDS = 3.0
"""A browser that takes longer to tell its process or to close hangs."""
PROBE_SECONDS = 5.0
UNRESPONSIVE_SECONDS = 20.0
"""A browser shared by several sites that does not answer in this time is killed."""


class TooManyBrowserCrashes(MinnaError):
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
class PooledBrowser:
    """A running browser with its counts of sites, past and present."""

    browser: Browser
    pid: int  # of its first process; 0 if it would not tell
    total_sites: int = 0
    active_sites: int = 0
    retired: bool = False  # takes no further sites
    crashed: bool = False


class BrowserPool:
    """Hands out the least busy browser; recycles one when it is idle and has reached a limit."""

    def __init__(
        self,
        playwright: Playwright,
        size: int,
        *,
        egress: Egress | None = None,
        allow_private: bool = False,
        frozen_time: float = 0.0,
        baseline_js: bool = True,
        browser_mb: float = BROWSER_MB,
        sites_per_browser: int = SITES_PER_BROWSER,
    ) -> None:
        self.playwright = playwright
        self.size = size
        self.egress, self.allow_private = egress, allow_private
        self.frozen_time = frozen_time
        self.baseline_js = baseline_js
        self.browser_mb = browser_mb
        self.sites_per_browser = sites_per_browser
        self.browsers: list[PooledBrowser] = []
        self.choosing = asyncio.Lock()
        self.isolating = asyncio.Lock()
        self.acquisitions = 0
        self.crashes = 0
        self.isolated_crashes = 0
        self.clean_releases = 0

    @asynccontextmanager
    async def acquire(self) -> AsyncIterator[Browser]:
        """A browser for one site.

        If it breaks down meanwhile, the context ends without an error. Raises BrowsersBreak
        when this happens too often, and EgressStopped when there is no way to the network.
        """
        if self.egress:
            self.egress.check()
        async with self.choosing:
            pooled = await self.least_busy()
            pooled.total_sites += 1
            pooled.active_sites += 1
        async with self.in_use(pooled):
            yield pooled.browser

    @asynccontextmanager
    async def acquire_isolated(self) -> AsyncIterator[Browser]:
        """A browser for one page that may bring it down, with no other page in it."""
        async with self.isolating:
            pooled = await self.start()
            pooled.retired = True
            pooled.active_sites += 1
            async with self.in_use(pooled):
                yield pooled.browser
            self.isolated_crashes += pooled.crashed

    @asynccontextmanager
    async def in_use(self, pooled: PooledBrowser) -> AsyncIterator[None]:
        """The time in which a browser is in use, and the clean-up at its end."""
        self.acquisitions += 1
        try:
            yield
        except (BrowserError, TimeoutError):
            self.mark_crashed(pooled)
            if is_ending():  # that its tabs did not close must not keep us here
                raise asyncio.CancelledError from None
        finally:
            pooled.active_sites -= 1
            await self.recycle_if_needed(pooled)
            self.clean_releases += not pooled.crashed

    async def least_busy(self) -> PooledBrowser:
        """The least busy browser that still serves, started if there is room for one."""
        for pooled in list(self.browsers):
            await self.recycle_if_needed(pooled)
        serving = [pooled for pooled in self.browsers if not pooled.retired]
        if len(serving) < self.size:
            serving.append(await self.start())
        return min(serving, key=lambda pooled: pooled.active_sites)

    async def start(self) -> PooledBrowser:
        """A fresh browser; one that does not start is tried again while that makes sense."""
        while True:
            self.raise_if_too_many_crashes()
            try:
                browser = await launch(
                    self.playwright,
                    self.egress,
                    allow_private=self.allow_private,
                    frozen_time=self.frozen_time,
                    baseline_js=self.baseline_js,
                )
            except BrowserError as error:
                if await is_gone(self.playwright):
                    raise DriverStopped(times=1) from error
                self.crashes += 1
                await asyncio.sleep(1)
                continue
            pooled = PooledBrowser(browser, await browser_pid(browser))
            self.browsers.append(pooled)
            begin(kill_if_unresponsive(pooled))
            return pooled

    async def recycle_if_needed(self, pooled: PooledBrowser) -> None:
        """Retire a browser that is broken or worn out, and close it once nobody uses it."""
        if not pooled.browser.is_connected():
            self.mark_crashed(pooled)
        pooled.retired = pooled.retired or self.should_recycle(pooled)
        if pooled.retired and not pooled.active_sites and pooled in self.browsers:
            self.browsers.remove(pooled)
            await close(pooled)

    def should_recycle(self, pooled: PooledBrowser) -> bool:
        """Whether it has served its number of sites or exceeds its memory."""
        too_large = bool(pooled.pid) and megabytes(pooled.pid) > self.browser_mb
        return too_large or pooled.total_sites >= self.sites_per_browser

    def mark_crashed(self, pooled: PooledBrowser) -> None:
        """Count a browser that crashed or hangs; once, and not if we killed it."""
        self.crashes += not pooled.crashed and pooled.pid not in ended
        pooled.crashed = pooled.retired = True

    def raise_if_too_many_crashes(self) -> None:
        """Raises BrowsersBreak when browsers have broken down more often than pages explain.

        A page that ends two explains both, as long as there is a loan that ended well for each such
        page: where the machine is at fault, nothing ends well.
        """
        explained = 2 * min(self.isolated_crashes, self.clean_releases)
        if self.crashes > MAX_CRASHES + self.acquisitions // 10 + explained:
            raise TooManyBrowserCrashes(times=self.crashes)

    async def close(self) -> None:
        """End every browser."""
        browsers, self.browsers = self.browsers, []
        await asyncio.gather(*(close(pooled) for pooled in browsers))


async def kill_if_unresponsive(pooled: PooledBrowser) -> None:
    """Kill a browser that one page keeps busy while pages of other sites wait for it.

    The pages that were open are visited again, each in a browser of its own.
    """
    session = browser_sessions.get(pooled.browser)
    while session and pooled.pid and pooled.browser.is_connected():
        await asyncio.sleep(PROBE_SECONDS)
        try:
            await asyncio.wait_for(session.send("Browser.getVersion"), UNRESPONSIVE_SECONDS)
        except TimeoutError:
            if pooled.active_sites > 1:
                ended.add(pooled.pid)
                kill(pooled.pid)
                return
        except BrowserError:  # it has ended
            return


async def is_responsive(browser: Browser) -> bool:
    """Whether a browser answers, whatever has become of its pages."""
    return bool(await browser_pid(browser))


async def browser_pid(browser: Browser) -> int:
    """The process id of a browser, 0 if it does not answer in time."""
    try:
        session = await asyncio.wait_for(browser.new_browser_cdp_session(), ANSWER_SECONDS)
        told = await asyncio.wait_for(session.send("SystemInfo.getProcessInfo"), ANSWER_SECONDS)
        await asyncio.wait_for(session.detach(), ANSWER_SECONDS)
    except (BrowserError, TimeoutError):
        return 0
    return next((int(p["id"]) for p in told["processInfo"] if p["type"] == "browser"), 0)


async def close(pooled: PooledBrowser) -> None:
    """End a browser, by force if it does not end when asked."""
    try:
        await asyncio.wait_for(pooled.browser.close(), ANSWER_SECONDS)
    except (BrowserError, TimeoutError):
        if pooled.pid:
            kill(pooled.pid)
