"""What `tables` gives: every visible table."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Table(Node):
    """A table that is shown."""

    role: str
    rows: int
    widths: list[int]  # cells in each row
    headers: int
    caption: str
    summary: NotRequired[str]
    nested: bool  # it holds tables
    depth: int  # tables around it
    fields: int
    images: int
    ruled: int  # of the first cells: those with a line above or below
    kinds: list[str]  # row by row a letter for each of the first cells: H, h, d, b
    lengths: list[list[int]]  # characters of the first cells
    cells: list[list[str]]  # up to 12 rows of 10
    data: int  # cells of data that are not empty
    marks: list[str]  # caption, summary, th, scope
    parts: NotRequired[int]  # cells that hold headings, forms or other parts of a page
    spans: int


class Tables(TypedDict):
    """The tables of the page."""

    items: list[Table]
    capped: bool
