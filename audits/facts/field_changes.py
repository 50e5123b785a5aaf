"""What `field_changes` gives: fields that are changed as visitors change them."""

from typing import TypedDict

from audits.facts._node import Node


class FieldChange(Node):
    """A field, and what its change set off."""

    way: str  # select, radio, checkbox, text
    words: str
    length: int  # characters that fill it
    inline: bool  # its markup has the script
    advised: bool  # words before it say so
    did: str  # submit, reload, navigation, window, dialog, focus; empty: nothing
    to: str


class FieldChanges(TypedDict):
    """The fields that were changed."""

    items: list[FieldChange]
    stopped: str  # why; empty: it came to the end
