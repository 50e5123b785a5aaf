"""Look at an open page through another window, without loading it again."""

from playwright.async_api import Page as Tab

from audits.browser import Viewport
from audits.world import sessions


async def resize(tab: Tab, viewport: Viewport) -> None:
    """Give the tab a window's size, and its touch or mouse; what the page sent stays as it is."""
    session = sessions[tab]
    await session.send(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": viewport.width,
            "height": viewport.height,
            "deviceScaleFactor": 1,
            "mobile": viewport.mobile,
        },
    )
    await session.send("Emulation.setTouchEmulationEnabled", {"enabled": viewport.mobile})
