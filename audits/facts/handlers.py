"""What `handlers` gives: elements that scripts listen to, and that are no controls themselves."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Listener(Node):
    """An element that a script listens to."""

    tag: str
    role: str
    types: list[str]  # of events
    pointer: bool  # it shows a pointing hand, and the page listens at its top
    keys: bool
    tabindex: str | None
    states: list[str]  # its attributes of ARIA that say a state
    words: str
    classes: str
    width: int  # CSS pixels
    height: int
    blocks: int
    images: int
    boxed: bool
    inside: bool
    reached_inside: bool


class ListenerButton(Node):
    """A link that is told as a button, or a button that opens something."""

    words: str


class LinkButton(ListenerButton):
    """A link that is told as a button."""

    keys: bool  # a script listens to keys there


class HiddenStop(TypedDict):
    """Where the Tab key stops in a part that is kept from screen readers."""

    unseen: bool
    empty: bool
    focus: bool  # a script listens to its focus
    keys: bool


class HiddenPart(Node):
    """A part that is kept from screen readers, with stops of the Tab key."""

    stops: list[HiddenStop]
    behind: bool  # a dialog is open


class Handlers(TypedDict):
    """What scripts of the page listen to."""

    items: list[Listener]
    buttons: list[LinkButton]
    toggles: list[ListenerButton]
    hidden: NotRequired[list[HiddenPart]]
    keys: bool  # the page as a whole listens to keys
    capped: bool
