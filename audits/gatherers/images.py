"""Every visible image: its text alternative, its file, its size on screen and the text beside it.

`alt` is null where there is none; `alone` says that a link or button has no other name than it.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "images"))
