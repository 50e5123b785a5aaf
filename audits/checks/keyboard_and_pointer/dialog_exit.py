"""What opens over the page can be shut or left by keys.

A dialog that only a click shuts, and that the Tab key does not lead out of, ends the visit of
everybody who has no mouse.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.activation import Activation
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.2",
    impact="critical",
    certainty=Certainty.LIKELY,
    title={"ja": "ダイアログから出る方法", "en": "Ways out of dialogs"},
    passed={
        "ja": "ボタンで開くダイアログは、キーボードで閉じるか、抜け出すことができます",
        "en": "Dialogs that buttons open can be shut or left by keys",
    },
    failed={
        "held": {
            "ja": "キーボードでは閉じることも抜け出すこともできないダイアログが開くボタンが "
            "{count} 個あるようです（{examples}）",
            "en": "{count} buttons seem to open a dialog that no key shuts or leads out of "
            "({examples})",
        }
    },
    fix={
        "ja": "Esc キーで閉じるようにし、「閉じる」を button で作ります。dialog 要素と showModal() "
        "を使うと、どちらも簡単です。"
        '例：<dialog><p>…</p><form method="dialog"><button>閉じる</button></form></dialog>。',
        "en": "Let Escape close it, and make “Close” a button. A dialog element with showModal() "
        'does both: <dialog><p>…</p><form method="dialog"><button>Close</button></form></dialog>.',
    },
    about={
        "ja": "キーボードやスイッチで操作する人は、閉じられないダイアログが開くと、"
        "ページの残りも元の場所も使えなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/no-keyboard-trap",
)


def check(activation: Activation) -> Verdict:
    """Escape, the buttons in the dialog and the Tab key in both directions were tried."""
    opened = [(item["dialog"], item) for item in activation["pressed"] if item["dialog"]]
    traps = [pair for pair in opened if pair[0]["held"]]
    if traps:
        places = [place for pair in traps for place in pair]
        return failed("held", places, count=len(traps), examples=some(called(i) for _, i in traps))
    return clean("activation", activation, applies=opened)
