"""What `character_shortcuts` gives: single keys pressed while nothing has focus."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Shortcut(Node):
    """A key, and what it did each time."""

    key: str
    kind: str  # navigation, window, dialog, address, focus, changed, scroll


class CharacterShortcuts(TypedDict):
    """What the keys did."""

    listeners: list[str]
    keys: list[Shortcut]
    unsteady: NotRequired[list[str]]  # keys of a page that does as much by itself
    settings: list[Node]  # that may stop it
    stopped: str  # why; empty: it came to the end
