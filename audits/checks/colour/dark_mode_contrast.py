"""Text can be read when the page turns dark for those whose device asks for it.

A page that changes one colour of two leaves pale letters on white, to those who get the dark
colours without having asked the page for anything.
"""

from audits.checks import failed, inapplicable, passed, untested
from audits.checks._shared.japanese import some
from audits.checks.colour._contrast import contrast, is_drawn, turns_weak
from audits.facts.color_schemes import ColorSchemes
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.3",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ダークモードでの文字の濃さ", "en": "Contrast of text in dark mode"},
    passed={
        "ja": "端末のダークモードでも、文字は十分なコントラストで読めます",
        "en": "Text keeps enough contrast when a device asks for dark colours",
    },
    failed={
        "weak": {
            "ja": "端末がダークモードのときに、文字が読みにくくなる箇所があるようです"
            "（{count} 種類。コントラスト比は最も低いもので {lowest}:1。{examples}）",
            "en": "Some text seems to become hard to read when a device asks for dark colours "
            "({count} kinds; contrast down to {lowest}:1; {examples})",
        },
    },
    fix={
        "ja": "prefers-color-scheme: dark で色を変えるときは、"
        "文字の色と背景の色を必ず組で変えます。"
        "例：@media (prefers-color-scheme: dark) "
        "{ .card { color: #f2f2f2; background: #1f1f1f; } }。"
        "ダークモードに対応しないページでは、この指定を使いません。",
        "en": "Where prefers-color-scheme: dark changes colours, change those of text and ground "
        "together: @media (prefers-color-scheme: dark) "
        "{ .card { color: #f2f2f2; background: #1f1f1f; } }.",
    },
    about={
        "ja": "まぶしさがつらい人は、端末をダークモードにして画面を見ています。"
        "ページの一部だけ色が変わると、文字が背景に溶け込んで読めなくなります。",
        "en": "People whom bright screens hurt set their device to dark colours; where a page "
        "turns only some of its own, letters melt into their ground.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum",
)


def check(color_schemes: ColorSchemes) -> Verdict:
    """Only what can be read otherwise, and what a picture shows as the styles tell it."""
    texts = [text for text in color_schemes["dark"] if turns_weak(text) and is_drawn(text)]
    if texts:
        lowest = round(min(map(contrast, texts)), 1)
        return failed("weak", texts, lowest=lowest, examples=some(t["text"][:20] for t in texts))
    if color_schemes["stopped"]:
        return untested("color_schemes", color_schemes["stopped"])
    return passed() if color_schemes["is_dark"] else inapplicable()
