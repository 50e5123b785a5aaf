"""Dates are written as dates are said.

“2026/4/1” is read out as a fraction or a row of numbers by some screen readers; 2026年4月1日 is
read as a date by all.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import japanese, some
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "日付の書き方", "en": "How dates are written"},
    passed={
        "ja": "日付は「年月日」で書かれています",
        "en": "Dates are written with 年, 月 and 日",
    },
    failed={
        "numeric": {
            "ja": "数字と記号だけの日付が {count} か所あります（{examples}）",
            "en": "{count} places write dates with figures and signs alone ({examples})",
        }
    },
    fix={
        "ja": "「2026/4/1」「R8.4.1」は「2026年4月1日」「令和8年4月1日」と書きます。",
        "en": "Write 2026年4月1日 or 令和8年4月1日, not 2026/4/1 or R8.4.1.",
    },
    about={
        "ja": "「2026/4/1」は、読み上げソフトによって分数や数字の並びとして読まれます。"
        "「2026年4月1日」ならどのソフトでも日付として伝わります。"
    },
)

MONTH_AND_DAY = r"(?P<sign>[./-])(?:0?[1-9]|1[0-2])(?P=sign)(?:0?[1-9]|[12]\d|3[01])"
NUMERIC = re.compile(
    rf"(?<![A-Za-z0-9./-])(?:(?:19|20)\d\d|[RHS]\d{{1,2}}){MONTH_AND_DAY}(?![A-Za-z0-9/-]|\.\d)"
)
SAID = re.compile(r"\d年|\d月\d{1,2}日")


def check(text: Text) -> Verdict:
    """Western years and the letters of the eras (R, H, S), with slashes, dots or hyphens."""
    blocks = [b for b in japanese(text) if not {"pre", "code"} & set(b["within"])]
    numeric = [(b, found[0]) for b in blocks if (found := NUMERIC.search(b["text"]))]
    if numeric:
        return failed(
            "numeric", [b for b, _ in numeric], examples=some(date for _, date in numeric)
        )
    return passed() if any(SAID.search(b["text"]) for b in blocks) else inapplicable()
