"""Words are not broken by line breaks.

Where a word is set one letter a line, or cut at the end of a line by hand, it is read out letter by
letter or in pieces.
"""

import re
from itertools import pairwise

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import japanese, some
from audits.checks.language._label_nouns import NOUNS
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "改行で切られた言葉", "en": "Words broken by line breaks"},
    passed={
        "ja": "改行で切られた言葉は見つかりませんでした",
        "en": "No word was found that a line break cuts",
    },
    failed={
        "letters": {
            "ja": "一文字ずつ改行された言葉があるようです（{examples}）",
            "en": "Words seem to be set one letter a line ({examples})",
        },
        "cut": {
            "ja": "言葉の途中に改行があるようです（{examples}）",
            "en": "Line breaks seem to cut words ({examples})",
        },
    },
    fix={
        "ja": "<br> を消し、縦書きは CSS の writing-mode で、折り返しはブラウザーに任せます。"
        '例：<th style="writing-mode: vertical-rl">受付期間</th>。',
        "en": "Remove the <br>, set vertical text by CSS (writing-mode: vertical-rl) and let the "
        "browser wrap lines.",
    },
    about={
        "ja": "一文字ずつ改行した言葉は、音声読み上げでは一字ずつ別々に読まれ、"
        "意味が分からなくなります。ページ内の検索でも見つかりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F32",
)

ROW = 3  # lines of one letter each
LETTER = re.compile(r"[^\W\d_]|ー")
PARTICLE_AND_ONE = re.compile(r"[のはがをにでとへも]([一-龠])$")
ALONE = frozenset(
    "日人方時前後中月年市町村家車水本物者所場国県区上下内外間件分円他次各毎春夏秋冬朝昼夜私君母父子犬猫花山川海空道駅店"
)
"""Kanji that are words by themselves."""
STEM = re.compile(r"[一-龠]$")
ENDING = re.compile(
    r"(?:[きぎちびみりいえけめれく]ます|[きぎちびみりいえけめれ]ました|[くつむる](?:こと|とき|場合|方|人|[。、])|"
    r"[みりけえ](?:の|を|は|が|に|で)|った|って|んで|んだ)"
)
KATAKANA = re.compile("[ァ-ヺー]")
SUFFIX = re.compile(
    r"(?:tions?|ments?|ness|ities|ity|ations?|able|ible|ance|ence|ings?|icipal|ciation|ormation|cation"
    r"|cates?|ments|formation|pality|tificate|hood|ship)\b"
)
LABELLED = re.compile(r"<[^>]{0,600}\baria-label(?:ledby)?\s*=")
SEARCHED = 200_000


def check(text: Text) -> Verdict | list[Verdict]:
    """Only lines that are broken in the markup: where the window ends, nothing is broken."""
    blocks = [b for b in japanese(text) if "\n" in b["text"] and is_read_as_written(b)]
    if not blocks:
        return inapplicable()
    whole = "\n".join(b["text"] for b in japanese(text))[:SEARCHED]
    single = [(b, word) for b in blocks if (word := in_single_letters(b, whole))]
    known = {b["selector"] for b, _ in single}
    cut = [(b, w) for b in blocks if b["selector"] not in known and (w := cut_word(b, whole))]
    found = []
    for key, pairs in (("letters", single), ("cut", cut)):
        if pairs:
            elements = [block for block, _ in pairs]
            found.append(failed(key, elements, examples=some(word for _, word in pairs)))
    return found or passed()


def is_read_as_written(block: TextBlock) -> bool:
    """Whether a block's lines are those of a text, and no label is read in their place."""
    return not {"pre", "code"} & set(block["within"]) and not LABELLED.match(block["html"])


def in_single_letters(block: TextBlock, whole: str) -> str:
    """A word that stands in a block with one letter a line, or nothing.

    Two letters may be two things: they must be a noun that is known, or stand together elsewhere.
    """
    run = ""
    for line in [*block["text"].split("\n"), ""]:
        letter = line.strip(" 　")
        if LETTER.fullmatch(letter):
            run += letter
            continue
        if len(run) >= ROW or (len(run) == ROW - 1 and (run in NOUNS or run in whole)):
            return "" if is_list(run) else run
        run = ""
    return ""


def is_list(run: str) -> bool:
    """Whether letters are things one by one: the days of the week, an alphabet, sizes."""
    order = "月火水木金土日"
    latin = run.isascii() and (
        run.upper() in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" or set(run) <= set("SMLXO")
    )
    kana = (
        run in "あいうえおかきくけこさしすせそ"
        or run in "アイウエオカキクケコサシスセソ"
        or run in "イロハニホヘト"
    )
    return latin or kana or set(run) <= set(order) or run in "甲乙丙丁" or run in "上中下"


def cut_word(block: TextBlock, whole: str) -> str:
    """A word that a line break cuts, or nothing."""
    lines = [line.strip(" 　") for line in block["text"].split("\n")]
    for above, below in pairwise(lines):
        if above and below and is_cut(above, below, whole):
            return f"{above[-6:]}／{below[:6]}"
    return ""


def is_cut(above: str, below: str, whole: str) -> bool:
    """Whether two lines are one word where they meet.

    >>> is_cut("転入届の提", "出期限は", ""), is_cut("毎週金曜に開", "きます。", "")
    (True, True)
    >>> is_cut("市役所の", "窓口", ""), is_cut("City", "hall", "")
    (False, False)
    >>> is_cut("regis", "tration", "registration")
    True
    """
    one = PARTICLE_AND_ONE.search(above)
    if one and one[1] not in ALONE and re.match("[一-龠]", below):
        return True
    if STEM.search(above) and ENDING.match(below):
        return True
    left, right = re.search(r"[ァ-ヺー]{1,20}$", above), re.match(r"[ァ-ヺー]{1,20}", below)
    if left and right:
        return bool(right[0][0] in "ーァィゥェォッャュョンヮ") or left[0] + right[0] in whole
    return is_cut_in_latin(above, below, whole)


def is_cut_in_latin(above: str, below: str, whole: str) -> bool:
    """Whether two pieces of Latin letters are a word that the page has whole, or one by its end."""
    left = re.search(r"(?<![\w-])([A-Za-z]{2,20})(-?)$", above)
    right = re.match(r"([a-z]{2,20})\b", below)
    if not left or not right:
        return False
    word = left[1] + right[1]
    is_whole = bool(re.search(rf"\b{re.escape(word)}\b", whole, re.IGNORECASE))
    apart = re.search(rf"\b{re.escape(left[1])}\b[^\n]", whole, re.IGNORECASE)
    return (is_whole and not apart) or bool(SUFFIX.match(below) and (left[2] or not apart))
