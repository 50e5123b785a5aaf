"""Parts of the page that scroll by themselves, and whether a keyboard gets there.

`more` says how far words or images lie out of sight, in pixels up to about a hundred; empty space
is none. Parts that nobody sees a word in (shut, clipped away, off the page, inert) are left out;
`steered` says that buttons stand beside one which may turn its pages.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "scrollers"))
