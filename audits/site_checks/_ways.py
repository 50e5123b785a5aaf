"""What several site checks read off a page's ways: names of links, and addresses to compare."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

SIGNS = re.compile(r"[\W_]+")
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$")


def letters(name: str) -> str:
    """A name without what does not tell it from another: case, width, spaces and signs.

    >>> letters("お問い合わせ　＞") == letters("お問い合わせ")
    True
    """
    return SIGNS.sub("", unicodedata.normalize("NFKC", name)).casefold()


def address(href: str) -> str:
    """An address to compare: without scheme, fragment and index file; nothing where it is no page.

    >>> address("https://www.example.jp/kurashi/index.html#a")
    'www.example.jp/kurashi/'
    """
    parts = urlsplit(href)
    if parts.scheme not in ("http", "https"):
        return ""
    path = INDEX.sub("/", parts.path or "/")
    return f"{parts.netloc.lower()}{path}{'?' + parts.query if parts.query else ''}"


def is_within_page(href: str, url: str) -> bool:
    """Whether a link leads to a place on its own page: such links are no ways to other pages."""
    return "#" in href and address(href) == address(url)


def names(links: dict[str, Any], wayfinding: dict[str, Any]) -> Iterator[str]:
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
