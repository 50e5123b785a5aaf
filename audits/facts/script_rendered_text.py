"""What `script_rendered_text` gives: which words only scripts bring."""

from typing import TypedDict

from audits.facts._node import Node


class ScriptRenderedText(TypedDict):
    """Letters of the main content."""

    shown: int
    sent: int
    unsent: list[Node]
    asks: list[str]  # what is said where no script runs
    hidden: list[str]  # roots of the page that were sent out of sight
    garbled: bool
    capped: bool
