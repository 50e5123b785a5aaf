"""Text as detectors compare it: one form of letters, and white space that says nothing left out."""

import re

from minna.text import nfkc

SPACE = re.compile(r"\s+")
WIDE = "\u3000-\u9fff\uf900-\ufaff\uff00-\uffef"
SPACE_WITHIN = re.compile(f"(?<=[{WIDE}]) (?=[{WIDE}])")
"""A space between two Japanese letters, which Japanese does not have."""
DASHES = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2212": "-", "〜": "~", "～": "~"}
)


def squeeze(text: str) -> str:
    """Text with each run of white space as one space.

    >>> squeeze(" 転出届\\n　の 提出 ")
    '転出届 の 提出'
    """
    return SPACE.sub(" ", text).strip()


def normalise(text: str) -> str:
    """Text in NFKC, dashes and waves as ASCII, without spaces inside Japanese words.

    >>> normalise("ＦＡＸ　０００－０　日　時　１４日～")
    'FAX 000-0 日時 14日~'
    """
    plain = squeeze(nfkc(text).translate(DASHES))
    return SPACE_WITHIN.sub("", plain)
