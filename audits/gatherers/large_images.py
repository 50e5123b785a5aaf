"""The largest pictures, as the browser draws them, to be read when the tab has been given back.

Only where a survey asks for it. `picture` holds a JPEG in base64 until `audits/runner/ocr.py`
has put `lines` in its place; `text` is all that the page says, closed parts and alternatives too.
Pictures are drawn anew by the browser, so that no stranger's file reaches the library that reads.
"""

import base64
from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import cached_resource
from audits.gatherers._scripts import look

OPT_IN = "read_images"
"""The name in a survey's manner that asks for this look."""
BYTES = 3_000_000


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 8 `items`, and how many there were to choose from."""
    seen: dict[str, Any] = dict(await look(tab, "large_images"))
    contents = [await content_of(tab, item.pop("source")) for item in seen["items"]]
    given = [base64.b64encode(content or b"").decode() for content in contents]
    drawn = await look(tab, "_redraw", given=given)
    told = zip(seen["items"], drawn, strict=True)
    unread = [item | {"picture": drawing, "lines": None} for item, drawing in told if drawing]
    return seen | {"items": unread}


async def content_of(tab: Tab, source: str) -> bytes | None:
    """A picture's file: out of its address, or as the page received it."""
    head, _, data = source.partition(";base64,")
    if not head.startswith("data:"):
        return await cached_resource(tab, source, BYTES)
    try:
        return base64.b64decode(data)
    except ValueError:
        return None
