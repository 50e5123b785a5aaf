"""The document as it came, before the browser mended it: faults of its tags, and timers.

The browser still has what it was sent, so that nothing is fetched again.
"""

import base64
import re
from typing import Any

from playwright.async_api import Page as Tab

from audits import markup
from audits.world import worlds

LONGEST = 1_000_000  # characters; of a longer document the beginning is read
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc\b)[^>]*>(.*?)</script", re.DOTALL | re.IGNORECASE)
LEADS = r"(?:location(?:\.href)?\s*=[^=]|location\.(?:replace|assign|reload)\s*\()"
TIMED = re.compile(
    rf"setTimeout\s*\([^;]{{0,200}}?{LEADS}[^;]{{0,200}}?[;}}]?[^;]{{0,40}}?,\s*(?P<ms>\d{{1,9}})\s*\)",
    re.DOTALL,
)


async def gather(tab: Tab) -> dict[str, Any]:
    """Markup `faults` by kind, and the `timers` of inline scripts that load another page."""
    source = await sent(tab)
    return {
        "length": len(source),
        "capped": len(source) > LONGEST,
        "faults": markup.faults(source[:LONGEST]),
        "timers": timers(source[:LONGEST]),
    }


async def sent(tab: Tab) -> str:
    """The main document's text as the browser received it."""
    world = worlds[tab]
    tree = await world.session.send("Page.getFrameTree")
    frame = tree["frameTree"]["frame"]
    given = {"frameId": frame["id"], "url": frame["url"]}
    answer = await world.session.send("Page.getResourceContent", given)
    content = str(answer["content"])
    return (
        base64.b64decode(content).decode("utf-8", "replace") if answer["base64Encoded"] else content
    )


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
