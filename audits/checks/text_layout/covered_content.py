"""Nothing lies over the content when the page opens.

On a phone a box that asks for attention is often all there is to see; and who enlarges the page may
never find how to close it.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.overlays import Overlays
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "内容を覆う表示", "en": "What lies over the content"},
    passed={
        "ja": "開いたときに内容を広く覆うものはありません",
        "en": "Nothing covers much of the content when the page opens",
    },
    failed={
        "covered": {
            "ja": "ページを開くと、画面の約 {share} ％が重なった表示に覆われます",
            "en": "When the page opens, about {share} % of the window are covered by something",
        }
    },
    fix={
        "ja": "知らせたいことはページの先頭に文章として置きます。重ねる場合は画面の一部にとどめ、"
        "キーボードと Esc キーで閉じられるようにします。"
        '例：<section aria-label="重要なお知らせ">…</section>。',
        "en": "Put what must be known at the top of the page, as text. What lies over it is to "
        'stay small and to close by keyboard and Esc: <section aria-label="Important">…</section>.',
    },
    pillar="mobile",
    about={
        "ja": "覆いの閉じ方が分からないと、そのページは何も読めません。"
        "画面を拡大している人や、スイッチで操作する人は特に困ります。"
    },
)

LIMIT = 40
"""Per cent of the window."""


def check(overlays: Overlays) -> Verdict:
    """Boxes that hold the main content itself are the page, and empty ones its background."""
    if not overlays["items"]:
        return inapplicable()
    over = [c for c in overlays["items"] if not c["holds_main"] and (c["text"] or c["embeds"])]
    large = [c for c in over if c["share"] >= LIMIT]
    if not large:
        return passed()
    return failed("covered", large, share=max(c["share"] for c in large))
