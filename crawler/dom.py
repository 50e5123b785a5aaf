"""A page's elements as a browser has them after parsing, before any script has run.

The tree is that of the HTML standard with scripts on, as visitors have them: what stands in
`noscript` is text there, and what stands in a `template` is no part of the page, unless the
template is a shadow root.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import Generic, TypeVar

from lxml import etree  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser, LexborNode

T = TypeVar("T")
TEXT = "-text"
NON_TEXT_TAGS = frozenset(
    {"script", "style", "noscript", "template", "iframe", "noembed", "noframes"}
)
"""Elements whose text is none of the page's words."""
FOREIGN = frozenset({"svg", "math"})
INTEGRATION = frozenset({"foreignObject", "desc", "title", "annotation-xml"})
"""Elements of SVG and MathML in which HTML begins again."""
SHADOW_HOSTS = frozenset(
    {"article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "header", "main", "nav", "p", "section", "span"}
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})(?=[\s/>])")
SHALLOW = 256
"""Tags left open below which no page is deep."""
MAX_DEPTH = 512
"""Elements within each other, as in Chromium."""
MAX_SHADOW_DEPTH = 50
"""Maximum depth of nested shadow roots that are read."""
MAX_COPIES = 1_000_000
"""Elements that a parser may have to repeat because formatting was left open."""
FORMATTING = frozenset(
    {"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"}
)
NEVER_DEEP = frozenset(  # without an end tag, or with one that a parser adds by itself
    {"a", "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame"}
    | {"frameset", "head", "hr", "html", "iframe", "img", "input", "li", "link", "meta"}
    | {"noscript", "option", "p", "param", "rp", "rt", "script", "select", "source", "style"}
    | {"tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "track"}
    | {"wbr"}
)
NEVER_FOREIGN = frozenset(  # of those, what ends SVG and MathML where it begins
    {"body", "br", "dd", "dt", "embed", "head", "hr", "img", "li", "meta", "p"}
)
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31};)")
OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


def parse(text: str, content_type: str = "text/html") -> LexborNode:
    """The `html` element of a page."""
    if content_type == "application/xhtml+xml":
        text = html_of(text)
    root = LexborHTMLParser(bounded(text), scripting=True).root
    assert root is not None  # a parsed document has its html element, even of nothing
    return root


def html_of(text: str) -> str:
    """XHTML as HTML, for `<script/>` ends in the one and swallows the page in the other.

    What is no XML is left as it is: a browser shows an error there, and a resident a page.
    """
    named = ENTITY.sub(lambda match: entity(match[1]), text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", named), parser)
    except (etree.XMLSyntaxError, ValueError):
        return text
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return str(etree.tostring(root, method="html", encoding="unicode"))


def entity(name: str) -> str:
    """A named character of HTML's, which XML does not know."""
    return f"&{name}" if name in OF_XML else html5.get(name, f"&{name}")


def bounded(text: str) -> str:
    """The page without the start tags that would nest deeper than any page does.

    A parser spends the square of the depth on them, and repeats formatting that is left open in
    every paragraph. Words and links are all there still.
    """
    if text.count("<") - 2 * text.count("</") < SHALLOW:
        return text
    repeated = min(MAX_DEPTH, max(8, MAX_COPIES // text.count("<")))
    opened, depth, formatting = Counter[str](), 0, 0  # in SVG and MathML, links nest as well
    kept, end = list[str](), 0
    for tag in TAG.finditer(text):
        closes, name = tag[1], tag[2].lower()
        is_foreign = opened["svg"] or opened["math"]
        never_deep = NEVER_FOREIGN if is_foreign else NEVER_DEEP
        if name in never_deep or tag.start() < end:
            continue
        if is_foreign and text[text.find(">", tag.end()) - 1] == "/":
            continue
        if closes:
            is_open = opened[name] > 0
            opened[name] -= is_open
            depth -= is_open
            formatting -= is_open and name in FORMATTING
        elif depth < MAX_DEPTH and (name not in FORMATTING or formatting < repeated):
            opened[name] += 1
            depth += 1
            formatting += name in FORMATTING
        else:
            kept.append(text[end : tag.start()])
            end = text.find(">", tag.end()) + 1 or len(text)
    return "".join([*kept, text[end:]])


def elements(root: LexborNode, depth: int = 0) -> Iterator[tuple[LexborNode, bool]]:
    """Every element under a node in the page's order, and if it is in a shadow root.

    Those of a shadow root come where their host is.
    """
    for node in root.traverse():
        yield node, False
        if node.tag == "template" and depth < MAX_SHADOW_DEPTH and is_shadow_root(node):
            for content in shadow(node):
                yield from ((element, True) for element, _ in elements(content, depth + 1))


def shadow(template: LexborNode) -> list[LexborNode]:
    """The nodes that a declarative shadow root brings."""
    return [child for part in template.template_fragments()[:1] for child in part.iter(True)]


def is_shadow_root(template: LexborNode) -> bool:
    """Whether a template becomes its parent's shadow root while the page is parsed."""
    mode = (template.attributes.get("shadowrootmode") or "").lower()
    host = template.parent
    if mode not in ("open", "closed") or host is None:
        return False
    name = host.tag or ""
    return name in SHADOW_HOSTS or "-" in name.lstrip("-")


class FromAncestors(Generic[T]):
    """What the elements around an element make of it, the nearest that says anything first.

    Each element is asked once, however many are in it, so that deep markup takes no long time.
    """

    def __init__(self, value_of: Callable[[str], T | None], default: T) -> None:
        self.value_of, self.default = value_of, default
        self.results = dict[int, T]()

    def of(self, node: LexborNode) -> T:
        """What is said of this element."""
        path, value, above = list[int](), self.default, node.parent
        while above is not None:
            node_id = above.mem_id
            if node_id in self.results:
                value = self.results[node_id]
                break
            path.append(node_id)
            own_value = self.value_of(above.tag or "")
            if own_value is not None:
                value = own_value
                break
            above = above.parent
        self.results.update(dict.fromkeys(path, value))
        return value


def namespace_within(name: str) -> str | None:
    """Whose an element is that is in one of this name: "svg", "math" or "html", if it is known."""
    return name if name in FOREIGN else "html" if name in INTEGRATION else None


def iter_text(root: LexborNode, skipped: frozenset[str]) -> Iterator[str]:
    """The texts under a node in the page's order, without the elements that are skipped."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        name = node.tag or ""
        if name == TEXT:
            yield node.text_lexbor()
        elif name == "template" and is_shadow_root(node):
            waiting.extend(reversed(shadow(node)))
        elif name not in skipped:
            waiting.extend(reversed(list(node.iter(include_text=True))))
