"""The label of a field says what to fill in.

“Input” or “menu” beside a field leaves everybody guessing, most of all those who hear one field at
a time or find long forms hard.
"""

import re
from typing import Any

from audits.checks import failed, inapplicable, passed
from audits.checks._fields import bare, is_typed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="2.4.6",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "入力欄のラベルの言葉", "en": "The words of field labels"},
    passed={
        "ja": "「入力」「項目1」などだけのラベルは見つかりませんでした",
        "en": "No label consists of words like “input” or “item 1” alone",
    },
    failed={
        "vague": {
            "ja": "何を入力するのか分からないラベルが {count} 個あるようです（{examples}）",
            "en": "{count} labels do not seem to say what to fill in ({examples})",
        }
    },
    fix={
        "ja": "ラベルに、入力する内容を書きます。例：<label>入力<input></label> を"
        "<label>電話番号<input></label>に書き換えます。",
        "en": "Name what is to be filled in: <label>Telephone<input></label> rather than "
        "<label>Input<input></label>.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、入力欄を一つずつ聞きます。ラベルが「入力」"
        "や「項目1」では、"
        "何を書けばよいか分かりません。長い書類が苦手な人も同じです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels",
)

VAGUE = re.compile(
    r"(?:入力(?:欄|項目|フォーム)?|記入(?:欄|項目)?|項目|欄|テキスト(?:ボックス|エリア|入力)?|フィールド|ラベル|情報"
    r"|メニュー|フォーム|データ|文字|値"
    r"|menu|info(?:rmation)?|input(?: field| text)?|text(?: ?box| ?field| ?area)?|field|label"
    r"|item|data"
    r"|value|form|enter|go|submit|button|box|untitled|type here|please enter)[\s_-]*[0-9a-z]?"
)


def check(fields: dict[str, Any]) -> Verdict:
    """Judges what the eye sees of a label; a field without any is another check's."""
    labelled = [f for f in fields["items"] if f["label"] and is_typed(f)]
    if not labelled:
        return inapplicable()
    vague = [field for field in labelled if is_vague(field["label"])]
    return (
        failed("vague", vague, examples=some(v["label"][:30] for v in vague)) if vague else passed()
    )


def is_vague(label: str) -> bool:
    """Whether a label is only such a word.

    >>> is_vague("入力："), is_vague("電話番号"), is_vague("Info:")
    (True, False, True)
    """
    return bool(VAGUE.fullmatch(bare(label)))
