"""The label of a field says what to fill in.

“Input” or “menu” beside a field leaves everybody guessing, most of all those who hear one field at
a time or find long forms hard.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import bare, is_typed
from audits.facts.fields import Field, Fields
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
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
    r"|value|form|enter|go|submit|button|box|untitled|type here|please enter|answer|choice|option"
    r"|here|this|that|ここ|こちら|これ|[?!…・.-]{1,5}"
    r"|(?:please )?(?:type|write|enter|fill in|select|choose)(?: (?:here|this|it|one"
    r"|something|text|value))?"
    r"|(?:ここ(?:に|へ|を)|こちら(?:に|へ|を))?(?:ご?入力|ご?記入|ご?選択)(?:して)?(?:ください|下さい|する)?"
    r"|(?:選択|回答)(?:肢|欄)?|解答欄?|ボタン|クリック|チェック(?:ボックス)?|ボックス|名称未設定|無題|その[0-9一二三]"
    r"|question|q|問|質問|no\.?|number|番号|column|row|line|行|列)?[\s_.-]{0,2}(?:[0-9]{1,2}|[a-z])?[\s.)）]{0,2}"
)


def check(fields: Fields) -> Verdict:
    """Judges what the eye sees of a label; a field without any is another check's."""
    labelled = [f for f in fields["items"] if f["label"] and is_judged(f)]
    if not labelled:
        return inapplicable()
    vague = [field for field in labelled if is_vague(field["label"])]
    return (
        failed("vague", vague, examples=some(v["label"][:30] for v in vague)) if vague else passed()
    )


def is_judged(field: Field) -> bool:
    """Whether a label alone must say what is asked: choices are told by their question as well."""
    typed = is_typed(field) or field["type"] == "select"
    told = any(group["seen"] for group in field["groups"]) or field["row"] or field["column"]
    return typed and not (told or field["before"])


def is_vague(label: str) -> bool:
    """Whether a label is only such a word.

    >>> is_vague("入力："), is_vague("電話番号"), is_vague("Info:")
    (True, False, True)
    >>> is_vague("2"), is_vague("Please select"), is_vague("番地")
    (True, True, False)
    """
    return bool(bare(label)) and bool(VAGUE.fullmatch(bare(label)))
