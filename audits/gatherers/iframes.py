"""The frames of the page: what they are called, where they lead, and what can be seen in them.

Frames in frames are told of as well. A document of another origin is not looked into: its `inside`
is nothing.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 100 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "iframes"))
