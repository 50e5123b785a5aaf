"""What a stroke or two fingers do, a single tap does as well.

Whoever points with a stick in the mouth or with the eyes can tap, and can draw no line.
"""

from audits.checks import clean, failed
from audits.facts.gestures import Gestures
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.5.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "指の動きで操作する部品", "en": "Strokes and gestures of two fingers"},
    passed={
        "ja": "指を滑らせたり二本の指を使ったりする操作には、ほかの方法もあります",
        "en": "Nothing needs a stroke or two fingers",
    },
    failed={
        "only": {
            "ja": "指を滑らせる、または二本の指を使うと動く部分に、タップや近くのボタンでの"
            "代わりの操作が見当たりません（{count} か所）",
            "en": "{count} parts react to a stroke or to two fingers, and neither to a tap nor is "
            "there a button beside them",
        }
    },
    fix={
        "ja": "同じことができるボタンを添えます。"
        "例：<button>前へ</button> <button>次へ</button>、<button>拡大</button>。",
        "en": "Offer buttons that do the same: <button>Previous</button> <button>Next</button>, "
        "<button>Larger</button>.",
    },
    about={
        "ja": "指を一本しか使えない人や、口にくわえた棒、視線などで操作する人は、"
        "画面をなぞったり、二本の指を広げたりできません。",
        "en": "Some people use one finger, a stick or their eyes to point, and cannot draw a line "
        "or spread two fingers.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/pointer-gestures",
)


def check(gestures: Gestures) -> Verdict:
    """Strokes were tried where scripts listen to movement and no control stands beside."""
    strokes = gestures["strokes"]
    only = [e for e in strokes if e["did"] and not e["moved"] and not e["tapped"]]
    return failed("only", only) if only else clean("gestures", gestures, applies=strokes)
