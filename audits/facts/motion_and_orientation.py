"""What `motion_and_orientation` gives: what moves by itself, and what tilting the device does."""

from typing import TypedDict

from audits.facts._node import Node


class Moving(Node):
    """Something that moves."""

    stop: str  # selector of what seems to stop it; empty: nothing


Written = TypedDict("Written", {"from": str, "to": str})


class Rewritten(Moving, Written):
    """Text that was written anew while it was watched."""

    around: str


class MotionAndOrientation(TypedDict):
    """What was seen."""

    endless: list[Moving]
    marquees: list[Moving]
    moving: list[Moving]
    writing: list[Rewritten]
    sensors: list[str]  # events of the device that the page listens to
    tilted: list[Node]  # what changed then
    settings: list[Node]
    controls: int
    stopped: str  # why; empty: it came to the end
