"""What the document says of itself, and in which scripts it is written.

`letters` counts visible letters by script where the language of `<html>` is in force: parts that
carry a lang attribute of their own are left out. `titles` has every title element's text, of which
the first is the page's title. `outdated` are elements that HTML has given up and that only shape.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Language, title, address, letters by script, headings, landmarks and outdated elements."""
    return dict(await look(tab, "document"))
