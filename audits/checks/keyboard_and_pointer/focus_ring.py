"""Where focus is shown by a line, the line can be seen.

A pale ring on white is there for the style sheet alone: whoever sees poorly looks for it in vain.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import TabOrder, TabStop
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.11",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "焦点の枠線の濃さ", "en": "Contrast of the focus ring"},
    passed={
        "ja": "焦点を示す枠線は、周りの色から見分けられます",
        "en": "Lines that show focus stand out from what they touch",
    },
    failed={
        "weak": {
            "ja": "焦点を示す枠線が薄く、見分けられません（{count} か所、コントラスト比は最も低い"
            "もので {lowest}:1。{examples}）",
            "en": "The lines that show focus hardly stand out ({count} controls, contrast down to "
            "{lowest}:1; {examples})",
        }
    },
    fix={
        "ja": "枠線と背景のコントラスト比を 3:1 以上にします。"
        "例：a:focus-visible, button:focus-visible { outline: 3px solid #0017c1; "
        "outline-offset: 2px; }。",
        "en": "Give the line a contrast of at least 3:1 against its ground: a:focus-visible, "
        "button:focus-visible { outline: 3px solid #0017c1; outline-offset: 2px; }.",
    },
    about={
        "ja": "見えにくい人がキーボードで操作するとき、焦点の枠線を目で追います。"
        "背景とほとんど同じ色の枠線は見えません。",
        "en": "People with low vision who use a keyboard follow the ring with their eyes, and do "
        "not see one in nearly the colour of its ground.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast",
)
LEAST = 3.0


def check(tab_order: TabOrder) -> Verdict:
    """Lines of the author's own where nothing else changes; the browser's own ring is exempt."""
    ringed = [stop for stop in tab_order["stops"] if "ring" in stop]
    weak = [stop for stop in ringed if stop["ring"] < LEAST and is_looked_for(stop)]
    if weak:
        lowest = round(min(stop["ring"] for stop in weak), 1)
        return failed("weak", weak, lowest=lowest, examples=some(called(s) for s in weak))
    return clean("tab_order", tab_order, applies=ringed)


def is_looked_for(stop: TabStop) -> bool:
    """Whether nothing but the line tells of focus: fields to write in show their caret as well."""
    return not (stop["writes"] or stop["several"] or stop["off_page"])
