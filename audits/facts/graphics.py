"""What `graphics` gives: drawings that are no controls."""

from typing import TypedDict

from audits.facts._node import Node


class Drawing(Node):
    """A drawing in SVG."""

    name: str
    named: bool
    before: str
    width: int  # CSS pixels
    height: int
    contrast: float  # the greatest with its ground
    frame: bool
    lifted: bool


class Chart(Node):
    """A chart in several colours, with a legend near by."""

    kind: str
    words: str
    labels: list[str]
    colours: list[list[int]]
    spots: list[list[int]]  # colours of the legend
    shared: int
    named: int
    closest: float  # the least contrast between two of its colours
    marked: bool  # patterns or dashes tell its parts apart
    table: bool


class Sign(Node):
    """A group of small drawings without a name."""

    words: str
    alone: bool
    count: int
    kinds: int
    tints: int


class Graphics(TypedDict):
    """The drawings of the page."""

    weak: list[Drawing]
    charts: list[Chart]
    signs: list[Sign]
