"""What happens when something is pressed with the pointer happens by keyboard as well.

Tried on the page itself: a press did something, and the Tab key leads past the same place, or the
Enter key and the space bar do nothing there.
"""

from collections.abc import Iterable, Iterator

from audits.checks import cant_tell, clean, failed
from audits.checks._shared.japanese import some
from audits.checks.keyboard_and_pointer._handlers import deaf, unreached
from audits.facts.gestures import Gestures, NamedNode
from audits.facts.handlers import Handlers
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.1",
    impact="critical",
    certainty=Certainty.LIKELY,
    title={"ja": "ポインターでしか動かない部品", "en": "Parts that only the pointer works"},
    passed={
        "ja": "マウスで押して動く部品は、キーボードでも動きます",
        "en": "What a press of the pointer works, keys work too",
    },
    failed={
        "unreached": {
            "ja": "マウスで押すと動くのに、Tab キーで届かない部品が {count} 個あります"
            "（{examples}）",
            "en": "{count} parts react when they are pressed with the pointer, and the Tab key "
            "does not get there ({examples})",
        },
        "deaf": {
            "ja": "マウスで押すと動くのに、Enter キーやスペースキーでは動かない部品が {count} 個"
            "あります（{examples}）",
            "en": "{count} parts react when they are pressed with the pointer, and neither to the "
            "Enter key nor to the space bar ({examples})",
        },
        "untabbed": {
            "ja": "見えているのに、Tab キーで届かない入力欄やボタンが {count} 個あります"
            "（{examples}）",
            "en": "{count} visible fields, buttons or links have been taken out of the order of "
            "the Tab key ({examples})",
        },
        "beside": {
            "ja": "マウスで押すと動くのに、Tab キーで届かない部品が {count} 個あります"
            "（{examples}）。近くのボタンで同じことができるか確かめてください",
            "en": "{count} parts react when they are pressed with the pointer, and the Tab key "
            "does not get there ({examples}): please see whether a button beside them does the "
            "same",
        },
    },
    fix={
        "ja": 'ボタンやリンクの要素を使い、click で受け取ります。tabindex="-1" は外します。'
        '例：<button type="button" onclick="…">地区を選ぶ</button>。',
        "en": 'Use buttons and links, listen to click, and take tabindex="-1" away: '
        '<button type="button" onclick="…">Choose a district</button>.',
    },
    about={
        "ja": "手が不自由でマウスを使えない人や、画面を見ずに操作する人は、Tab キーで部品に移り、"
        "Enter キーやスペースキーで押します。"
        "ポインターにしか応えない部品は使えません。",
        "en": "Some people cannot use a mouse, or do not see the pointer: they move with the Tab "
        "key and press with Enter or the space bar, and cannot use what answers to neither.",
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F54",
)


def check(gestures: Gestures, handlers: Handlers) -> list[Verdict]:
    """What the listeners alone tell (the check `mouse-only`) is not told a second time."""
    known = {element["selector"] for element in (*unreached(handlers), *deaf(handlers))}
    found = list(faults(gestures, known))
    applies = gestures["tried"] or gestures["untabbed"]
    return found or [clean("gestures", gestures, applies=applies)]


def faults(gestures: Gestures, known: set[str]) -> Iterator[Verdict]:
    """One for each way in which keys are left out."""
    pressed = [e for e in gestures["tried"] if e["pressed"] and not e["keyed"]]
    pressed = [e for e in pressed if not e["by_key"] and e["selector"] not in known]
    plain = [e for e in pressed if e["kind"] == "plain"]
    kinds: dict[str, list[NamedNode]] = {
        "unreached": [e for e in plain if not e["beside"]],
        "deaf": [e for e in pressed if e["kind"] == "control"],
        "untabbed": [e for e in gestures["untabbed"] if e["selector"] not in known],
    }
    for key, elements in kinds.items():
        if elements:
            yield failed(key, elements, examples=shown(elements))
    if beside := [e for e in plain if e["beside"]]:
        yield cant_tell("beside", beside, examples=shown(beside))


def shown(elements: Iterable[NamedNode]) -> str:
    """Some of them, by their words or their markup."""
    return some(e["words"][:30] or e["html"][:30] for e in elements)
