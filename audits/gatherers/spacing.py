"""Spacing of letters, words and lines that style attributes hold fast with !important.

`least` is the smallest share of the letters' size that text which takes it from there has; of lines
only text that wraps is told of.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """One of `items` for each element and `kind` of spacing, up to 2,000."""
    return dict(await look(tab, "spacing"))
