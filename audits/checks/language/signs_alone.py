"""Signs that say something are explained in words.

A triangle in a table of free rooms, a diamond behind the name of a field or an arrow on a button is
read out as “black up-pointing triangle”, or not at all; what it stands for is a guess for everybody
who was not told.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.fields import Fields
from audits.facts.graphics import Graphics
from audits.facts.links import Links
from audits.facts.tables import Tables
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "記号だけで示した内容", "en": "What is told by signs alone"},
    passed={
        "ja": "記号で示した内容には、言葉の説明もあります",
        "en": "What signs stand for is said in words",
    },
    failed={
        "cells": {
            "ja": "表の中の記号が何を表すか、説明がないようです（{examples}）",
            "en": "Nothing seems to say what the signs in a table stand for ({examples})",
        },
        "labels": {
            "ja": "入力欄の見出しに付いた記号が何を表すか、説明がないようです（{examples}）",
            "en": "Nothing seems to say what the signs beside the names of fields stand for "
            "({examples})",
        },
        "pictures": {
            "ja": "絵だけで状態などを示し、言葉の説明がないようです（{examples}）",
            "en": "Small drawings alone seem to tell states or the like, without a word "
            "({examples})",
        },
        "controls": {
            "ja": "記号だけのボタンやリンクがあり、何が起きるか"
            "言葉では分からないようです（{examples}）",
            "en": "Buttons or links show only a sign, and no word seems to say what they do "
            "({examples})",
        },
    },
    fix={
        "ja": "記号の意味を近くに書くか、記号の代わりに言葉を書きます。"
        "例：<p>▲：残りわずか　■：満席</p>、<button>次へ ➜</button>。",
        "en": "Say beside it what the sign means, or put words in its place: "
        "<p>▲ few left, ■ full</p>, <button>Next ➜</button>.",
    },
    about={
        "ja": "記号の読み方はソフトによって違い、"
        "「黒三角」などと読まれるだけで、意味は伝わりません。"
        "見えている人にも、決まった意味のない記号は伝わりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F26",
)

SIGN = r"[■-◿★☆☀-☂☎♠-♧♪✓-✚✦-✱✽❄❌❖⬛⬜⭐⭕🔴🟠-🟣🔵⚫⚪×〇※†‡§¶]"
ONLY = re.compile(rf"{SIGN}{{1,2}}\ufe0f?")
USUAL = frozenset("○〇◯⭕●×✕✖✗✘✓✔❌※")
"""Yes and no, as every table in Japan has them: read out as what they mean."""
SCALE = frozenset("◎△▲")
"""Better than yes and nearly no, where yes and no are there."""
EXPLAINED = re.compile(
    rf"({SIGN})\s?(?:[:：=＝…・（(]|印|は|が|の|マーク)?\s?(?=[^\W\d_])|[はが=＝:：]\s?({SIGN})"
)
BEHIND = re.compile(r"[^\W\d_]\s?([■□▲△▼▽◆◇◎●○★☆♦♥†‡§¶✽✱])[\s:：]*$")
POINTING = re.compile(r"[←-⇿➔➘-➾⬅-⬇▲△▶▷►▼▽◀◁◄◆◇■□●○★☆♥♡☰⚙☎✉✎✆❯❮«»‹›≪≫＜＞<>✕✖×＋⋮⋯…]{1,3}\ufe0f?")
CONTROL = re.compile(r"<(?:a|button|summary)[\s>]", re.IGNORECASE)
TITLED = re.compile(r"<[^<>]*(?:title|aria-label)=\"[^\"]*[^\W_]", re.IGNORECASE)


ENDING = re.compile(r"[^\W_][\s　:：]{1,3}([■□◆◇◎●▲△★☆♦♥])(?![■□◆◇◎●▲△★☆♦♥])(?=[\s、,]|$)")
"""A sign behind a word, and before nothing that it could belong to."""
SAID = re.compile(rf"({SIGN})\ufe0f?\s?(?:[:：=＝…・（(]|印|は|が|の|マーク)\s?(?=[^\W\d_])")
SAID_AFTER = re.compile(rf"[はが=＝:：]\s?({SIGN})")
LEADING = re.compile(rf"({SIGN})\ufe0f?[\s　]?(?=[^\W_])")
LABELLED = re.compile(r"[\s　]*([■□▲△▼▽◆◇◎●★☆♦♥†‡§¶✽✱])[\s　]?(?=[^\W_])")
FEWEST = 3  # items of a list whose first signs are compared
MOST_KINDS = 4  # of drawings: more are ornaments, each of its own thing


def check(
    tables: Tables,
    text: Text,
    fields: Fields,
    graphics: Graphics,
    links: Links,
) -> Verdict | list[Verdict]:
    """Signs in cells, behind words and on controls, each where no words of the page explain it."""
    said = explanations(text)
    kinds = {
        "cells": [*cells(tables, said), *lines(text, said), *beginnings(text)],
        "labels": list(labels(fields, said)),
        "pictures": list(pictures(graphics)),
        "controls": list(controls(text, links)),
    }
    if not (tables["items"] or fields["items"] or graphics["signs"] or any(kinds.values())):
        return inapplicable()
    return [
        failed(key, found, examples=some(item["signs"] for item in found))
        for key, found in kinds.items()
        if found
    ] or passed()


def explanations(text: Text) -> set[str]:
    """The signs beside which some text says something, other than by standing behind a label.

    >>> sorted(explanations({"items": [{"text": "▲：残りわずか、満席は■", "within": []}]}))
    ['■', '▲']
    >>> explanations({"items": [{"text": "氏名◆", "within": ["label"]}]})
    set()
    """
    said: set[str] = set()
    for block in text["items"]:
        if "label" in block["within"]:
            continue
        said.update(match[1] or match[2] for match in EXPLAINED.finditer(block["text"]))
    return said


def cells(tables: Tables, said: set[str]) -> Iterator[Element]:
    """Tables of data with two or more signs that have no usual meaning and no explanation."""
    for table in tables["items"]:
        held = [cell.strip() for row in table["cells"] for cell in row]
        signs = {cell[0] for cell in held if ONLY.fullmatch(cell)}
        unusual = signs - USUAL - said
        if signs & USUAL:
            unusual -= SCALE
        if len(unusual) > 1 and not any(sign in table["caption"] for sign in unusual):
            yield table | {"signs": "".join(sorted(unusual))}


def lines(text: Text, said: set[str]) -> Iterator[Element]:
    """Lists and lines whose items end in two or more different signs that nothing explains."""
    lists: dict[int, list[TextBlock]] = {}
    for block in text["items"]:
        if not {"label", "th", "code", "pre", "a", "button"} & set(block["within"]):
            lists.setdefault(block["list"], []).append(block)
    for blocks in lists.values():
        ends = {sign for block in blocks for sign in ENDING.findall(block["text"])}
        ends |= {b["text"].strip()[0] for b in blocks if b["tag"] == "dd" and is_only(b["text"])}
        unusual = ends - said - (SCALE if ends & USUAL else set())
        if len(unusual) > 1:
            yield blocks[0] | {"signs": "".join(sorted(unusual))}


def is_only(words: str) -> bool:
    """Whether a sign is all that is said."""
    return bool(ONLY.fullmatch(words.strip()))


def beginnings(text: Text) -> Iterator[Element]:
    """Lists whose items are told apart by the signs that they begin with.

    Signs that come in one order, a heading's before those of what stands under it, are bullets.
    """
    said = {m[1] for block in text["items"] for m in SAID.finditer(block["text"])}
    said |= {m[1] for block in text["items"] for m in SAID_AFTER.finditer(block["text"])}
    lists: dict[int, list[TextBlock]] = {}
    for block in text["items"]:
        if block["tag"] == "li":
            lists.setdefault(block["list"], []).append(block)
    for blocks in lists.values():
        found = [LEADING.match(block["text"].strip()) for block in blocks]
        signs = [match[1] for match in found if match]
        kinds = set(signs) - said
        if len(signs) == len(blocks) and tells_apart(signs, kinds):
            yield blocks[0] | {"signs": "".join(sorted(kinds))}


def tells_apart(signs: list[str], kinds: set[str]) -> bool:
    """Whether first signs of items are a few kinds that come again, and are no bullets.

    >>> tells_apart(list("▲◆▲◆"), set("▲◆")), tells_apart(list("▲◆"), set("▲◆"))
    (True, False)
    """
    is_few = 1 < len(kinds) <= MOST_KINDS and len(kinds) < len(signs) >= FEWEST
    changes = sum(one != other for one, other in pairwise(signs))
    return is_few and not is_nested(signs) and (changes >= len(kinds) or len(signs) > FEWEST)


def is_nested(signs: list[str]) -> bool:
    """Whether one sign only parts groups of another, as a heading's bullet does.

    >>> is_nested(list("■●●■●")), is_nested(list("▲◆▲◆"))
    (True, False)
    """
    first = signs[0]
    others = set(signs) - {first}
    runs = "".join("-" if sign == first else "+" for sign in signs)
    return len(others) == 1 and bool(re.fullmatch(r"(?:-\+++)+", runs)) and "++" in runs


def labels(fields: Fields, said: set[str]) -> Iterator[Element]:
    """Fields whose visible name ends in a sign that nothing explains."""
    for field in fields["items"]:
        found = BEHIND.search(field["label"]) or LABELLED.match(field["label"])
        beside = f"{field['described']} {field['before']} {field['after']}"
        if found and found[1] not in said and found[1] not in beside:
            yield field | {"signs": field["label"][:20]}


def pictures(graphics: Graphics) -> Iterator[Element]:
    """Drawings of a few kinds that end the items of a list or a line, or are all of a cell."""
    for group in graphics["signs"]:
        is_few = 1 < group["kinds"] <= MOST_KINDS and group["count"] > 1
        if is_few and (group["alone"] or group["tints"] > 1):
            yield group | {"signs": group["words"][:30] or group["html"][:30]}


def controls(text: Text, links: Links) -> Iterator[Element]:
    """Buttons and links that are called by nothing but a sign."""
    for link in links["items"]:
        if POINTING.fullmatch(link["name"].strip()):
            yield link | {"signs": link["name"].strip()}
    known = {link["selector"] for link in links["items"]}
    for block in text["items"]:
        shown = block["text"].strip()
        if any(link == block["selector"] or link.startswith(block["selector"]) for link in known):
            continue
        is_control = CONTROL.search(block["html"]) and not TITLED.search(block["html"])
        if is_control and POINTING.fullmatch(shown):
            yield block | {"signs": shown}
