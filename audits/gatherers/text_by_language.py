"""The words by the language in force: text, alternatives of images, and menus that are closed.

A part is what stands under one lang attribute, less what stands under another within it; the first
may be `html`, where the page's own language is in force.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 300 `parts` with a sample of their text, and up to 200 `closed` links and buttons."""
    return dict(await look(tab, "text_by_language"))
