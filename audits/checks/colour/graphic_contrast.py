"""Drawings that tell something stand out from their ground.

A line of a chart in pale yellow on white is not there for people who see poorly.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.graphics import Graphics
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.11",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "図の濃さ", "en": "Contrast of drawings"},
    passed={
        "ja": "図は、まわりと見分けられる濃さで描かれています",
        "en": "Drawings can be told from their ground",
    },
    failed={
        "pale": {
            "ja": "内容を伝える図の色が薄く、背景と見分けにくいようです"
            "（コントラスト比 {lowest}:1。必要なのは 3:1。{examples}）",
            "en": "Drawings that tell something seem too pale to be told from their ground "
            "(contrast {lowest}:1; 3:1 is needed; {examples})",
        }
    },
    fix={
        "ja": "図の線や面の色を、背景と 3:1 以上にします。"
        '例：<svg role="img" aria-label="利用者数の推移"><path stroke="#1a5fa8" …></svg>。',
        "en": "Give lines and areas a contrast of 3:1 or more with the ground: "
        '<svg role="img" aria-label="Visitors by month"><path stroke="#1a5fa8" …></svg>.',
    },
    about={
        "ja": "薄い線や面は、見えにくい人や、明るい屋外で画面を見る人には見えません。"
        "代替テキストは、目で見ている人には届きません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast",
)

ENOUGH = 3.0
ROUNDING = 0.05


def check(graphics: Graphics) -> Verdict:
    """Drawings that are named as images: what has a name tells something. Never certain."""
    named = [item for item in graphics["weak"] if item["named"] and not item["lifted"]]
    if not named:
        return inapplicable()
    pale = [item for item in named if item["contrast"] < ENOUGH - ROUNDING and not item["frame"]]
    if not pale:
        return passed()
    lowest = round(min(item["contrast"] for item in pale), 1)
    return failed("pale", pale, lowest=lowest, examples=some(item["name"][:30] for item in pale))
