"""What `stylesheets` gives: what turns with the device, and words that style sheets put in."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Rotation(Node):
    """An element that is turned in one position of the device."""

    held: str  # portrait, landscape
    turn: float  # degrees
    share: float  # of the page's text


class Prompt(Node):
    """Words that appear in one position of the device."""

    held: str
    text: str
    fixed: bool
    alone: NotRequired[bool]  # most of the page goes then


class GeneratedText(Node):
    """Words of a style sheet, before or after an element."""

    side: str
    text: str
    spoken: bool  # the element says them too
    required: bool  # it belongs to a field that is required


class Stylesheets(TypedDict):
    """What they say."""

    rules: int
    rotations: list[Rotation]
    prompts: list[Prompt]
    generated: list[GeneratedText]
