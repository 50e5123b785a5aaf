"""The page fits a phone without scrolling sideways.

Whoever must push every line to and fro loses the place; on a phone, and with the text enlarged on a
large screen, that is every line.
"""

import re

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.facts.layout import Layout, Offender
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.10",
    impact="serious",
    title={"ja": "横スクロール", "en": "Sideways scrolling"},
    passed={
        "ja": "スマートフォンの幅で、横スクロールなしに読めます",
        "en": "At a phone's width the page can be read without scrolling sideways",
    },
    failed={
        "text": {
            "ja": "スマートフォンの幅（{width}px）に収まらない文章や入力欄があり、横スクロールが"
            "必要です"
            "（最大 {widest}px）",
            "en": "Text or fields do not fit a phone's width ({width}px) and make the page scroll "
            "sideways (up to {widest}px)",
        },
        "other": {
            "ja": "スマートフォンの幅（{width}px）より広い部分があり、横スクロールが起きます"
            "（最大 {widest}px）",
            "en": "Something is wider than a phone ({width}px) and makes the page scroll sideways "
            "(up to {widest}px)",
        },
        "fixed": {
            "ja": "幅を {width}px に固定したページのようです。スマートフォンでは縮小表示になり、"
            "拡大すると一行ごとに左右へのスクロールが必要です",
            "en": "The page seems to be fixed to a width of {width}px: a phone shows it shrunk, "
            "and who enlarges it must scroll sideways on every line",
        },
        "unscaled": {
            "ja": "スマートフォンの幅に合わせる指定がなく、{width}px の画面が縮小表示されます",
            "en": "The page does not ask to fit a phone, which shows it shrunk from {width}px",
        },
    },
    fix={
        "ja": "幅を px で固定せず、max-width: 100% や折り返し（flex-wrap、overflow-wrap: "
        "anywhere）を"
        '使います。head に <meta name="viewport" content="width=device-width, initial-scale=1"> を'
        "置き、広い表は overflow-x: auto の枠に入れます。",
        "en": "Do not fix widths in px: use max-width: 100%, flex-wrap and overflow-wrap: "
        "anywhere. "
        'Put <meta name="viewport" content="width=device-width, initial-scale=1"> into the head, '
        "and wide tables into a box with overflow-x: auto.",
    },
    whole_page=True,
    about={
        "ja": "一行ごとに画面を左右に動かすと、どこを読んでいたか分からなくなります。"
        "スマートフォンの利用者だけでなく、パソコンで文字を大きくして読む人も困ります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/reflow",
)

PHONE = 500  # CSS pixels: narrower screens are phones
FIXED = re.compile(r"width\s*=\s*(\d{3,})")
IN_TABLE = re.compile(r"(?:^|> )(?:table|t(?:head|body|foot)|tr|t[hd]|caption)\b")
SLACK = 5  # CSS pixels: less is rounding or a shadow


def check(layout: Layout) -> Verdict:
    """The criterion asks for 320 px; what is too wide for a larger phone is too wide for that too.

    Tables of data may be as wide as they are. Maps, charts and the like may need both directions:
    they are only likely at fault.
    """
    if layout["screen"] > PHONE:
        return inapplicable()
    width = layout["width"]
    if width > PHONE:
        if layout["line"] > layout["screen"] + SLACK and is_fixed(layout):
            box = layout["fixed"] or {"selector": "html"}
            return failed("fixed", [box], certainty=Certainty.LIKELY, width=width)
        return cant_tell("unscaled", [{"selector": "html"}], width=width)
    out = [o for o in layout["offenders"] if o["right"] > width + SLACK]
    if not layout["scrolls"] or layout["scroll_width"] <= width + SLACK:
        return passed()
    widest = layout["scroll_width"]
    text = [o for o in out if o["text"] and not o["two_ways"] and 0 <= o["left"] < width - SLACK]
    if text:
        return failed("text", text, width=width, widest=widest)
    others = [o for o in out if not is_in_data(o)]
    if out and not others:
        return passed()
    return failed(
        "other",
        others or [{"selector": "html"}],
        certainty=Certainty.LIKELY,
        width=width,
        widest=widest,
    )


def is_in_data(part: Offender) -> bool:
    """Whether a part lies in a table of data, which the criterion excepts."""
    return bool(part.get("table") or (part["two_ways"] and IN_TABLE.search(part["selector"])))


def is_fixed(layout: Layout) -> bool:
    """Whether the page itself asks for a width that no phone has."""
    asked = FIXED.search(layout["asked"])
    return bool(layout["fixed"] or (asked and int(asked[1]) > PHONE))
