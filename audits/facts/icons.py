"""What `icons` gives: links and buttons that show one small drawing and no words."""

from typing import NotRequired, TypedDict

from audits.facts._node import Colour, Node


class Icon(Node):
    """A link or button with a drawing."""

    name: str
    kind: str  # svg, glyph, box
    width: int  # CSS pixels
    height: int
    colour: Colour
    ground: Colour
    contrast: float
    plain: bool  # one solid colour on another
    drawn: bool | None  # a picture shows the same; None: none was taken


class Icons(TypedDict):
    """All of them."""

    items: list[Icon]
    capped: NotRequired[bool]
