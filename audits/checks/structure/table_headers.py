"""Tables say which cells are headers.

A screen reader repeats the header at every cell; without one, “1,200” is a number and nothing more.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.structure._tables import first_words, is_data
from audits.facts.tables import Table, Tables
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "表の見出しセル", "en": "Header cells of tables"},
    passed={
        "ja": "データの表には見出しセルがあります",
        "en": "Tables of data have header cells",
    },
    failed={
        "missing": {
            "ja": "見出しセル（th）のないデータの表が {count} 個あるようです（{examples}）",
            "en": "{count} tables of data seem to have no header cells ({examples})",
        },
        "only": {
            "ja": "見出しセルだけで、データのセルがない表が {count} 個あるようです（{examples}）",
            "en": "{count} tables seem to have header cells only and no data ({examples})",
        },
        "double": {
            "ja": "行の見出しが二つ並び、どこまでの見出しか分からない表が {count} 個あるようです"
            "（{examples}）",
            "en": "In {count} tables, rows seem to have two headers that do not say for which "
            "cells "
            "({examples})",
        },
        "uneven": {
            "ja": "行によってセルの数が違い、見出しと合わせて読めない表が {count} 個あるようです"
            "（{examples}）",
            "en": "In {count} tables, rows seem to have more cells than there are headers "
            "({examples})",
        },
        "bare": {
            "ja": "見出しセルの下にデータのセルがない列のある表が {count} 個あるようです"
            "（{examples}）",
            "en": "{count} tables seem to have a column with a header and no data below it "
            "({examples})",
        },
    },
    fix={
        "ja": '見出しのセルを <th scope="col">（列）や <th scope="row">（行）で書きます。'
        '配置のためだけの表には role="presentation" を付けるか、CSS に置き換えます。',
        "en": 'Mark headers up as <th scope="col"> or <th scope="row">. Give a table that only '
        'arranges things role="presentation", or use CSS instead.',
    },
    replaces=("td-has-header",),
    about={
        "ja": "音声読み上げでは、見出しセルがあると各セルで「手数料、300円」のように"
        "見出しと合わせて読まれます。"
        "なければ、数字が何の値か分かりません。"
    },
    more="https://www.w3.org/WAI/tutorials/tables/",
)


def check(tables: Tables) -> Verdict | list[Verdict]:
    """Any header cell is enough, unless there is nothing for some of them to head."""
    data = [table for table in tables["items"] if is_data(table)]
    if not data:
        return inapplicable()
    kinds = {
        "missing": [table for table in data if not table["headers"]],
        "only": [table for table in data if is_headers_only(table)],
        "double": [table for table in data if has_double_headers(table)],
        "uneven": [table for table in data if has_more_cells(table)],
        "bare": [table for table in data if has_bare_header(table)],
    }
    found = [
        failed(key, bad, examples=some(first_words(table) for table in bad))
        for key, bad in kinds.items()
        if bad
    ]
    return found or passed()


def is_headers_only(table: Table) -> bool:
    """Whether all of several cells are headers."""
    return table["data"] == 0 and bool(table["headers"]) and sum(table["widths"]) > 1


def has_double_headers(table: Table) -> bool:
    """Whether rows begin with two headers that do not say for which cells they stand."""
    rows = [kinds for kinds in table["kinds"] if re.fullmatch("hh+[db]+", kinds)]
    return len(rows) >= 2 and "H" not in "".join(table["kinds"]) and not table["spans"]


def has_bare_header(table: Table) -> bool:
    """Whether every row below a first row of headers ends before the last of them."""
    wide, rows = below_headers(table)
    whole = table["rows"] == len(table["kinds"]) and table["data"]
    return bool(whole and rows) and max(map(len, rows)) < wide


def has_more_cells(table: Table) -> bool:
    """Whether below a first row of headers a row goes on where no header is."""
    wide, rows = below_headers(table)
    return any(re.fullmatch("[hH]*d+", row[wide:]) for row in rows)


def below_headers(table: Table) -> tuple[int, list[str]]:
    """How many headers make up the first row, and the rows below; no rows where cells span."""
    first, *rows = table["kinds"] or [""]
    plain = not table["spans"] and re.fullmatch("[hH]{2,9}", first)
    return (len(first), rows) if plain else (0, [])
