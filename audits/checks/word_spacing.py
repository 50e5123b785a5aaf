"""Words are written without spaces inside them.

A space put between two letters for looks splits the word: a screen reader speaks the letters one
by one, in other readings, and a search for the word does not find it.
"""

import re
from collections import Counter
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._japanese import BULLETS, HIRAGANA, KANJI, SPACE, japanese, some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="1.3.2",
    impact="moderate",
    title={"ja": "単語の中の空白", "en": "Spaces inside words"},
    passed={
        "ja": "単語の途中に空白を入れた箇所は見つかりませんでした",
        "en": "No spaces were found inside words",
    },
    failed={
        "word": {
            "ja": "単語の文字と文字の間に空白があります（{examples}）",
            "en": "There are spaces between the letters of a word ({examples})",
        },
        "perhaps": {
            "ja": "単語の文字と文字の間に空白があるようです（{examples}）",
            "en": "There seem to be spaces between the letters of a word ({examples})",
        },
        "spread": {
            "ja": "一文字ずつ空白で区切って書かれた言葉があるようです（{examples}）",
            "en": "A word seems to be written with a space after every letter ({examples})",
        },
    },
    fix={
        "ja": "「日　時」のような空白を取り、「日時」と続けて書きます。"
        "字の間を空けて見せたいときは CSS の letter-spacing や text-align-last: justify を"
        "使います。",
        "en": "Take the space out (日時, not 日　時). To set letters apart for looks, use the CSS "
        "properties letter-spacing or text-align-last: justify.",
    },
    about={
        "ja": "見た目をそろえるための空白が単語を二つに分けています。"
        "音声読み上げでは「日　時」が「ひ、とき」のように一文字ずつ読まれ、意味が伝わりません。"
        "ページ内検索でも見つからなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F32",
)

NUMBER = r"[（(]?[0-9０-９]{1,2}[）)]?[.．、]?"
AFTER = r"[※*＊：:（(】〕\]＞>》]"  # what may follow a label, as the mark of a required field
LABEL = re.compile(
    rf"(?:(?:{NUMBER}|[{BULLETS}]){SPACE}*)?[【〔\[＜<《]?"
    rf"(?P<word>(?P<one>[{KANJI}]){SPACE}+(?P<other>[{KANJI}]))"
    rf"(?:{SPACE}*(?P<colon>[：:]).*|{SPACE}*{AFTER}.*|{SPACE}+(?P<rest>\S.*))?"
)
LETTER = f"[{KANJI}{HIRAGANA}]"
SPREAD = re.compile(rf"(?P<word>(?:{LETTER}{SPACE}+){{2,}}{LETTER})(?:{SPACE}*{AFTER}.*)?")
NAME = re.compile(
    rf"[{KANJI}]{{1,3}}{SPACE}+[{KANJI}ぁ-ヶ]{{2,4}}|[{KANJI}]{{2,3}}{SPACE}+[{KANJI}]"
)
NAMES_BELOW = re.compile(r"氏名|名前|議員|委員|職員|役員|者名?$|name", re.IGNORECASE)
NAMED_ONE_BY_ONE = (
    "月火水木金土日祝〇一二三四五六七八九十百千年時分秒",
    "男女有無可否要不大中小上下左右前後内外東西南北春夏秋冬朝昼夕夜親子父母甲乙丙丁",
)
"""Kanji that are words by themselves and are named side by side: 土 日, 男 女, 東 西."""
LABELS = {"th", "dt", "label", "legend", "caption"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
Place = tuple[Element, "re.Match[str]"]


def check(text: dict[str, Any], images: dict[str, Any]) -> Verdict | list[Verdict]:
    """Certain only where nothing but a label can stand: 林　誠 elsewhere may be somebody's name."""
    blocks = japanese(text)
    alternatives = [i | {"text": i["alt"]} for i in images["items"] if i["alt"]]
    if not blocks and not alternatives:
        return inapplicable()
    names = lists_of_names(blocks)
    pairs = [(b, m) for b in blocks if not is_name(b, names) for m in pairs_in(b)]
    spread = [(b, m) for b in blocks for m in spread_in(b)]
    word = [pair for pair in pairs if is_label(*pair) or comes_with_others(pair, pairs)]
    perhaps = [pair for pair in pairs if pair not in word and not pair[1]["rest"]]
    perhaps += [(i, m) for i in alternatives for m in pairs_in(i) if not m["rest"]]
    word += [place for place in spread if (LABELS | HEADINGS) & set(place[0]["within"])]
    kinds = {"word": word, "perhaps": perhaps, "spread": [p for p in spread if p not in word]}
    return [told(kind, places) for kind, places in kinds.items() if places] or passed()


def told(kind: str, places: list[Place]) -> Verdict:
    """A verdict on the places of one kind, each block once."""
    blocks = {block["selector"]: block for block, _ in places}.values()
    certainty = Certainty.CERTAIN if kind == "word" else Certainty.LIKELY
    return failed(kind, blocks, certainty=certainty, examples=some(m["word"] for _, m in places))


def pairs_in(block: Element) -> list["re.Match[str]"]:
    """Lines that begin with two kanji set apart, unless these are two words."""
    found = [LABEL.fullmatch(line.strip()) for line in block["text"].split("\n")]
    return [m for m in found if m and not are_two_words(m["one"], m["other"])]


def spread_in(block: Element) -> list["re.Match[str]"]:
    """Lines of single letters, kanji and hiragana among them: no list of things is like that."""
    found = [SPREAD.fullmatch(line.strip()) for line in block["text"].split("\n")]
    return [
        m
        for m in found
        if m and re.search(f"[{KANJI}]", m["word"]) and re.search(f"[{HIRAGANA}]", m["word"])
    ]


def are_two_words(one: str, other: str) -> bool:
    """Whether two kanji are things that people name one by one.

    >>> are_two_words("土", "日"), are_two_words("日", "時"), are_two_words("場", "所")
    (True, False, False)
    """
    together = any(one in kind and other in kind for kind in NAMED_ONE_BY_ONE)
    return together and one + other != "日時"


def is_label(block: Element, match: "re.Match[str]") -> bool:
    """Whether the place or a colon says that this is a label."""
    stands = LABELS & set(block["within"]) or block.get("first_cell")
    return bool(match["colon"] or (stands and not match["rest"]))


def comes_with_others(pair: Place, pairs: list[Place]) -> bool:
    """Labels come in sets: another such word in the same list or table, in the same tag."""
    block, match = pair
    place = (block["list"], block["tag"])
    return any((b["list"], b["tag"]) == place and m["word"] != match["word"] for b, m in pairs)


def lists_of_names(blocks: list[Element]) -> set[int]:
    """Lists and tables in which most of what is set apart looks like names."""
    kinds = Counter((b["list"], kind) for b in blocks if (kind := name_or_pair(b)))
    return {place for place, _ in kinds if kinds[place, "name"] > 2 * kinds[place, "pair"]}


def name_or_pair(block: Element) -> str:
    """What a block with a space in it looks like, by the numbers of its letters."""
    if NAME.fullmatch(block["text"].strip()):
        return "name"
    return "pair" if pairs_in(block) else ""


def is_name(block: Element, names: set[int]) -> bool:
    """Whether the column is headed as one of names, or the list is one."""
    return block["list"] in names or bool(NAMES_BELOW.search(block.get("column", "")))
