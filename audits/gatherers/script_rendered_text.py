"""What the page shows, held against the document as it was sent: which words only scripts bring.

Nothing is loaded again: the document that came is searched for the words that are shown.
"""

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree, html  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from playwright.async_api import Page as Tab

from audits.browser.main_document import source_html
from audits.facts.script_rendered_text import ScriptRenderedText
from audits.gatherers._scripts import look

LONGEST = 1_000_000  # characters; of a longer document the rest is not searched
SHEET = 50_000  # characters of one style sheet; what hides a page stands at its beginning
PIECE = 20  # characters; words that were changed in one place are not all new
LISTED = 20
SILENT = ("script", "style", "textarea", "title", "svg", "iframe", "template")
APART = re.compile(
    r"/\*.*?(?:\*/|\Z)|@[^{};]{0,300}+(?:;|\{(?:[^{}]++|\{[^{}]*+\})*+\})", re.DOTALL
)
"""What is no rule for every screen: comments, and at-rules with what they hold."""
SELECTOR = 300  # characters of one, its commas included
UNSEEN = re.compile(
    r"(?:^|;)\s*(?:opacity\s*:\s*0?\.?0+|visibility\s*:\s*hidden|display\s*:\s*none)\s*(?:!|;|$)"
)
GARBLED = re.compile(r"[\x80-\xff\ufffd]")
"""Japanese that was read in the wrong encoding; what was sent is read in another then."""


async def gather(tab: Tab) -> ScriptRenderedText:
    """Letters of the main content that are `shown`, of these those `sent`, and some `unsent` parts.

    `asks` is what is said where no script runs; `hidden` are the roots of the page that were sent
    out of sight.
    """
    source = await source_html(tab, 4 * LONGEST)
    seen = await look(tab, "script_rendered_text")
    tree = parsed(source[:LONGEST])
    out_of_sight = hidden(tree)
    known = bare(tree)
    asks = [text for text in map(words, tree.iter("noscript")) if text]
    parts = [part | {"new": count_new(part["words"], known)} for part in seen]
    unsent = [part for part in parts if 2 * part["new"] > letters(part["words"])]
    shown = "".join(chain.from_iterable(part["words"] for part in parts))
    return {
        "garbled": 5 * len(GARBLED.findall(shown)) > len(shown),
        "shown": sum(letters(part["words"]) for part in parts),
        "sent": sum(letters(part["words"]) - part["new"] for part in parts),
        "unsent": [{"selector": p["selector"], "html": p["html"]} for p in unsent[:LISTED]],
        "asks": asks[:5],
        "hidden": out_of_sight,
        "capped": len(source) > LONGEST,
    }


def parsed(source: str) -> HtmlElement:
    """A document as it was sent, without comments; an empty one is an empty page."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        return html.document_fromstring(source.encode(errors="replace"), parser)
    except etree.ParserError:
        return html.Element("html")


def bare(tree: HtmlElement) -> str:
    """All words of a document without any white space, those for where no script runs as well.

    What no reader sees is gone from the tree afterwards.

    >>> bare(parsed("<h1>町の <b>お知らせ</b></h1><script>let x = '新着';</script>&amp;"))
    '町のお知らせ&'
    """
    for each in list(tree.iter(*SILENT)):
        if not (each.tag == "template" and "shadowrootmode" in each.attrib):
            each.drop_tree()
    return squeezed("".join(tree.itertext()))


def words(element: HtmlElement) -> str:
    """The words of an element, on one line."""
    return " ".join(" ".join(element.itertext(with_tail=False)).split())[:200]


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def letters(texts: list[str]) -> int:
    """How many there are, without white space."""
    return sum(len(squeezed(text)) for text in texts)


def count_new(texts: list[str], known: str) -> int:
    """How many letters of some texts are not among the known words.

    >>> count_new(["町のお知らせ", "あたらしい"], "町のお知らせ")
    5
    """
    new = [text for each in texts if (text := squeezed(each)) not in known]
    pieces = chain.from_iterable(
        (text[at : at + PIECE] for at in range(0, len(text), PIECE)) for text in new
    )
    return sum(len(piece) for piece in pieces if piece not in known)


def hidden(tree: HtmlElement) -> list[str]:
    """The opening tags of html, body and main that the document itself puts out of sight.

    A style sheet for where no script runs is trusted to show them again.

    >>> hidden(parsed('<html class="wait"><style>.wait body { opacity: 0 }</style><body>町'))
    ['<body>']
    >>> remedy = "<noscript><style>body { opacity: 1 }</style></noscript>"
    >>> hidden(parsed(f'<body style="opacity: 0">{remedy}'))
    []
    >>> hidden(parsed('<style>@media print { body { display: none } }</style><body>町'))
    []
    """
    if any(next(each.iter("style", "link"), None) is not None for each in tree.iter("noscript")):
        return []
    selectors = {
        squeezed(one)
        for sheet in tree.iter("style")
        if "media" not in sheet.attrib
        for selector, style in rules(APART.sub("", (sheet.text or "")[:SHEET]))
        if UNSEEN.search(style.lower())
        for one in selector.split(",")
    }
    above: list[str] = []
    found = []
    for root in (tree, *list(tree.iter("body"))[:1], *list(tree.iter("main"))[:1]):
        own = root.get("class", "").split()
        names = [root.tag, *(f"{each}.{name}" for each in (root.tag, "") for name in own)]
        ways = {*names, *(f"{a}{n}" for a in above for n in names)}
        if UNSEEN.search(root.get("style", "").lower()) or ways & selectors:
            found.append(opening(root))
        above += names
    return found


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and declarations of a style sheet's innermost rules.

    >>> list(rules("a, b { color: red } c {"))
    [('a, b ', ' color: red ')]
    """
    for piece in sheet.split("}")[:-1]:
        before, brace, style = piece.rpartition("{")
        if brace:
            yield before.rpartition("{")[2][-SELECTOR:], style


def opening(element: HtmlElement) -> str:
    """An element's opening tag.

    >>> opening(parsed('<body class="wait">町').body)
    '<body class="wait">'
    """
    alone = html.Element(element.tag, dict(element.attrib))
    written: str = html.tostring(alone, encoding="unicode")
    return written.partition(f"</{element.tag}>")[0][:200]
