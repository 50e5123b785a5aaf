"""Links and buttons that show one small drawing and no words: the colours of it and its ground.

Read from the styles of drawings in SVG, letters of icon fonts and boxes; `contrast` is that of the
strongest colour. `plain` is what has one solid colour on another; where that is weak and stands in
the window, `drawn` tells whether a picture shows the same. Marks of companies are left out.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import capture_png
from audits.gatherers._scripts import look

ORDER = 11


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 60 `items`; a picture of the window is taken only where some are weak."""
    seen = dict(await look(tab, "icons"))
    clip = seen.pop("clip")
    if clip:
        given = {"picture": await capture_png(tab, clip), "clip": clip}
        weak = [item for item in seen["items"] if item.pop("box", None)]
        told = await look(tab, "icons", given=given)
        for item, drawn in zip(weak, told, strict=True):
            item["drawn"] = drawn
    return seen
