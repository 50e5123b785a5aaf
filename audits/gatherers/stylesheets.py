"""What the style sheets say: what turns with the device, and which words they put into the page.

A rotation's `turn` is in degrees, against how the element stands otherwise; `share` is the part of
the page's text that it holds. `prompts` are words that appear in one position of the device only.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """`rotations`, `prompts` and `generated` words, each bounded."""
    return dict(await look(tab, "stylesheets"))
