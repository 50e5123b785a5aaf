"""What lies behind letters over pictures and gradients, by the points of one picture of the window.

An item's `low`, `mid` and `high` are contrasts of its letters' colour with the points behind them:
all but the worst fiftieth are above `low`, and all but the best fiftieth below `high`. `at` is its
place among the elements that axe left undecided.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.world import picture

ORDER = 10  # axe says what is undecided
PARTS = ("_colours", "_picture")


async def gather(tab: Tab) -> dict[str, Any]:
    """`items` of the first screen; none, and no picture taken, where axe could decide."""
    hidden = await look(tab, "behind", *PARTS)
    if not hidden["clip"]:
        return {"items": []}
    shot: str | bool = False
    try:
        shot = await picture(tab, hidden["clip"])
    finally:
        seen = await look(tab, "behind", *PARTS, given=shot)
    return dict(seen)
