"""The byte limit of a page: a load that exceeds it is stopped, a loaded page is cut off.

Counting costs a millisecond a request, so of a load it begins only when it has lasted for a while;
what came before and is already complete is not counted. Few loads are ever counted. A page that has
loaded is there to be looked at: what it goes on to receive, a film or a live picture or data for
its scripts, ends at the same number of bytes, and the look goes on.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from playwright.async_api import CDPSession
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import sessions
from minna.reasons import NO_REASON, Code, Reason

T = TypeVar("T")
PAGE_MB = 30.0
"""MB of 10⁶ bytes; `page_mb` in the settings of a run."""
UNCOUNTED_SECONDS = 2.0
STOP_SECONDS = 5.0
TOGGLE_SECONDS = 0.5
BLANK = "about:blank"
budgets: WeakKeyDictionary[Tab, float] = WeakKeyDictionary()


class TooLarge(Exception):
    """The load was stopped; recorded by the visit with the figure."""

    def __init__(self, mb: float) -> None:
        self.reason = Reason(Code.RECEIVED, mb=mb)
        super().__init__(self.reason)


def set_limit(tab: Tab, megabytes: float) -> None:
    """Set how many MB each load of a tab may receive."""
    budgets[tab] = megabytes


async def with_byte_limit(tab: Tab, load: Awaitable[T]) -> T:
    """What a load gives; TooLarge, with the tab emptied, when it receives more than it may.

    From its end on, what the page goes on to receive is counted, until the tab's next load.
    """
    await end_watch(tab)
    given = await load_within_limit(tab, load)
    watches[tab] = Watch(tab)
    await watches[tab].begin()
    return given


async def load_within_limit(tab: Tab, load: Awaitable[T]) -> T:
    """What a load gives; TooLarge, with the tab emptied, when it receives more than it may."""
    loading = asyncio.ensure_future(load)
    try:
        await asyncio.wait({loading}, timeout=UNCOUNTED_SECONDS)
        if not loading.done() and await grows_too_large(tab, loading):
            loading.cancel()
            await blank_tab(tab)
            raise TooLarge(budgets.get(tab, PAGE_MB))
        return await loading
    finally:
        loading.cancel()


async def grows_too_large(tab: Tab, loading: asyncio.Future[Any]) -> bool:
    """Count what arrives until the load ends or has received too much; whether it has."""
    session, tally = sessions[tab].session, ByteCounter(budgets.get(tab, PAGE_MB) * 1e6)
    session.on("Network.dataReceived", tally.part)
    session.on("Network.loadingFinished", tally.whole)
    try:
        async with cdp_toggle(session, "Network.enable", maxTotalBufferSize=0):
            await asyncio.wait({loading, tally.full}, return_when=asyncio.FIRST_COMPLETED)
        async with cdp_toggle(session, "Network.disable"):
            pass
    finally:
        session.remove_listener("Network.dataReceived", tally.part)
        session.remove_listener("Network.loadingFinished", tally.whole)
    return tally.full.done() and not loading.done()


@asynccontextmanager
async def cdp_toggle(session: CDPSession, method: str, **given: Any) -> AsyncIterator[None]:
    """Send a command and wait `TOGGLE_SECONDS` at most, since a hung page never answers."""
    telling = asyncio.ensure_future(session.send(method, given))
    try:
        await asyncio.wait({telling}, timeout=TOGGLE_SECONDS)
        yield
    finally:
        telling.cancel()
        await asyncio.wait({telling})
        if not telling.cancelled() and (error := telling.exception()):
            raise error


class ByteCounter:
    """Counts received bytes from CDP network events; `full` is done once the limit is exceeded."""

    def __init__(self, most: float) -> None:
        self.most = most
        self.total = 0.0
        self.parts: dict[str, float] = {}
        self.full: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def part(self, event: dict[str, Any]) -> None:
        """Handle `Network.dataReceived`."""
        size = max(event["dataLength"], event["encodedDataLength"])
        self.parts[event["requestId"]] = self.parts.get(event["requestId"], 0.0) + size
        self.add(size)

    def whole(self, event: dict[str, Any]) -> None:
        """Handle `Network.loadingFinished`: only now the encoded length is known."""
        self.add(event["encodedDataLength"] - self.parts.pop(event["requestId"], 0.0))

    def add(self, size: float) -> None:
        """Add bytes, or take some back."""
        self.total += size
        if self.total > self.most and not self.full.done():
            self.full.set_result(None)


class Watch:
    """What a loaded page receives, until it is cut off."""

    def __init__(self, tab: Tab) -> None:
        self.session = sessions[tab].session
        self.most = budgets.get(tab, PAGE_MB)
        self.tally = ByteCounter(self.most * 1e6)
        self.cutting: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Count from here on."""
        self.session.on("Network.dataReceived", self.part)
        self.session.on("Network.loadingFinished", self.tally.whole)
        async with cdp_toggle(self.session, "Network.enable", maxTotalBufferSize=0):
            pass

    async def end(self) -> None:
        """Count no more, and let the tab receive again."""
        self.session.remove_listener("Network.dataReceived", self.part)
        self.session.remove_listener("Network.loadingFinished", self.tally.whole)
        if self.cutting:
            await asyncio.wait({self.cutting})
        async with cdp_toggle(self.session, "Network.disable"):  # which ends what `cut` forbids
            pass

    def part(self, event: dict[str, Any]) -> None:
        """Handle `Network.dataReceived`; cut the page off once the limit is exceeded."""
        self.tally.part(event)
        if self.is_cut() and self.cutting is None:
            self.cutting = asyncio.ensure_future(self.cut())

    async def cut(self) -> None:
        """End what is on its way, and let nothing follow; a tab that has died needs neither."""
        with contextlib.suppress(BrowserError):
            async with cdp_toggle(self.session, "Network.setBlockedURLs", urls=["*"]):
                pass
            async with cdp_toggle(self.session, "Page.stopLoading"):
                pass

    def is_cut(self) -> bool:
        """Whether the page has received too much."""
        return self.tally.full.done()


watches: WeakKeyDictionary[Tab, Watch] = WeakKeyDictionary()


async def end_watch(tab: Tab) -> None:
    """Stop counting for the page before."""
    if watch := watches.pop(tab, None):
        await watch.end()


def cut_off_reason(tab: Tab) -> Reason:
    """The reason to record for a page that was cut off, or none."""
    watch = watches.get(tab)
    return Reason(Code.CUT_OFF, mb=watch.most) if watch and watch.is_cut() else NO_REASON


async def blank_tab(tab: Tab) -> None:
    """Leave the page, which ends whatever it is still receiving."""
    await tab.goto(BLANK, timeout=STOP_SECONDS * 1000)
