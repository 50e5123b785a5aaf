"""Start Chromium, and open clean places to look from: one context per site and viewport."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, BrowserContext, Playwright
from playwright.async_api import Page as Tab

from audits import chromium
from audits.gatherers.axe import axe
from audits.world import prepare
from minna.identity import user_agent

PRIVATE_HOSTS = (
    "localhost",
    "*.localhost",
    "*.local",
    "*.internal",
    "127.*",
    "10.*",
    "192.168.*",
    "169.254.*",
    *(f"172.{n}.*" for n in range(16, 32)),
    "0.0.0.0",
    "[::1]",
)
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--disable-site-isolation-trials",  # frames of other origins stay within our reach
]


@dataclass(frozen=True, slots=True)
class Viewport:
    """A window that residents look through, in CSS pixels."""

    name: str
    width: int
    height: int
    mobile: bool


VIEWPORTS = (Viewport("phone", 390, 844, True), Viewport("desktop", 1280, 800, False))
"""In the order of the visits: the phone first, where most residents are."""


async def launch(playwright: Playwright, *, allow_private: bool) -> Browser:
    """A browser; without leave, names and literals of private networks resolve to nothing in it."""
    arguments = list(ARGUMENTS)
    if not allow_private:
        rules = ",".join(f"MAP {host} ~NOTFOUND" for host in PRIVATE_HOSTS)
        arguments.append(f"--host-resolver-rules={rules}")
    return await playwright.chromium.launch(executable_path=chromium.find(), args=arguments)


@asynccontextmanager
async def window(
    browser: Browser, viewport: Viewport, contact: str
) -> AsyncIterator[BrowserContext]:
    """A context without past: no cookies, no storage, no permissions, no downloads, in Tokyo."""
    context = await browser.new_context(
        viewport={"width": viewport.width, "height": viewport.height},
        is_mobile=viewport.mobile,
        has_touch=viewport.mobile,
        device_scale_factor=1,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        user_agent=user_agent(browser.version, mobile=viewport.mobile, contact=contact),
        accept_downloads=False,
        service_workers="block",
    )
    try:
        yield context
    finally:
        await context.close()


async def open_tab(context: BrowserContext) -> Tab:
    """A tab whose pop-ups are closed as they come and whose dialogs are dismissed."""
    tab = await context.new_page()
    tab.on("popup", close_popup)
    await prepare(tab, axe().prepare())
    return tab


async def close_popup(popup: Tab) -> None:
    """Windows that a page opens by itself are none of our visit."""
    await popup.close()
