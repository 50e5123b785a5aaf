"""What `zoom` gives: the page enlarged, with more space in its text, and in a narrow window."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node
from audits.facts.layout import Layout


class ZoomedText(Node):
    """An element with words."""

    text: str


class CutText(ZoomedText):
    """Text that is cut off."""

    way: str  # height, width, lines
    placed: bool


class CoveredText(ZoomedText):
    """Text that something covers."""

    by: str  # selector


class Window(TypedDict):
    """What is lost in a window."""

    width: int  # CSS pixels
    texts: int
    cut: list[CutText]
    covered: list[CoveredText]
    lines: NotRequired[list[CutText]]


class Zoom(TypedDict):
    """The windows that were tried; one that was not come to is missing."""

    as_it_was: NotRequired[Window]
    larger: NotRequired[Window]  # the text alone
    twice: NotRequired[Window]
    spaced: NotRequired[Window]
    narrow: NotRequired[Layout]
    held: NotRequired[list[ZoomedText]]  # letters that do not grow
    lost: NotRequired[list[ZoomedText]]  # text that a narrow window does not show
    stopped: str  # why; empty: it came to the end
