"""Enlarged to 400 %, the page is read without scrolling sideways.

A window of 1280 pixels then shows 320: whoever needs letters that large would otherwise push every
line to and fro.
"""

from collections.abc import Iterator

from audits.checks import failed, inapplicable, passed, untested
from audits.checks._shared.japanese import some
from audits.facts.zoom import Zoom
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.10",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "400% に拡大した画面", "en": "The page at 400 %"},
    passed={
        "ja": "400% に拡大しても、横スクロールなしに読めます",
        "en": "At 400 % the page can be read without scrolling sideways",
    },
    failed={
        "sideways": {
            "ja": "400% に拡大（幅 320px に相当）すると、文章や入力欄が画面に収まりません"
            "（{count} か所、最大 {widest}px）",
            "en": "At 400 % (a width of 320 px) text or fields do not fit ({count} places, up to "
            "{widest} px)",
        },
        "lost": {
            "ja": "400% に拡大（幅 320px に相当）すると、見えなくなる文章があります（{count} か所："
            "{examples}）",
            "en": "At 400 % (a width of 320 px) text is no longer shown ({count} places: "
            "{examples})",
        },
    },
    fix={
        "ja": "幅を px で固定せず、狭い画面では縦に並べます。"
        "例：.columns { display: flex; flex-wrap: wrap } .columns > * { flex: 1 1 16rem; "
        "min-width: 0 }",
        "en": "Do not fix widths in px, and stack columns in narrow windows: .columns { "
        "display: flex; "
        "flex-wrap: wrap } .columns > * { flex: 1 1 16rem; min-width: 0 }",
    },
    whole_page=True,
    about={
        "ja": "視力の弱い人は、パソコンでも画面を 400% まで拡大して読みます。"
        "一行ごとに左右に動かすと、どこを読んでいたか分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/reflow",
)
SLACK = 5  # CSS pixels: less is rounding or a shadow


def check(zoom: Zoom) -> Verdict | list[Verdict]:
    """Text and fields alone; tables, maps and the like may need both directions."""
    if "narrow" not in zoom:
        return untested("zoom", zoom["stopped"])
    return list(faults(zoom)) or (passed() if zoom["twice"]["texts"] else inapplicable())


def faults(zoom: Zoom) -> Iterator[Verdict]:
    """What does not fit, and what is not there any more."""
    narrow = zoom["narrow"]
    width = narrow["width"]
    out = [
        o
        for o in narrow["offenders"]
        if o["text"] and not o["two_ways"] and o["right"] > width + SLACK and 0 <= o["left"] < width
    ]
    if narrow["scrolls"] and out:
        yield failed("sideways", out, widest=narrow["scroll_width"])
    if lost := zoom.get("lost"):
        yield failed("lost", lost, examples=some(item["text"][:30] for item in lost))
