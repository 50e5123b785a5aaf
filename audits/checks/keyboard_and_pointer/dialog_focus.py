"""A dialog that opens takes focus, and gives it back when it shuts.

Whoever moves by keys stands where focus is: behind the dialog they cannot see where they are, and
with focus lost they begin again at the top of the page.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.activation import Activation, NewDialog
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.3",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ダイアログと焦点", "en": "Focus and dialogs"},
    passed={
        "ja": "ダイアログを開くと焦点が中に移り、閉じると元の場所に戻ります",
        "en": "Dialogs take focus as they open, and give it back as they shut",
    },
    failed={
        "behind": {
            "ja": "ダイアログを開いても焦点が中に移らず、Tab キーを押しても入れないボタンが "
            "{count} 個あるようです（{examples}）",
            "en": "{count} buttons seem to open a dialog that focus does not enter, nor does the "
            "next Tab ({examples})",
        },
        "lost": {
            "ja": "ダイアログを閉じると、焦点が失われるボタンが {count} 個あるようです"
            "（{examples}）",
            "en": "Focus seems to be lost as the dialogs of {count} buttons shut ({examples})",
        },
    },
    fix={
        "ja": "開くときに中の見出しか最初の部品に focus() で焦点を移し、閉じるときに開いたボタンへ"
        "戻します。dialog 要素と showModal() を使うと、ブラウザーがどちらも行います。"
        "例：opener.focus()。",
        "en": "Move focus inside as it opens, and back to the button as it shuts: opener.focus(). "
        "A dialog element with showModal() does both.",
    },
    about={
        "ja": "焦点が後ろに残ると、見えない部分を操作することになり、読み上げではダイアログが開いた"
        "ことも伝わりません。焦点が失われると、ページの先頭からやり直しになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F85",
)


def check(activation: Activation) -> list[Verdict]:
    """Where Tab leads straight into what opened, focus may stay on the button."""
    opened = [(item, item["dialog"]) for item in activation["pressed"] if item["dialog"]]
    behind = [pair for pair in opened if is_behind(pair[1])]
    lost = [pair for pair in opened if pair not in behind and is_lost(pair[1])]
    found = [
        failed(
            key,
            [place for pair in pairs for place in pair],
            count=len(pairs),
            examples=some(called(item) for item, _ in pairs),
        )
        for key, pairs in (("behind", behind), ("lost", lost))
        if pairs
    ]
    return found or [clean("activation", activation, applies=opened)]


def is_behind(dialog: NewDialog) -> bool:
    """Whether focus was not in the dialog, though something there can take it."""
    if not dialog["stops"] or dialog["focus"] == "in":
        return False
    return bool(dialog["focus"] == "nobody" or dialog["tab"] != "in")


def is_lost(dialog: NewDialog) -> bool:
    """Whether nothing has focus after the dialog shut, though its button is still there."""
    return bool(dialog["shut"] and dialog["after"] == "nobody" and dialog["control"])
