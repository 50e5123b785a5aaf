"""What `scrollers` gives: parts of the page that scroll by themselves."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Scroller(Node):
    """A part that scrolls."""

    role: str
    more: int  # CSS pixels out of sight
    itself: bool  # the keyboard gets to it
    inside: bool  # the keyboard gets to something in it
    passed_by: NotRequired[bool]
    steered: NotRequired[bool]  # buttons beside it may turn its pages


class Scrollers(TypedDict):
    """The parts that scroll."""

    items: list[Scroller]
    capped: bool
