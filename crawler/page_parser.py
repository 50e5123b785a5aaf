"""What the crawl reads off a page: its words, its shape, and where it leads."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from scrapy.http import HtmlResponse
from selectolax.lexbor import LexborNode

from crawler.charset import decoded
from crawler.content import AROUND, fingerprints
from crawler.dom import (
    FOREIGN,
    NON_TEXT_TAGS,
    FromAncestors,
    elements,
    iter_text,
    namespace_within,
    parse,
)
from crawler.dom_fingerprint import simhash
from crawler.refresh import Refresh, read_refresh, script_target
from crawler.responses import address_in, content_type
from crawler.urls import canonical, resolve, resolve_base
from minna.addresses import url_key
from minna.text import nfkc

HIDDEN_TAGS = NON_TEXT_TAGS | {"title", "svg"}
MAX_TITLE = 300
MAX_LINK_TEXT = 120
MAX_LINKS = 10_000
"""Addresses on a page that are read; one with more is no page that anybody reads."""
MAX_BASE_LENGTH = 8192
"""Characters of a base: all its links would be longer, and no server takes such a request line."""
FEEDS = ("rss", "atom")
TYPES_OF_FIELDS = frozenset({"", "text", "email", "tel", "radio", "checkbox", "date"})
JAVASCRIPT = frozenset(
    {"", "module", "text/javascript", "application/javascript", "text/ecmascript"}
)
PARSED_TAGS = frozenset(
    {"a", "area", "frame", "iframe", "base", "meta", "link", "title", "form", "textarea"}
    | {"select", "input", "script", "body"}
)
"""Elements of HTML that `add` takes in."""
DOCUMENT_TAGS = frozenset({"base", "meta", "link", "title"})
"""Those of them that mean nothing in a shadow root."""
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]{0,30}):")
MEDIA = frozenset(
    {"img", "iframe", "frame", "object", "embed", "video", "audio", "canvas", "svg", "form"}
    | {"input"}
)
"""Elements that are there to be seen or used: a page with one of them shows something."""
MAX_REFRESH_SECONDS = 10
"""Seconds within which nobody has read a page that then leads on."""
MIN_ECHO_LENGTH = 6
"""Characters of an address that a page may name: `/1` stands in dates as well."""
MAX_NOTICE_LENGTH = 200
"""Characters of main text that a page may have which only says that it leads on."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page leads to, in canonical form, and what the page calls it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as the crawl understands it."""

    title: str
    text: str  # everything visible, for telling a page from a gate
    text_hash: str
    dom_fingerprint: str
    links: tuple[Link, ...]
    feeds: tuple[str, ...]  # news feeds that it names
    fields: int  # that a form asks a reader to fill in, searches apart
    text_hash_no_digits: (
        str  # of the main part without its numbers, or "" where there is next to no text
    )
    sketch: str  # of the main part's words, or ""
    canonical: str  # rel=canonical, or ""
    base: str  # the address that its links are read against
    encoding: str
    refresh: str  # where it leads by itself, if it is but a signpost or nobody can read it, or ""
    html: str


@dataclass(slots=True)
class Parts:
    """The elements of a page that matter to a crawl, in the page's order."""

    hrefs: list[tuple[LexborNode, str]] = field(default_factory=list)  # and the address as written
    link_elements: list[LexborNode] = field(default_factory=list)
    refreshes: list[tuple[str, bool]] = field(default_factory=list)  # and if a base came before
    scripts: list[str] = field(default_factory=list)
    forms: list[LexborNode] = field(default_factory=list)
    fields: list[LexborNode] = field(default_factory=list)
    base: str | None = None
    title: LexborNode | None = None
    media: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Context:
    """What an address on a page is read against: base, encoding, and the page's own address."""

    base: str
    encoding: str
    url: str

    def follow(self, href: str) -> str:
        """The canonical address that an href leads to; "" for mailto:, tel: and rubbish."""
        address = resolve(self.base, href, self.encoding)
        return canonical(address) if address else ""


@dataclass(frozen=True, slots=True)
class Content:
    """What there is on a page for somebody who has come to it."""

    main: str
    media: set[str]
    links: tuple[Link, ...]
    main_links: tuple[Link, ...]


def parse_page(response: HtmlResponse) -> ParsedPage:
    """Read an HTML answer, whatever its encoding and however broken it is."""
    page = decoded(response)
    root = parse(page.text, content_type(response))
    parts = parts_of(root)
    base = base_of(response.url, parts.base, page.encoding)
    context = Context(base, page.encoding, canonical(response.url))
    title = normalize_text(parts.title.text() if parts.title else "")[:MAX_TITLE]
    chunks = list(filter(None, map(normalize_text, iter_text(root, HIDDEN_TAGS | AROUND))))
    main = " ".join(chunks)
    links_with_place = list(links_of(distinct_links(parts.hrefs), context))
    links = tuple(link for link, _ in links_with_place)
    main_links = tuple(link for link, is_main in links_with_place if is_main)
    content = Content(main, parts.media, links, main_links)
    refresh = first_refresh(response, parts.refreshes, context)
    target = refresh_target(refresh, content, context)
    if refresh and not target:  # the page stays, and one more of its ways leads there
        links += (Link(refresh.url, ""),) if refresh.url not in ("", context.url) else ()
    shown = fingerprints(root, base, title, main, chunks, page.text, echoes(response.url))
    return ParsedPage(
        title=title,
        text=normalize_text(" ".join(iter_text(root, HIDDEN_TAGS))),
        text_hash=shown.exact,
        dom_fingerprint=simhash(root),
        links=links,
        feeds=tuple(feeds(parts.link_elements, context)),
        fields=count_fields(parts),
        text_hash_no_digits=shown.text_hash_no_digits,
        sketch=shown.sketch,
        canonical=canonical_of(parts.link_elements, context),
        refresh=target or script_refresh_target(parts.scripts, content, context),
        html=page.text,
        base=base,
        encoding=page.encoding,
    )


def parts_of(root: LexborNode) -> Parts:
    """Go through a page once."""
    parts, has_foreign, namespaces = Parts(), False, FromAncestors(namespace_within, "html")
    for node, is_shadow in elements(root):
        name = node.tag or ""
        has_foreign |= name in FOREIGN
        if name in MEDIA:
            parts.media.add(name)
        if name not in PARSED_TAGS or (is_shadow and name in DOCUMENT_TAGS):
            continue
        spoken = namespaces.of(node) if has_foreign else "html"
        if name == "a" and spoken == "svg":
            add_svg_link(parts, node)
        elif spoken == "html":
            add(parts, node, name)
    return parts


def add(parts: Parts, node: LexborNode, name: str) -> None:
    """Take in one of HTML's own elements."""
    attributes = node.attributes
    if name in ("a", "area") and "href" in attributes:
        parts.hrefs.append((node, attributes["href"] or ""))
    elif name in ("frame", "iframe") and attributes.get("src") and "srcdoc" not in attributes:
        parts.hrefs.append((node, attributes["src"] or ""))
    elif name == "base" and parts.base is None and "href" in attributes:
        parts.base = attributes["href"] or ""
    elif name == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
        parts.refreshes.append((attributes.get("content") or "", parts.base is not None))
    elif name == "link":
        parts.link_elements.append(node)
    elif name == "title" and parts.title is None:
        parts.title = node
    elif name == "form":
        parts.forms.append(node)
    elif name in ("textarea", "select", "input"):
        parts.fields.append(node)
    elif name == "script" and is_run(attributes):
        parts.scripts.append(node.text())
    elif name == "body" and attributes.get("onload"):
        parts.scripts.append(attributes["onload"] or "")


def add_svg_link(parts: Parts, node: LexborNode) -> None:
    """Take in a link of SVG's, whose address may be in the older attribute."""
    attributes = node.attributes
    name = next((n for n in ("href", "xlink:href") if n in attributes), "")
    if name:
        parts.hrefs.append((node, attributes[name] or ""))


def is_run(attributes: Mapping[str, str | None]) -> bool:
    """Whether a script element holds a script of its own that browsers run."""
    return "src" not in attributes and (attributes.get("type") or "").lower() in JAVASCRIPT


def base_of(url: str, href: str | None, encoding: str) -> str:
    """The address that a page's links are read against: its own, or what its first base says."""
    base = url if href is None else resolve_base(url, href, encoding)
    return base if len(base) <= MAX_BASE_LENGTH else url


def links_of(
    hrefs: Iterable[tuple[LexborNode, str]], context: Context
) -> Iterator[tuple[Link, bool]]:
    """Every link, area, frame and inline frame, and if it is in the main part.

    `nofollow` is for others.
    """
    main = FromAncestors(lambda name: False if name in AROUND else None, True)
    for node, href in hrefs:
        url = context.follow(href)
        is_place = href.strip()[:1] in ("", "#") and url == context.url
        if url and not is_place:
            yield Link(url, name_of(node)), main.of(node)


def distinct_links(hrefs: Iterable[tuple[LexborNode, str]]) -> Iterator[tuple[LexborNode, str]]:
    """The links that lead to the first LEADS addresses, as they are written.

    More than one leads to an address only among the first LEADS links.
    """
    written = set[str]()
    for n, (node, href) in enumerate(hrefs):
        if n < MAX_LINKS or (href not in written and len(written) < MAX_LINKS):
            written.add(href)
            yield node, href


def name_of(element: LexborNode) -> str:
    """What a link is called: its words, else those of its picture, else its own title."""
    name = element.text() if element.tag == "a" else ""
    if not name.strip():
        attributes = element.attributes
        pictures = [n.attributes.get("alt") for n in element.traverse() if n.tag == "img"]
        name = " ".join(filter(None, [attributes.get("alt"), *pictures, attributes.get("title")]))
    return normalize_text(name)[:MAX_LINK_TEXT]


def feeds(named: Iterable[LexborNode], context: Context) -> Iterator[str]:
    """The news feeds that a page names."""
    for node in named:
        kind = (node.attributes.get("type") or "").lower()
        if "alternate" in relations(node) and any(feed in kind for feed in FEEDS):
            yield from filter(None, [context.follow(node.attributes.get("href") or "")])


def canonical_of(named: Iterable[LexborNode], context: Context) -> str:
    """The address that a page names as its own, or ""."""
    hrefs = (node.attributes.get("href") for node in named if "canonical" in relations(node))
    return context.follow(next(filter(None, hrefs), "") or "about:blank")


def relations(node: LexborNode) -> list[str]:
    """What a link element is to its page."""
    return (node.attributes.get("rel") or "").lower().split()


def count_fields(parts: Parts) -> int:
    """Fields to fill in that belong to a form.

    A form that is written between a table and its rows is empty in the tree and has the fields
    after it all the same, so that it counts with all of them.
    """
    fields = [
        node
        for node in parts.fields
        if node.tag != "input" or (node.attributes.get("type") or "").lower() in TYPES_OF_FIELDS
    ]
    if any(form.first_child is None for form in parts.forms):
        return len(fields)
    in_form = FromAncestors(lambda name: True if name == "form" else None, False)
    return sum(map(in_form.of, fields))


def first_refresh(
    response: HtmlResponse, refreshes: Iterable[tuple[str, bool]], context: Context
) -> Refresh | None:
    """The one refresh that a browser obeys, its address in canonical form ("" if not of the web).

    The header comes before the page, and the page's elements in their order; one that asks for
    nothing, or for what cannot be read or is a script, leaves the turn to the next.
    """
    header = address_in(response.headers.get("Refresh"))
    asked = [(header, False), *refreshes]
    for content, has_base in asked:
        refresh = read_refresh(content)
        if refresh is None:
            continue
        base = context.base if has_base else response.url
        url = canonical(resolve(base, refresh.url, context.encoding))
        scheme = SCHEME.match(refresh.url)
        if url or (scheme and scheme[1].lower() not in ("javascript", "http", "https")):
            return Refresh(refresh.seconds, url)
    return None


def refresh_target(refresh: Refresh | None, content: Content, context: Context) -> str:
    """Where a refresh makes a page a redirect; "" where the page is one to be read.

    Nobody reads what is gone within SOON, unless it is but loaded anew. Later than that a page
    that says no more than that it leads on is a redirect, and any other is a page.
    """
    if refresh is None or refresh.url in ("", context.url):
        return ""
    if is_notice(refresh.url, content, context):
        return refresh.url
    is_reload = refresh.seconds > 1 and is_same_but_for_query(refresh.url, context.url)
    return refresh.url if refresh.seconds <= MAX_REFRESH_SECONDS and not is_reload else ""


def script_refresh_target(scripts: Iterable[str], content: Content, context: Context) -> str:
    """Where a page without anything else is sent on by a plain script, or ""."""
    if content.media - {"img", "svg"} or len(content.main) > MAX_NOTICE_LENGTH:
        return ""
    href = script_target(scripts)
    target = context.follow(href) if href else ""
    others = {link.url for link in content.links} - {target, context.url}
    return target if target != context.url and not others else ""


def is_notice(target: str, content: Content, context: Context) -> bool:
    """Whether a page's main part says no more than that it leads to the target."""
    linked = {url_key(link.url) for link in content.main_links} - {url_key(context.url)}
    if len(content.main) > MAX_NOTICE_LENGTH or linked - {url_key(target)}:
        return False
    return bool(linked) or not content.media


def is_same_but_for_query(one: str, other: str) -> bool:
    """Whether two addresses are one page's but for what stands in their queries."""
    return url_key(one.partition("?")[0]) == url_key(other.partition("?")[0])


def echoes(url: str) -> list[str]:
    """How a page may name its own address, or the one that it was asked for by way of another.

    >>> echoes("https://a.jp/e?u=%2Fb.html")
    ['https://a.jp/e?u=%2Fb.html', 'https://a.jp/e?u=/b.html', '/e?u=%2Fb.html', '/e?u=/b.html', \
'/b.html']
    """
    parts = urlsplit(url)
    named = [url, f"/{url.partition('://')[2].partition('/')[2]}", parts.path]
    named += (field.partition("=")[2] for field in parts.query.split("&"))
    spoken = [normalize_text(unquote(name)) for name in named]
    spoken += [normalize_text(unquote(name)) for name in spoken]  # handed on by a redirect
    addresses = {
        name
        for name in named + spoken
        if name.startswith(("/", "http")) and len(name) >= MIN_ECHO_LENGTH
    }
    return sorted(addresses, key=lambda name: (-len(name), name))


def normalize_text(text: str) -> str:
    """The words in their ordinary form with single spaces between them.

    >>> normalize_text(" ﾐﾝﾅ　町\\n ")
    'ミンナ 町'
    """
    return " ".join(nfkc(text).split())
