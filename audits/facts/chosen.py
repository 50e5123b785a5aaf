"""What `chosen` gives: what colour alone shows to be chosen among its like."""

from typing import TypedDict

from audits.facts._node import Node


class ChosenOne(Node):
    """An element that is marked as chosen, current or done."""

    words: str
    by: str  # state or class
    mark: str  # the name of the class
    other: str  # words of one of its like
    like: int  # how many there are
    differs: list[str]  # letters, ground, edge
    contrast: float


class Chosen(TypedDict):
    """What is marked."""

    items: list[ChosenOne]
    looked: int
