"""What `loading` gives: how the page came up."""

from typing import TypedDict

from audits.facts._node import Node


class Loading(TypedDict):
    """Figures as the last step that each has passed, and the elements at work."""

    painted: bool
    paint: float  # seconds
    largest: list[Node]
    shift: float  # of layout, as the browser reckons it
    pushed: list[Node]
    blocked: float  # seconds
