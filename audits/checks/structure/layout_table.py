"""Pages are arranged by style sheets, not by tables.

Columns made of table cells do not fold on a phone, and are announced as a table with so many rows
to people who listen.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks.structure._tables import is_said_to_arrange
from audits.checks.structure.table_order import is_layout
from audits.facts.tables import Tables
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "表による配置", "en": "Tables that arrange the page"},
    passed={
        "ja": "ページの配置に表は使われていません",
        "en": "No table is used to arrange the page",
    },
    failed={
        "arranged": {
            "ja": "ページの配置に使われている表が {count} 個あります",
            "en": "{count} tables are used to arrange the page",
        }
    },
    fix={
        "ja": "段組みは CSS の grid や flex で作ります。すぐに直せないときは "
        'role="presentation" を付けます。例：<table role="presentation">。',
        "en": "Arrange with CSS grid or flex; until then, say that it is no table of data: "
        '<table role="presentation">.',
    },
    about={
        "ja": "表で作った段組みはスマートフォンで折り返せず、横に長くなります。"
        "音声読み上げでは「表、2行3列」のような余計な言葉が読まれます。"
    },
    more="https://www.w3.org/WAI/tutorials/tables/tips/",
)


def check(tables: Tables) -> Verdict:
    """Tables that hold blocks or tables in several columns, and do not say that they are none."""
    if not tables["items"]:
        return inapplicable()
    arranged = [
        table
        for table in tables["items"]
        if not is_said_to_arrange(table)
        and not {"th", "scope", "caption"} & set(table["marks"])
        and max(table["widths"], default=0) > 1
        and is_layout(table)
    ]
    return failed("arranged", arranged) if arranged else passed()
