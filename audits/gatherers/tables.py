"""Every visible table: its size, what marks its headers, its rules and its first cells.

`cells` holds up to 12 rows of 10 texts; `widths` is the number of cells in each row; `ruled` counts
those of the first cells that have a line above or below. `kinds` has a letter for each of the first
cells: `H` a header that says for what, `h` a header, `d` data, `b` data with blocks in it;
`lengths` has their characters. `data` counts cells of data that are not empty, `marks` names the
marks of a table of data, `depth` counts the tables around it, and `parts` counts cells that hold
headings, forms or other parts of a page.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "tables"))
