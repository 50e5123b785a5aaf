"""A button that opens and closes something says whether it is open.

Whoever does not see the menu unfold hears no change after pressing the button.
"""

from audits.checks import cant_tell, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.handlers import Handlers
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="moderate",
    certainty=Certainty.REVIEW,
    title={"ja": "開閉するボタンの状態", "en": "Whether a button’s part is open"},
    passed={
        "ja": "スクリプトで開閉するボタンで、状態を伝えないものは見つかりませんでした",
        "en": "No button that opens a part by script keeps its state to itself",
    },
    failed={
        "unsaid": {
            "ja": "開閉するように見えて、開いているかどうかを伝えないボタンが {count} "
            "個あります（{examples}）。"
            "動きを確かめてください",
            "en": "{count} buttons seem to open and close something without saying whether it "
            "is open "
            "({examples}): please see what they do",
        }
    },
    fix={
        "ja": "ボタンに aria-expanded を付け、開閉に合わせて true と false を切り替えます。"
        '例：<button aria-expanded="false" aria-controls="menu">メニュー</button>。',
        "en": "Give the button aria-expanded, and change it as the part opens and closes: "
        '<button aria-expanded="false" aria-controls="menu">Menu</button>.',
    },
    about={
        "ja": "画面を読み上げて利用する人は、押した後に何が起きたかを、ボタンの状態で知ります。"
        "状態が伝わらないと、メニューが開いたことに気付けません。"
    },
    more="https://www.w3.org/WAI/ARIA/apg/patterns/disclosure/",
)


def check(handlers: Handlers) -> Verdict:
    """What a button does is not known before it is pressed: a person must look."""
    if not handlers["toggles"] and not handlers["items"]:
        return inapplicable()
    unsaid = handlers["toggles"]
    if not unsaid:
        return passed()
    return cant_tell("unsaid", unsaid, examples=some(b["words"][:30] or "—" for b in unsaid))
