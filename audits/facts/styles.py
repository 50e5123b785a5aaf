"""What `styles` gives: how text, links and fields look."""

from typing import NotRequired, TypedDict

from audits.facts._node import Colour, Node


class StyledLink(Node):
    """A link in text."""

    text: str
    letters: int
    in_block: int  # letters of other words in its block
    in_line: int
    colour: Colour
    beside: Colour  # of the words beside it
    cues: list[str]  # what tells it from them, other than colour
    hints: NotRequired[list[str]]  # weaker ones
    changes: bool | None  # more than its colour changes under the pointer; None: unknown
    crumbs: bool


class Prose(Node):
    """A long run of text of a look that is hard to read."""

    text: str
    chars: int
    rows: int
    japanese: bool
    slanted: bool
    justified: bool
    capitals: bool
    leading: float | None  # line height, in heights of letters; None: the browser's own


class ProseCounts(TypedDict):
    """How many long runs of text were looked at."""

    japanese: int
    latin: int


class FieldGap(TypedDict):
    """How far a field stands from its label in the same line."""

    gap: int  # CSS pixels
    framed: bool  # a line of a table leads from one to the other
    size: float  # of the label's letters


class StyledField(Node):
    """A field as it looks."""

    type: str
    off: bool  # disabled or read only
    native: bool  # drawn by the browser
    ground: Colour | None  # None: a picture lies behind it
    outside: Colour | None
    edges: list[Colour]
    shaded: bool  # set off by a shadow, an outline or an edge of its holder
    placeholder: str
    hint: Colour | None
    size: float  # of the placeholder's letters
    bold: bool
    label: FieldGap | None


class ColouredText(Node):
    """Text that is coloured in the markup."""

    text: str
    colour: str | None  # as it is written there


class UnderlinedText(Node):
    """Text that is underlined like a link, and is none."""

    text: str


class Styles(TypedDict):
    """The looks of the page."""

    links: list[StyledLink]
    prose: list[Prose]
    looked: ProseCounts
    fields: list[StyledField]
    coloured: list[ColouredText]
    underlined: list[UnderlinedText]
    attributes: int  # elements with styles in the markup
    capped: bool
