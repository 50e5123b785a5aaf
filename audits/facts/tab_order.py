"""What `tab_order` gives: a walk with the Tab key."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Cover(Node):
    """What lies over a stop."""

    share: NotRequired[float]  # of the window


class TabStop(Node):
    """A place where the Tab key stops."""

    number: int
    tag: str
    kind: str  # tag, type and classes
    tabindex: int
    box: list[int]  # left, top, width, height in CSS pixels
    cluster: int  # the same number: they stand together
    stuck: bool  # it stays in the window while the page scrolls
    inside: bool  # of a frame or shadow tree
    several: bool  # the browser itself has several stops in it
    writes: bool  # a caret shows
    shown: str  # yes, no, unknown, swapped
    ring: NotRequired[float]  # contrast of the outline with its ground
    off_page: bool
    clipped: NotRequired[bool]
    transparent: bool
    cover: Cover | None
    rtl: bool
    back: NotRequired[bool]  # met on the way back


class FocusChange(Node):
    """What focus set off."""

    kind: str  # dialog, navigation, window, sending, focus
    what: str


class FocusTrap(TypedDict):
    """Stops that let nobody on."""

    numbers: list[int]
    members: list[Node]
    tried: list[str]


class PressedSkip(Node):
    """A skip link that was pressed."""

    name: str
    href: str
    target: str | None  # selector
    target_shown: bool
    lands: bool
    moved: bool
    passed: int  # stops
    end: bool


class GuardedPart(Node):
    """A part that is kept from screen readers."""

    met: bool  # the Tab key stops in it
    kept: bool  # a stop in it keeps focus


class TabOrder(TypedDict):
    """The walk."""

    tabbable: int
    complete: bool
    stops: list[TabStop]
    lost: list[Node]
    traps: list[FocusTrap]
    changes: list[FocusChange]
    skips: list[PressedSkip]
    hidden: NotRequired[list[GuardedPart]]
    stopped: str  # why; empty: it came to the end
