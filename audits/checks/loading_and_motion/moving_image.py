"""Pictures that move can be stopped.

What moves beside a text draws the eye away for good; people with attention deficits cannot read on
until it stops.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.animated_images import AnimatedImages
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.2.2",
    impact="serious",
    title={"ja": "動き続ける画像", "en": "Pictures that keep moving"},
    passed={
        "ja": "5秒を超えて動き続ける画像はないか、止める方法があります",
        "en": "No picture moves for more than five seconds, or there is a way to stop it",
    },
    failed={
        "endless": {
            "ja": "止める方法のない、動き続ける画像が {count} 個あります（{examples}）",
            "en": "{count} pictures keep moving, and nothing stops them ({examples})",
        },
        "perhaps": {
            "ja": "5秒を超えて動く画像が {count} 個あるようです（{examples}）",
            "en": "{count} pictures seem to move for more than five seconds ({examples})",
        },
    },
    fix={
        "ja": "動きを5秒以内で終わらせるか、静止画にするか、停止ボタンを付けます。"
        '例：<button type="button">動きを止める</button>。',
        "en": "Let the motion end within five seconds, use a still picture, or offer a button: "
        '<button type="button">Stop the motion</button>.',
    },
    about={
        "ja": "文章の横で動き続ける画像に気を取られて、読み進められない人がいます。"
        "注意の集中が難しい人や、動きで気分が悪くなる人が困ります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G152",
)

SECONDS = 5
SMALL = 30  # CSS pixels: a blinking mark beside a title is only likely to be in the way


def check(animated_images: AnimatedImages) -> Verdict | list[Verdict]:
    """Where the page has a control that may stop it, or folds it away, nothing is said."""
    if not animated_images["pictures"]:
        return inapplicable()
    if animated_images["stops"]:
        return passed()
    shown = [i for i in animated_images["items"] if not i["folds"]]
    endless = [i for i in shown if i["seconds"] is None and i["round"] > 0]
    sure = [i for i in endless if min(i["width"], i["height"]) >= SMALL]
    long = [i for i in shown if i["seconds"] is not None and i["seconds"] > SECONDS]
    perhaps = [i for i in endless if i not in sure] + long
    kinds = {"endless": sure, "perhaps": perhaps}
    found = [
        failed(
            key,
            items,
            certainty=Certainty.LIKELY if key == "perhaps" else "",
            examples=some(f"{i['width']}×{i['height']}px" for i in items),
        )
        for key, items in kinds.items()
        if items
    ]
    return found or passed()
