"""A message of an error names the field that it is about.

“There are errors” sends everybody looking; whoever hears the page field by field looks longest.
"""

import re
from collections import Counter

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._errors import WRONG, is_bare, is_message
from audits.checks.forms._fields import squeezed, without_notes
from audits.facts.fields import Field, FieldError, Fields, FieldText, Message
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "エラーの箇所", "en": "Where an error is"},
    passed={
        "ja": "エラーの文は、どの項目のことかを伝えています",
        "en": "Messages of errors name the field that they are about",
    },
    failed={
        "unnamed": {
            "ja": "どの項目の誤りか分からないエラーの文があるようです（{examples}）",
            "en": "Messages of errors do not seem to say which field is wrong ({examples})",
        },
        "undescribed": {
            "ja": "何が誤りなのか分からないエラーの文があるようです（{examples}）",
            "en": "Messages of errors do not seem to say what is wrong ({examples})",
        },
    },
    fix={
        "ja": "エラーの文に項目名を書き、項目のそばにも示します。"
        "例：「電話番号：数字とハイフンだけで"
        '入力してください」と書き、欄に aria-invalid="true" と aria-describedby を付けます。',
        "en": "Name the field in the message and mark it: “Telephone: digits and hyphens "
        "only”, with "
        'aria-invalid="true" and aria-describedby on the field.',
    },
    about={
        "ja": "「入力内容に誤りがあります」だけでは、すべての欄を確かめ直すことになります。"
        "一欄ずつ聞く人や、拡大して一部だけを見る人には、大きな負担です。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/error-identification",
)


OPENS = re.compile(r"(?:errors?|エラー)\s{0,3}[!！:：。]", re.IGNORECASE)
"""How a text begins that is a message of an error, whatever its markup."""
SHORT = 120
CHOICES = ("radio", "checkbox")


def check(fields: Fields, text: Text) -> Verdict | list[Verdict]:
    """A message beside one field, tied to it or naming it is told; of others, nobody knows."""
    forms = Counter(field["form"] for field in fields["items"])
    to_fill_in = {form for form, count in forms.items() if count > 1}
    messages: list[Message] = [
        error
        for error in fields["errors"]
        if is_message(error) and (error["form"] in to_fill_in or (to_fill_in and not error["form"]))
    ]
    if to_fill_in:
        marked = {error["text"] for error in fields["errors"]}
        messages += [
            {
                "selector": block["selector"],
                "html": block["html"],
                "text": block["text"],
                "field": "",
            }
            for block in text["items"]
            if len(block["text"]) <= SHORT and block["text"] not in marked
            if OPENS.match(block["text"].strip())
        ]
    beside = [error for error in fields["errors"] if error["field"] and is_message(error)]
    if not messages and not beside:
        return inapplicable()
    labels = names_of(fields["items"])
    told = any(is_told_at(field) for field in fields["items"]) or any(m["field"] for m in messages)
    unnamed = [] if told else [m for m in messages if not is_named(m, labels)]
    found = []
    if unnamed:
        found.append(failed("unnamed", unnamed, examples=some(m["text"][:40] for m in unnamed)))
    if bare := [message for message in beside if is_undescribed(message)]:
        found.append(failed("undescribed", bare, examples=some(m["text"][:40] for m in bare)))
    return found or passed()


def is_told_at(field: Field) -> bool:
    """Whether words at a field that is marked as wrong say so; the mark alone is no text.

    What is said of choices is tied to their group.
    """
    words = f"{field['before']} {field['after']}"
    told = field["described"] or field["type"] in CHOICES or WRONG.search(words)
    return bool(field["invalid"] and told)


def is_undescribed(message: FieldError) -> bool:
    """Whether a message beside its field says nothing but that something is wrong."""
    return is_bare(message["text"])


def names_of(items: list[Field]) -> set[str]:
    """What the fields are called, as it may stand in a message."""
    keys: tuple[FieldText, ...] = ("label", "name", "row")
    told = {squeezed(without_notes(field[key])) for field in items for key in keys}
    return {name for name in told if len(name) > 1}


def is_named(message: Message, labels: set[str]) -> bool:
    """Whether a message speaks of a field by its label."""
    text = squeezed(message["text"])
    return any(label in text or (len(label) > 8 and label[:6] in text) for label in labels)
