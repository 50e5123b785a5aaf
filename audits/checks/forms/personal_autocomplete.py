"""Fields for one's own name, address and the like let the browser fill them in.

Whoever types slowly, with one finger, a stick or the eyes, is spared the typing, and whoever
cannot keep numbers in mind is spared looking them up.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import is_typed, without_notes
from audits.facts.fields import Field, Fields
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.5",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "個人情報の欄の自動入力", "en": "Filling in one’s own particulars"},
    passed={
        "ja": "氏名や電話番号などの欄に、自動入力の指定があります",
        "en": "Fields for names, telephone numbers and the like say what they are for",
    },
    failed={
        "missing": {
            "ja": "自動入力（autocomplete）の指定がない個人情報の欄が {count} 個あるようです"
            "（{examples}）",
            "en": "{count} fields for one’s own particulars seem to lack autocomplete ({examples})",
        },
        "wrong": {
            "ja": "自動入力（autocomplete）の指定がラベルと合わない欄が {count} "
            "個あるようです（{examples}）",
            "en": "The autocomplete of {count} fields does not seem to fit their label "
            "({examples})",
        },
    },
    fix={
        "ja": 'autocomplete に内容を書きます。例：氏名は autocomplete="name"、'
        '電話番号は "tel"、メールアドレスは "email"、郵便番号は "postal-code"。',
        "en": 'Say what the field is for: autocomplete="name", "tel", "email", "postal-code".',
    },
    about={
        "ja": "指一本や視線で文字を打つ人、番号を覚えるのが苦手な人は、"
        "ブラウザーの自動入力に助けられます。"
        "指定がないと、毎回すべてを打つことになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/identify-input-purpose",
)

PURPOSES: dict[str, tuple[re.Pattern[str], frozenset[str]]] = {
    "name": (
        re.compile(r"お?(?:名前|氏名)|姓名|(?:full|your|your full) name"),
        frozenset({"name", "nickname"}),
    ),
    "email": (
        re.compile(r"(?:e-?|電子)?メール ?アドレス|e-?mail(?: address)?|メール"),
        frozenset({"email", "username"}),
    ),
    "tel": (
        re.compile(
            r"(?:お)?電話番号?|携帯(?:電話)?番号|tel|telephone(?: number)?|phone(?: number)?"
        ),
        frozenset(
            {
                "tel",
                "tel-national",
                "tel-local",
                "tel-area-code",
                "tel-local-prefix",
                "tel-local-suffix",
            }
        ),
    ),
    "postal-code": (
        re.compile(r"(?:ご)?郵便番号|〒|zip(?: code)?|post(?:al)? ?code"),
        frozenset({"postal-code"}),
    ),
    "address": (
        re.compile(r"(?:ご|お)?住所|street address"),
        frozenset(
            {"street-address", "address-line1", "address-line2", "address-line3"}
            | {f"address-level{n}" for n in range(1, 5)}
        ),
    ),
    "given-name": (
        re.compile(r"(?:first|given) names?|forename"),
        frozenset({"given-name", "additional-name", "name"}),
    ),
    "family-name": (
        re.compile(r"(?:last|family) name|surname"),
        frozenset({"family-name", "name"}),
    ),
    "bday": (re.compile(r"生年月日|date of birth|birth ?da(?:te|y)"), frozenset({"bday"})),
}
YOUR = re.compile(r"^(?:your |あなたの|ご本人の|申請者の|申込者の|利用者の)(?!name$)")
OTHERS = re.compile(
    r"子|児童|生徒|送付先|届け?先|相手|代理|同行|家族|緊急|団体|法人|施設|会社|担当|勤務先|紹介|友|故人|被|対象|child|guest"
)


def check(fields: Fields) -> Verdict | list[Verdict]:
    """Only fields whose label is just that, and that ask for nobody else's particulars."""
    personal = [(field, purpose(field)) for field in fields["items"]]
    asked = [(field, wanted) for field, wanted in personal if wanted]
    if not asked:
        return inapplicable()
    kinds: dict[str, list[Field]] = {"missing": [], "wrong": []}
    for field, wanted in asked:
        tokens = field["autocomplete"].split()
        if not tokens or tokens[-1] in {"on", "off"}:
            kinds["missing"].append(field)
        elif tokens[-1] not in PURPOSES[wanted][1] and is_known(tokens[-1]):
            kinds["wrong"].append(field)
    return [
        failed(
            kind, found, examples=some(without_notes(f["label"] or f["name"])[:20] for f in found)
        )
        for kind, found in kinds.items()
        if found
    ] or passed()


def purpose(field: Field) -> str:
    """What of one's own a field asks for, or nothing."""
    label = field["label"] or field["name"]
    around = " ".join([field["heading"], field["row"], *(g["name"] for g in field["groups"])])
    if not is_typed(field) or field["still"] or "確認" in label or OTHERS.search(around + label):
        return ""
    words = YOUR.sub("", without_notes(label))
    return next((key for key, (pattern, _) in PURPOSES.items() if pattern.fullmatch(words)), "")


def is_known(token: str) -> bool:
    """Whether a token stands for one of these purposes, and so for another than the label's.

    >>> is_known("tel"), is_known("one-time-code")
    (True, False)
    """
    return any(token in tokens for _, tokens in PURPOSES.values())
