"""What `text` gives: every block that holds text of its own."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node

Names = list[str]  # as `list` names a field of a block


class TextRun(TypedDict):
    """Words that style sheets alone set apart."""

    text: str
    looks: list[str]  # bold, slanted, struck, underlined, shaded


class TextLead(TypedDict):
    """The first of several lines, where it looks like none of the others."""

    text: str
    bold: bool
    larger: bool


Runs = list[TextRun]


class TextBlock(Node):
    """A block with text of its own."""

    tag: str
    text: str  # with its line breaks, full-width and no-break spaces
    langs: Names  # languages in force in it
    within: Names  # tags that it stands in
    ruby: bool
    bold: bool  # all of it
    size: float  # the largest letters, CSS pixels
    parent: int  # the same number: the same parent
    list: int  # the same number: the same table or list
    lead: NotRequired[TextLead]
    runs: NotRequired[Runs]
    first_cell: NotRequired[bool]  # in a table: the first of several cells of its row
    column: NotRequired[str]  # in a table: the header at the top of its column


class Text(TypedDict):
    """The words as shown."""

    items: list[TextBlock]
    capped: bool
