"""A page with barriers in it: the host's markup, parsed, and markup put in at seeded places.

What is inserted is written as it stands in its file, after the host has been serialised: a parser
would mend the very markup that is to be broken. Elements are marked with `data-injection`.
"""

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from benchmarks.injection.catalog import Case, Change
from benchmarks.injection.hosts import HostPage

MARK = "data-injection"
KEY = "KEY"
"""Stands for the case's own word in the files, so that ids differ from case to case."""
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
BLOCKS = ("p", "ul", "ol", "h2", "h3", "table", "figure", "dl")
WRAPPERS = {"div", "section", "article", "main", "body"}
UNSEEN = re.compile(
    r"\b(?:modal|collapse|hide|hidden|d-none|sr-only|visually|offcanvas|tab-pane|dropdown|carousel"
    r"|slide|accordion|nav|menu|breadcrumb)",
    re.IGNORECASE,
)
"""Classes of containers that may be shut."""
SIDE_BY_SIDE = re.compile(r"\b(?:row|flex|grid|columns)\b", re.IGNORECASE)
"""Classes of containers that place their children in a row."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A page as it is served, and the same page without the barriers but with their marks."""

    html: str
    unchanged: str

    @property
    def digest(self) -> str:
        """Names what is served."""
        return hashlib.sha256(self.html.encode()).hexdigest()[:12]


def rewrite(host: HostPage, cases: Sequence[Case], seed: int) -> Rewritten:
    """The host's page with these cases in it."""
    text = host.text()
    page, marked = parsed(host, text), parsed(host, text)
    inserted: dict[str, str] = {}
    for case in cases:
        for change in case.changes:
            for node in chosen(marked, host, case, change, seed):
                node.attrs[MARK] = case.key
            apply(page, host, case, change, seed, inserted)
    for case in cases:
        if case.html:
            insert(page, host, case, seed, inserted)
    html = page.html or ""
    for tag, markup in inserted.items():
        html = html.replace(f"<{tag}></{tag}>", markup, 1)
    return Rewritten(html, marked.html or "")


def parsed(host: HostPage, text: str) -> LexborHTMLParser:
    """The page's tree; without scripts where these would build the page anew."""
    page = LexborHTMLParser(text)
    if host.site.is_static:
        for script in page.css("script, link[rel=preload], link[rel=prefetch]"):
            script.decompose()
    return page


def suits(host: HostPage, case: Case) -> bool:
    """Whether a page has what a case changes, and in good order."""
    return not any(change.select in host.site.poor for change in case.changes) and all(
        change.which == "any" or tree_of(host).css_first(selector(host, change)) is not None
        for change in case.changes
    )


@cache
def tree_of(host: HostPage) -> LexborHTMLParser:
    """A page's tree, to be read and not changed."""
    return parsed(host, host.text())


def selector(host: HostPage, change: Change) -> str:
    """A change's selector, with the site's own element around the content for `main`."""
    if change.select.startswith("main "):
        return host.site.main + change.select.removeprefix("main")
    return change.select


def chance_of(case: Case, host: HostPage, seed: int) -> random.Random:
    """The same case on the same page with the same seed finds the same place."""
    return random.Random(f"{seed} {case.id} {host.name}")


def chosen(
    page: LexborHTMLParser, host: HostPage, case: Case, change: Change, seed: int
) -> list[LexborNode]:
    """The elements that a change is for."""
    nodes = page.css(selector(host, change))
    if change.which == "one" and nodes:
        return [nodes[chance_of(case, host, seed).randrange(len(nodes))]]
    return nodes


def apply(
    page: LexborHTMLParser,
    host: HostPage,
    case: Case,
    change: Change,
    seed: int,
    inserted: dict[str, str],
) -> None:
    """Make a change in a page."""
    heading = page.css_first("h1, h2")
    title = page.css_first("title")
    own = title.text(strip=True) if title else host.site.name
    words = {"{heading}": heading.text(strip=True) if heading else own, "{title}": own}
    for _ in range(len(chosen(page, host, case, change, seed))):
        # A change may take other matches away with it, so each is looked up when its turn comes.
        left = [n for n in chosen(page, host, case, change, seed) if not is_done(n, case, change)]
        if not left:
            return
        if change.action == "rename":
            left[0].attrs[MARK] = case.key
            renamed(page, left[0], change.value[0], inserted)
        else:
            act(left[0], case, change, words)


def is_done(node: LexborNode, case: Case, change: Change) -> bool:
    """Whether this change has been made on an element."""
    return node.attributes.get(MARK) == case.key and change.action != "delete"


def act(node: LexborNode, case: Case, change: Change, words: Mapping[str, str]) -> None:
    """Change one element, and mark it."""
    node.attrs[MARK] = case.key
    value = change.value[0]
    if change.action == "remove":
        if value in node.attributes:
            del node.attrs[value]
    elif change.action == "set":
        node.attrs[value.replace(KEY, case.key)] = change.value[1].replace(KEY, case.key)
    elif change.action == "text":
        for blank, word in words.items():
            value = str(value).replace(blank, word)
        for child in list(node.iter(include_text=True)):
            child.decompose()
        if value:
            node.insert_child(value)
    else:
        node.decompose()


def renamed(page: LexborHTMLParser, node: LexborNode, tag: str, inserted: dict[str, str]) -> None:
    """Put tags of another name, with the same attributes, around what is in an element.

    The new tags are empty elements until the page has been serialised.
    """
    number = len(inserted)
    start, end = f"x-start-{number}", f"x-end-{number}"
    attributes = "".join(
        f' {name}="{escape(value or "")}"' for name, value in node.attributes.items()
    )
    inserted[start], inserted[end] = f"<{tag}{attributes}>", f"</{tag}>"
    node.insert_before(page.create_node(start))
    node.insert_after(page.create_node(end))
    node.unwrap()


def insert(
    page: LexborHTMLParser, host: HostPage, case: Case, seed: int, inserted: dict[str, str]
) -> None:
    """Put an empty element where the case's markup belongs, and note the markup for it."""
    tag = f"x-{case.key}"
    place = page.create_node(tag)
    markup = case.html.replace(KEY, case.key)
    body = page.body
    if body is None or page.head is None:
        raise ValueError(f"{host.name} has no body")
    if case.place == "head":
        page.head.insert_child(place)
        inserted[tag] = markup
        return
    form = form_in(page, host) if case.place == "form" else None
    part = part_for(page, case.place)
    if form is not None:
        form.insert_child(place)
    elif part is not None:
        part.insert_child(place)
    elif case.place in ("header", "body-start"):
        first = next(iter(body.iter()), None)
        if first is None:
            body.insert_child(place)
        else:
            first.insert_before(place)
    elif case.place in ("footer", "body-end"):
        body.insert_child(place)
    else:
        spots = list(spots_in(page, host))
        if spots:
            chance_of(case, host, seed).choice(spots).insert_after(place)
        else:
            (page.css_first(host.site.main) or body).insert_child(place)
        if case.place == "form":
            markup = f'<form action="/send" method="post">{markup}</form>'
    inserted[tag] = wrapped(page, case, markup)


def form_in(page: LexborHTMLParser, host: HostPage) -> LexborNode | None:
    """A form of the content that can be seen."""
    main = page.css_first(host.site.main)
    for form in page.css(f"{host.site.main} form"):
        if main is not None and all(is_plain(above) for above in around(form, main)):
            return form
    return None


def part_for(page: LexborHTMLParser, place: str) -> LexborNode | None:
    """The page's header or footer, if that is where something belongs."""
    names = {
        "header": "body > header, [role=banner], header",
        "footer": "body > footer, [role=contentinfo], footer",
    }
    return page.css_first(names[place]) if place in names else None


def wrapped(page: LexborHTMLParser, case: Case, markup: str) -> str:
    """Markup in a container that names the case, and its language where the page has another."""
    root = page.css_first("html")
    language = "ja" if JAPANESE.search(case.html) else "en"
    own = (root.attributes.get("lang") or "") if root else ""
    lang = "" if own.lower().startswith(language) else f' lang="{language}"'
    return f'<div id="{case.key}-part" {MARK}="{case.key}"{lang}>\n{markup}\n</div>'


def spots_in(page: LexborHTMLParser, host: HostPage) -> Iterator[LexborNode]:
    """Blocks of the content after which markup can stand and be seen."""
    main = page.css_first(host.site.main)
    for node in page.css(", ".join(f"{host.site.main} {block}" for block in BLOCKS)):
        above = list(around(node, main)) if main is not None else []
        in_a_row = above and SIDE_BY_SIDE.search(above[0].attributes.get("class") or "")
        if all(is_plain(container) for container in above) and not in_a_row:
            yield node


def around(node: LexborNode, main: LexborNode) -> Iterator[LexborNode]:
    """What an element lies in, up to the element around the content."""
    above = node.parent
    while above is not None and above.mem_id != main.mem_id:
        yield above
        above = above.parent


def is_plain(node: LexborNode) -> bool:
    """Whether a container only holds blocks one below the other, for all to see."""
    attributes = node.attributes
    return (
        node.tag in WRAPPERS
        and not {"hidden", "aria-hidden", "role"} & attributes.keys()
        and not UNSEEN.search(attributes.get("class") or "")
        and "display" not in (attributes.get("style") or "")
    )


def owner(page: LexborHTMLParser, where: str, keys: Iterable[str]) -> str:
    """The key of the case that a selector points to; nothing where it points elsewhere."""
    for key in keys:
        if key in where:
            return key
    try:
        node: LexborNode | None = page.css_first(where)
    except SelectolaxError:  # a path through frames or shadow trees, which is no selector
        return ""
    while node is not None:
        if mark := node.attributes.get(MARK):
            return mark
        node = node.parent
    return ""
