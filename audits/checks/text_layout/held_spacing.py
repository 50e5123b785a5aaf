"""Style attributes do not hold letters, words and lines close together.

Whoever needs more space to read sets it in the browser, and !important in a style attribute is
stronger than that.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.spacing import Spacing
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.12",
    impact="serious",
    title={
        "ja": "style 属性で固定された文字や行の間隔",
        "en": "Spacing held fast in style attributes",
    },
    passed={
        "ja": "style 属性で固定された文字や行の間隔は、十分に広く取られています",
        "en": "Spacing that style attributes hold fast is wide enough",
    },
    failed={
        "letter-spacing": {
            "ja": "style 属性の !important で、文字の間隔が狭く固定されています（{count} か所："
            "{examples}）",
            "en": "Style attributes hold letters close with !important in {count} places "
            "({examples})",
        },
        "word-spacing": {
            "ja": "style 属性の !important で、単語の間隔が狭く固定されています（{count} か所："
            "{examples}）",
            "en": "Style attributes hold words close with !important in {count} places "
            "({examples})",
        },
        "line-height": {
            "ja": "style 属性の !important で、行の間隔が狭く固定されています（{count} か所："
            "{examples}）",
            "en": "Style attributes hold lines close with !important in {count} places "
            "({examples})",
        },
    },
    fix={
        "ja": "style 属性の letter-spacing、word-spacing、line-height から !important を"
        'はずします。例：<p style="line-height: 1.7">…</p>。'
        "できれば指定そのものをスタイルシートに移します。",
        "en": "Take !important away from letter-spacing, word-spacing and line-height in style "
        'attributes: <p style="line-height: 1.7">…</p>. Better, move them to the style sheet.',
    },
    about={
        "ja": "見えにくい人や読み書きに困難のある人には、字間や行間を自分の設定で広げて読む人が"
        "います。style 属性の !important はその設定より強く、広げることができません。"
    },
    replaces=("avoid-inline-spacing",),
    more="https://www.w3.org/WAI/WCAG22/Techniques/css/C36",
)
ENOUGH = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
"""Shares of the letters' size: those of the criterion."""


def check(spacing: Spacing) -> list[Verdict]:
    """axe's own rule takes lines that overlap for one line, and so misses the closest."""
    items = spacing["items"]
    found = []
    for kind, enough in ENOUGH.items():
        if close := [i for i in items if i["kind"] == kind and i["least"] < enough]:
            found.append(failed(kind, close, examples=some(map(called, close))))
    return found or [passed() if items else inapplicable()]
