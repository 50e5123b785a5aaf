"""What `activation` gives: controls that are pressed, forms that are sent, and what comes of it."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node
from audits.facts.fields import Message


class NewText(Message):
    """Words that were not there before."""

    live: bool  # in a live region


class NewPart(Node):
    """A part that came up or went."""

    words: int  # characters
    stops: int  # of the Tab key
    live: bool


class NewDialog(Node):
    """A dialog that came up; after a press of a control it is tried out."""

    named: bool  # marked up as a dialog
    stops: int
    focus: NotRequired[str]  # in, control, nobody, elsewhere
    tab: NotRequired[str]  # where the next Tab leads; empty: focus is in it
    shut: NotRequired[str]  # Escape, button; empty: nothing
    held: NotRequired[bool]  # Tab never leads out
    after: NotRequired[str]  # where focus is when it has gone
    control: NotRequired[bool]  # what was pressed is still there


class SecondPress(TypedDict):
    """What pressing once more did."""

    back: bool
    shut: bool
    reverted: bool
    reopened: bool
    states: dict[str, str]


class PressedControl(Node):
    """A control, and what a press of its key did."""

    tag: str
    role: str
    shown: bool  # still, afterwards
    name: list[str]  # before and after
    text: list[str]
    states: list[dict[str, str]]
    said: list[str]  # attributes by which it says that it opens something
    turned: bool  # it looks another
    recoloured: bool  # the ground of the page does
    opened: list[NewPart]
    gone: int
    shut: list[NewPart]
    elsewhere: int  # attributes that changed in the rest of the page
    texts: list[NewText]
    announced: bool
    focus: str
    dialog: NewDialog | None
    again: SecondPress | None
    tried: list[str]  # kinds of what scripts asked for: navigation, request, window, dialog


class SentField(Node):
    """A field of a form that was sent."""

    name: str
    type: str
    invalid: bool
    tied: str  # text that describes it


class SentForm(Node):
    """A form whose button was pressed."""

    wrong: bool  # with a letter in each empty field
    sent: int
    native: int  # messages of the browser's own
    refused: int  # fields that the browser refused
    moved: str  # selector of the field that got focus
    left: bool  # focus is elsewhere than on the button
    marked: list[str]  # selectors of fields that look another
    fields: list[SentField]
    texts: list[NewText]
    announced: bool
    dialog: NewDialog | None
    tried: list[str]


class LeftField(Node):
    """A field that got a letter and was left."""

    name: str
    tied: str
    invalid: bool
    texts: list[NewText]
    announced: bool
    dialog: NewDialog | None
    tried: list[str]


class Activation(TypedDict):
    """What was used."""

    pressed: list[PressedControl]
    sent: list[SentForm]
    left: list[LeftField]
    stopped: str  # why; empty: it came to the end
