"""Nothing is lost under the few strong colours that somebody has chosen for all pages.

Contrast themes paint every ground alike: what is drawn with a ground alone is gone, and what keeps
its own colour may come to lie on the same.
"""

from collections.abc import Iterator

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.checks.colour._contrast import contrast, is_drawn
from audits.facts.color_schemes import ColorSchemes
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "コントラストテーマでの見え方", "en": "The page in forced colours"},
    passed={
        "ja": "Windows のコントラストテーマでも、文字やアイコンは消えません",
        "en": "Text and icons remain to be seen in forced colours",
    },
    failed={
        "text": {
            "ja": "Windows のコントラストテーマで読めなくなる文字が {count} 種類あります"
            "（{examples}）",
            "en": "{count} kinds of text cannot be read in forced colours ({examples})",
        },
        "icons": {
            "ja": "Windows の黒いコントラストテーマでアイコンが消え、"
            "見えなくなるリンクやボタンが {count} 種類あります（{examples}）",
            "en": "{count} kinds of links or buttons lose their icon in forced colours on black, "
            "and cannot be seen ({examples})",
        },
    },
    fix={
        "ja": "文字には forced-color-adjust: none を使いません。"
        "アイコンは、背景色ではなく currentColor で描きます。"
        '例：<svg fill="currentColor">、.menu span { border-top: 3px solid; }。'
        "画像のアイコンには、@media (forced-colors: active) で明るい版を用意します。",
        "en": "Leave forced-color-adjust: none off text, and draw icons in currentColor rather "
        'than as grounds: <svg fill="currentColor">, .menu span { border-top: 3px solid; }. '
        "For icons that are pictures, give a light one in @media (forced-colors: active).",
    },
    about={
        "ja": "見えにくい人の中には、黒地に白や黄色などの決まった配色で、"
        "どのページも見ている人がいます。"
        "その配色で消える文字やボタンは、ないのと同じです。",
        "en": "Some people with low vision see every page in a few strong colours, such as white "
        "and yellow on black; what vanishes in these is not there for them.",
    },
    more="https://developer.mozilla.org/docs/Web/CSS/Reference/At-rules/@media/forced-colors",
)

READABLE = 3.0


def check(color_schemes: ColorSchemes) -> list[Verdict]:
    """No criterion speaks of such colours: what pictures have shown is told as advice."""
    found = list(faults(color_schemes))
    looked = color_schemes["looked"]
    return found or [clean("color_schemes", color_schemes, applies=looked)]


def faults(schemes: ColorSchemes) -> Iterator[Verdict]:
    """Texts that melt into their ground, and drawings that are gone."""
    texts = [t for t in schemes["forced"] if is_drawn(t) and contrast(t) < READABLE]
    if texts:
        yield failed("text", texts, examples=some(text["text"][:20] for text in texts))
    if icons := schemes["vanished"]:
        yield failed("icons", icons, examples=some(i["name"][:20] or i["html"][:40] for i in icons))
