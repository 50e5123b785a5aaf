"""The words as shown: every block that holds text of its own.

A block's `text` keeps its line breaks and its full-width and no-break spaces; `within` names the
tags it stands in; `langs` are the languages in force in it; `size` is in CSS pixels. `parent` and
`list` are numbers: blocks with the same one share a parent, or a table or list. `runs` are words
that style sheets alone set apart, with how (`looks`), and `lead` is the first of several lines
where it alone is bold or larger.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "text"))
