"""Look at an open page through another window, without loading it again."""

import asyncio

from playwright.async_api import Page as Tab

from audits.browser import Viewport
from audits.world import tell_browser

SECONDS = 10


async def resize(tab: Tab, viewport: Viewport) -> None:
    """Give the tab a window's size, and its touch or mouse; what the page sent stays as it is.

    TimeoutError when the page does not let its tab answer.
    """
    await asyncio.wait_for(dress(tab, viewport), SECONDS)


async def dress(tab: Tab, viewport: Viewport) -> None:
    """Tell the browser of the new window."""
    await tell_browser(
        tab,
        "Emulation.setDeviceMetricsOverride",
        width=viewport.width,
        height=viewport.height,
        deviceScaleFactor=1,
        mobile=viewport.mobile,
    )
    await tell_browser(tab, "Emulation.setTouchEmulationEnabled", enabled=viewport.mobile)
