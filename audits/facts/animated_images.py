"""What `animated_images` gives: moving pictures."""

from typing import TypedDict

from audits.facts._node import Node


class AnimatedImage(Node):
    """A picture that moves."""

    width: int  # CSS pixels
    height: int
    frames: int
    round: float  # seconds of one round
    seconds: float | None  # None: without end
    folds: bool  # can be folded away


class AnimatedImages(TypedDict):
    """The pictures that move."""

    items: list[AnimatedImage]
    pictures: int
    stops: bool  # the page offers to stop them
