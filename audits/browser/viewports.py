"""The windows that residents look through, and how a tab is given one."""

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
    """A window, in CSS pixels."""

    name: str
    width: int
    height: int
    mobile: bool


VIEWPORTS = (Viewport("phone", 390, 844, True), Viewport("desktop", 1280, 800, False))
"""In the order of the looks: the phone first, where most residents are."""
emulated: WeakKeyDictionary[Tab, Viewport] = WeakKeyDictionary()
"""What each tab was given last."""


async def emulate(tab: Tab, viewport: Viewport, contact: str) -> None:
    """Give the tab a window's size, its touch or mouse and its name; what is open stays open.

    TimeoutError when the page does not let its tab answer.
    """
    await asyncio.wait_for(apply_emulation(tab, viewport, contact), SECONDS)


async def apply_emulation(tab: Tab, viewport: Viewport, contact: str) -> None:
    """Tell the browser of the window."""
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
    """Let the window lose a pixel of its height and have it back: the page hears that once.

    Asked for at once, as otherwise it would be drawn in between.
    """
    if viewport := emulated.get(tab):
        whole = metrics(viewport)
        shorter = whole | {"height": viewport.height - 1}
        method = "Emulation.setDeviceMetricsOverride"
        await asyncio.gather(*(cdp_send(tab, method, **m) for m in (shorter, whole)))


def metrics(viewport: Viewport) -> dict[str, Any]:
    """A window as the browser is told of it."""
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
    """The browser's name, as a phone or as a desktop, with our own."""
    return user_agent(version_of(tab), mobile=viewport.mobile, contact=contact)


def version_of(tab: Tab) -> str:
    """The browser's, in full."""
    browser = tab.context.browser
    return browser.version if browser else ""


def orientation(viewport: Viewport) -> dict[str, object]:
    """How the screen is held: a phone upright."""
    return {"type": "portraitPrimary" if viewport.mobile else "landscapePrimary", "angle": 0}


def client_hints(viewport: Viewport, version: str, contact: str) -> dict[str, object]:
    """What the client hints say, in step with the name."""
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
