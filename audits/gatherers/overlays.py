"""What lies over the page when it has opened: boxes fixed to the window, and dialogs."""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """`items` with the `share` of the window that each of them covers, in hundredths."""
    return dict(await look(tab, "overlays"))
