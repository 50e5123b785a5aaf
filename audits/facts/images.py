"""What `images` gives: every visible image with its text alternative."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Image(Node):
    """An image that is shown."""

    tag: str
    alt: str | None  # None: it has none
    file: str  # name of its file; empty: its bytes stand in the page
    title: NotRequired[str]
    width: int  # CSS pixels
    height: int
    in_link: bool
    alone: bool  # a link or button has no other name than it
    caption: str
    near: list[str]  # text of the block around it, and beside it


class Images(TypedDict):
    """The images of the page."""

    items: list[Image]
    capped: bool
