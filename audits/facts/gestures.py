"""What `gestures` gives: what pressing, dragging and stroking with the pointer sets off."""

from typing import TypedDict

from audits.facts._node import Node


class NamedNode(Node):
    """An element and its words."""

    words: str


class Pressed(NamedNode):
    """An element that was pressed."""

    tag: str
    role: str
    kind: str  # plain, control
    targets: int  # places to press
    down: bool  # it listens to the pointer going down
    double: bool  # it listens to double clicks
    beside: bool
    by_key: bool  # a key works it or something for it
    keyed: bool  # a key did something
    pressed: str  # click, down, double; empty: nothing came of it
    pressed_down: bool  # going down did something that letting go elsewhere did not undo


class Stroke(NamedNode):
    """An element on which strokes were tried."""

    did: str  # drag, swipe, pinch; empty: none did anything
    moved: bool
    tapped: bool


class Gestures(TypedDict):
    """What was tried."""

    tried: list[Pressed]
    strokes: list[Stroke]
    items: list[NamedNode]  # to be dragged
    drops: list[NamedNode]
    untabbed: list[NamedNode]
    stopped: str  # why; empty: it came to the end
