"""Text with spaces between its words is not stretched to both edges.

Stretched lines have holes between their words, which people with dyslexia see as rivers that run
down the page. Japanese, which has no spaces, is not concerned.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "両端揃えの欧文", "en": "Justified text"},
    passed={
        "ja": "両端揃えにした欧文の段落は見つかりませんでした",
        "en": "No justified paragraph was found",
    },
    failed={
        "justified": {
            "ja": "両端揃えの欧文の段落が {count} 個あります",
            "en": "{count} paragraphs are justified",
        }
    },
    fix={
        "ja": "欧文の段落は左揃えにします。例：:lang(en) p { text-align: left; }。",
        "en": "Align paragraphs to the left: :lang(en) p { text-align: left; }.",
    },
    about={
        "ja": "英語などの文章を両端揃えにすると、単語の間隔がばらつき、"
        "読み書きに困難のある人には読みづらくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F88",
)

ROWS = 3


def check(styles: Styles) -> Verdict:
    """Only text of several lines in letters with spaces between words."""
    if not styles["looked"]["latin"]:
        return inapplicable()
    latin = [p for p in styles["prose"] if not p["japanese"] and p["rows"] >= ROWS]
    justified = [p for p in latin if p["justified"]]
    return failed("justified", justified) if justified else passed()
