"""Launch Chromium, and open a clean context with one tab for each site."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

from playwright.async_api import Browser, BrowserContext, CDPSession, HttpCredentials, Playwright
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser import chromium
from audits.browser.blocking import block
from audits.browser.byte_limit import set_limit
from audits.browser.egress import arguments, egresses
from audits.browser.isolated_world import cdp_send, prepare, sessions
from audits.browser.sending import guard, watch_forms
from audits.browser.service_workers import forget_service_workers, stop_service_workers
from audits.browser.viewports import LANGUAGE
from audits.gatherers.axe import axe
from audits.runner.settings import AuditSettings
from minna.credentials import credentials_for, origin
from minna.egress import Egress
from minna.user_agent import user_agent

CONSOLE = Path(__file__).with_name("console.js").read_text(encoding="utf-8")
SENDING = Path(__file__).with_name("sending.js").read_text(encoding="utf-8")
TAB_SECONDS = 20.0
"""A browser that takes longer to open or to close tabs hangs."""
LAST_SECONDS = 1.0
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--mute-audio",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--disable-site-isolation-trials",  # frames of other origins stay within our reach
    "--disable-blink-features=AutomationControlled",  # navigator.webdriver is false, as elsewhere
    "--window-size=1280,887",  # a desktop's with its frame: no page is larger than its window
]
browser_sessions: WeakKeyDictionary[Browser, CDPSession] = WeakKeyDictionary()
"""The CDP session of each browser."""

UNPROTECTED = ["--disable-ipc-flooding-protection"]
"""Arguments of Playwright's that we do without: a page may move and rename itself 200 times in ten
seconds, as in everybody's browser, and not without end."""


async def launch(
    playwright: Playwright,
    egress: Egress | None = None,
    *,
    allow_private: bool = False,
    frozen_time: float = 0.0,
    baseline_js: bool = True,
) -> Browser:
    """A browser all of whose traffic goes through the proxy.

    Without one, anything is in its reach, for which there must be leave. Every page of it meets
    the same chances, seeded with the time at which the pages' clocks stand. With `baseline_js`,
    scripts run as V8's quick compiler leaves them: most of a visited page's run once.
    """
    if egress is None and not allow_private:
        raise ValueError("a browser without a proxy reaches private addresses")
    more = arguments(egress.browser_port) if egress else []
    browser = await playwright.chromium.launch(
        executable_path=chromium.find(),
        args=[*ARGUMENTS, js_flags(frozen_time, baseline_js=baseline_js), *more],
        ignore_default_args=UNPROTECTED,
    )
    if egress:
        egresses[browser] = egress
    try:
        session = browser_sessions[browser] = await browser.new_browser_cdp_session()
        await stop_service_workers(session)
        await guard(browser, session)
    except BrowserError:
        await browser.close()
        raise
    return browser


def js_flags(frozen_time: float, *, baseline_js: bool) -> str:
    """What V8 is told: its chances, and whether it leaves out its optimizing compilers.

    >>> js_flags(0.0, baseline_js=True).removeprefix(js_flags(0.0, baseline_js=False))
    ' --no-opt --no-maglev'
    """
    quick = " --no-opt --no-maglev" if baseline_js else ""
    return f"--js-flags=--random-seed={seed_of(frozen_time)}{quick}"


def seed_of(frozen_time: float) -> int:
    """What V8 draws a survey's chances from; no small number, and never 0, which is none.

    >>> seed_of(0.0) == seed_of(0.0) != seed_of(1.0)
    True
    """
    return (
        int.from_bytes(hashlib.sha256(f"{frozen_time:.0f}".encode()).digest()[:4]) % (2**31 - 1) + 1
    )


@asynccontextmanager
async def fresh_tab(browser: Browser, settings: AuditSettings, url: str = "") -> AsyncIterator[Tab]:
    """A tab in a clean context; TimeoutError when the browser hangs.

    The server of `url`, if given, is told the user and password that we have for it.
    """
    stack = AsyncExitStack()
    try:
        async with asyncio.timeout(TAB_SECONDS):
            context = await stack.enter_async_context(browser_context(browser, settings, url))
            tab = await open_tab(context, settings)
        yield tab
    finally:
        async with asyncio.timeout(LAST_SECONDS if is_ending() else TAB_SECONDS):
            await stack.aclose()


def is_ending() -> bool:
    """Whether the survey has been told to end; its browsers are about to be closed anyway."""
    task = asyncio.current_task()
    return bool(task and task.cancelling())


@asynccontextmanager
async def browser_context(
    browser: Browser, settings: AuditSettings, url: str = ""
) -> AsyncIterator[BrowserContext]:
    """A fresh context: no cookies, storage, permissions or downloads; time zone Tokyo."""
    first = settings.viewports[0]
    context = await browser.new_context(
        no_viewport=True,  # each look gives the tab its window, see viewports.py
        locale=LANGUAGE,
        timezone_id="Asia/Tokyo",
        user_agent=user_agent(browser.version, mobile=first.mobile, contact=settings.contact),
        accept_downloads=False,
        service_workers="allow",  # Playwright's way to block them shows; see service_workers.py
        http_credentials=http_credentials(url),
    )
    try:
        await context.add_init_script(f"({CONSOLE})()")
        await context.add_init_script(f"({SENDING})()")
        await block(context, settings.block)
        yield context
    finally:
        await context.close()


def http_credentials(url: str) -> HttpCredentials | None:
    """What the browser is to answer an address's server that asks who we are; no other origin."""
    given = credentials_for(url)
    if given is None:
        return None
    return {"username": given.user, "password": given.password, "origin": origin(url)}


async def open_tab(context: BrowserContext, settings: AuditSettings) -> Tab:
    """A tab whose pop-ups are closed as they come and whose dialogs are dismissed."""
    tab = await context.new_page()
    set_limit(tab, settings.page_mb)
    context.on("page", lambda page: None if page is tab else close_popup(page))
    await prepare(tab, axe().prepare(spared=settings.optimize_axe))
    watch_forms(tab, sessions[tab].session)
    await forget_service_workers(sessions[tab].session)
    await deny_notifications(tab)
    return tab


async def deny_notifications(tab: Tab) -> None:
    """Without a head the browser denies them and says that it would ask: let it say so at once."""
    browser = tab.context.browser
    if browser is None or browser not in browser_sessions:
        return
    target = (await cdp_send(tab, "Target.getTargetInfo"))["targetInfo"]
    given = {"permission": {"name": "notifications"}, "setting": "denied"}
    await browser_sessions[browser].send(
        "Browser.setPermission", given | {"browserContextId": target["browserContextId"]}
    )


async def close_popup(popup: Tab) -> None:
    """Close what a page opens by itself."""
    with contextlib.suppress(BrowserError):  # it has closed by itself, or with its context
        await popup.close()
