"""Bounding boxes of the elements that findings point at.

A box is left, top, width and height in CSS pixels from the page's upper left corner, as it stood
when the gatherers had run. Known limit: an element that a script moves afterwards has moved.
"""

import asyncio
import json
from pathlib import Path

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.documents import led_away
from audits.browser.isolated_world import ScriptFailed, evaluate
from audits.runner.judged_visit import JudgedVisit
from minna.records import Finding, Outcome

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
MAX_BOXES = 400
"""Maximum elements of a page whose box is stored."""
SECONDS = 5.0


async def located(tab: Tab, visit: JudgedVisit) -> JudgedVisit:
    """The visit with the places of all that is found on the page, which is still open.

    Where a page lets nobody ask, its findings have no place, and stand without.
    """
    shown = filter(is_shown, visit.findings)
    selectors = list(dict.fromkeys(node for finding in shown for node in finding.nodes))
    if not selectors or led_away(tab):
        return visit
    asked = guarded(f"JSON.stringify(({SCRIPT})({json.dumps(selectors[:MAX_BOXES])}))")
    try:
        places = await asyncio.wait_for(evaluate(tab, asked), SECONDS)
    except (BrowserError, ScriptFailed, TimeoutError):
        return visit
    return visit.with_places(places)


def is_shown(finding: Finding) -> bool:
    """Whether a reader is to be shown where it is."""
    return finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL)
