"""A field that takes only one form of an answer says which.

Whoever does not know that no hyphen is wanted, or only half-width digits, is refused without
knowing why, and may give up.
"""

import re

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import about, is_typed, shown_as, without_notes
from audits.facts.fields import Field, Fields
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "入力の形式の説明", "en": "What form an answer must have"},
    passed={
        "ja": "決まった形式でしか受け付けない欄には、形式の説明があります",
        "en": "Fields that take only one form of an answer say which",
    },
    failed={
        "pattern": {
            "ja": "決まった形式しか受け付けないのに、形式の説明がない欄が {count} "
            "個あるようです（{examples}）",
            "en": "{count} fields take only one form of an answer and do not seem to say which "
            "({examples})",
        },
        "length": {
            "ja": "文字数の制限からハイフンを入れられないような欄に、説明がありません"
            "（{examples}）。"
            "確かめてください",
            "en": "Fields too short for hyphens do not say so ({examples}): please look at them",
        },
    },
    fix={
        "ja": "ラベルのそばに例を書きます。例：<label>郵便番号（ハイフンなし、半角数字7桁。"
        "例：1000001）"
        "<input></label>。全角も受け付けるようにすると、もっと使いやすくなります。",
        "en": "Show an example beside the label: <label>Postcode (7 digits, no hyphen, such as "
        "1000001) "
        "<input></label>. Taking every usual form is better still.",
    },
    about={
        "ja": "半角と全角、ハイフンの有無が分からないと、何度も断られて申請をあきらめる人がいます。"
        "記憶や読み書きに困難のある人には特に負担です。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/labels-or-instructions",
)

SAID = re.compile(
    r"例|半角|全角|桁|けた|数字|ハイフン|英数|カタカナ|かたかな|ひらがな|フリガナ|ふりがな|カナ|形式|文字|以内|以上|以下|なし|のみ|\d{3}"
    r"|digits?|format|example|e\.g\.|characters?|letters?|numbers? only|without|yyyy|mm/dd",
    re.IGNORECASE,
)
ANYTHING = re.compile(r"\^?(?:\.|\\S|\[\^?\\s\S*\]|\(\.\))?(?:[*+]|\{\d++(?:,\d*)?\})?\$?")
SELF_EXPLAINING = {"email", "url", "number"}
TESTED = re.compile(
    r"\bon(?:blur|change|input)=[\"'][^\"']{0,200}/[^\"'/]{1,100}/[a-z]{0,5}\.test\("
    r"|\bminlength=[\"']?(?:[2-9]|[1-9]\d)\b"
)
"""A script on the field, or a least length, that refuses what is not of a form."""
COUNTED = re.compile(
    r".*(?:年|月|日|時|分|秒|歳|年齢|人数|個数|枚数|金額|数量)|.*\b(?:day|month|year|hour|minute|age|quantity)"
)
"""Labels that ask for a number."""
SHORT = ((re.compile(r"郵便番号"), 7), (re.compile(r"電話番号?|tel|fax(?:番号)?"), 11))


def check(fields: Fields) -> Verdict | list[Verdict]:
    """The words may stand in the label, in the field, in a description or beside it."""
    bound = [f for f in fields["items"] if is_typed(f) and (has_pattern(f) or is_short(f))]
    if not bound:
        return inapplicable()
    silent = [field for field in bound if not SAID.search(words_about(field))]
    pattern = [field for field in silent if has_pattern(field)]
    length = [field for field in silent if not has_pattern(field)]
    found = []
    if pattern:
        found.append(failed("pattern", pattern, examples=some(shown_as(f) for f in pattern)))
    if length:
        found.append(cant_tell("length", length, examples=some(shown_as(f) for f in length)))
    return found or passed()


def has_pattern(field: Field) -> bool:
    """Whether the browser refuses what is not of a form.

    >>> field = {"type": "text", "label": "番号", "name": ""}
    >>> [has_pattern(field | {"pattern": pattern}) for pattern in ("[0-9]{7}", ".+")]
    [True, False]
    """
    if TESTED.search(field.get("html", "")):
        return True
    pattern = field["pattern"]
    if not pattern or ANYTHING.fullmatch(pattern) or field["type"] in SELF_EXPLAINING:
        return False
    return not COUNTED.fullmatch(without_notes(field["label"] or field["name"]))


def is_short(field: Field) -> bool:
    """Whether a number that is usually written with hyphens has no room for them."""
    words = without_notes(field["label"] or field["name"])
    return any(
        pattern.fullmatch(words) and most - 1 <= field["maxlength"] <= most
        for pattern, most in SHORT
    )


def words_about(field: Field) -> str:
    """All that is said to somebody who fills in the field."""
    return f"{about(field)} {field['row']}"
