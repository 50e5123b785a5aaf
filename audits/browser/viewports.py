"""The viewports that are audited, and their emulation in a tab."""

import asyncio
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import cdp_send
from minna.user_agent import brands, user_agent

SECONDS = 10
LANGUAGE = "ja-JP"


@dataclass(frozen=True, slots=True)
class Viewport:
    """A viewport, in CSS pixels."""

    name: str
    width: int
    height: int
    mobile: bool


VIEWPORTS = (Viewport("phone", 390, 844, True), Viewport("desktop", 1280, 800, False))
"""In the order of visits: the phone first, which most residents use."""
emulated: WeakKeyDictionary[Tab, Viewport] = WeakKeyDictionary()
"""The viewport that each tab emulates."""


async def emulate(tab: Tab, viewport: Viewport, contact: str) -> None:
    """Emulate a viewport: size, touch or mouse, user agent; the open page is kept.

    TimeoutError when the page does not let its tab answer.
    """
    await asyncio.wait_for(apply_emulation(tab, viewport, contact), SECONDS)


async def apply_emulation(tab: Tab, viewport: Viewport, contact: str) -> None:
    """Send the emulation commands."""
    emulated[tab] = viewport
    await cdp_send(tab, "Emulation.setDeviceMetricsOverride", **metrics(viewport))
    # A page that was opened as a phone still says `hover: none` as a desktop: Chromium puts the
    # pointer back and forgets about hovering until the next load.
    await cdp_send(tab, "Emulation.setTouchEmulationEnabled", enabled=viewport.mobile)
    await cdp_send(
        tab,
        "Emulation.setUserAgentOverride",
        userAgent=user_agent_of(tab, viewport, contact),
        acceptLanguage=LANGUAGE,
        userAgentMetadata=client_hints(viewport, version_of(tab), contact),
    )


async def resize(tab: Tab) -> None:
    """Shrink the viewport by one pixel and restore it, so that the page gets one `resize`.

    Asked for at once, as otherwise it would be drawn in between.
    """
    if viewport := emulated.get(tab):
        whole = metrics(viewport)
        shorter = whole | {"height": viewport.height - 1}
        method = "Emulation.setDeviceMetricsOverride"
        await asyncio.gather(*(cdp_send(tab, method, **m) for m in (shorter, whole)))


def metrics(viewport: Viewport) -> dict[str, Any]:
    """The device metrics of a viewport, as CDP takes them."""
    return {
        "width": viewport.width,
        "height": viewport.height,
        "screenWidth": viewport.width,
        "screenHeight": viewport.height,
        "screenOrientation": orientation(viewport),
        "deviceScaleFactor": 1,
        "mobile": viewport.mobile,
    }


def user_agent_of(tab: Tab, viewport: Viewport, contact: str) -> str:
    """The user agent for a viewport, with our product token."""
    return user_agent(version_of(tab), mobile=viewport.mobile, contact=contact)


def version_of(tab: Tab) -> str:
    """The browser's, in full."""
    browser = tab.context.browser
    return browser.version if browser else ""


def orientation(viewport: Viewport) -> dict[str, object]:
    """How the screen is held: a phone upright."""
    return {"type": "portraitPrimary" if viewport.mobile else "landscapePrimary", "angle": 0}


def client_hints(viewport: Viewport, version: str, contact: str) -> dict[str, object]:
    """User-agent client hints that agree with the user agent."""
    return {
        "brands": brands(version.partition(".")[0], contact),
        "fullVersionList": brands(version, contact),
        "mobile": viewport.mobile,
        "formFactors": ["Mobile" if viewport.mobile else "Desktop"],
        "model": "",
        "platform": "Android" if viewport.mobile else "Linux",
        "platformVersion": "10" if viewport.mobile else "",
        "architecture": "" if viewport.mobile else "x86",
    }
