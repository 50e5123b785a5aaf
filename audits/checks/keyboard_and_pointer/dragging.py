"""What can be dragged can be moved by single presses too.

To hold a button down and move at the same time takes a steady hand, and keys are no answer for
whoever uses a pointer alone.
"""

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.facts.gestures import Gestures
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.5.7",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ドラッグでの操作", "en": "Dragging"},
    passed={
        "ja": "ドラッグでする操作には、押すだけの方法もあります",
        "en": "What can be dragged can be had by presses too",
    },
    failed={
        "items": {
            "ja": "ドラッグで動かすものに、押すだけで動かす方法が見当たりません（{count} 個："
            "{examples}）",
            "en": "{count} things are to be dragged, and no button moves them ({examples})",
        },
        "drops": {
            "ja": "ファイルをドラッグして置く場所に、ファイルを選ぶボタンが見当たりません"
            "（{examples}）",
            "en": "Files are to be dragged to a place without a button to choose them ({examples})",
        },
    },
    fix={
        "ja": "押すだけで同じことができるボタンを添えます。"
        "例：<button>上へ</button> <button>下へ</button>、"
        '<input type="file">。',
        "en": "Offer buttons that do the same: <button>Up</button> <button>Down</button>, "
        '<input type="file">.',
    },
    about={
        "ja": "手が震える人や、視線や頭の動きで操作する人は、押したまま動かすことができません。",
        "en": "Whose hand trembles, or who points with head or eyes, cannot hold and move at once.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/dragging-movements",
)


def check(gestures: Gestures) -> list[Verdict]:
    """What moved under the pressed pointer, or says that it is to be dragged."""
    moved = [e for e in gestures["strokes"] if e["moved"] and not e["tapped"]]
    found = [
        failed(key, elements, examples=some(e["words"][:30] or "—" for e in elements))
        for key, elements in (
            ("items", [*gestures["items"], *moved]),
            ("drops", gestures["drops"]),
        )
        if elements
    ]
    return found or [clean("gestures", gestures, applies=gestures["strokes"])]
