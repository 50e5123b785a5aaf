"""Nothing leaves the page, opens or jumps because a control has received focus.

People pass through many controls on their way to one. A page that acts on passing carries them off
before they have chosen anything, and those who do not see the screen are not told.
"""

import re
from collections.abc import Iterator

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import FocusChange, TabOrder
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.2.1",
    impact="serious",
    title={"ja": "焦点が移っただけで起きる変化", "en": "Changes on focus"},
    passed={
        "ja": "焦点が移っただけで画面が切り替わる箇所はありません",
        "en": "Nothing is set off by focus alone",
    },
    failed={
        "leaves": {
            "ja": "焦点が移っただけで、別のページに移るか別のウィンドウが開く箇所が {count} "
            "か所あります"
            "（{examples}）",
            "en": "{count} controls lead to another page or open a window as soon as they "
            "have focus "
            "({examples})",
        },
        "dialog": {
            "ja": "焦点が移っただけで、警告などの小窓が開く箇所が {count} か所あります（"
            "{examples}）",
            "en": "{count} controls open a dialog as soon as they have focus ({examples})",
        },
        "moves": {
            "ja": "焦点を受け取ると、別の箇所に焦点を移す部品が {count} か所あります（{examples}）",
            "en": "{count} controls pass focus on to another as soon as they have it ({examples})",
        },
        "lost": {
            "ja": "焦点を受け取ると、それを手放す部品が {count} か所あります（{examples}）",
            "en": "{count} controls give focus away as soon as they have it ({examples})",
        },
    },
    fix={
        "ja": "画面の切り替えは focus ではなく click で起こします。"
        '例：<a href="/map/" onfocus="location.href=this.href"> を <a href="/map/"> に直します。',
        "en": 'Act on click, never on focus: <a href="/map/"> rather than '
        '<a href="/map/" onfocus="location.href=this.href">.',
    },
    about={
        "ja": "キーボードで操作する人は、目的の箇所に着くまでに多くの部品を通り過ぎます。"
        "通っただけで画面が変わると、読み上げで利用する人には何が起きたか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/on-focus",
)
GUARD = re.compile(r'<(?:div|span)[^>]*></|<[^>]*\saria-hidden="true"')
"""A stop that is empty or hidden and passes focus on: dialogs use them to keep it inside."""


def check(tab_order: TabOrder) -> list[Verdict]:
    """What a walk with the Tab key set off; what holds focus fast is another check's."""
    found = list(faults(tab_order))
    return found or [clean("tab_order", tab_order, applies=tab_order["tabbable"])]


def faults(keyboard: TabOrder) -> Iterator[Verdict]:
    """One for each way of acting on focus."""
    held = {m["selector"] for trap in keyboard["traps"] for m in trap["members"]}
    changes = {(c["kind"], c["selector"]): c for c in keyboard["changes"]}.values()
    leaves = [c for c in changes if c["kind"] in ("navigation", "window")]
    dialogs = [c for c in changes if c["kind"] == "dialog"]
    hidden = [part["selector"] for part in keyboard.get("hidden", ())]
    moves = [c for c in changes if c["kind"] == "focus" and is_passed_on(c, held, hidden)]
    kinds = (("leaves", leaves), ("dialog", dialogs), ("moves", moves), ("lost", keyboard["lost"]))
    for key, found in kinds:
        if found:
            sure = Certainty.CERTAIN if key == "leaves" else Certainty.LIKELY
            examples = some(called(each) for each in found)
            yield failed(key, found, certainty=sure, examples=examples)


def is_passed_on(change: FocusChange, held: set[str], hidden: list[str]) -> bool:
    """Whether focus went to something else, and not to a part of the same widget or of a trap.

    `hidden` are the parts kept from screen readers: a stop in one is a guard, whatever it is.
    """
    here, there = change["selector"], change["what"]
    if held & {here, there} or GUARD.match(change["html"]):
        return False
    if any(here == part or here.startswith(f"{part} >") for part in hidden):
        return False
    return here != there and not there.startswith(f"{here} >")
