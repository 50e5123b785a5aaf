"""What the crawl reads off a page: its words, its shape, and where it leads."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from scrapy.http import HtmlResponse
from scrapy.utils.response import get_base_url, get_meta_refresh
from w3lib.html import strip_html5_whitespace

from crawler.charset import readable
from crawler.skeleton import skeleton
from crawler.urls import canonical

UNSEEN = {"script", "style", "noscript", "template", "title", "svg"}
AROUND = {"nav", "header", "footer", "aside"}
TITLE = 300
TEXT_OF_LINK = 120
LEAST = 20
"""Characters of main text under which two pages are not the same because of it."""
NUMBERS = re.compile(r"[\d\s]+")
FEEDS = "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href"
FIELDS = (
    "//form//textarea | //form//select | //form//input[not(@type) or @type='text' or @type='email'"
    " or @type='tel' or @type='radio' or @type='checkbox' or @type='date']"
)
SOON = 10.0
"""Seconds under which a meta refresh is a redirect."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page leads to, in canonical form, and what the page calls it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as the crawl understands it."""

    title: str
    text: str  # everything visible, for telling a page from a gate
    text_hash: str
    skeleton: str
    links: tuple[Link, ...]
    feeds: tuple[str, ...]  # news feeds that it names
    fields: int  # that a form asks a reader to fill in, searches apart
    gist: str  # of the main text without its numbers, or "" where there is next to no text
    canonical: str  # rel=canonical, or ""
    refresh: str  # where it leads by itself within SOON, or ""
    html: str


def read_page(response: HtmlResponse) -> Reading:
    """Read an HTML answer, whatever its encoding and however broken it is."""
    response = readable(response)
    root = response.selector.root
    base = get_base_url(response)
    title = tidy(response.css("title").xpath("string()").get() or "")[:TITLE]
    main = tidy(" ".join(words(root, UNSEEN | AROUND)))
    return Reading(
        title=title,
        text=tidy(" ".join(words(root, UNSEEN))),
        text_hash=digest(f"{title}\n{main}" if len(main) >= LEAST else response.text),
        skeleton=skeleton(root),
        links=tuple(links(response, base)),
        feeds=tuple(filter(None, (follow(base, href) for href in response.xpath(FEEDS).getall()))),
        fields=len(response.xpath(FIELDS)),
        gist=digest(NUMBERS.sub("", main)) if len(main) >= LEAST else "",
        canonical=follow(base, response.xpath("//link[@rel='canonical']/@href").get() or ""),
        refresh=refresh(response),
        html=response.text,
    )


def links(response: HtmlResponse, base: str) -> Iterator[Link]:
    """Every link, area, frame and inline frame in the page's order; `nofollow` is for others."""
    leads = response.xpath("//a[@href] | //area[@href] | //frame[@src] | //iframe[@src]")
    for lead in leads:
        # not by `attrib`: it reads all attributes, and rubbish in the name of one stops it
        url = follow(base, lead.root.get("href") or lead.root.get("src") or "")
        if url:
            yield Link(url, name_of(lead.root))


def name_of(element: HtmlElement) -> str:
    """What a link is called: its words, else those of its picture, else its own title."""
    seen = " ".join(element.itertext())
    spare = (element.get("alt"), *(i.get("alt") for i in element.iter("img")), element.get("title"))
    return tidy(seen if seen.strip() else " ".join(filter(None, spare)))[:TEXT_OF_LINK]


def follow(base: str, href: str) -> str:
    """The canonical address that an href leads to; "" for mailto:, tel:, fragments and rubbish."""
    href = strip_html5_whitespace(href)
    if not href or href.startswith("#") or re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", href, re.I):
        return ""
    try:
        return canonical(urljoin(base, href))
    except ValueError:
        return ""


def refresh(response: HtmlResponse) -> str:
    """Where a meta refresh leads soon, unless back to the page itself."""
    wait, url = get_meta_refresh(response, ignore_tags=("script", "noscript"))
    target = canonical(url) if url and wait is not None and wait <= SOON else ""
    return "" if target == canonical(response.url) else target


def words(element: HtmlElement, skipped: set[str]) -> Iterator[str]:
    """The text under an element, without the parts that are skipped."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if isinstance(current, str):
            yield current
            continue
        if isinstance(current.tag, str) and current.tag not in skipped:
            if current.text:
                yield current.text
            for child in reversed(current):
                if child.tail:
                    waiting.append(child.tail)
                waiting.append(child)


def tidy(text: str) -> str:
    """The words in their ordinary form with single spaces between them.

    >>> tidy(" ﾐﾝﾅ　町\\n ")
    'ミンナ 町'
    """
    return " ".join(unicodedata.normalize("NFKC", text).split())


def digest(text: str) -> str:
    """A fingerprint of a text, 128 bits in hex."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
