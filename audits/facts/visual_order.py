"""What `visual_order` gives: boxes whose parts stand in another order than in the document."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Reordered(Node):
    """A box that a style sheet put into another order."""

    parts: int
    written: list[str]  # beginnings of the parts, as in the document
    shown: list[str]  # as on the screen
    focus: int  # stops of the Tab key
    alike: bool
    right_to_left: bool


class Column(Node):
    """Rows of boxes that stand under each other in columns."""

    parts: int
    above: list[int]  # letters of each
    below: list[int]
    gap: int  # CSS pixels
    links: list[int]
    pictures: list[int]


class PlacedPart(TypedDict):
    """A part of a box."""

    words: str
    whole: bool  # these are all
    letters: int
    heading: bool
    size: float  # CSS pixels
    controls: int
    box: list[int]  # left, top, right, bottom in CSS pixels


class Placed(Node):
    """A box whose parts are put elsewhere than the flow would."""

    put: int
    parts: list[PlacedPart]  # as in the document


class VisualOrder(TypedDict):
    """All of them."""

    items: list[Reordered]
    columns: list[Column]
    placed: NotRequired[list[Placed]]
