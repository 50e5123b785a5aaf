"""What the page loaded: how many things, how heavy as far as told, and which scripts."""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """`requests` and `bytes` (of the packed bodies, cached or not); `opaque` ones tell no size."""
    return dict(await look(tab, "page_weight"))
