"""The windows that residents look through, and how a tab is given one."""

import asyncio
from dataclasses import dataclass

from playwright.async_api import Page as Tab

from audits.world import tell_browser
from minna.identity import user_agent

SECONDS = 10
LANGUAGE = "ja-JP"


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window, in CSS pixels."""

    name: str
    width: int
    height: int
    mobile: bool


VIEWPORTS = (Viewport("phone", 390, 844, True), Viewport("desktop", 1280, 800, False))
"""In the order of the looks: the phone first, where most residents are."""


async def dress(tab: Tab, viewport: Viewport, contact: str) -> None:
    """Give the tab a window's size, its touch or mouse and its name; what is open stays open.

    TimeoutError when the page does not let its tab answer.
    """
    await asyncio.wait_for(give(tab, viewport, contact), SECONDS)


async def give(tab: Tab, viewport: Viewport, contact: str) -> None:
    """Tell the browser of the window."""
    await tell_browser(
        tab,
        "Emulation.setDeviceMetricsOverride",
        width=viewport.width,
        height=viewport.height,
        screenWidth=viewport.width,
        screenHeight=viewport.height,
        screenOrientation=orientation(viewport),
        deviceScaleFactor=1,
        mobile=viewport.mobile,
    )
    # A page that was opened as a phone still says `hover: none` as a desktop: Chromium puts the
    # pointer back and forgets about hovering until the next load.
    await tell_browser(tab, "Emulation.setTouchEmulationEnabled", enabled=viewport.mobile)
    await tell_browser(
        tab,
        "Emulation.setUserAgentOverride",
        userAgent=name_of(tab, viewport, contact),
        acceptLanguage=LANGUAGE,
        userAgentMetadata=hints(viewport),
    )


def name_of(tab: Tab, viewport: Viewport, contact: str) -> str:
    """The browser's name, as a phone or as a desktop, with our own."""
    browser = tab.context.browser
    version = browser.version if browser else ""
    return user_agent(version, mobile=viewport.mobile, contact=contact)


def orientation(viewport: Viewport) -> dict[str, object]:
    """How the screen is held: a phone upright."""
    return {"type": "portraitPrimary" if viewport.mobile else "landscapePrimary", "angle": 0}


def hints(viewport: Viewport) -> dict[str, object]:
    """What the client hints say, in step with the name."""
    return {
        "mobile": viewport.mobile,
        "model": "",
        "platform": "Android" if viewport.mobile else "Linux",
        "platformVersion": "10" if viewport.mobile else "",
        "architecture": "" if viewport.mobile else "x86",
    }
