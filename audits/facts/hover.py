"""What `hover` gives: what appears under the pointer."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class HoverContent(Node):
    """A trigger, and the content that it brings up."""

    content: str  # selector
    content_html: str
    text: str
    links: int
    over: bool  # it lies over something else
    reached: bool  # it stays when the pointer comes to it
    dismissed: bool  # it goes with Escape
    focusable: bool
    by_key: bool  # it comes up without a pointer
    alone: NotRequired[int]  # links that lead where no others lead


class Hover(TypedDict):
    """All of them."""

    items: list[HoverContent]
    stopped: str  # why; empty: it came to the end
