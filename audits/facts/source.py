"""What `source` gives: the document as it came."""

from typing import NotRequired, TypedDict


class MarkupFault(TypedDict):
    """A fault of a tag."""

    kind: str  # attribute, twice, nesting, overlap, unclosed, stray
    tag: str
    line: int
    html: str
    attribute: NotRequired[str]


class Timer(TypedDict):
    """A timer of an inline script."""

    html: str
    seconds: float


class Source(TypedDict):
    """Faults of the markup, and timers."""

    faults: list[MarkupFault]
    timers: list[Timer]  # that load another page
    limits: NotRequired[list[Timer]]  # after which something is said or taken away
    length: int  # characters
    capped: bool
