"""The driver, with what browsers tell it bounded before it is read (protocol_limits.cjs).

Node loads that script before the driver's own. Which pages were ended stands in a file among the
browsers' temporary ones, as the driver itself only says that they have crashed.
"""

import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Page as Tab
from playwright.async_api import Playwright, async_playwright

from audits.browser.isolated_world import sessions
from minna.reasons import Code, Reason
from minna.records import Evidence

SCRIPT = Path(__file__).with_name("protocol_limits.cjs")
OPTIONS = "NODE_OPTIONS"
ENDED = Reason(Code.FLOOD)


async def start() -> Playwright:
    """A driver, whose folder for temporary files (TMPDIR) is to be of its own and to go with it."""
    before = os.environ.get(OPTIONS)
    os.environ[OPTIONS] = f'{before or ""} --require "{SCRIPT}"'
    try:
        return await async_playwright().start()
    finally:
        if before is None:
            del os.environ[OPTIONS]
        else:
            os.environ[OPTIONS] = before


def was_ended(tab: Tab) -> bool:
    """Whether what a tab showed was ended for all that it had the browser tell."""
    folder = os.environ.get("TMPDIR", tempfile.gettempdir())
    with suppress(FileNotFoundError):  # none was
        told = Path(folder, "ended-pages").read_text(encoding="ascii")
        return sessions[tab].frame in told.split()
    return False


def explained_crash(tab: Tab, seen: Evidence) -> Evidence:
    """A look at a page that has crashed, with the reason where we have ended it."""
    is_ours = seen.status == "crashed" and was_ended(tab)
    return replace(seen, reason=ENDED) if is_ours else seen
