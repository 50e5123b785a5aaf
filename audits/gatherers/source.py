"""The document as it came, before the browser mended it: faults of its tags, and timers.

Nothing is fetched again: the browser keeps the answer.
"""

import re
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import Page as Tab
from playwright.async_api import Response

from audits import markup
from audits.sent import answers, document

read: WeakKeyDictionary[Response, tuple[str, dict[str, Any]]] = WeakKeyDictionary()
"""A page is looked at through two windows, and was sent once."""
LONGEST = 1_000_000  # characters; of a longer document the beginning is read
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\b)[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
LEADS = r"(?:location(?:\.href)?\s*=[^=]|location\.(?:replace|assign|reload)\s*\()"
TIMED = re.compile(
    rf"setTimeout\s*\([^;]{{0,200}}?{LEADS}[^;]{{0,200}}?[;}}]?[^;]{{0,40}}?,\s*(?P<ms>\d{{1,9}})\s*\)",
    re.DOTALL,
)


async def gather(tab: Tab) -> dict[str, Any]:
    """Markup `faults` by kind, and the `timers` of inline scripts that load another page."""
    source, answer = await document(tab, 4 * LONGEST), answers.get(tab)
    if answer is None:
        return facts(source)
    known = read.get(answer)
    if known is None or known[0] != source:
        known = read[answer] = source, facts(source)
    return known[1]


def facts(source: str) -> dict[str, Any]:
    """What a document's text tells.

    >>> facts("<p>")["length"]
    3
    """
    return {
        "length": len(source),
        "capped": len(source) > LONGEST,
        "faults": markup.faults(source[:LONGEST]),
        "timers": timers(source[:LONGEST]),
    }


def timers(source: str) -> list[dict[str, Any]]:
    """Seconds after which an inline script leads to another page, with the line of the script.

    >>> [t["seconds"] for t in timers("<script>setTimeout('location.reload()', 5000)</script>")]
    [5.0]
    """
    return [
        {"seconds": int(found["ms"]) / 1000, "html": " ".join(found[0].split())[:200]}
        for script in SCRIPT.finditer(source)
        if "setTimeout" in script[1]
        for found in TIMED.finditer(script[1])
    ][:20]
