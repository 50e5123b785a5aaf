"""What is read one after the other is written one after the other.

Screen readers and the Tab key follow the document. Where a style sheet shows its parts in another
order, steps are heard out of turn, and the focus jumps to and fro.
"""

import re
from typing import Any

from audits.checks import Element, cant_tell, failed, inapplicable, passed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="1.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見た目の順番と読み上げの順番", "en": "Order on the screen and in the document"},
    passed={
        "ja": "見た目の順番は、読み上げられる順番と合っています",
        "en": "What is shown in order is also written in that order",
    },
    failed={
        "steps": {
            "ja": "見た目の順番と、読み上げられる順番が違うようです（見た目：{shown}）",
            "en": "Parts seem to be shown in another order than they are read out (shown: {shown})",
        },
        "columns": {
            "ja": "縦に読む内容が、横の行ごとに書かれているようです。"
            "見出しと本文が離れて読み上げられます（{count} 箇所）",
            "en": "Columns seem to be written row by row, so that headings are read out apart from "
            "their texts ({count} places)",
        },
        "moved": {
            "ja": "CSS で順番を入れ替えた箇所が {count} 個あります。"
            "読み上げやキーボード操作の順番で意味が通るか、確かめてください",
            "en": "The order of {count} boxes is changed by style sheets: please check that they "
            "make sense in the order of the document",
        },
    },
    fix={
        "ja": "HTML を読む順に書き、order や row-reverse での入れ替えをやめます。"
        "例：<ol><li>書類を用意する</li><li>窓口に出す</li></ol>。",
        "en": "Write the HTML in the order of reading, without order or row-reverse: "
        "<ol><li>Prepare the papers</li><li>Hand them in</li></ol>.",
    },
    about={
        "ja": "音声読み上げもキーボードも、見た目ではなく HTML の順に進みます。"
        "順番が違うと、手順が前後して聞こえたり、フォーカスが飛んだりします。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F1",
)

NUMBER = re.compile(r"\D{0,6}?[（(]?([0-9０-９]{1,2}|[①-⑳])")
SHORT = 60  # letters of a headline
LONG = 40  # letters of what stands below one


def check(order: dict[str, Any]) -> Verdict | list[Verdict]:
    """Numbers leave little doubt; otherwise only a person knows which order makes sense."""
    items = [item for item in order["items"] if not item["right_to_left"]]
    if not items and not order["columns"]:
        return inapplicable()
    steps = [item for item in items if is_counted(item)]
    columns = [c for c in order["columns"] if is_split(c)]
    moved = [i for i in items if i not in steps and i["alike"] and i["parts"] >= 3 and i["focus"]]
    found = []
    if steps:
        found.append(failed("steps", steps, shown=some(w[:12] for w in steps[0]["shown"])))
    if columns:
        found.append(failed("columns", columns))
    if moved:
        found.append(cant_tell("moved", moved))
    return found or passed()


def is_counted(item: Element) -> bool:
    """Whether the parts are numbered upwards as they are shown, and not as they are written."""
    shown, written = numbers(item["shown"]), numbers(item["written"])
    return len(shown) >= 3 and shown == sorted(set(shown)) and written != shown


def numbers(words: list[str]) -> list[int]:
    """The numbers that parts begin with; nothing if one has none.

    >>> numbers(["STEP 1 用意する", "② 出す"]), numbers(["1 用意する", "出す"])
    ([1, 2], [])
    """
    found = [NUMBER.match(word) for word in words]
    return [value(match[1]) for match in found if match] if all(found) else []


def value(digits: str) -> int:
    """A number, also one in a circle."""
    return ord(digits) - ord("①") + 1 if "①" <= digits <= "⑳" else int(digits)


def is_split(column: Element) -> bool:
    """Whether a row of headlines or pictures stands above a row of their texts."""
    headlines = all(0 < letters <= SHORT for letters in column["above"])
    texts = all(letters >= LONG for letters in column["below"])
    pictures = column["pictures"][1] == column["parts"] and not any(column["below"])
    linked = column["links"][0] == column["parts"] or column["pictures"][0] == column["parts"]
    empty = not any(column["above"]) and column["pictures"][0] == column["parts"]
    close = column["gap"] < 60
    return bool(close and ((headlines and linked and (texts or pictures)) or (empty and texts)))
