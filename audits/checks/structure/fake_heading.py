"""Headings are marked up as headings.

People who do not see the page move from heading to heading; a bold line is no stop on that way.
"""

import re
from itertools import pairwise

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import japanese, some
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見出しに見える段落", "en": "Paragraphs that look like headings"},
    passed={
        "ja": "太字や記号だけで見出しに見せた段落は見つかりませんでした",
        "en": "No paragraph was found that only looks like a heading",
    },
    failed={
        "styled": {
            "ja": "太字や大きな文字で見出しのように見せた段落があるようです（{examples}）",
            "en": "Bold or large paragraphs seem to serve as headings ({examples})",
        },
        "decorated": {
            "ja": "「■」「【】」などの記号で見出しのように見せた段落があるようです（{examples}）",
            "en": "Paragraphs marked with signs like ■ or 【】 seem to serve as headings "
            "({examples})",
        },
    },
    fix={
        "ja": "見出しは <h2> や <h3> で書き、文字の太さや大きさは CSS で整えます。"
        "例：<h3>申請に必要なもの</h3>。",
        "en": "Write headings as <h2> or <h3>, and style them by CSS: <h3>What to bring</h3>.",
    },
    replaces=("p-as-heading",),
    about={
        "ja": "画面を見ずに使う人は、見出しから見出しへ移動して目的の場所を探します。"
        "太字や記号だけの段落は見出しとして伝わらず、素通りされてしまいます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F2",
)

ELSEWHERE = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "th", "pre", "blockquote"),
    *("caption", "figcaption", "figure", "a", "button", "nav", "header", "footer", "address"),
    *("form", "label", "legend", "summary"),
}
DECORATED = re.compile(
    r"[●■◆▼◎□◇]\s*[^●■◆▼◎□◇\s].*|【[^【】]+】|《[^《》]+》|[〈<＜][^〈〉<>]+[〉>＞]"
)
LONGEST = 30  # characters, of which Latin letters take half the room
TEXT = 30  # characters: what a heading stands above is longer than a label
SENTENCE = 15  # characters of a sentence below what is both larger and bold
LARGER = 1.2
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
ENDED = re.compile(r"[。．.!?！？]\s*$")


def check(text: Text) -> Verdict | list[Verdict]:
    """A short line of its own right above a longer text in the same parent."""
    blocks = [b for b in japanese(text) if not ELSEWHERE & set(b["within"])]
    if not blocks:
        return inapplicable()
    above = [(b, below) for b, below in pairwise(blocks) if stands_above(b, below)]
    decorated = [
        b for b, _ in above if DECORATED.fullmatch(b["text"]) and "table" not in b["within"]
    ]
    styled = [b for b, below in above if b not in decorated and stands_out(b, below)]
    styled += [b for b in blocks if b not in (*styled, *decorated) and begins_with_one(b)]
    found = [
        failed(key, bad, examples=some(b["text"] for b in bad))
        for key, bad in (("styled", styled), ("decorated", decorated))
        if bad
    ]
    return found or passed()


def stands_above(block: TextBlock, below: TextBlock) -> bool:
    """Whether a block is one short line without a full stop, and text comes right after it."""
    line = block["text"].strip()
    return (
        block["parent"] == below["parent"]
        and room(line) <= LONGEST
        and (room(below["text"]) > TEXT or (is_loud(block, below) and is_sentence(below["text"])))
        and "\n" not in line
        and not line.endswith(("。", "．", ".", "、", "：", ":", "！", "」", "）", ")"))
        and bool(re.match(r"\D*[^\W\d_]{2}", line))
        and not DECORATED.fullmatch(below["text"])
    )


def stands_out(block: TextBlock, below: TextBlock) -> bool:
    """Whether it is bold above plain text, or clearly larger, and not smaller.

    In a cell of a table it must be larger: bold words are common in data.
    """
    if "table" in block["within"]:
        return bool(block["size"] >= LARGER * below["size"])
    bolder = block["bold"] and not below["bold"] and block["size"] >= below["size"]
    return bool(bolder or block["size"] >= LARGER * below["size"])


def room(text: str) -> float:
    """How much room a text takes, in Japanese letters.

    >>> room("申請に必要なもの"), room("Fees")
    (8.0, 2.0)
    """
    return len(text) - len(LATIN.findall(text)) / 2


def is_loud(block: TextBlock, below: TextBlock) -> bool:
    """Whether a line is both bold and larger than what comes below it, which is not bold."""
    return bool(block["bold"] and not below["bold"] and block["size"] >= LARGER * below["size"])


def is_sentence(text: str) -> bool:
    """Whether a text ends as sentences do, and is longer than a few words."""
    return room(text) >= SENTENCE and bool(ENDED.search(text))


def begins_with_one(block: TextBlock) -> bool:
    """Whether the first line alone of a block is bold or larger, and sentences follow in others."""
    lead = block.get("lead")
    if not lead or {"table", "address"} & set(block["within"]):
        return False
    line, rest = lead["text"].strip(), block["text"].partition("\n")[2]
    is_line = len(line) > 1 and room(line) <= LONGEST and bool(re.match(r"\D*[^\W\d_]{2}", line))
    return is_line and not ENDED.search(line) and is_sentence(rest) and room(rest) > TEXT
