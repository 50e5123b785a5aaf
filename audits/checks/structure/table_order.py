"""Tables that only arrange the page are read row by row, in an order that makes sense.

A screen reader takes the cells from left to right and then the next row; what stands below each
other in columns is torn apart.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks.structure._tables import is_said_to_arrange
from audits.facts.tables import Table, Tables
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "配置のための表の読み上げ順", "en": "The reading order of layout tables"},
    passed={
        "ja": "配置のための表は浅く、左から右、上から下に読めます",
        "en": "Layout tables are shallow and can be read row by row",
    },
    failed={
        "split": {
            "ja": "見出しの行と本文の行が分かれた配置用の表が {count} 個あり、"
            "読み上げると組み合わせが分からなくなるようです",
            "en": "In {count} layout tables, headings stand in one row and their texts in the "
            "next, "
            "so that they seem to come apart when read",
        },
        "broken": {
            "ja": "文が次の行のセルに続く配置用の表が {count} 個あり、"
            "読み上げると隣の文と混ざるようです",
            "en": "In {count} layout tables, sentences go on in the cell below, so that they seem "
            "to be mixed with their neighbours when read",
        },
        "counted": {
            "ja": "番号が縦に進む表が {count} 個あり、横に読み上げると順番が前後するようです",
            "en": "In {count} tables, numbered steps run down the columns, so that they seem to be "
            "heard out of turn",
        },
        "nested": {
            "ja": "配置のための表が {depth} 重に入れ子になっていて、"
            "見た目と違う順に読み上げられるようです",
            "en": "Layout tables are nested {depth} deep, and seem to be read in another order "
            "than "
            "they look",
        },
    },
    fix={
        "ja": "表をやめて <section> や <div> を読む順に並べ、段組みは CSS の grid や flex "
        "で行います。"
        "例：<section><h2>お知らせ</h2><p>…</p></section>。",
        "en": "Put sections in the order of reading and arrange them with CSS grid or flex: "
        "<section><h2>News</h2><p>…</p></section>.",
    },
    about={
        "ja": "音声読み上げは表のセルを左から右、上から下へ読みます。"
        "段組みを表で作ると、隣の段の文と混ざって読まれ、話のつながりが失われます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F49",
)

CUT = 60  # characters of a cell that are kept
WORDS = 6  # words of a text that is no label
ENDED = re.compile(r"[。．.!?！？」”)）]\s*$")
NUMBERED = re.compile(
    r"(?:第|手順|ステップ|step|no\.?)?\s*[（(]?([0-9０-９]{1,2}"
    r"|[①-⑳])[)）.．、:：\s\u3000]\s*(?=\S{2})",
    re.IGNORECASE,
)
LABEL = 30  # characters: a heading above a column
TEXT = 80  # characters: a text below it
TEXT_JA, TEXT_EN = 25, 40
DEEP = 2  # tables around a table, from which on nobody foresees the order


def check(tables: Tables) -> Verdict | list[Verdict]:
    """Tables without headers that hold blocks or other tables."""
    broken = [table for table in tables["items"] if is_broken(table)]
    layout = [table for table in tables["items"] if is_layout(table) or table in broken]
    counted = [table for table in tables["items"] if runs_down(table)]
    if not layout and not counted:
        return inapplicable()
    split = [table for table in layout if is_split(table)]
    columns = [t for t in tables["items"] if not t["headers"] and max(t["widths"], default=0) > 1]
    deepest = max((table["depth"] for table in columns), default=0)
    found = []
    if split:
        found.append(failed("split", split))
    if broken:
        found.append(failed("broken", broken))
    if counted:
        found.append(failed("counted", counted))
    if deepest >= DEEP:
        nested = [table for table in columns if table["depth"] == deepest]
        found.append(failed("nested", nested, depth=deepest + 1))
    return found or passed()


def is_layout(table: Table) -> bool:
    """Whether a table arranges parts of the page: it holds blocks, tables, or long texts."""
    if {"th", "scope"} & set(table["marks"]) and not table["nested"]:
        return False
    blocks = "".join(table["kinds"]).count("b")
    long = sum(length > 2 * TEXT for row in table["lengths"] for length in row)
    told = is_said_to_arrange(table)
    return bool(table["nested"] or blocks or long >= 2 or told or is_split(table))


def is_broken(table: Table) -> bool:
    """Whether sentences of two columns or more go on in the cells below them."""
    if {"th", "scope"} & set(table["marks"]):
        return False
    for above, below in zip(table["cells"], table["cells"][1:], strict=False):
        pairs = [(a, b) for a, b in zip(above, below, strict=False) if a and b]
        if len(above) == len(below) and sum(goes_on(a, b) for a, b in pairs) >= 2:
            return True
    return False


def runs_down(table: Table) -> bool:
    """Whether sentences or steps in cells are numbered down the columns and not along the rows."""
    if {"th", "scope"} & set(table["marks"]) or table["rows"] != len(table["cells"]):
        return False
    rows = [[NUMBERED.match(cell) for cell in row] for row in table["cells"]]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        return False
    if not all(match for row in rows for match in row):
        return False
    along = [number(match) for row in rows for match in row]
    down = [number(row[at]) for at in range(len(rows[0])) for row in rows]
    return along != down == list(range(down[0], down[0] + len(down)))


def number(match: "re.Match[str] | None") -> int:
    """The number that a cell begins with."""
    digits = match[1] if match else "0"
    return ord(digits) - ord("①") + 1 if "①" <= digits <= "⑳" else int(digits)


def goes_on(above: str, below: str) -> bool:
    """Whether a cell ends within a sentence that the cell below ends.

    >>> goes_on("初めての書道。筆の", "持ち方から学びます。"), goes_on("Room 2", "Open daily.")
    (True, False)
    >>> goes_on("A first course. You learn to", "hold the brush."), goes_on("Bread.", "Milk.")
    (True, False)
    """
    if len(above) >= CUT or not ENDED.search(below) or ENDED.search(above):
        return False
    is_text = bool(re.search(r"[。．]|[.!?] ", above)) or len(above.split()) > WORDS
    particle = re.search(r"[はがをにでとのもへや、,]$", above)
    return is_text or bool(particle) or (len(above.split()) > 2 and below[:1].islower())


def is_split(table: Table) -> bool:
    """Whether a row of short texts stands above a row of long ones, column for column."""
    for above, below in zip(table["lengths"], table["lengths"][1:], strict=False):
        labels = len(above) == len(below) >= 2 and all(0 < length <= LABEL for length in above)
        if labels and all(length >= TEXT for length in below):
            return not table["headers"]
    rows = zip(table["cells"], table["cells"][1:], strict=False)
    return not table["headers"] and any(are_sentences_below(*pair) for pair in rows)


def are_sentences_below(above: list[str], below: list[str]) -> bool:
    """The same where shorter texts are sentences, as those of Japanese are.

    >>> are_sentences_below(["Museum", "Park"], ["Open from May to October. Closed on Monday."] * 2)
    True
    >>> are_sentences_below(["Name", "Address"], ["Ann Lee", "12 High Street, Minato"])
    False
    """
    labels = len(above) == len(below) >= 2 and all(0 < len(cell) <= LABEL for cell in above)
    texts = [
        (len(cell) >= TEXT_JA and "。" in cell) or (len(cell) >= TEXT_EN and ". " in f"{cell} ")
        for cell in below
    ]
    return labels and all(texts) and not any(re.search(r"[。.]$", cell) for cell in above)
