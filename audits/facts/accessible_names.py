"""What `accessible_names` gives: controls that are called otherwise than they look."""

from typing import TypedDict

from audits.facts._node import Node


class NamedControl(Node):
    """A control whose name comes from an attribute, or that has a key of its own."""

    tag: str
    role: str
    name: str
    words: str  # seen on it
    open: str  # these less what is aria-hidden
    pieces: list[str]  # the words element by element
    readings: list[list[str]]  # pairs of a word and its ruby
    doubtful: bool  # a picture may keep some from being seen
    key: str  # the access key


class AccessibleNames(TypedDict):
    """The controls with names of their own."""

    items: list[NamedControl]
    capped: bool
