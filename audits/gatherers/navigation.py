"""The ways that a page offers to other pages: its menus in their order, search, other languages.

Menus are told with their closed parts, as a menu that opens is a way too; what stands in the main
content is left to the look at links. Site checks compare these facts from page to page.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """`menus` with their `links`, `searches`, `buttons`, and `languages` that the head names.

    `part` says where something stands: header, footer, aside, nav, or nothing where none is marked.
    """
    return dict(await look(tab, "navigation"))
