"""What several checks know of Japanese text: its letters, its spaces, and how to quote it."""

import re
from collections.abc import Iterable

from audits.facts.text import Text, TextBlock
from minna.text import nfkc

KANJI = r"\u3005\u3006\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HIRAGANA = "ぁ-ゖ"
SPACE = r"[ \u00a0\u2000-\u200a\u3000]"
BULLETS = "・･●○■□◆◇▪•◎▼▲★☆►▶"
SIGNS = re.compile(r"[\W_]+")
QUOTED = 3


def japanese(text: Text) -> list[TextBlock]:
    """Blocks of the text, less those marked as Chinese or Korean, which share our letters."""
    return [b for b in text["items"] if not any(is_neighbour(lang) for lang in b["langs"])]


def is_neighbour(lang: str) -> bool:
    """Whether a language tag names Chinese or Korean.

    >>> is_neighbour("zh-Hans"), is_neighbour("ja")
    (True, False)
    """
    return lang.lower().partition("-")[0] in {"zh", "ko", "yue", "lzh"}


def some(words: Iterable[str]) -> str:
    """The first few different words, for a sentence.

    >>> some(["日　時", "日　時", "場　所"])
    '日　時、場　所'
    """
    return "、".join(list(dict.fromkeys(words))[:QUOTED])


def letters(text: str) -> str:
    """A text without what does not tell it from another: case, width, spaces and signs.

    >>> letters("お問い合わせ　＞") == letters("お問い合わせ")
    True
    """
    return SIGNS.sub("", nfkc(text)).casefold()
