"""What `pasting` gives: fields of a login into which something is pasted."""

from typing import TypedDict

from audits.facts._node import Node


class PastedField(Node):
    """A field of a login."""

    type: str
    autocomplete: str
    passwords: int  # of its form
    by: str  # event that kept out what was pasted; empty: it came in


class Pasting(TypedDict):
    """The fields that were tried."""

    items: list[PastedField]
    stopped: str  # why; empty: it came to the end
