"""Look at an open page through another window, without loading it again."""

from playwright.async_api import Page as Tab

from audits.browser import Viewport
from audits.world import tell_browser


async def resize(tab: Tab, viewport: Viewport) -> None:
    """Give the tab a window's size, and its touch or mouse; what the page sent stays as it is."""
    await tell_browser(
        tab,
        "Emulation.setDeviceMetricsOverride",
        width=viewport.width,
        height=viewport.height,
        deviceScaleFactor=1,
        mobile=viewport.mobile,
    )
    await tell_browser(tab, "Emulation.setTouchEmulationEnabled", enabled=viewport.mobile)
