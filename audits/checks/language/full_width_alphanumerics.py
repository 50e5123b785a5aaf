"""Letters and figures of the Latin script are written in half width.

Full-width “ＰＤＦ” may be spelled out by a screen reader, and telephone numbers or addresses in
full width cannot be dialled or copied.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import japanese, some
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "全角の英数字", "en": "Full-width letters and figures"},
    passed={
        "ja": "英数字は半角で書かれています",
        "en": "Letters and figures are written in half width",
    },
    failed={
        "found": {
            "ja": "全角の英数字が {count} か所で使われています（{examples}）",
            "en": "{count} places use full-width letters or figures ({examples})",
        }
    },
    fix={
        "ja": "「ＰＤＦ」は「PDF」、「０３－１２３４」は「03-1234」のように、半角で書きます。",
        "en": "Write PDF, not ＰＤＦ, and 03-1234, not ０３－１２３４.",
    },
    about={
        "ja": "全角の英字は一文字ずつ読み上げられることがあり、"
        "全角の電話番号は押しても発信できません。"
        "検索や写し取りにも向きません。"
    },
)

FULL = re.compile(r"[Ａ-Ｚａ-ｚ０-９]{2,}")
EITHER = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]")


def check(text: Text) -> Verdict:
    """Two or more in a row: a single full-width figure, as in ５月, is common in good print."""
    blocks = [b for b in japanese(text) if EITHER.search(b["text"])]
    if not blocks:
        return inapplicable()
    full = [b for b in blocks if FULL.search(b["text"])]
    return (
        failed("found", full, examples=some(w for b in full for w in FULL.findall(b["text"])))
        if full
        else passed()
    )
