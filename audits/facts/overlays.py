"""What `overlays` gives: what lies over the page when it has opened."""

from typing import TypedDict

from audits.facts._node import Node


class Overlay(Node):
    """A box that is fixed to the window, or a dialog."""

    share: int  # of the window, in hundredths
    text: str
    embeds: int
    holds_main: bool


class Overlays(TypedDict):
    """All of them."""

    items: list[Overlay]
    capped: bool
