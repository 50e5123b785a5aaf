"""Tables of data are marked up as such, and tables that only arrange the page are not.

A screen reader announces rows, columns and headers where there is a table of data; in a layout
table that is noise, and without them figures are a row of numbers.
"""

import re
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks.structure._tables import is_data, is_said_to_arrange
from audits.checks.structure.table_order import is_layout
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "データの表と配置の表の区別", "en": "Tables of data and layout tables"},
    passed={
        "ja": "配置のための表に見出しセルはなく、データの表は表として伝わります",
        "en": "No layout table has headers, and tables of data are told as tables",
    },
    failed={
        "marked": {
            "ja": "配置のための表 {count} 個に、見出しセル（th）や表題が使われているようです",
            "en": "{count} tables that only arrange the page seem to have header cells or a "
            "caption",
        },
        "hidden": {
            "ja": 'データの表 {count} 個に role="presentation" が付き、表として伝わらないようです',
            "en": '{count} tables of data seem to be hidden as tables by role="presentation"',
        },
    },
    fix={
        "ja": "配置には CSS を使い、th や caption はデータの表だけに使います。"
        'データの表からは role="presentation" を外します。'
        '例：<table><tr><th scope="col">種類</th><th scope="col">手数料</th></tr>…</table>。',
        "en": "Arrange with CSS, keep th and caption for tables of data, and take "
        'role="presentation" off these: <table><tr><th scope="col">Kind</th>…</tr></table>.',
    },
    about={
        "ja": "音声読み上げは、データの表では見出しと行・列の位置を伝えます。"
        "配置の表に見出しがあると余計な言葉が読まれ、データの表が表として伝わらないと、"
        "数字が何の値か分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F46",
)

ARRANGES = re.compile(
    r"レイアウト|段組|配置|整形|layout|(?:two|three|[23]) columns|\bcolumns?$"
    r"|presentation|design|placement",
    re.IGNORECASE,
)
"""What summaries and captions say of tables that hold no data."""
MARKS = {"th", "caption", "summary", "scope"}


def check(tables: dict[str, Any]) -> Verdict | list[Verdict]:
    """Tables with a role, with blocks or tables within, or with one cell only."""
    told = [table for table in tables["items"] if table["role"] or arranges(table)]
    if not told:
        return inapplicable()
    marked = [t for t in told if MARKS & set(t["marks"]) and arranges(t)]
    hidden = [
        t for t in told if t not in marked and is_said_to_arrange(t) and is_data(t | {"role": ""})
    ]
    found = [failed(key, bad) for key, bad in (("marked", marked), ("hidden", hidden)) if bad]
    return found or passed()


def arranges(table: Element) -> bool:
    """Whether a table arranges the page: it holds tables, or headers alone that stand over nothing.

    A table of data may hold lists in its cells, so blocks alone are not enough where it is marked.
    """
    if table["nested"] and table["fields"]:
        return True
    if ARRANGES.search(table.get("summary", "")) or holds_parts(table):
        return True
    if is_frame(table):
        return True
    one_cell = table["rows"] == 1 and table["widths"] == [1] and "caption" not in table["marks"]
    marked = bool(MARKS & set(table["marks"]))
    return bool(
        one_cell or (table["nested"] and is_layout(table)) or (not marked and is_layout(table))
    )


def holds_parts(table: Element) -> bool:
    """Whether at least half of the cells, or one of very few, hold headings, forms or the like.

    A row of data may end with a form of its own, and a cell of it may hold a picture or a list.
    """
    cells = sum(table["widths"])
    parts = table.get("parts", 0)
    return bool(parts) and (2 * parts >= cells or (table["rows"] <= 2 and cells <= 4))


def is_frame(table: Element) -> bool:
    """Whether a header stands alone over rows whose cells all hold blocks: a page in a table."""
    top, *rows = table["kinds"] or [""]
    blocks = [row for row in rows if len(row) > 1 and set(row) == {"b"}]
    return top.lower() == "h" and bool(rows) and len(blocks) == len(rows)
