"""Boxes whose parts stand on the screen in another order than in the document.

`items` are flexible boxes and grids that a style sheet put into another order; `columns` are rows
of boxes that stand under each other in columns, with how many letters each has; `placed` are boxes
of which style sheets put parts elsewhere than the flow would, with the parts in the order of the
document and where each stands (`box`: left, top, right, bottom, in CSS pixels).
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 100 `items`, 50 `columns` and 50 `placed`."""
    return dict(await look(tab, "visual_order"))
