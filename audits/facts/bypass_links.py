"""What `bypass_links` gives: the ways past what every page repeats."""

from typing import TypedDict

from audits.facts._node import Node


class SkipLink(Node):
    """A link within the page, among its first."""

    name: str
    past: int | bool  # links that it passes; False: it leads nowhere
    target: bool  # the place is there


class BypassLinks(TypedDict):
    """Skip links, and what else leads to the content."""

    skips: list[SkipLink]
    before: int  # links before the first longer text
    content: Node | None  # the first longer text
    headings: int
    here: int
    hidden_main: bool
    main: int
    navs: int
    search: bool
    site_map: bool
    text: int  # letters
