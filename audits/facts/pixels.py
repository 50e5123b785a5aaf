"""What `pixels` gives: pictures of every kind, and the letters that they show."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class PictureLetters(TypedDict):
    """What looks like letters in a picture's points."""

    width: int  # points
    height: int
    letters: int
    lines: int
    tall: int  # points
    share: float  # of the picture
    flat: float  # of the picture


class Picture(Node):
    """A picture."""

    kind: str
    file: str
    folder: str
    alt: str
    hidden: str  # by what a screen reader passes it by; empty: it does not
    width: int  # CSS pixels
    height: int
    names: str  # classes and ids of it and its parent
    holder: str | None  # name of the link or button around it
    holder_text: str
    home: bool  # leads to the home page
    away: bool  # leads to another site
    frame: bool
    caption: str
    before: str
    after: str
    lone: NotRequired[bool]
    told: NotRequired[bool]
    lifted: NotRequired[bool]
    heading: NotRequired[bool]
    words: NotRequired[str]  # that a file in SVG writes
    written: int
    repeats: bool
    letters: PictureLetters | None  # None: it was not read
    same: NotRequired[str]  # selector of one with the same source


class Pixels(TypedDict):
    """The pictures of the page."""

    items: list[Picture]
    capped: bool
