"""Abbreviations are written without spaces between their letters.

“Ｐ Ｄ Ｆ” is three words to a screen reader and to a search.
"""

import re
from itertools import pairwise

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import SPACE, some
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "英字の間の空白", "en": "Spaces between the letters of an abbreviation"},
    passed={
        "ja": "一文字ずつ空白で区切った英字の言葉は見つかりませんでした",
        "en": "No abbreviation was found with spaces between its letters",
    },
    failed={
        "spelled": {
            "ja": "英字が一文字ずつ空白で区切られているようです（{examples}）",
            "en": "The letters of a word seem to be set apart by spaces ({examples})",
        }
    },
    fix={
        "ja": "「Ｐ Ｄ Ｆ」は「PDF」と続けて書きます。字の間は CSS の letter-spacing で"
        "空けられます。",
        "en": "Write PDF, not P D F; the CSS property letter-spacing sets letters apart.",
    },
    about={"ja": "空白で区切られた英字は別々の言葉として読み上げられ、検索でも見つかりません。"},
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F32",
)

LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
WORD = "[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
SPELLED = re.compile(
    rf"(?<!{WORD})(?<!{WORD}{SPACE})(?:{LETTER}{SPACE}{{1,3}}){{2,}}{LETTER}(?!{SPACE}?{WORD})"
)
CAPITAL = "[A-ZＡ-Ｚ]"
WITHIN = re.compile(rf"(?<!{WORD})(?:{CAPITAL}{SPACE}{{1,2}}){{3,20}}{CAPITAL}(?!{WORD})")
"""Four capitals and more, also where a sentence goes on before and behind them."""
SIZES = set("SMLXO")


def check(text: Text) -> Verdict:
    """Three letters or more; what is named one by one (A B C, S M L) is no word."""
    latin = [b for b in text["items"] if re.search(LETTER, b["text"])]
    if not latin:
        return inapplicable()
    found = [(b, word) for b in latin for word in spelled(b["text"]) if is_word(word)]
    if not found:
        return passed()
    blocks = {b["selector"]: b for b, _ in found}.values()
    return failed("spelled", blocks, examples=some(word for _, word in found))


def spelled(text: str) -> list[str]:
    """Letters that stand one by one.

    >>> spelled("The office is C L O S E D today"), spelled("Vitamin A and B")
    (['C L O S E D'], [])
    """
    return list(dict.fromkeys([*SPELLED.findall(text), *WITHIN.findall(text)]))


def is_word(spelled: str) -> bool:
    """Whether the letters are no alphabet in its order and no sizes of clothes.

    >>> is_word("P D F"), is_word("A B C"), is_word("S M L")
    (True, False, False)
    """
    letters = [letter.upper() for letter in re.findall(LETTER, spelled)]
    rising = all(one < other for one, other in pairwise(letters))
    return (
        not (rising and ord(letters[-1]) - ord(letters[0]) < 2 * len(letters))
        and not set(letters) <= SIZES
    )
