"""Excel workbooks that hold text of strangers as text: no formula, no link, no control character.

A text that begins like a formula carries Excel's own mark for "this is text", so that it stays
text also when somebody edits the cell or saves the sheet as CSV from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from pathlib import Path

import xlsxwriter

from reports.csv_writer import FORMULA
from reports.formats._safe import plain_text

MAX_WIDTH = 60
"""Characters of a column's width."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: a heading for each column, its width in characters, and the rows."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Sequence[object]]
    filtered: bool = True  # whether the headings offer to sort and filter


def write_xlsx(path: Path, sheets: Sequence[Sheet], created: str) -> Path:
    """A workbook; the same data and the same moment (ISO 8601) give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        book.set_properties({"title": path.stem, "created": moment(created)})
        wrapped = {"text_wrap": True, "valign": "top"}
        plain, quoted = book.add_format(wrapped), book.add_format(wrapped | {"quote_prefix": True})
        head = book.add_format(wrapped | {"bold": True, "bottom": 1})
        for sheet in sheets:
            table = book.add_worksheet(sheet.name)
            for column, width in enumerate(sheet.widths):
                table.set_column(column, column, min(width, MAX_WIDTH))
            for number, row in enumerate((sheet.headings, *sheet.rows)):
                for column, value in enumerate(row):
                    if isinstance(value, int | float) and isfinite(value):
                        table.write_number(number, column, value, plain)
                    elif isinstance(value, str) and value:
                        text = plain_text(value)
                        looks_like_formula = text.lstrip(" ").startswith(FORMULA)
                        style = quoted if looks_like_formula else plain
                        table.write_string(number, column, text, style if number else head)
            table.freeze_panes(1, 0)
            if sheet.filtered and sheet.rows:
                table.autofilter(0, 0, len(sheet.rows), len(sheet.headings) - 1)
    return path


def moment(text: str) -> datetime:
    """An ISO moment; the epoch for what is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)
