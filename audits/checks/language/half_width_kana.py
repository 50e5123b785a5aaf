"""Katakana are written in full width.

Half-width katakana are hard to read, are not found by a search for the full-width word, and trip
some screen readers at their voicing marks.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import japanese, some
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "半角カタカナ", "en": "Half-width katakana"},
    passed={
        "ja": "半角カタカナは使われていません",
        "en": "Katakana are written in full width",
    },
    failed={
        "found": {
            "ja": "半角カタカナが {count} か所で使われています（{examples}）",
            "en": "{count} places use half-width katakana ({examples})",
        }
    },
    fix={
        "ja": "「ｾﾝﾀｰ」は「センター」のように、全角カタカナで書きます。",
        "en": "Write センター, not ｾﾝﾀｰ.",
    },
    about={
        "ja": "半角カタカナは字がつぶれて読みにくく、濁点が別の文字になるため、"
        "読み上げや検索でつまずくことがあります。"
    },
)

HALF = re.compile(r"[ｦ-ﾟ]{2,}")
KATAKANA = re.compile(r"[ァ-ヶｦ-ﾟ]")


def check(text: Text) -> Verdict:
    """Two or more in a row: a single one may be an emoticon."""
    blocks = [b for b in japanese(text) if KATAKANA.search(b["text"])]
    if not blocks:
        return inapplicable()
    half = [b for b in blocks if HALF.search(b["text"])]
    return (
        failed("found", half, examples=some(w for b in half for w in HALF.findall(b["text"])))
        if half
        else passed()
    )
