"""The Tab key leads out of every control again.

Whoever cannot use a mouse is stuck where it does not: the rest of the page, and the way back, are
out of reach, and often nothing is left but to close the browser.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import TabOrder
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.2",
    impact="critical",
    title={"ja": "キーボードの閉じ込め", "en": "Keyboard traps"},
    passed={
        "ja": "Tab キーで入れる箇所からは、Tab キーで抜け出せます",
        "en": "Wherever the Tab key leads in, it leads out again",
    },
    failed={
        "trapped": {
            "ja": "Tab キー、Shift+Tab キー、Esc キーのどれでも抜け出せない箇所があります（"
            "{examples}）",
            "en": "Neither Tab nor Shift+Tab nor Escape leads out of here ({examples})",
        }
    },
    fix={
        "ja": "Tab キーの動きを preventDefault() で止めたり、blur で焦点を戻したりしないでく"
        "ださい。"
        "例：field.addEventListener('keydown', e => { if (e.key === 'Tab') return; … })。"
        "ダイアログの中だけを巡回させるときは、Esc キーと「閉じる」ボタンで抜け出せるようにし"
        "ます。",
        "en": "Do not stop the Tab key with preventDefault(), nor give focus back on blur: "
        "field.addEventListener('keydown', e => { if (e.key === 'Tab') return; … }). Where a "
        "dialog "
        "keeps focus inside, let Escape and a “Close” button lead out of it.",
    },
    about={
        "ja": "マウスを使えず、キーボードやスイッチで操作する人は、抜け出せない箇所に入ると、"
        "そこから先のページも元の場所も使えなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap",
)


def check(tab_order: TabOrder) -> Verdict:
    """Traps are tried in the page: with keys that everyone knows, and those that the page names."""
    if tab_order["traps"]:
        members = [member for trap in tab_order["traps"] for member in trap["members"]]
        return failed("trapped", members, examples=some(called(m) for m in members))
    return clean("tab_order", tab_order, applies=tab_order["tabbable"])
