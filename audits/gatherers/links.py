"""Every visible link: its accessible name, its address, its target and the text around it.

Links are also those of drawings, and what has the role of a link; `role` is the role that one
asks for. `repeats` says that it leads to where the link right before it led. `within` tells of
links within the page whether the place is "there" or "gone"; "nowhere" has no address at all.
`row` holds the headers of the table's row that a link stands in.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "links"))
