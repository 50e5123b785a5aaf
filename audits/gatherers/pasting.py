"""Fields of a login into which something is pasted: whether the page keeps it out.

`by` is the event that the page stopped without putting in itself what was pasted, or nothing;
`passwords` counts those of the form. What came in is taken out again.
"""

from playwright.async_api import Page as Tab

from audits.facts.pasting import Pasting
from audits.gatherers._interaction import Stopped, interaction
from audits.gatherers._scripts import script

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 55


async def gather(tab: Tab) -> Pasting:
    """Up to 6 `items`; why it stopped, if it did."""
    told: Pasting = {"items": [], "stopped": ""}
    async with interaction(tab) as session:
        try:
            told |= await session.ask(f"({script('pasting')})(null)")
        except Stopped as why:
            told["stopped"] = str(why)
    return told
