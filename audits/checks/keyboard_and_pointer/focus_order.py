"""The Tab key follows the page as it is read.

Who goes against the eye's order jumps to and fro, and misses what lies between.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import TabOrder, TabStop
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "Tab キーの順序", "en": "The order of the Tab key"},
    passed={
        "ja": "Tab キーは、並んだリンクや部品を見た目の順にたどります",
        "en": "The Tab key follows rows of controls in the order of the eye",
    },
    failed={
        "backwards": {
            "ja": "Tab キーが、並んだ部品を見た目と違う順にたどります（{count} か所：{examples}）",
            "en": "The Tab key goes through controls in another order than the eye ({count} "
            "places: "
            "{examples})",
        },
        "tabindex": {
            "ja": "tabindex の正の値により、ページの途中の部品が先にたどられます（{count} か所："
            "{examples}）",
            "en": "Positive values of tabindex put controls from further down first ({count}: "
            "{examples})",
        },
    },
    fix={
        "ja": "HTML の順序を見た目の順にそろえ、float: right や order、tabindex の正の値で並"
        "べ替えません。"
        '例：<nav style="display: flex; justify-content: flex-end"> の中に、表示する順に書きます。',
        "en": "Write the HTML in the order of the layout, and do not rearrange with float: "
        "right, order "
        "or positive tabindex: put items in their order into "
        '<nav style="display: flex; justify-content: flex-end">.',
    },
    about={
        "ja": "キーボードで操作する人や画面を拡大して見る人は、焦点が思わぬ方向に跳ぶと、"
        "今どこにいるかを見失い、途中の項目を見落とします。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/focus-order",
)
FIELDS = ("input", "select", "textarea")
"""Of these already two are filled in from top to bottom."""
ROW = 3
"""Minimum number of controls side by side that count as a row."""


def check(tab_order: TabOrder) -> list[Verdict]:
    """Only among controls that stand together: columns and boxes may be read in many orders."""
    stops = [
        s for s in tab_order["stops"] if not s["rtl"] and not s["inside"] and not s["off_page"]
    ]
    stops = [s for s in stops if not s.get("back") and min(s["box"][2:]) > 2]
    found = []
    if jumps := [later for _, later in backwards(stops)]:
        found.append(failed("backwards", jumps, examples=some(called(s) for s in jumps)))
    if early := list(too_early(stops)):
        found.append(failed("tabindex", early, examples=some(called(s) for s in early)))
    return found or [clean("tab_order", tab_order, applies=len(stops) > 1)]


def backwards(stops: list[TabStop]) -> Iterator[tuple[TabStop, TabStop]]:
    """Neighbours in the walk of which the later stands before the former, or above it."""
    plain = [s for s in stops if s["tabindex"] <= 0]
    for _, together in groupby(plain, key=lambda stop: stop["cluster"]):
        row = list(together)
        if len(row) >= ROW or all(stop["tag"] in FIELDS for stop in row):
            yield from ((a, b) for a, b in pairwise(row) if stands_before(b["box"], a["box"]))


def stands_before(one: list[int], other: list[int]) -> bool:
    """Whether a box is read before another: to its left on the same line, or right above it.

    >>> stands_before([0, 0, 50, 20], [100, 0, 50, 20]), stands_before([100, 0, 9, 9], [0, 0, 9, 9])
    (True, False)
    """
    (left, top, width, height), (left_2, top_2, width_2, height_2) = one, other
    together = min(top + height, top_2 + height_2) - max(top, top_2)
    if together > 0.6 * min(height, height_2):
        return left + width <= left_2 + 2
    shared = min(left + width, left_2 + width_2) - max(left, left_2)
    return top + height <= top_2 + 2 and shared > 0.5 * min(width, width_2)


def too_early(stops: list[TabStop]) -> Iterator[TabStop]:
    """Stops with a positive tabindex that stand below others which come after them.

    Below one of the controls that they stand together with, or below several others.
    """
    for place, stop in enumerate(stops):
        if stop["tabindex"] <= 0:
            continue
        above = [s for s in stops[place + 1 :] if is_above(s["box"], stop["box"])]
        plain = [s for s in above if s["tabindex"] <= 0]
        beside = [s for s in stops[place + 1 :] if s["cluster"] == stop["cluster"]]
        if len(plain) > 1 or any(stands_before(s["box"], stop["box"]) for s in beside):
            yield stop


def is_above(one: list[int], other: list[int]) -> bool:
    """Whether a box ends where another begins, or higher up."""
    return one[1] + one[3] <= other[1]
