"""What `text_backgrounds` gives: what lies behind letters over pictures and gradients."""

from typing import TypedDict

from audits.facts._node import Node


class TextOverPicture(Node):
    """Text whose contrast axe left undecided."""

    at: int  # place among those
    text: str
    size: float  # CSS pixels
    bold: bool
    japanese: bool
    points: int
    low: float  # contrast with all but the worst fiftieth of the points
    mid: float
    high: float


class TextBackgrounds(TypedDict):
    """The texts of the first screen."""

    items: list[TextOverPicture]
