"""Bounding boxes of the elements that findings point at.

A box is left, top, width and height in CSS pixels from the page's upper left corner, as it stood
when the gatherers had run. Known limit: an element that a script moves afterwards has moved.
"""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.isolated_world import ScriptFailed, evaluate
from audits.judging.check_runner import run_checks
from minna.records import Evidence, Finding, Outcome

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
MAX_BOXES = 400
"""Maximum elements of a page whose box is stored."""
SECONDS = 5.0


async def with_boxes(tab: Tab, seen: Evidence) -> Evidence:
    """Evidence with the places of all that is found on the page, which is still open.

    Where a page lets nobody ask, its findings have no place, and stand without.
    """
    if seen.status != "ok":
        return seen
    findings, _ = run_checks(seen)
    selectors = list(dict.fromkeys(node for f in findings if is_shown(f) for node in f.nodes))
    if not selectors:
        return seen
    asked = guarded(f"JSON.stringify(({SCRIPT})({json.dumps(selectors[:MAX_BOXES])}))")
    try:
        places = await asyncio.wait_for(evaluate(tab, asked), SECONDS)
    except (BrowserError, ScriptFailed, TimeoutError):
        return seen
    return replace(seen, facts=seen.facts | {"places": places})


def is_shown(finding: Finding) -> bool:
    """Whether a reader is to be shown where it is."""
    return finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL)
