"""What appears under the pointer can be put away, and read.

With the screen enlarged, a bubble covers much of what is seen: it must go with the Escape key, and
must not vanish when the pointer moves onto it to read on.
"""

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.facts.hover import Hover
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.13",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "マウスを重ねると出る内容", "en": "Content on hover"},
    passed={
        "ja": "マウスを重ねると出る内容は、Esc キーで消せ、その上にマウスを移せます",
        "en": "Content that appears on hover goes with Escape and stays under the pointer",
    },
    failed={
        "fleeting": {
            "ja": "マウスを重ねると出る説明が、読もうとしてその上にマウスを移すと消えます"
            "（{count} か所：{examples}）",
            "en": "What appears on hover vanishes when the pointer moves onto it ({count} places: "
            "{examples})",
        },
        "stays": {
            "ja": "マウスを重ねると出る内容が、Esc キーで消えません（{count} か所：{examples}）",
            "en": "What appears on hover does not go with the Escape key ({count} places: "
            "{examples})",
        },
    },
    fix={
        "ja": "Esc キーで消し、内容の上にマウスがある間は表示したままにします。"
        "例：.tip:hover, .trigger:hover + .tip { display: block } と、"
        "document.addEventListener('keydown', e => { if (e.key === 'Escape') hideTip(); });",
        "en": "Hide it on Escape, and keep it while the pointer is on it: .tip:hover, "
        ".trigger:hover + "
        ".tip { display: block } and document.addEventListener('keydown', e => { if (e.key === "
        "'Escape') hideTip(); });",
    },
    about={
        "ja": "画面を拡大している人には、出てきた内容が画面の多くを覆い、下の文章を読めません。"
        "マウスを動かして続きを読もうとすると消えるのも困ります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/content-on-hover-or-focus",
)


def check(hover: Hover) -> list[Verdict]:
    """Content that lies over the page; what opens in the flow covers nothing."""
    over = [item for item in hover["items"] if item["over"]]
    fleeting = [item for item in over if not item["reached"] and not item["links"]]
    stays = [item for item in over if not item["dismissed"] and item not in fleeting]
    found = [
        failed(key, items, examples=some(item["text"][:30] for item in items))
        for key, items in (("fleeting", fleeting), ("stays", stays))
        if items
    ]
    return found or [clean("hover", hover, applies=over)]
