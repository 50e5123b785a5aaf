"""What `iframes` gives: the frames of the page."""

from typing import TypedDict

from audits.facts._node import Node


class FrameDocument(TypedDict):
    """What a frame shows."""

    url: str
    title: str
    heading: str
    words: str
    images: list[str]  # addresses


class Frame(Node):
    """A frame that is shown."""

    name: str
    title: str | None
    src: str
    nested: bool  # in another frame
    width: int  # CSS pixels
    height: int
    inside: FrameDocument | None  # None: of another origin


class Iframes(TypedDict):
    """The frames of the page."""

    items: list[Frame]
    capped: bool
