"""Colours of text stand in style sheets.

Whoever needs other colours sets them by a style sheet of their own; colours that are written into
the text stand in the way.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "文中に直接書かれた文字色", "en": "Colours written into the text"},
    passed={
        "ja": "HTML に直接書かれた文字色は見つかりませんでした",
        "en": "No colour of text is written into the HTML",
    },
    failed={
        "inline": {
            "ja": "style 属性や font 要素で文字色を付けた箇所が {count} 個あります（{examples}）",
            "en": "The colour of {count} pieces of text is set by style attributes or font "
            "({examples})",
        }
    },
    fix={
        "ja": "意味に合った要素やクラスを使い、色は CSS にまとめます。"
        '例：<strong class="notice">締切間近</strong>。',
        "en": "Use an element or class that says what is meant, and set its colour by CSS: "
        '<strong class="notice">Closing soon</strong>.',
    },
    about={
        "ja": "見やすい配色に変えて読む人のスタイルが効かず、読めない文字が残ることがあります。"
        "赤字などの色だけで伝えた意味は、色の見分けにくい人には届きません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/css/C22",
)


def check(styles: Styles) -> Verdict:
    """Where no element has styles of its own there is nothing to look at."""
    if not styles["attributes"]:
        return inapplicable()
    found = styles["coloured"]
    return (
        failed("inline", found, examples=some(f["text"][:20] for f in found)) if found else passed()
    )
