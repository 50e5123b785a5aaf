"""Guards that are hidden from screen readers pass the focus on at once.

Dialogs keep the Tab key inside with unseen stops before and after them. One that keeps the focus to
itself leaves whoever listens with nothing.
"""

from audits.checks import clean, failed
from audits.checks.keyboard_and_pointer.hidden_focus import is_doubtful
from audits.facts.handlers import Handlers
from audits.facts.tab_order import TabOrder
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="serious",
    title={"ja": "隠した要素に残るフォーカス", "en": "Focus that stays on hidden elements"},
    passed={
        "ja": "隠した要素が受け取ったフォーカスは、すぐ別の要素へ移ります",
        "en": "Hidden elements that are given focus pass it on at once",
    },
    failed={
        "kept": {
            "ja": 'aria-hidden="true" で隠した部分にフォーカスが残ります（{count} か所）',
            "en": 'Focus stays in {count} parts that are hidden by aria-hidden="true"',
        },
    },
    fix={
        "ja": "フォーカスを受け取ったら、すぐ中の要素へ移すか、tabindex を外します。"
        '閉じている間は hidden 属性で外してください。例：<span tabindex="0" aria-hidden="true" '
        'onfocus="first.focus()">',
        "en": "Pass focus on to an element inside as soon as it comes, or take tabindex away; "
        'hide what is shut with the hidden attribute. Example: <span tabindex="0" '
        'aria-hidden="true" onfocus="first.focus()">',
    },
    about={
        "ja": "ダイアログの前後に置く見えない要素がフォーカスを持ったままになると、"
        "読み上げで使う人には何も伝わりません。"
    },
    more="https://www.w3.org/WAI/standards-guidelines/act/rules/6cfa84/",
)


def check(handlers: Handlers, tab_order: TabOrder) -> Verdict:
    """Of what may pass focus on, by a script that listens: where it was given focus and kept it."""
    doubtful = [part for part in handlers.get("hidden", []) if is_doubtful(part)]
    tried = {part["selector"]: part for part in tab_order.get("hidden", [])}
    kept = [p for p in doubtful if (seen := tried.get(p["selector"])) and seen["kept"]]
    met = [part for part in kept if tried[part["selector"]]["met"]]
    # The Tab key that has been everywhere and never there is led past it by a script.
    if not met and (not kept or tab_order["complete"]):
        return clean("tab_order", tab_order, applies=doubtful)
    certainty = Certainty.CERTAIN if met else Certainty.LIKELY
    return failed("kept", met or kept, certainty=certainty)
