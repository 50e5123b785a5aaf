"""What several checks know of tables: which ones hold data, and what they are told by."""

import re

from audits.facts.tables import Table

SHORT = 40  # characters: what stands in a cell of data, rather than a column of a page's layout
MOSTLY = 0.8


def first_words(table: Table) -> str:
    """The caption, or what stands first in a table."""
    cells = [cell for row in table["cells"] for cell in row if cell]
    return table["caption"] or (cells[0] if cells else "")


def is_said_to_arrange(table: Table) -> bool:
    """Whether a table has a role that makes it none."""
    return table["role"] in {"presentation", "none"}


def is_data(table: Table) -> bool:
    """Whether a table holds data: it has headers, or is regular, of short texts, and ruled or
    numeric.
    """
    if is_said_to_arrange(table):
        return False
    if table["headers"]:
        return True
    regular = len(set(table["widths"])) == 1 and table["widths"][0] >= 2 and table["rows"] >= 2
    cells = [cell for row in table["cells"] for cell in row]
    if not regular or table["nested"] or table["fields"] or table["images"] > table["rows"]:
        return False
    filled = [cell for cell in cells if cell]
    short = [cell for cell in filled if len(cell) <= SHORT]
    if len(filled) < MOSTLY * len(cells) or len(short) < MOSTLY * len(filled):
        return False
    numbers = [cell for cell in filled if re.search(r"\d", cell)]
    return table["ruled"] >= MOSTLY * len(cells) or 4 * len(numbers) >= len(filled)
