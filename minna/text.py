"""Text of strangers: made well-formed where it comes in, and harmless where it goes out."""

import re
import sys
import unicodedata
from functools import cache
from typing import Any

from minna.reasons import Reason

HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: no character, and nothing that UTF-8 can write."""
FIRST_HALVES = "".join(map(chr, range(0xD800, 0xDC00)))
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves a cursor, colours a terminal or turns the direction of what follows; lines stay."""
BREAKS = re.compile("[\n\v\f\r\x85\u2028\u2029]+")
"""What ends a line."""
MARKS_OF_DIRECTION = re.compile("[\u061c\u200e\u200f\ufff9-\ufffb]")
"""Signs without width that move what stands beside them (UAX 9), and those of annotations."""


def well_formed(value: Any) -> Any:
    """The same value with every text in it well-formed, as far down as lists and dicts go.

    A first half at the end of a text was cut off its second and is left out; any other half is
    U+FFFD, as browsers encode it.

    >>> well_formed(["祭\\ud83c", {"\\udf86夜": 1}]) == ["祭", {"\ufffd夜": 1}]
    True
    """
    if isinstance(value, Reason):
        return Reason(value.code, **well_formed(value.data))
    if isinstance(value, str):
        return HALF.sub("\ufffd", value.rstrip(FIRST_HALVES)) if HALF.search(value) else value
    if isinstance(value, dict):
        return {well_formed(name): well_formed(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(well_formed, value))
    return value


def replace_control_characters(text: str) -> str:
    """A text for a terminal or a table: signs that control either are shown as U+FFFD.

    >>> replace_control_characters("町\\x1b[2J") == "町\ufffd[2J"
    True
    """
    return CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """A text as one line of a terminal: harmless, with spaces for the ends of lines.

    >>> one_line("町\\r\\nok  city\\u200f\\x1b[1A") == "町 ok  city\ufffd\ufffd[1A"
    True
    """
    return MARKS_OF_DIRECTION.sub("\ufffd", replace_control_characters(BREAKS.sub(" ", text)))


MARKS = 30
"""Combining marks on one letter, as in Unicode's stream-safe text format (UAX 15, 13)."""


@cache
def many_marks() -> re.Pattern[str]:
    """More combining marks in a row than any letter has: those that are kept, and the others."""
    marks = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.combining(c))
    return re.compile(f"([{marks}]{{{MARKS}}})[{marks}]++")


def nfkc(text: str) -> str:
    """A text in its ordinary form; of marks that were heaped on a letter the first MARKS.

    To put marks in order, Python takes the square of their number.

    >>> nfkc("ﾐﾝﾅ"), len(nfkc("a" + "\\u0301\\u0316" * 50_000)) < 40
    ('ミンナ', True)
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", many_marks().sub(r"\1", text))
