"""What `axe` gives: what axe-core says about the page."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class ContrastDetail(TypedDict):
    """What axe measured of the first node; of links in text the ratio alone."""

    fg: NotRequired[str]
    bg: NotRequired[str]
    ratio: float
    wanted: float | None
    size: NotRequired[str]
    weight: NotRequired[str]


class AxeRule(TypedDict):
    """A rule with the nodes that it names."""

    id: str
    impact: str | None
    count: int
    detail: ContrastDetail | None
    nodes: list[Node]


class LookedAt(TypedDict):
    """How many elements of a large page were looked at."""

    looked: int
    of: int


class Axe(TypedDict):
    """The answer of axe."""

    version: str
    violations: list[AxeRule]
    incomplete: list[AxeRule]
    passes: dict[str, int]  # rule → nodes
    inapplicable: list[str]
    broken: dict[str, str]  # rule → error
    part: NotRequired[LookedAt]
    unseen: NotRequired[int]  # closed shadow roots; -1: nobody knows
