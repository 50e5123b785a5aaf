"""The one way to the terminal: nothing that strangers wrote steers it, turns it or forges a line.

`tests/test_cli_terminal.py` looks for anything in this folder that prints past it.
"""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from minna.text import BREAKS, CONTROL, MARKS_OF_DIRECTION, one_line

MAX_LINE = 4000
"""Characters of one line."""
FILE_WIDTH = 400
"""Columns of a table that is written to a file."""


def say(*lines: str, err: bool = False) -> None:
    """Lines, each of which stays one."""
    for line in lines:
        click.echo(one_line(line)[:MAX_LINE], err=err)


def say_json(value: Any) -> None:
    """A value as one line of JSON, exact: what would steer a terminal is written as an escape."""
    text = json.dumps(value, ensure_ascii=False)
    for signs in (CONTROL, MARKS_OF_DIRECTION, BREAKS):
        text = signs.sub(lambda match: "".join(f"\\u{ord(sign):04x}" for sign in match[0]), text)
    click.echo(text)


def say_csv(rows: Iterable[Sequence[object]]) -> None:
    """A table as CSV, one line each row."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in rows:
        writer.writerow([one_line(cell) if isinstance(cell, str) else cell for cell in row])


def say_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table in columns; brackets and colons in a cell are text, and no markup of rich's."""
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        first, *others = (Text(one_line(cell)[:MAX_LINE]) for cell in row)
        first.no_wrap, first.overflow = True, "ellipsis"  # a line begins with none of its rest
        table.add_row(first, *others)
    console = Console()
    if not console.is_terminal:
        console.width = FILE_WIDTH
    console.print(table)
