"""Wait until a page is stable: network idle and no changes, within bounds."""

import asyncio
import json
from pathlib import Path

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import TimeoutError as BrowserTimeout

from audits.browser.clobbering import guarded
from audits.browser.isolated_world import attach, evaluate
from audits.browser.viewports import resize

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
QUIET_MS = 150
MAX_MS = 3000
HUNG_SECONDS = 20
LOAD_SECONDS = 30
MAX_NAVIGATIONS = 4


async def wait_for_stable(tab: Tab) -> None:
    """Wait for a quiet network and a quiet page; both within bounds.

    A page that leads on by itself meanwhile is waited for where it leads, a few times.
    TimeoutError when the page does not let its tab answer.
    """
    given = guarded(f"({SCRIPT})({json.dumps({'quiet': QUIET_MS, 'most': MAX_MS})})")
    for hops_left in reversed(range(MAX_NAVIGATIONS)):
        try:
            await quiet_network(tab)
            await asyncio.wait_for(attach(tab), HUNG_SECONDS)
            # What waits for the window to change its size has its turn once. On a phone the address
            # bar does this to every visitor; and whether Chromium does it by itself while it loads,
            # is chance.
            await asyncio.wait_for(resize(tab), HUNG_SECONDS)
            await asyncio.wait_for(evaluate(tab, given), MAX_MS / 1000 + HUNG_SECONDS)
            return
        except BrowserError:
            if not hops_left:
                raise
            await tab.wait_for_load_state("load", timeout=LOAD_SECONDS * 1000)


async def quiet_network(tab: Tab) -> None:
    """Wait for network idle (500 ms), at most `MAX_MS`."""
    try:
        await tab.wait_for_load_state("networkidle", timeout=MAX_MS)
    except BrowserTimeout:
        return
