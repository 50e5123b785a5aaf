"""What `layout` gives: how wide the page is against the window. All lengths are CSS pixels."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class FixedBox(Node):
    """The box of a width in pixels that holds most of the page."""

    width: int


class Offender(Node):
    """An innermost element that sticks out of the page."""

    left: int
    right: int
    text: bool
    two_ways: bool  # may need scrolling both ways
    table: NotRequired[bool]


class Layout(TypedDict):
    """Widths, and what is too wide."""

    asked: str  # content of the viewport element
    screen: int
    width: int  # of the layout
    line: int  # the longest line of text, where a phone shows the page shrunk
    fixed: FixedBox | None
    scroll_width: int
    scrolls: bool  # sideways
    offenders: list[Offender]
