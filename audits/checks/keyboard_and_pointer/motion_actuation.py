"""What tilting or shaking the device does can be done with a button, and turned off.

A telephone fixed to a wheelchair cannot be shaken, and a trembling hand shakes it always.
"""

from audits.checks import cant_tell, failed, inapplicable, passed, untested
from audits.facts.motion_and_orientation import MotionAndOrientation
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.5.4",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "端末の動きによる操作", "en": "Operation by moving the device"},
    passed={
        "ja": "端末を傾けても内容が変わらないか、やめる設定があります",
        "en": "Tilting the device changes nothing, or can be turned off",
    },
    failed={
        "only-motion": {
            "ja": "端末を傾けると内容が変わりますが、ボタンなどの代わりの操作も、やめる設定も"
            "見当たりません",
            "en": "Tilting the device changes the page, and neither a control that does the "
            "same nor a "
            "setting that stops it was found",
        },
        "setting": {
            "ja": "端末を傾けると内容が変わります。傾きに反応しない設定があるか、確かめてください",
            "en": "Tilting the device changes the page; see whether that can be turned off",
        },
    },
    fix={
        "ja": "同じことができるボタンと、動きに反応しない設定を用意します。"
        "例：<button>次の写真</button> "
        '<label><input type="checkbox"> 端末の動きで操作しない</label>',
        "en": "Offer a button that does the same, and a setting: <button>Next photo</button> "
        '<label><input type="checkbox"> Do not react to motion</label>',
    },
    about={
        "ja": "車いすに端末を固定している人は、端末を傾けたり振ったりできません。"
        "手が震える人の端末は、意図しなくても動きます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/motion-actuation",
)


def check(motion_and_orientation: MotionAndOrientation) -> Verdict:
    """The page listens to motion, and changed when the device was tilted."""
    if not motion_and_orientation["sensors"]:
        stopped = motion_and_orientation["stopped"]
        return untested("motion_and_orientation", stopped) if stopped else inapplicable()
    if not motion_and_orientation["tilted"] or motion_and_orientation["settings"]:
        return passed()
    if motion_and_orientation["controls"]:
        return cant_tell("setting", motion_and_orientation["tilted"])
    return failed("only-motion", motion_and_orientation["tilted"])
