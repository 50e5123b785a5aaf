"""What a screen reader speaks before it comes to the main content, and whether a link skips it."""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """`main` or nothing, `chars` and `lines` before it, and the first `skip` link that works."""
    return dict(await look(tab, "speech_before_main"))
