"""What a sign means is told in words.

◎ and △ are read out as “double circle” and “triangle”, if at all; what they stand for must be
written somewhere.
"""

import re
from collections import defaultdict
from typing import Any

from audits.checks import Element, cant_tell, failed, inapplicable, passed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="1.3.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "記号だけで示した内容", "en": "What signs alone tell"},
    passed={
        "ja": "記号の意味は、凡例などの言葉でも分かります",
        "en": "What signs mean is told in words as well",
    },
    failed={
        "status": {
            "ja": "「{examples}」の記号だけで状態を示していて、意味の説明がないようです",
            "en": "Signs alone seem to tell the state of things ({examples}), and nothing says "
            "what they mean",
        },
        "labels": {
            "ja": "ラベルの後の記号（{examples}）の意味の説明がないようです",
            "en": "Nothing seems to say what the signs behind the labels mean ({examples})",
        },
        "control": {
            "ja": "記号だけのボタンが {count} 個あるようです（{examples}）",
            "en": "{count} buttons seem to have only a sign for a name ({examples})",
        },
        "usual": {
            "ja": "「{examples}」の記号で状態を示しています。"
            "意味が言葉でも分かるか確かめてください",
            "en": "Signs tell the state of things ({examples}): please see whether words say what "
            "they mean",
        },
    },
    fix={
        "ja": "言葉を書き添えるか、凡例を付けます。例：<td>◎ 空きあり</td>、"
        "「◎：空きあり　△：残りわずか」。",
        "en": "Write it in words, or explain the signs: <td>◎ free</td>, “◎: free, △: few left”.",
    },
    about={
        "ja": "記号は音声読み上げで読まれなかったり、「二重丸」「三角」とだけ読まれたりします。"
        "見て分かる人にも、意味は人によって違います。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F26",
)

USUAL = "○◯〇⚪×✕"
"""Yes and no, as all who grew up with them know."""
STATES = USUAL + "◎●△▲▽▼□■◇◆☆★✓✔☑✗✘✖❌✅⭕❗‼⚠⛔🚫🔴🟢🟡🟠🔵⚫"
SIGN = re.compile(rf"([{STATES}])\ufe0f?")
BEHIND = re.compile(rf"[^\W_][)）\s]{{0,3}}([{STATES}])\ufe0f?\s*$")
"""A sign at the end of words."""
STATUS = "✓✔☑✗✘✖❌✅⭕❗‼⚠⛔🚫🔴🟢🟡🟠🔵"
WITHIN = re.compile(rf"[^\W_] {{0,3}}([{STATUS}])\ufe0f?")
"""A sign behind words that is no mark of a list."""
BULLETS = "●■◆▼★○◇□▲"
ARROWS = re.compile(
    r"[\u2190-\u21ff\u2300-\u23ff\u25a0-\u25ff\u2600-\u27bf\u2900-\u29ff\u2b00-\u2bff]\ufe0f?"
)
NAMED = re.compile(
    r"<[^>]{0,600}\b(?:aria-label|aria-labelledby|title)\s*=\s*[\"'][^\"']", re.IGNORECASE
)
LABELS = {"label", "legend"}


def check(text: dict[str, Any], images: dict[str, Any]) -> Verdict | list[Verdict]:
    """Cells and lines that differ by a sign, where no words on the page say what it stands for."""
    blocks = [b for b in text["items"] if not {"pre", "code"} & set(b["within"])]
    signed = [(b, sign) for b in blocks if (sign := sign_of(b))]
    controls = [b for b in blocks if is_control(b)]
    if not signed and not controls:
        return inapplicable()
    known = explained(blocks, [image["alt"] or "" for image in images["items"]])
    lists: dict[object, list[tuple[Element, str]]] = defaultdict(list)
    labels = []
    for block, sign in signed:
        if not LABELS.isdisjoint({block["tag"], *block["within"]}):
            labels.append((block, sign))
        else:
            lists[block["list"]].append((block, sign))
    states = [found for found in lists.values() if tells(found, known)]
    told = [pair for found in states if not is_usual(found) for pair in found]
    usual = [pair for found in states if is_usual(found) for pair in found]
    found = []
    for key, pairs in (("status", told), ("labels", labels if tells(labels, known) else [])):
        if pairs:
            elements = [block for block, _ in pairs]
            found.append(failed(key, elements, examples=some(sign for _, sign in pairs)))
    if controls:
        found.append(failed("control", controls, examples=some(b["text"] for b in controls)))
    if usual and not told:
        elements = [block for block, _ in usual]
        found.append(cant_tell("usual", elements, examples=some(sign for _, sign in usual)))
    return found or passed()


def sign_of(block: Element) -> str:
    """The sign that a block consists of or ends with; of several within a line, all.

    >>> sign_of({"text": "◎"}), sign_of({"text": "Line 1 ✔ Line 2 ✖"}), sign_of({"text": "■ News"})
    ('◎', '✔✖', '')
    """
    line = block["text"].strip()
    if whole := SIGN.fullmatch(line):
        return whole[1]
    if "\n" in line or len(line) > 60:
        return ""
    if (several := WITHIN.findall(line)) and len(set(several)) > 1:
        return "".join(dict.fromkeys(several))
    behind = BEHIND.search(line)
    return behind[1] if behind else ""


def tells(found: list[tuple[Element, str]], known: set[str]) -> bool:
    """Whether signs that differ tell things apart, and none of them is explained."""
    signs = {sign for _, several in found for sign in several}
    return len(signs) > 1 and not known & signs


def is_usual(found: list[tuple[Element, str]]) -> bool:
    """Whether the signs are only those for yes and no that everybody knows."""
    return all(sign in USUAL for _, several in found for sign in several)


def explained(blocks: list[Element], alternatives: list[str]) -> set[str]:
    """The signs that words stand for: “◎：空きあり”, “✔ = open”, “△は残りわずか”."""
    pattern = re.compile(
        rf"([{STATES}])\ufe0f?[」』”\"'）)]?\s*(?:[=＝:：…‥–—-]|は|が|の|印|マーク|means?\b|is\b|are\b|[（(])"
        rf"|([{STATES}])\ufe0f? ?[^\W\d_]"
    )
    said = [b["text"] for b in blocks] + [a for a in alternatives if a]
    return {m[1] or m[2] for words in said for m in pattern.finditer(words[:2000])}


def is_control(block: Element) -> bool:
    """Whether a block is a button whose name is a sign."""
    is_sign = bool(ARROWS.fullmatch(block["text"].strip()))
    return is_sign and block["tag"] == "button" and not NAMED.match(block["html"])
