"""What `color_schemes` gives: the page in dark colours, and in few and strong ones."""

from typing import NotRequired, TypedDict

from audits.facts._node import Colour, Node


class Colours(TypedDict):
    """Colours of a text."""

    letters: Colour
    ground: Colour


class SchemeText(Node):
    """A text that is weaker then, one of each look."""

    text: str
    size: float  # CSS pixels
    bold: bool
    japanese: bool
    plain: bool
    letters: Colour
    ground: Colour | None
    rest: Colours  # as usual
    contrast: float
    alike: int  # texts of this look
    drawn: NotRequired[Colour | None]  # the ground that a picture shows


class VanishedIcon(Node):
    """A link or button whose drawing is gone."""

    name: str


class ColorSchemes(TypedDict):
    """What is weak, and what has gone."""

    is_dark: bool  # the page speaks of dark colours
    looked: int
    dark: list[SchemeText]
    forced: list[SchemeText]
    icons: int
    vanished: list[VanishedIcon]
    stopped: str  # why; empty: it came to the end
