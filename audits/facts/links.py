"""What `links` gives: every visible link."""

from typing import NotRequired, TypedDict

from audits.facts._node import Node


class Link(Node):
    """A link, or what has the role of one."""

    name: str
    href: str  # absolute; empty: none
    target: str
    lang: str
    around: str  # text of the block that it stands in
    role: NotRequired[str]
    repeats: bool  # leads to where the link right before it led
    within: str  # there, gone, nowhere; empty: leads to another page
    item: NotRequired[str]  # words of the list item or card around a short link
    row: NotRequired[str]  # headers of the table's row


class Links(TypedDict):
    """The links of the page."""

    items: list[Link]
    capped: bool
