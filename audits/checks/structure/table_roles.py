"""Tables of data are marked up as such, and tables that only arrange the page are not.

A screen reader announces rows, columns and headers where there is a table of data; in a layout
table that is noise, and without them figures are a row of numbers.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks.structure._tables import SHORT, is_data, is_said_to_arrange
from audits.checks.structure.table_order import is_layout
from audits.facts.links import Link, Links
from audits.facts.tables import Table, Tables
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
    r"|presentation|design|placement|本文|メインコンテンツ|サイドバー|main content|page content"
    r"|sidebar"
    r"|wrapper|container",
    re.IGNORECASE,
)
"""What summaries and captions say of tables that hold no data."""
IS_PART = re.compile(
    r"(?:ページ)?(?:レイアウト|本文|メイン(?:コンテンツ|メニュー)?|コンテンツ|サイドバー"
    r"|メニュー|左|右|ヘッダー|フッター)(?:カラム|部分|エリア)?"
    r"|(?:page )?(?:layout|content|main(?: content)?|sidebar|menu|navigation|header|footer"
    r"|columns?)",
    re.IGNORECASE,
)
"""Captions that name a part of a page."""
GRID = 3  # rows and columns
WORD = 2  # characters: less is a letter by which something is looked up
LONG_HEADER = 120  # characters
MARKS = {"th", "caption", "summary", "scope"}


def check(tables: Tables, links: Links) -> Verdict | list[Verdict]:
    """Tables with a role, with blocks or tables within, or with one cell only."""
    told = [table for table in tables["items"] if table["role"] or arranges(table)]
    if not told:
        return inapplicable()
    marked = [t for t in told if MARKS & set(t["marks"]) and arranges(t)]
    hidden = [
        t
        for t in told
        if t not in marked
        and is_said_to_arrange(t)
        and (is_data(t | {"role": ""}) or (holds_data(t) and not holds_links(t, links["items"])))
    ]
    found = [failed(key, bad) for key, bad in (("marked", marked), ("hidden", hidden)) if bad]
    return found or passed()


def holds_data(table: Table) -> bool:
    """Whether a table is as wide and regular, and its texts as short, as those of data are."""
    cells = [cell for row in table["cells"] for cell in row]
    filled = [cell for cell in cells if cell]
    is_grid = (
        len(set(table["widths"])) == 1 and table["widths"][0] >= GRID and table["rows"] >= GRID
    )
    is_plain = not (table["nested"] or table["fields"] or table["images"])
    short = all(WORD <= len(cell) <= SHORT for cell in filled)
    return is_grid and is_plain and short and len(filled) == len(cells)


def holds_links(table: Table, links: list[Link]) -> bool:
    """Whether a table arranges links, as a menu does."""
    inner = f"{table['selector']} > "
    return any(link["selector"].startswith(inner) for link in links)


def arranges(table: Table) -> bool:
    """Whether a table arranges the page: it holds tables, or headers alone that stand over nothing.

    A table of data may hold lists in its cells, so blocks alone are not enough where it is marked.
    """
    if table["nested"] and table["fields"]:
        return True
    if ARRANGES.search(table.get("summary", "")) or holds_parts(table):
        return True
    if IS_PART.fullmatch(table["caption"].strip()) or has_long_header(table):
        return True
    if is_frame(table):
        return True
    one_cell = table["rows"] == 1 and table["widths"] == [1] and "caption" not in table["marks"]
    marked = bool(MARKS & set(table["marks"]))
    return bool(
        one_cell or (table["nested"] and is_layout(table)) or (not marked and is_layout(table))
    )


def holds_parts(table: Table) -> bool:
    """Whether at least half of the cells, or one of very few, hold headings, forms or the like.

    A row of data may end with a form of its own, and a cell of it may hold a picture or a list.
    """
    cells = sum(table["widths"])
    parts = table.get("parts", 0)
    return bool(parts) and (2 * parts >= cells or (table["rows"] <= 2 and cells <= 4))


def has_long_header(table: Table) -> bool:
    """Whether a cell that is marked as a header holds a text that nobody wants to hear again."""
    return any(
        kind in "hH" and length >= LONG_HEADER
        for kinds, lengths in zip(table["kinds"], table["lengths"], strict=False)
        for kind, length in zip(kinds, lengths, strict=False)
    )


def is_frame(table: Table) -> bool:
    """Whether a header stands alone over rows whose cells all hold blocks: a page in a table."""
    top, *rows = table["kinds"] or [""]
    blocks = [row for row in rows if len(row) > 1 and set(row) == {"b"}]
    return top.lower() == "h" and bool(rows) and len(blocks) == len(rows)
