"""What the page shows, held against the document as it was sent: which words only scripts bring.

Nothing is loaded again: the document that came is searched for the words that are shown.
"""

import re
from html import unescape
from itertools import chain
from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.sent import document

LONGEST = 1_000_000  # characters; of a longer document the rest is not searched
SHEET = 50_000  # characters of one style sheet; what hides a page stands at its beginning
PIECE = 20  # characters; words that were changed in one place are not all new
LISTED = 20
SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|svg|iframe)\b.*?(?:</\1\s*>|\Z)"
    r"|<template\b(?![^>]{0,300}shadowroot).*?(?:</template\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
WITHOUT = re.compile(r"<noscript\b[^<>]*>((?:[^<]++|<(?!/?noscript))*+)</noscript", re.IGNORECASE)
REMEDY = re.compile(r"<(?:style|link)\b", re.IGNORECASE)
SCRIPTS = re.compile(r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)", re.DOTALL | re.IGNORECASE)
STYLE = re.compile(
    r"<style\b(?![^<>]*\bmedia\s*=)[^<>]*>((?:[^<]++|<(?!/?style))*+)</style", re.IGNORECASE
)
ROOTS = re.compile(r"<(html|body|main)(?=[\s>])([^<>]{0,2000}+)>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"(?<![\w-])(class|style)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE
)
APART = re.compile(r"/\*.*?\*/|@[^{};]{0,300}(?:;|\{(?:[^{}]++|\{[^{}]*+\})*+\})", re.DOTALL)
"""What is no rule for every screen: comments, and at-rules with what they hold."""
RULE = re.compile(r"([^{}]{1,300})\{([^{}]*+)\}")
UNSEEN = re.compile(
    r"(?:^|;)\s*(?:opacity\s*:\s*0?\.?0+|visibility\s*:\s*hidden|display\s*:\s*none)\s*(?:!|;|$)"
)
GARBLED = re.compile(r"[\x80-\xff\ufffd]")
"""Japanese that was read in the wrong encoding; what was sent is read in another then."""


async def gather(tab: Tab) -> dict[str, Any]:
    """Letters of the main content that are `shown`, of these those `sent`, and some `unsent` parts.

    `asks` is what is said where no script runs; `hidden` are the roots of the page that were sent
    out of sight.
    """
    source = await document(tab, 4 * LONGEST)
    seen = await look(tab, "unsent")
    begun = source[:LONGEST]
    known = bare(begun)
    parts = [part | {"new": count_new(part["words"], known)} for part in seen]
    unsent = [part for part in parts if 2 * part["new"] > letters(part["words"])]
    shown = "".join(chain.from_iterable(part["words"] for part in parts))
    return {
        "garbled": 5 * len(GARBLED.findall(shown)) > len(shown),
        "shown": sum(letters(part["words"]) for part in parts),
        "sent": sum(letters(part["words"]) - part["new"] for part in parts),
        "unsent": [{"selector": p["selector"], "html": p["html"]} for p in unsent[:LISTED]],
        "asks": [text for inner in WITHOUT.findall(begun) if (text := words(inner))][:5],
        "hidden": hidden(begun),
        "capped": len(source) > LONGEST,
    }


def bare(source: str) -> str:
    """All words of a document without any white space; those for where no script runs as well.

    >>> bare("<h1>町の <b>お知らせ</b></h1><script>let x = '新着';</script>&amp;")
    '町のお知らせ&'
    """
    return squeezed(unescape(untagged(source)))


def untagged(source: str, gap: str = "") -> str:
    """What stands between tags; in one go, however many of them are broken.

    >>> untagged("<p title='x'>1 < 2</p><br>")
    '1 < 2'
    """
    first, *others = SILENT.sub("", source).split("<")
    return gap.join(
        [first, *(each.partition(">")[2] if is_tag(each) else f"<{each}" for each in others)]
    )


def is_tag(text: str) -> bool:
    """Whether what follows the sign < makes a tag of it."""
    return text[:1].isalpha() or text[:1] in {"/", "!", "?"}


def words(markup: str) -> str:
    """The words of a piece of markup, on one line."""
    return " ".join(unescape(untagged(markup, " ")).split())[:200]


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


def hidden(source: str) -> list[str]:
    """The opening tags of html, body and main that the document itself puts out of sight.

    A style sheet for where no script runs is trusted to show them again.

    >>> hidden('<style>.wait body { opacity: 0 }</style><html class="wait"><body>')
    ['<body>']
    >>> hidden('<body style="opacity: 0"><noscript><style>body{opacity:1}</style></noscript>')
    []
    >>> hidden('<style>@media print { body { display: none } }</style><body>')
    []
    """
    if any(REMEDY.search(inner) for inner in WITHOUT.findall(source)):
        return []
    plain = SCRIPTS.sub("", source)
    roots = [(m[1].lower(), attributes(m[2]), m[0][:200]) for m in ROOTS.finditer(plain)][:3]
    selectors = {
        squeezed(one)
        for sheet in STYLE.findall(plain)
        for rule in RULE.finditer(APART.sub("", sheet[:SHEET]))
        if UNSEEN.search(rule[2].lower())
        for one in rule[1].split(",")
    }
    above: list[str] = []
    found = []
    for tag, own, html in roots:
        names = [tag, *(f"{each}.{name}" for each in (tag, "") for name in own["class"].split())]
        ways = {*names, *(f"{a}{n}" for a in above for n in names)}
        if UNSEEN.search(own["style"].lower()) or ways & selectors:
            found.append(html)
        above += names
    return found


def attributes(text: str) -> dict[str, str]:
    """The class and the style that an opening tag gives."""
    found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(text)}
    return {"class": "", "style": ""} | found
