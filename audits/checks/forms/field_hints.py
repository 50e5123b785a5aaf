"""How a field is to be filled in is tied to the field.

A screen reader in a form reads the fields alone: a hint that only stands beside one is passed over,
and heard of after the form was refused.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import is_typed, shown_as, squeezed
from audits.facts.fields import Field, Fields
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "入力の説明と欄の結び付き", "en": "Hints that are tied to their field"},
    passed={
        "ja": "欄のそばにある入力の説明は、欄に結び付けられています",
        "en": "Hints beside fields are tied to them",
    },
    failed={
        "untied": {
            "ja": "そばにある入力の説明が結び付けられていない欄が {count} 個あるようです"
            "（{examples}）",
            "en": "The hints beside {count} fields do not seem to be tied to them ({examples})",
        }
    },
    fix={
        "ja": "説明に id を付けて aria-describedby で結ぶか、説明をラベルの中に書きます。"
        '例：<input id="pw" aria-describedby="pw-hint"><p id="pw-hint">英数字8文字以上</p>。',
        "en": "Give the hint an id and name it in aria-describedby, or write it into the label: "
        '<input id="pw" aria-describedby="pw-hint"><p id="pw-hint">8 characters or more</p>.',
    },
    about={
        "ja": "読み上げで入力するときは、欄から欄へ移るので、そばの文は聞こえません。"
        "どう書けばよいか分からないまま送信して、断られることになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA1",
)

LONGEST = 60
"""Characters of a hint; what goes on for longer is a text of its own."""
HINT = re.compile(
    r"半角|全角|英数字|大文字|小文字|(?:カタカナ|ひらがな|漢字|数字|ローマ字)(?:で|のみ|だけ)|ハイフン"
    r"|\d ?(?:桁|文字|けた)|桁の|^[（(]?例[：:えは]|例：|例:"
    r"|yyyy|dd/mm|mm/dd|\bfor example\b|\be\.g\.|\bdigits?\b|\bletters?\b|\bcharacters?\b",
    re.IGNORECASE,
)


def check(fields: Fields) -> Verdict:
    """A hint stands right behind a labelled field, and says how to write what it asks for."""
    hinted = [field for field in fields["items"] if is_typed(field) and hint_of(field)]
    if not hinted:
        return inapplicable()
    untied = [field for field in hinted if not is_tied(field)]
    if not untied:
        return passed()
    return failed("untied", untied, examples=some(shown_as(field) for field in untied))


def hint_of(field: Field) -> str:
    """The words behind a field, if they say how to fill it in.

    >>> hint_of({"label": "電話番号", "after": "ハイフンなしで入力", "title": ""})
    'ハイフンなしで入力'
    >>> hint_of({"label": "電話番号", "after": "個人情報の扱いについて", "title": ""})
    ''
    """
    words = str(field["after"])
    is_hint = field["label"] and len(words) <= LONGEST and HINT.search(words)
    return words if is_hint else ""


def is_tied(field: Field) -> bool:
    """Whether the hint, or one of the same meaning, is heard with the field."""
    heard = squeezed(f"{field['described']} {field['name']} {field['title']}")
    return bool(field["described"] or squeezed(hint_of(field)) in heard)
