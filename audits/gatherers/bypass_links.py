"""The ways past what every page repeats, and the ways to other pages of the site.

`skips` are the first links within the page and how many links they pass; `before` counts the links
before the first longer text; `search` and `site_map` say whether there is one or a link to one.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Skip links, search, site map, menus, and what the content begins with."""
    return dict(await look(tab, "bypass_links"))
