"""Quotations are marked up as quotations, and nothing else is.

A screen reader can say where a quotation begins and ends; where the mark is used to indent a text
it says so too, and people listen for words of somebody else.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Links
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "引用の書き方", "en": "How quotations are marked"},
    passed={
        "ja": "引用は blockquote で書かれ、字下げには使われていません",
        "en": "Quotations are marked up, and the mark is not used to indent",
    },
    failed={
        "typed": {
            "ja": "行頭の「>」だけで示した引用があるようです（{examples}）",
            "en": "Lines that begin with “>” seem to be a quotation ({examples})",
        },
        "indent": {
            "ja": "blockquote が字下げのために使われているようです（{examples}）",
            "en": "The element blockquote seems to be used to indent ({examples})",
        },
    },
    fix={
        "ja": "引用は <blockquote> で囲み、字下げは CSS の margin で行います。"
        "例：<blockquote><p>市民の声を市政に生かします。</p></blockquote>。",
        "en": "Put quotations into <blockquote> and indent with the CSS property margin: "
        "<blockquote><p>We listen to our citizens.</p></blockquote>.",
    },
    about={
        "ja": "音声読み上げは引用の始まりと終わりを伝えます。"
        "記号だけでは引用だと伝わらず、字下げに使うと、引用ではない文まで引用として読まれます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F43",
)

SIGNS = (">", "＞", "&gt;")
FEWEST = 2
SHORTEST = 10  # characters: what is shorter points somewhere
STRUCTURE = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "form", "dl", "label"}


def check(text: Text, links: Links) -> Verdict | list[Verdict]:
    """Two lines that begin with the sign, and the mark around headings, tables or forms."""
    names = {link["name"] for link in links["items"]}
    typed = [b for b in text["items"] if is_typed(b, names)]
    quoted = [b for b in text["items"] if "blockquote" in b["within"]]
    if not (typed or quoted):
        return inapplicable()
    indent = [b for b in quoted if STRUCTURE & set(inside(b))]
    found = [
        failed(key, bad, examples=some(b["text"].split("\n")[0][:20] for b in bad))
        for key, bad in (("typed", typed), ("indent", indent))
        if bad
    ]
    return found or passed()


def is_typed(block: TextBlock, links: set[str]) -> bool:
    """Whether several lines of a block, none of them a link, begin with the sign of quoted mail."""
    if {"pre", "code", "nav", "a"} & set(block["within"]):
        return False
    lines: list[str] = [line.strip() for line in block["text"].split("\n")]
    signed = [line for line in lines if line.startswith(SIGNS) and len(line) > SHORTEST]
    return len([line for line in signed if line not in links]) >= FEWEST


def inside(block: TextBlock) -> list[str]:
    """The tags between a block and the mark of quotation around it, its own among them."""
    within: list[str] = block["within"]
    return within[: within.index("blockquote")]
