"""How text, links and fields look: their colours and lines, and what tells one from another.

Colours are [red, green, blue, opacity]. A link's `cues` tell it from the words `beside` it by more
than colour; `changes` says whether more than its colour changes when it is pointed at or has focus.
`prose` are long runs of text that are slanted, justified, in capitals, in narrow or in long lines,
of all that `looked` counts by script; `leading` is the line height for each letter height.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """`links` in text, `prose`, `fields`, text `coloured` in the markup or `underlined`."""
    return dict(await look(tab, "styles"))
