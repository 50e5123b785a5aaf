"""Lines of text are not too long.

Whoever reads with effort, or sees a small part of the screen, loses the next line when the way back
to its beginning is long.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.styles import Prose, Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "一行の長さ", "en": "Length of lines"},
    passed={
        "ja": "一行の文字数が多すぎる段落は見つかりませんでした",
        "en": "No paragraph was found whose lines are too long",
    },
    failed={
        "long": {
            "ja": "一行が長すぎる段落が {count} 個あります"
            "（一行に約 {longest} 文字、日本語の文では半角の英数字を半分と数えて）",
            "en": "{count} paragraphs have lines that are too long (about {longest} letters; in "
            "Japanese text, others count half)",
        }
    },
    fix={
        "ja": "本文の幅を、全角で 40 文字ほどまでにします。例：main p { max-width: 40em; }。",
        "en": "Keep lines to about 80 letters: main p { max-width: 40em; }.",
    },
    about={
        "ja": "一行が長いと、読みの苦手な人や画面を拡大して読む人は、"
        "次の行の頭を見失いやすくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation",
)

JAPANESE = 60
LATIN = 100
"""WCAG's 1.4.8 asks for 40 and 80; a little over that is no trouble worth a word."""


def check(styles: Styles) -> Verdict:
    """Only paragraphs of several lines."""
    if not (styles["prose"] or any(styles["looked"].values())):
        return inapplicable()
    long = [p for p in styles["prose"] if p["rows"] >= 2 and in_line(p) > most(p)]
    if not long:
        return passed()
    return failed("long", long, longest=max(in_line(p) for p in long))


def most(block: Prose) -> int:
    """How many letters a line may have."""
    return JAPANESE if block["japanese"] else LATIN


def in_line(block: Prose) -> int:
    """Letters in a line; the last one is half full on average.

    In Japanese text those of other scripts count half, as they take half the room.
    """
    return round(float(block["chars"]) / (float(block["rows"]) - 0.5))
