"""CSV files that a spreadsheet can open without executing anything.

A cell that begins like a formula is made text: a page's title may have been written for that.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from minna.text import replace_control_characters

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def escape_formula(value: object) -> object:
    """The value as a cell; plain numbers stay numbers.

    >>> escape_formula("=1+1"), escape_formula("-3.5"), escape_formula(-3.5), escape_formula(None)
    ("'=1+1", '-3.5', -3.5, '')
    >>> escape_formula("\\x1b[2J") == "\\ufffd[2J"
    True
    """
    if value is None:
        return ""
    if isinstance(value, str):
        value = replace_control_characters(value)
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return value if NUMBER.fullmatch(value) else f"'{value}"
    return value


def write_csv(path: Path, names: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV file in UTF-8 with a byte order mark, which spreadsheets in Japan need to see."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([escape_formula(value) for value in row] for row in rows)
    return path
