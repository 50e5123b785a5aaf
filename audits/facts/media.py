"""What `media` gives: every audio and video."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class CaptionFile(TypedDict):
    """A file of captions."""

    address: str
    status: NotRequired[int | None]  # of HTTP; None: no answer; missing: not asked for
    cues: NotRequired[int]
    said: NotRequired[int]  # characters
    until: NotRequired[float]  # seconds


class Recording(Node):
    """An audio or video."""

    tag: str  # audio or video
    address: str
    shown: bool
    controls: bool
    autoplay: bool
    loop: bool
    muted: bool
    duration: float | None  # seconds
    endless: bool
    sound: bool | None
    tracks: list[str]  # kinds
    captions: NotRequired[list[CaptionFile]]
    name: str
    naming: str  # words that may name it: captions, headings
    lang: str
    text: str  # before and after it
    links: list[str]


class Media(TypedDict):
    """The recordings of the page."""

    items: list[Recording]
    players: list[Node]  # frames of video services
    stops: NotRequired[list[str]]  # names of buttons
    capped: NotRequired[bool]
