"""How wide the page is against the window, and which innermost elements stick out of it.

All lengths are CSS pixels. `screen` is the device's width and `width` that of the layout, which is
larger where a page asks no phone to fit it: then `line` is its longest line of text, and `fixed`
the box of a width in pixels that holds most of it. `asked` is the content of the viewport element;
`two_ways` marks what may need scrolling both ways.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Widths, whether the page `scrolls` sideways, and the `offenders`."""
    return dict(await look(tab, "layout"))
