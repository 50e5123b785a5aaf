"""Drawings that are no controls: how they stand out, charts with their legends, signs after words.

`weak` are drawings in SVG with the greatest contrast between one of their colours and their ground.
`charts` have several colours and a legend near by: `labels` stand after spots of colour, of which
`shared` are the chart's own, and `named` counts colours to which the text gives a meaning;
`closest` is the least contrast between two of the chart's colours, `marked` says that patterns or
dashes tell its parts apart, `words` are those in the chart, `table` a table or list that is near.
`signs` are groups of small drawings without a name that end an item or stand `alone` in a cell:
how many (`count`), of how many `kinds` and `tints`.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 60 `weak`, 40 `charts` and 60 `signs`."""
    return dict(await look(tab, "graphics"))
