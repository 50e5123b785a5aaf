"""Pictures do not flash.

More than three flashes in a second may bring on a seizure.
"""

from audits.checks import cant_tell, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.animated_images import AnimatedImage, AnimatedImages
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.3.1",
    impact="critical",
    certainty=Certainty.REVIEW,
    title={"ja": "点滅する画像", "en": "Pictures that flash"},
    passed={
        "ja": "1秒に3回を超えて切り替わる大きな画像は見つかりませんでした",
        "en": "No large picture changes more than three times in a second and back",
    },
    failed={
        "fast": {
            "ja": "1秒に3回を超えて切り替わる大きな画像があります。激しく点滅していないか、"
            "確かめてください（{examples}）",
            "en": "A large picture changes more than three times in a second: please check that it "
            "does not flash ({examples})",
        }
    },
    fix={
        "ja": "明るさが大きく変わる切り替えを1秒に3回までにするか、静止画にします。"
        "例：GIF の1コマの表示時間を 0.5 秒以上にします。",
        "en": "Let the light change no more than three times in a second, or use a still picture: "
        "show each frame of a GIF for half a second or more.",
    },
    about={"ja": "激しい点滅は、光に敏感な人の発作を引き起こすことがあります。"},
    more="https://www.w3.org/WAI/WCAG22/Understanding/three-flashes-or-below-threshold",
)

AREA = 21_824  # CSS pixels: a quarter of the ten degrees of sight that the criterion speaks of
CHANGES = 6  # in a second: three times there and back
FEW = 4  # frames: pictures that flash have few, films have many


def check(animated_images: AnimatedImages) -> Verdict:
    """Whether the light changes is for a person to see."""
    if not animated_images["items"]:
        return inapplicable()
    fast = [item for item in animated_images["items"] if is_fast(item)]
    if not fast:
        return passed()
    return cant_tell("fast", fast, examples=some(f"{i['width']}×{i['height']}px" for i in fast))


def is_fast(item: AnimatedImage) -> bool:
    """Whether few frames follow each other that fast on a large area."""
    large = item["width"] * item["height"] >= AREA
    rate = item["frames"] / item["round"] if item["round"] else 0.0
    return bool(large and rate > CHANGES and item["frames"] <= FEW)
