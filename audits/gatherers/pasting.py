"""Fields of a login into which something is pasted: whether the page keeps it out.

`by` is the event that the page stopped without putting in itself what was pasted, or nothing;
`passwords` counts those of the form. What came in is taken out again.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._interaction import Stopped, interaction
from audits.gatherers._scripts import script

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 55


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 6 `items`; why it stopped, if it did."""
    told: dict[str, Any] = {"items": [], "stopped": ""}
    async with interaction(tab) as session:
        try:
            told |= await session.ask(f"({script('pasting')})(null)")
        except Stopped as why:
            told["stopped"] = str(why)
    return told
