"""Numbers and spaced-out letters in one form, on top of `wording.normalise`."""

import re
from functools import lru_cache

from audits.services.wording import normalise

LONGEST = 4_000
"""Characters of a line that are read; longer lines are no sentences."""
LONG_MARK = re.compile(r"(?<=\d)ー(?=\d)")
DASHES = re.compile("[‐‑‒–—―−─]")
CJK = "\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff"
LOOSE = re.compile(rf"(?<=[{CJK}]) (?=[\dA-Za-z])|(?<=[\dA-Za-z]) (?=[{CJK}])")
WIDE = 3
"""From so many gaps on, and one for every fourth letter, a line stands spread out."""
NUMERAL = re.compile(
    "[〇一二三四五六七八九十百]{1,5}(?=[年月日点]|ポイント|ページ|頁|満点|件|[)）]? ?中の?)"
)
DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
UNITS = {"十": 10, "百": 100}
SENTENCE = re.compile(r"[^。]+。?")


def number(kanji: str) -> int:
    """The number that numerals stand for.

    >>> number("二十"), number("十二"), number("二〇")
    (20, 12, 20)
    """
    if not set(kanji) & UNITS.keys():
        return int("".join(str(DIGITS[character]) for character in kanji))
    total, digit = 0, 0
    for character in kanji:
        if character in UNITS:
            total, digit = total + (digit or 1) * UNITS[character], 0
        else:
            digit = DIGITS[character]
    return total + digit


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A text in the form of `normalise`, with numerals as digits.

    Text of PDF files may stand with a gap beside every letter: these gaps go.

    >>> plain("ＪＩＳ Ｘ ８３４１－３：２０１６　五点（二十点満点）")
    'JIS X 8341-3:2016 5点(20点満点)'
    >>> plain("令 和 7 年 3 月 28 日")
    '令和7年3月28日'
    """
    one = LONG_MARK.sub("-", DASHES.sub("-", normalise(text[:LONGEST])))
    gaps = len(LOOSE.findall(one))
    if gaps >= WIDE and gaps * 4 >= len(one) - one.count(" "):
        one = LOOSE.sub("", one)
    return NUMERAL.sub(lambda found: str(number(found[0])), one)


def sentences(text: str) -> list[str]:
    """The sentences of a line, each with its full stop.

    >>> sentences("準拠します。期限は未定")
    ['準拠します。', '期限は未定']
    """
    return [found.strip() for found in SENTENCE.findall(text) if found.strip()]
