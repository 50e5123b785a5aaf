"""What has focus is not hidden behind a bar that stays on the screen.

A fixed header or a notice about cookies lies over the very link that Enter would follow.
"""

from typing import Any

from audits.checks import clean, failed
from audits.checks._called import called
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
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
        }
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


def check(keyboard: dict[str, Any]) -> Verdict:
    """Covered at its middle and at all four corners, by something fixed that is painted."""
    if covered := [stop for stop in keyboard["stops"] if stop["cover"]]:
        return failed("covered", covered, examples=some(called(s) for s in covered))
    return clean("keyboard", keyboard, applies=keyboard["stops"])
