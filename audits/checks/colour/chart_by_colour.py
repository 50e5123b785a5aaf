"""The parts of a chart can be told apart without their colours.

Where a legend says “red: yes, green: no”, people who do not see red from green cannot read the
chart; names beside its parts, patterns, or a table say the same without colour.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import letters, some
from audits.facts.graphics import Chart, Graphics
from audits.facts.pixels import Pixels
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "色だけで読み分けるグラフ", "en": "Charts that are read by colour alone"},
    passed={
        "ja": "グラフの各部分は、名前や模様、表などでも見分けられるようです",
        "en": "The parts of charts can be told by names, patterns or a table as well",
    },
    failed={
        "colour": {
            "ja": "グラフの各部分と凡例を結びつけるものが色だけのようです（{examples}）",
            "en": "Nothing but colour seems to tie the parts of a chart to its legend ({examples})",
        }
    },
    fix={
        "ja": "グラフの中に項目名を書くか、線の種類や模様を変えます。"
        "同じ数値の表を添えるのも良い方法です。"
        '例：<text x="305" y="60">資源ごみ</text>、stroke-dasharray="6 3"。',
        "en": "Write the names into the chart, change lines or patterns, or add the figures as a "
        'table: <text x="305" y="60">Recycling</text>, stroke-dasharray="6 3".',
    },
    about={
        "ja": "日本では男性のおよそ20人に1人が、赤と緑などの組み合わせを見分けにくいとされます。"
        "白黒で印刷したときも、色だけの凡例は読めません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G111",
)

ENOUGH = 3.0
FIGURE = re.compile(r"[0-9０-９]")
LETTERS = 3  # of a picture: names may stand in it


def check(graphics: Graphics, pixels: Pixels) -> Verdict:
    """Never certain: the legend's order, or the text, may say which part is which."""
    charts = graphics["charts"]
    if not charts:
        return inapplicable()
    seen = {i["selector"]: i["letters"]["letters"] for i in pixels["items"] if i["letters"]}
    bad = [c for c in charts if is_by_colour(c) and seen.get(c["selector"], 0) < enough(c)]
    if not bad:
        return passed()
    return failed("colour", bad, examples=some(name_of(chart) for chart in bad))


def enough(chart: Chart) -> int:
    """How many letters a picture of a chart must show that may have the legend's names in it.

    >>> enough({"labels": ["燃やすごみ", "資源"]}), enough({"labels": []})
    (7, 3)
    """
    return max(LETTERS, sum(len(letters(label)) for label in chart["labels"]))


def is_by_colour(chart: Chart) -> bool:
    """Whether colours alone tie a chart to what its legend, or the text, says of them."""
    if chart["marked"] or chart["table"] or chart["closest"] >= ENOUGH:
        return False
    words = letters(chart["words"])
    labels = [letters(label) for label in chart["labels"] if letters(label)]
    if any(label in words for label in labels):
        return False
    if labels and all(FIGURE.search(label) for label in chart["labels"]):
        return False  # the legend tells the figures themselves
    return bool(chart["shared"] > 1 or (chart["named"] > 1 and not words))


def name_of(chart: Chart) -> str:
    """What to call a chart in a sentence."""
    return "・".join(chart["labels"][:3])[:40] or str(chart["html"])[:40]
