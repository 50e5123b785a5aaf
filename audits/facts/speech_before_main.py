"""What `speech_before_main` gives: what a screen reader speaks before the main content."""

from typing import TypedDict

from audits.facts._node import Node


class SpokenSkip(Node):
    """A skip link that works, and what is spoken before it is reached."""

    chars: int
    lines: int


class SpeechBeforeMain(TypedDict):
    """How much is spoken."""

    main: Node | None
    marked: bool  # the main content is marked up as such
    chars: int
    lines: int
    skip: SpokenSkip | None
