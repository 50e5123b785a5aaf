"""What `hover_focus_styles` gives: links and buttons that turn colour under pointer or focus."""

from typing import NotRequired, TypedDict

from audits.facts._node import Colour, Node
from audits.facts.color_schemes import Colours


class StateColours(Node):
    """A link or button in a state, one of each style."""

    state: str  # hover, focus
    text: str
    size: float  # CSS pixels
    bold: bool
    japanese: bool
    plain: bool
    shown: bool
    moving: bool
    letters: Colour | None
    ground: Colour | None
    drawn: NotRequired[Colour | None]  # the ground that a picture shows
    rest: Colours | None  # without the state
    contrast: float | None
    alike: int  # controls of this style


class HoverFocusStyles(TypedDict):
    """All of them."""

    items: list[StateColours]
    styles: int
    stopped: str  # why; empty: it came to the end
