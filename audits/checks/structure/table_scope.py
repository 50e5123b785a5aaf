"""Where headers stand above and beside the data, each says for which cells it stands."""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.structure._tables import first_words, is_said_to_arrange
from audits.facts.tables import Table, Tables
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "見出しセルの向き", "en": "Which way header cells stand for"},
    passed={
        "ja": "上と左に見出しのある表では、見出しセルの向きが書かれています",
        "en": "Headers above and beside data say which way they stand for",
    },
    failed={
        "unsaid": {
            "ja": "上と左に見出しがあり、scope で向きを示していない表が {count} 個あります"
            "（{examples}）",
            "en": "{count} tables have headers above and beside the data, without scope "
            "({examples})",
        }
    },
    fix={
        "ja": '列の見出しに <th scope="col">、行の見出しに <th scope="row"> と書きます。',
        "en": 'Write <th scope="col"> for headers of columns, and <th scope="row"> for those of '
        "rows.",
    },
    about={
        "ja": "音声読み上げのソフトは、向きの書かれていない見出しを推し量って読みます。"
        "推し量り方はソフトによって違うため、別の見出しと合わせて読まれることがあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H63",
)


def check(tables: Tables) -> Verdict:
    """Headers without a scope in the first row and at the head of every other row."""
    both = [table for table in tables["items"] if has_both(table)]
    if not both:
        return inapplicable()
    unsaid = [table for table in both if "H" not in "".join(table["kinds"])]
    if unsaid:
        return failed("unsaid", unsaid, examples=some(first_words(table)[:30] for table in unsaid))
    return passed()


def has_both(table: Table) -> bool:
    """Whether a first row of headers is followed by rows that each begin with one."""
    if is_said_to_arrange(table):
        return False
    first, *others = table["kinds"] or [""]
    rows = [row for row in others if row]
    above = re.fullmatch("[dhH]?[hH]+", first) and len(first) > 1
    return bool(above) and len(rows) > 1 and all(re.fullmatch("[hH][db]+", r) for r in rows)
