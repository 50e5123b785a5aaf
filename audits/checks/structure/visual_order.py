"""What is read one after the other is written one after the other.

Screen readers and the Tab key follow the document. Where a style sheet shows its parts in another
order, steps are heard out of turn, and the focus jumps to and fro.
"""

import re

from audits.checks import Element, cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.visual_order import Column, Placed, PlacedPart, Reordered, VisualOrder
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
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
        "headings": {
            "ja": "CSS で置き直した {count} 箇所で、見出しと、その下に見える内容が、"
            "別の組み合わせで読み上げられるようです（見た目：{shown}）",
            "en": "In {count} boxes rearranged by style sheets, what is shown under a "
            "heading seems "
            "to be read out under another (shown: {shown})",
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

FIRST = re.compile(
    r"(?:まず|はじめに|初めに|最初に|第一に)[はに、]?|(?:first(?:ly)?|to begin with|to start)\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"(?:次に|次は|つぎに|続いて|つづいて|その後|そのあと|それから|そして|さらに|最後に|第二に|第三に|しかし|ただし|なお)"
    r"|(?:second(?:ly)?|third(?:ly)?|then|next|after that|afterwards|finally|lastly?|but|however)\b"
    r"(?!-)",
    re.IGNORECASE,
)
"""What nothing begins with: something comes before it."""
LARGER = 1.15
SENTENCES = 40  # letters of a text whose heading it matters to hear first
NUMBER = re.compile(r"\D{0,6}?[（(]?([0-9０-９]{1,2}|[①-⑳])")
SHORT = 60  # letters of a headline
LONG = 40  # letters of what stands below one


def check(visual_order: VisualOrder) -> Verdict | list[Verdict]:
    """Numbers leave little doubt; otherwise only a person knows which order makes sense."""
    items = [item for item in visual_order["items"] if not item["right_to_left"]]
    placed = visual_order.get("placed", [])
    if not items and not visual_order["columns"] and not placed:
        return inapplicable()
    steps: list[Element] = [item for item in items if is_counted(item)]
    known = {item["selector"] for item in steps}
    told = [group | {"shown": in_sight(group)} for group in placed if is_sequence(group)]
    steps += [group for group in told if group["selector"] not in known]
    columns = [c for c in visual_order["columns"] if is_split(c)]
    apart = [g for g in placed if g["selector"] not in {s["selector"] for s in steps}]
    apart = [group for group in apart if is_under_another(group)]
    failing = {e["selector"] for e in (*steps, *apart)}
    moved = [
        i
        for i in items
        if i["selector"] not in failing and i["alike"] and i["parts"] >= 3 and i["focus"]
    ]
    found = []
    if steps:
        found.append(failed("steps", steps, shown=some(w[:12] for w in steps[0]["shown"])))
    if columns:
        found.append(failed("columns", columns))
    if apart:
        found.append(failed("headings", apart, shown=some(w[:12] for w in in_sight(apart[0]))))
    if moved:
        found.append(cant_tell("moved", moved))
    return found or passed()


def is_counted(item: Reordered) -> bool:
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


def is_split(column: Column) -> bool:
    """Whether a row of headlines or pictures stands above a row of their texts."""
    headlines = all(0 < letters <= SHORT for letters in column["above"])
    texts = all(letters >= LONG for letters in column["below"])
    pictures = column["pictures"][1] == column["parts"] and not any(column["below"])
    linked = column["links"][0] == column["parts"] or column["pictures"][0] == column["parts"]
    empty = not any(column["above"]) and column["pictures"][0] == column["parts"]
    close = column["gap"] < 60
    return bool(close and ((headlines and linked and (texts or pictures)) or (empty and texts)))


def in_sight(group: Placed) -> list[str]:
    """The beginnings of a group's parts in the order of reading them by eye, row by row."""
    return [part["words"][:40] for part in by_eye(group["parts"])]


def by_eye(parts: list[PlacedPart]) -> list[PlacedPart]:
    """Parts row by row, from the left; what overlaps in height stands in one row."""
    rows: list[list[PlacedPart]] = []
    for part in sorted(parts, key=lambda part: part["box"][1]):
        top, bottom = part["box"][1], part["box"][3]
        if rows and top < max(other["box"][3] for other in rows[-1]) - min(3, bottom - top):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [part for row in rows for part in sorted(row, key=lambda part: part["box"][0])]


def is_sequence(group: Placed) -> bool:
    """Whether parts tell their order by words or numbers, and are written in another.

    What is written first begins with “then” and is not shown first, or “first” is shown first and
    written later, or numbers run upwards only as they are shown.
    """
    written, shown = group["parts"], by_eye(group["parts"])
    if written[0]["words"] == shown[0]["words"]:
        return False
    counted, as_written = (numbers([p["words"] for p in parts]) for parts in (shown, written))
    if len(counted) >= 2 and counted == list(range(1, len(counted) + 1)) != as_written:
        return True
    goes_on = GOES_ON.match(written[0]["words"]) and not GOES_ON.match(shown[0]["words"])
    return bool(goes_on or FIRST.match(shown[0]["words"]))


def is_under_another(group: Placed) -> bool:
    """Whether a text is shown under one heading, and written under another or before its own."""
    smallest = min(part["size"] for part in group["parts"])
    heads = [
        part["heading"] or (part["letters"] <= SHORT and part["size"] >= LARGER * smallest)
        for part in group["parts"]
    ]
    headings = [part for part, head in zip(group["parts"], heads, strict=True) if head]
    written: PlacedPart | None = None
    for part, head in zip(group["parts"], heads, strict=True):
        if head:
            written = part
            continue
        shown = heading_shown(part, headings)
        if shown and shown is not written and (written or part["letters"] >= SENTENCES):
            return True
    return False


def heading_shown(part: PlacedPart, headings: list[PlacedPart]) -> PlacedPart | None:
    """The heading that a part is seen under: the nearest above it, or else the one to its left."""
    left, top, right, bottom = part["box"]
    above = [h for h in headings if h["box"][3] <= top + 4]
    over = [h for h in above if h["box"][0] < right and h["box"][2] > left - SHORT]
    if over:
        return max(over, key=lambda h: (h["box"][3], h["box"][0]))
    beside = [h for h in headings if h["box"][2] <= left + 4 and h["box"][1] < bottom]
    beside = [h for h in beside if h["box"][3] > top]
    return max(beside, key=lambda h: int(h["box"][2])) if beside else None
