"""What a look means is told in the markup or in words as well.

“What is bold is required” helps nobody who does not see what is bold: style sheets are silent.
"""

import re
from collections.abc import Iterator

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見た目だけで示した意味", "en": "Meaning by style alone"},
    passed={
        "ja": "太字や下線などの見た目で示した意味は、マークアップや言葉でも伝わります",
        "en": "What bold, struck or underlined words mean is told in the markup or in words too",
    },
    failed={
        "explained": {
            "ja": "太字、斜体、下線、取り消し線などの見た目だけで意味を示した箇所があるようです"
            "（{examples}）",
            "en": "Words seem to be told apart by their look alone, though it is said to mean "
            "something ({examples})",
        },
        "struck": {
            "ja": "取り消し線の見た目だけで、"
            "取り消したことを示した箇所があるようです（{examples}）",
            "en": "That words no longer hold seems to be shown only by a line through them "
            "({examples})",
        },
    },
    fix={
        "ja": "<strong>、<em>、<del>、<ins> を使うか、言葉を書き添えます。"
        "例：<li><strong>申請書（必要）</strong></li>、<li><del>月曜10時</del>（中止）</li>。",
        "en": "Use <strong>, <em>, <del> or <ins>, or say it in words: "
        "<li><strong>Form (required)</strong></li>, <li><del>Monday</del> (cancelled)</li>.",
    },
    about={
        "ja": "太字や取り消し線を CSS だけで付けると、画面を見ずに使う人には伝わりません。"
        "必要な物や中止になった日が分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F2",
)

LOOKS = {
    "bold": re.compile(r"太字|太文字|ボールド|太い字|\bbold(?:face)?\b", re.IGNORECASE),
    "slanted": re.compile(r"斜体|イタリック|斜めの字|\bitalic(?:s|ised|ized)?\b", re.IGNORECASE),
    "struck": re.compile(
        r"取り?消し?線|打ち?消し?線|抹消線|見え消し|線で消し|\b(?:crossed"
        r"|struck)[ -](?:out|through)\b"
        r"|\bstrike[- ]?through\b|\blines? through\b",
        re.IGNORECASE,
    ),
    "underlined": re.compile(
        r"下線|アンダーライン|傍線|\bunderlin(?:e|es|ed|ing)\b", re.IGNORECASE
    ),
    "large": re.compile(
        r"大き(?:な|い)(?:文字|字)|(?:文字|字)の大き[なくい]"
        r"|\blarger? (?:type|print|text|letters)\b",
        re.IGNORECASE,
    ),
    "shaded": re.compile(
        r"網掛け|網かけ|マーカー|塗りつぶ|\b(?:highlight(?:ed|ing)?|shaded|shading)\b",
        re.IGNORECASE,
    ),
}
"""What sentences call each look."""
WRITES = re.compile(
    r"太字で(?:書|入力|記)|下線を引い|(?:make|set|write|format|put|type) [^.]{0,30}(?:bold|italic)",
    re.IGNORECASE,
)
"""Sentences about how to write, which say nothing of this page."""
HEAD = re.compile("h[1-6]$|th$|dt$|caption$|legend$|summary$|button$")
BOLD_TAG = re.compile(r"<(?:strong|b|em|mark|h[1-6]|th)[\s>]", re.IGNORECASE)
LARGER = 1.15
REACH = 20  # blocks below a sentence that says what a look means
GONE = re.compile(
    r"旧|誤|変更前|修正前|元の|定価|通常|以前|中止|取消|取り消|廃止|終了|完了|済|売り?切れ|削除|満員|満席|締め?切"
    r"|\b(?:was|were|old|previous(?:ly)?|former(?:ly)?|before|regular|list|cancel\w*|sold|done|deleted"
    r"|removed|closed|ended|expired|no longer|instead of|full|completed?)\b",
    re.IGNORECASE,
)
"""Words that say that something is no longer so."""
WORD = re.compile(r"[一-龠々]{2,8}|[一-龠][ぁ-ん]{1,2}|[ァ-ヺー]{3,12}|[A-Za-z]{5,20}")


def check(text: Text) -> Verdict | list[Verdict]:
    """Words that only a style sheet sets apart, where a sentence says what that means."""
    blocks = text["items"]
    marked = [b for b in blocks if b.get("runs") or is_bold(b)]
    explained = [block for at in range(len(blocks)) for block in told_by_look(blocks, at)]
    known = {block["selector"] for block in explained}
    struck = [b for b in marked if b["selector"] not in known and b.get("runs") and is_struck(b)]
    if not marked and not explained:
        return inapplicable()
    found = []
    for key, bad in (("explained", explained), ("struck", struck)):
        if bad:
            once = list({block["selector"]: block for block in bad}.values())
            words = some(words_of(block)[:20] for block in once)
            found.append(failed(key, once, examples=words))
    return found or passed()


def told_by_look(blocks: list[TextBlock], at: int) -> Iterator[TextBlock]:
    """The blocks that a sentence tells by a look, unless words tell them apart as well."""
    legend = blocks[at]
    if not 8 <= len(legend["text"]) <= 400 or WRITES.search(legend["text"]):
        return
    if {"a", "button"} & set(legend["within"]):
        return  # a control that enlarges letters, and no sentence about them
    for look, pattern in LOOKS.items():
        if not pattern.search(legend["text"]):
            continue
        if (
            legend.get("runs")
            and has_look(legend, look)
            and len(words_of(legend)) < len(legend["text"])
        ):
            own = [
                r for r in legend["runs"] if look in r["looks"] and not pattern.search(r["text"])
            ]
            if own:
                yield legend
                continue
        near = list(below(blocks, at))
        usual = min((block["size"] for block in near), default=0)
        having = [block for block in near if has_look(block, look, usual)]
        others = [block for block in near if block not in having]
        if having and (others or any(len(words_of(b)) < len(b["text"]) for b in having)):
            said = said_only_of(having, others, legend["text"])
            yield from () if said else having


def below(blocks: list[TextBlock], at: int) -> Iterator[TextBlock]:
    """The blocks after one, as far as the next heading or the next sentence about a look."""
    for block in blocks[at + 1 : at + 1 + REACH]:
        if re.fullmatch("h[1-6]", block["tag"]) or any(
            pattern.search(block["text"]) for pattern in LOOKS.values()
        ):
            return
        yield block


def has_look(block: TextBlock, look: str, usual: float = 0) -> bool:
    """Whether a style sheet gives words of a block this look, or the block as a whole.

    `usual` is the size of letters in CSS pixels beside which larger ones stand out.
    """
    if look == "large":
        return bool(usual) and block["size"] >= LARGER * usual and not HEAD.match(block["tag"])
    if look == "bold" and is_bold(block):
        return True
    return any(look in run["looks"] for run in block.get("runs", ()))


def is_bold(block: TextBlock) -> bool:
    """Whether all of a block is bold, and neither its tag nor one in it says why."""
    return (
        bool(block["bold"]) and not HEAD.match(block["tag"]) and not BOLD_TAG.search(block["html"])
    )


def words_of(block: TextBlock) -> str:
    """The words that look otherwise: the first that are set apart, or all of the block."""
    return str(block["runs"][0]["text"] if block.get("runs") else block["text"])


def said_only_of(having: list[TextBlock], others: list[TextBlock], legend: str) -> bool:
    """Whether all blocks of a look, and no others, have a word of the sentence about it."""
    words = {word.lower() for word in WORD.findall(legend)}
    held = [b["text"].lower() for b in having]
    free = [b["text"].lower() for b in others]
    return any(
        all(word in text for text in held) and not any(word in text for text in free)
        for word in words
    )


def is_struck(block: TextBlock) -> bool:
    """Whether words of a block have a line through them, and none say that they no longer hold."""
    struck = [run for run in block["runs"] if "struck" in run["looks"]]
    letters = any(re.search(r"[^\W_]{2}", run["text"]) for run in struck)
    return letters and not GONE.search(block["text"])
