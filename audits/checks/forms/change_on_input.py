"""Choosing an option or typing a letter does not carry anyone off.

By keyboard, options are gone through one by one: the first of them already leads away. Those who do
not see the screen notice only later that they are somewhere else.
"""

from collections.abc import Iterator

from audits.checks import cant_tell, clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.field_changes import FieldChange, FieldChanges
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.2.2",
    impact="serious",
    title={"ja": "入力しただけで起きる変化", "en": "Changes on input"},
    passed={
        "ja": "選んだり入力したりしただけで画面が切り替わる箇所はありません",
        "en": "Choosing or typing alone does not carry anyone off",
    },
    failed={
        "leaves": {
            "ja": "選んだだけで、別のページに移るか別のウィンドウが開く入力欄が {count} 個あります"
            "（{examples}）",
            "en": "{count} fields lead to another page or open a window as soon as something "
            "is chosen "
            "({examples})",
        },
        "sends": {
            "ja": "選んだだけで、送信や再読み込みが起きる入力欄が {count} 個あります（{examples}）",
            "en": "{count} fields send or load again as soon as something is chosen ({examples})",
        },
        "moves": {
            "ja": "入力すると、焦点が別の箇所に移る入力欄が {count} 個あります（{examples}）",
            "en": "{count} fields pass focus on to another place on input ({examples})",
        },
        "advised": {
            "ja": "選んだだけで画面が切り替わる入力欄が {count} 個あります（{examples}）。"
            "そのことが前もって説明されているか、確かめてください",
            "en": "{count} fields change the page as soon as something is chosen ({examples}); see "
            "whether that is said beforehand",
        },
    },
    fix={
        "ja": '選択と実行を分け、実行のボタンを置きます。例：<select name="page">…</select> '
        "<button>移動する</button>。onchange で location を変えたり submit() を呼んだりしません。",
        "en": 'Choose first, then act by a button: <select name="page">…</select> '
        "<button>Go</button>. Do not set location or call submit() in onchange.",
    },
    about={
        "ja": "キーボードでは、選択肢を矢印キーで一つずつたどります。最初の選択肢に触れただけ"
        "で画面が"
        "替わると、目的の選択肢を選べません。読み上げで利用する人は、移ったことにも気づきません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/on-input",
)
KINDS = {
    "leaves": ("navigation", "window"),
    "sends": ("submit", "reload", "dialog"),
    "moves": ("focus",),
}


def check(field_changes: FieldChanges) -> list[Verdict]:
    """What fields set off when changed as by keyboard; only leaving without a word is sure."""
    found = list(faults(field_changes["items"]))
    return found or [clean("field_changes", field_changes, applies=field_changes["items"])]


def faults(items: list[FieldChange]) -> Iterator[Verdict]:
    """One for each way of being carried off."""
    told = [i for i in items if i["advised"] and i["did"] and i["did"] != "focus"]
    for key, kinds in KINDS.items():
        if fields := [i for i in items if i["did"] in kinds and i not in told]:
            sure = Certainty.CERTAIN if key == "leaves" else Certainty.LIKELY
            yield failed(key, fields, certainty=sure, examples=some(called(f) for f in fields))
    if told:
        yield cant_tell("advised", told, examples=some(called(f) for f in told))
