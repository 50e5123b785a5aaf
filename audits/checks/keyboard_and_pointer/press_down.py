"""Nothing happens before the pointer is let go.

Whoever puts the pointer down in the wrong place moves it away and lets go: then nothing may have
happened.
"""

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.facts.gestures import Gestures
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.5.2",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "押した瞬間に動く部品", "en": "What happens as the pointer goes down"},
    passed={
        "ja": "押した瞬間に何かが起きる部品はありません",
        "en": "Nothing happens before the pointer is let go",
    },
    failed={
        "down": {
            "ja": "押した瞬間に動き、指を外にずらして離しても取り消せない部品が {count} 個あります"
            "（{examples}）",
            "en": "{count} parts act as soon as the pointer goes down, and moving away before "
            "letting go does not undo it ({examples})",
        }
    },
    fix={
        "ja": "mousedown や pointerdown、touchstart ではなく click で動かします。"
        '例：<button onpointerdown="send()"> を <button onclick="send()"> に直します。',
        "en": "Act on click rather than on mousedown, pointerdown or touchstart: "
        '<button onclick="send()"> rather than <button onpointerdown="send()">.',
    },
    about={
        "ja": "手が震える人や細かい動きの苦手な人は、違う所に触れてしまうことがあります。"
        "触れた瞬間に動く部品は、指をずらして取り消すことができません。",
        "en": "Whose hand trembles may touch the wrong place, and cannot take it back where the "
        "touch alone sets something off.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/pointer-cancellation",
)
OPENS = ("aria-haspopup", 'role="combobox"', 'role="listbox"', 'role="slider"')
"""A list that opens is shut again as easily, and a slider follows the pointer by its nature."""


def check(gestures: Gestures) -> Verdict:
    """The press was tried: the pointer went down, left, and was let go elsewhere."""
    tried = [e for e in gestures["tried"] if e["down"]]
    down = [e for e in tried if e["pressed_down"] and not any(o in e["html"] for o in OPENS)]
    if down:
        return failed("down", down, examples=some(e["words"][:30] or e["html"][:30] for e in down))
    return clean("gestures", gestures, applies=tried)
