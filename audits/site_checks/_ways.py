"""What several site checks read off a page's ways: names of links, and addresses to compare."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from audits.facts.links import Links
from audits.facts.navigation import Navigation
from minna.addresses import url_key


def address(href: str) -> str:
    """What a link's address has in common with its twins; nothing where it leads to no page.

    >>> address("https://www.example.jp/kurashi/index.html#a"), address("tel:0123")
    ('example.jp/kurashi', '')
    """
    try:
        return url_key(href) if urlsplit(href).scheme in ("http", "https") else ""
    except ValueError:  # the browser hands on what somebody wrote, and it is no address
        return ""


def is_within_page(href: str, url: str) -> bool:
    """Whether a link leads to a place on its own page: such links are no ways to other pages."""
    return "#" in href and address(href) == address(url)


def names(links: Links, wayfinding: Navigation) -> Iterator[str]:
    """What all links of a page are called, those of closed menus and the buttons outside too."""
    for link in links["items"]:
        yield link["name"]
    for menu in wayfinding["menus"]:
        yield from (link["name"] for link in menu["links"])
    yield from (button["name"] for button in wayfinding["buttons"])
    for choice in wayfinding["choices"]:
        yield from choice["names"]


def commonest(found: Iterable[Any]) -> tuple[Any, int]:
    """What there is most of, and how much; ties go to what sorts first."""
    counts = Counter(found)
    return min(counts.items(), key=lambda item: (-item[1], str(item[0])))
