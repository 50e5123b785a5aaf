"""What has focus is not hidden behind a bar that stays on the screen.

A fixed header or a notice about cookies lies over the very link that Enter would follow.
"""

from audits.checks import cant_tell, clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.tab_order import TabOrder
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.11",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "固定表示に隠れる焦点", "en": "Focus behind fixed parts"},
    passed={
        "ja": "焦点のある箇所は、固定表示の帯などに隠れません",
        "en": "What has focus is not hidden behind fixed parts of the page",
    },
    failed={
        "covered": {
            "ja": "焦点が移った箇所が、固定表示の部分にすっかり隠れます（{count} か所："
            "{examples}）",
            "en": "{count} controls are wholly hidden behind a fixed part when they have focus "
            "({examples})",
        },
        "behind": {
            "ja": "画面全体を覆う部分の後ろにある箇所へ焦点が移ります（{count} か所：{examples}）。"
            "読み込みの後に消える覆いかどうか、確かめてください",
            "en": "Focus goes to {count} controls behind a part that covers the whole window "
            "({examples}): please see whether it goes away once the page has loaded",
        },
    },
    fix={
        "ja": "固定表示の高さの分だけ余白を取って止まるようにします。"
        "例：html { scroll-padding-top: 6rem; scroll-padding-bottom: 5rem; }。"
        "お知らせの帯には閉じるボタンを付けます。",
        "en": "Let scrolling stop short of fixed parts: html { scroll-padding-top: 6rem; "
        "scroll-padding-bottom: 5rem; }. Give notices a button that closes them.",
    },
    about={
        "ja": "キーボードで操作する人には、帯の下に隠れたリンクが見えません。"
        "画面を拡大している人ほど、帯が画面の多くを占めます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/focus-not-obscured-minimum",
)


WHOLE = 0.9
"""Of the window: a part that covers so much is a dialog or a curtain, not a bar."""


def check(tab_order: TabOrder) -> list[Verdict]:
    """Covered at its middle and at all four corners, by something fixed that is painted."""
    covered = [stop for stop in tab_order["stops"] if stop["cover"]]
    behind = [stop for stop in covered if stop["cover"] and stop["cover"].get("share", 0) > WHOLE]
    bars = [stop for stop in covered if stop not in behind]
    found = []
    if bars:
        found.append(failed("covered", bars, examples=some(called(s) for s in bars)))
    if behind:
        found.append(cant_tell("behind", behind, examples=some(called(s) for s in behind)))
    return found or [clean("tab_order", tab_order, applies=tab_order["stops"])]
