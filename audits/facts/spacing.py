"""What `spacing` gives: spacing that style attributes hold fast."""

from typing import TypedDict

from audits.facts._node import Node


class HeldSpacing(Node):
    """A spacing of letters, words or lines that is marked as important."""

    kind: str  # the property
    least: float  # share of the letters' size


class Spacing(TypedDict):
    """All of them."""

    items: list[HeldSpacing]
