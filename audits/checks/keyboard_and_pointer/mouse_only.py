"""What can be pressed with a mouse can be pressed with the keyboard.

Whoever cannot use a mouse, or does not see the pointer, comes past an element that is no link and
no button without ever stopping there.
"""

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.keyboard_and_pointer._handlers import (
    deaf,
    is_control,
    is_focusable,
    is_moved_to,
    may_be_control,
    shown,
    unreached,
)
from audits.facts.handlers import Handlers
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.1",
    impact="critical",
    certainty=Certainty.LIKELY,
    title={"ja": "マウスだけで使う部品", "en": "Parts for the mouse alone"},
    passed={
        "ja": "押せる部品には、キーボードでも届くようです",
        "en": "What can be pressed seems to be within the keyboard’s reach",
    },
    failed={
        "unreached": {
            "ja": "クリックで動くのに、Tab キーで届かない部品が {count} 個あるようです"
            "（{examples}）",
            "en": "{count} parts react to a click, and the Tab key does not seem to get there "
            "({examples})",
        },
        "deaf": {
            "ja": "Tab キーで届くのに、キーを押しても動かないような部品が {count} 個あります"
            "（{examples}）",
            "en": "The Tab key gets to {count} parts that react to a click and seem to ignore keys "
            "({examples})",
        },
        "perhaps": {
            "ja": "押せそうに見えて、Tab キーで届かない部品が {count} 個あります（{examples}）。"
            "押して動くか確かめてください",
            "en": "{count} parts look as if they could be pressed, and the Tab key does not "
            "get there "
            "({examples}): please see whether they react",
        },
    },
    fix={
        "ja": '<div> や <span> ではなく <button type="button"> か <a href> を使います。'
        '例：<button type="button" onclick="…">地図を開く</button>。',
        "en": 'Use <button type="button"> or <a href> instead of <div> or <span>: '
        '<button type="button" onclick="…">Open the map</button>.',
    },
    about={
        "ja": "手が不自由でマウスを使えない人や、画面を見ずに操作する人は、Tab "
        "キーで部品を渡り歩きます。"
        "届かない部品は、その人にとって無いのと同じです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F54",
)


def check(handlers: Handlers) -> Verdict | list[Verdict]:
    """Keys may be heard further up: an element is deaf only if nobody above it listens to keys."""
    controls = [element for element in handlers["items"] if is_control(element)]
    perhaps = [
        element
        for element in handlers["items"]
        if may_be_control(element) and not is_focusable(element) and not is_moved_to(element)
    ]
    if not controls and not perhaps:
        return inapplicable()
    faults = {"unreached": unreached(handlers), "deaf": deaf(handlers)}
    verdicts = [
        failed(key, found, examples=some(shown(element) for element in found))
        for key, found in faults.items()
        if found
    ]
    if perhaps:
        verdicts.append(cant_tell("perhaps", perhaps, examples=some(map(shown, perhaps))))
    return verdicts or passed()
