"""What acts as a button or a link says that it is one.

A screen reader calls a `<div>` mere text: nobody who hears it knows that it can be pressed.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.keyboard_and_pointer._handlers import CONTROLS, is_control, shown
from audits.facts.handlers import Handlers, Listener
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ボタンやリンクの代わりの部品", "en": "Parts that stand in for buttons and links"},
    passed={
        "ja": "押せる部品には、ボタンやリンクなどの役割が付いています",
        "en": "What can be pressed says that it is a button or a link",
    },
    failed={
        "no-role": {
            "ja": "クリックで動くのに、ボタンともリンクとも伝わらない部品が {count} "
            "個あるようです（{examples}）",
            "en": "{count} parts react to a click and do not seem to say that they are buttons "
            "or links "
            "({examples})",
        },
        "widget": {
            "ja": "チェックボックスやタブに見えて、役割も状態も伝わらない部品が {count} "
            "個あるようです"
            "（{examples}）",
            "en": "{count} parts look like boxes to tick, tabs or switches and do not seem to "
            "tell their "
            "role or state ({examples})",
        },
    },
    fix={
        "ja": '<button> や <a href>、<input type="checkbox"> を使います。'
        '例：<div class="btn">送信</div> を <button>送信</button> に書き換えます。',
        "en": 'Use <button>, <a href> or <input type="checkbox">: <button>Send</button> rather '
        "than "
        '<div class="btn">Send</div>.',
    },
    about={
        "ja": "画面を読み上げて利用する人には、<div> はただの文字として聞こえ、"
        "押せることが分かりません。"
        "音声で操作する人の「送信をクリック」も通じません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F59",
)

WIDGETS = {
    "listbox",
    "menu",
    "menubar",
    "radiogroup",
    "tablist",
    "tree",
    "grid",
    "treegrid",
    "toolbar",
    "scrollbar",
    "application",
}
"""Roles of parts that listen for what is in them."""
WIDGET = re.compile(
    r"check-?box|(?:^|[\s_-])(?:tabs?|switch|toggle|radio|accordion)(?:$|[\s_-])", re.IGNORECASE
)


def check(handlers: Handlers) -> Verdict | list[Verdict]:
    """Elements of one role or another are judged by others."""
    controls = [element for element in handlers["items"] if is_control(element)]
    if not controls:
        return inapplicable()
    kinds: dict[str, list[Listener]] = {"no-role": [], "widget": []}
    for control in controls:
        if control["role"] not in CONTROLS | WIDGETS:
            kinds["widget" if WIDGET.search(control["classes"]) else "no-role"].append(control)
    return [
        failed(kind, found, examples=some(shown(element) for element in found))
        for kind, found in kinds.items()
        if found
    ] or passed()
