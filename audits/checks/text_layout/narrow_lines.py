"""Lines of text do not stand too close.

Whoever sees poorly, or reads with effort, slips into the line above or below when there is no room
between them.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "行と行の間隔", "en": "Space between lines"},
    passed={
        "ja": "行と行の間が詰まりすぎた段落は見つかりませんでした",
        "en": "No paragraph was found whose lines stand too close",
    },
    failed={
        "narrow": {
            "ja": "行と行の間が詰まりすぎた段落が {count} 個あります（文字の {least} 倍）",
            "en": "The lines of {count} paragraphs stand too close ({least} times the letters)",
        }
    },
    fix={
        "ja": "本文の行の高さを、文字の 1.5 倍以上にします。例：p { line-height: 1.7; }。",
        "en": "Make lines at least 1.5 times as high as the letters: p { line-height: 1.6; }.",
    },
    about={
        "ja": "行が詰まっていると、見えにくい人や読みの苦手な人は、隣の行に紛れ込みやすくなります。"
        "漢字の多い文章では特に読みづらくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation",
)

LEAST = 1.25  # WCAG asks for 1.5 at level AAA; browsers set about 1.2 to 1.5 by themselves
ROWS = 3


def check(styles: Styles) -> Verdict:
    """Only what a style sheet narrowed, in paragraphs of several lines."""
    if not (styles["prose"] or any(styles["looked"].values())):
        return inapplicable()
    leadings = [(p, p["leading"]) for p in styles["prose"] if p["rows"] >= ROWS and p["leading"]]
    narrow = [(p, leading) for p, leading in leadings if leading < LEAST]
    if not narrow:
        return passed()
    return failed("narrow", [p for p, _ in narrow], least=min(leading for _, leading in narrow))
