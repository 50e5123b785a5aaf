"""What `page_weight` gives: what the page loaded."""

from typing import TypedDict

from audits.facts._node import Node


class Script(Node):
    """A script of a file."""

    src: str


class PageWeight(TypedDict):
    """How many things, and how heavy."""

    requests: int
    bytes: int  # of the packed bodies
    opaque: int  # that tell no size
    scripts: list[Script]
    capped: bool
