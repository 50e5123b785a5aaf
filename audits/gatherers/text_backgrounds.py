"""What lies behind letters over pictures and gradients, by the points of one picture of the window.

An item's `low`, `mid` and `high` are contrasts of its letters' colour with the points behind them:
all but the worst fiftieth are above `low`, and all but the best fiftieth below `high`. `at` is its
place among the elements that axe left undecided.
"""

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import capture_png
from audits.browser.style_sheet import STILL, style_sheet
from audits.facts.text_backgrounds import TextBackgrounds
from audits.gatherers._scripts import look

ORDER = 10  # axe says what is undecided
CLEAR = """*, *::before, *::after {color: transparent !important;
  -webkit-text-fill-color: transparent !important; text-shadow: none !important;
  -webkit-text-stroke-color: transparent !important; caret-color: transparent !important;
  text-decoration-color: transparent !important}"""
"""For one picture of the window, letters do not show."""


async def gather(tab: Tab) -> TextBackgrounds:
    """`items` of the first screen; none, and no picture taken, where axe could decide."""
    chosen = await look(tab, "text_backgrounds")
    if not chosen["clip"]:
        return {"items": []}
    async with style_sheet(tab, STILL + CLEAR):
        shot = await capture_png(tab, chosen["clip"])
    seen: TextBackgrounds = await look(tab, "text_backgrounds", given=shot)
    return seen
