"""What a sentence calls a control or a part of a page, so that its owner finds it by its words."""

import re
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from audits.checks import Element
from audits.checks._shared.sentences import clipped

SHORT = 30
"""Letters of a name."""
TAG = 60
"""Characters of a tag that stands for what has no words."""
CUT = re.compile(r"<[^<>]*$")
FILLED_IN = frozenset({"input", "select", "textarea"})
"""What stands within them is what is chosen or written, and not what they are called."""


def called(element: Element) -> str:
    """The words that it shows, else those that it is given, else its tag.

    >>> called({"html": '<a href="/news/"><b>お知らせ</b> 一覧</a>'})
    'お知らせ 一覧'
    >>> called({"html": '<a href="/"><img src="logo.png" alt="みらい市"></a>'})
    'みらい市'
    >>> called({"html": "<a><ruby>申請<rp>（</rp><rt>しんせい</rt><rp>）</rp></ruby></a>"})
    '申請'
    >>> called({"html": '<select name="page"><option>選択してください</option></select>'})
    '<select name="page">'
    """
    markup = element["html"]
    name = " ".join(str(element.get("words") or named(CUT.sub("", markup))).split())
    if name:
        return clipped(name, SHORT)
    opening = markup.partition(">")[0] + ">" if ">" in markup else markup
    return clipped(opening, TAG)


def named(markup: str) -> str:
    """Text, pictures' alternatives, labels: the first that an element has."""
    element = next(html.document_fromstring(f"<body><div>{markup}").iter("div")).find("*")
    if element is None:
        return ""
    for reading in element.findall(".//rt") + element.findall(".//rp"):
        reading.drop_tree()
    shown = "" if element.tag in FILLED_IN else " ".join(element.itertext())
    return next(filter(None, (shown.strip(), *given(element))), "")


def given(element: Any) -> list[str]:
    """What attributes call an element or the pictures in it."""
    kind = str(element.get("type") or "").lower()
    value = ("value",) if kind in ("submit", "button", "reset") else ()
    own = [element.get(name) for name in ("aria-label", "alt", "title", "placeholder", *value)]
    inner = [part.get("alt") or part.get("aria-label") for part in element.iterdescendants("*")]
    return [str(words).strip() for words in (*own, *inner) if words]
