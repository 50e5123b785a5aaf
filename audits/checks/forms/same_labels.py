"""Fields of one form that are labelled alike say which is which.

Two fields called “name” without a heading that can be seen leave everybody guessing whose name goes
where.
"""

import re
from collections import defaultdict

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import bare, is_typed
from audits.facts.fields import Field, Fields
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.6",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "同じラベルの入力欄", "en": "Fields labelled alike"},
    passed={
        "ja": "同じラベルの入力欄は、見出しなどで区別できます",
        "en": "Fields labelled alike can be told apart by a heading or the like",
    },
    failed={
        "alike": {
            "ja": "同じラベルで区別できない入力欄が {count} 個あるようです（{examples}）",
            "en": "{count} fields are labelled alike, and nothing seems to tell them apart "
            "({examples})",
        }
    },
    fix={
        "ja": "ラベルを書き分けるか、見える見出しを付けてまとめます。例：<fieldset>"
        "<legend>送付先</legend><label>氏名<input></label></fieldset>。",
        "en": "Tell them apart in the label, or group them under a heading that can be seen: "
        "<fieldset><legend>Send to</legend><label>Name<input></label></fieldset>.",
    },
    about={
        "ja": "同じラベルの入力欄が並ぶと、だれの何を書くのか分かりません。"
        "拡大して一部だけを見る人や、一欄ずつ聞く人には、なおさらです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels",
)


def check(fields: Fields) -> Verdict:
    """Whatever stands visibly between two fields may tell them apart, and then they pass."""
    labelled = [f for f in fields["items"] if label_of(f) and chosen_or_typed(f)]
    if len(labelled) < 2:
        return inapplicable()
    alike: dict[tuple[object, ...], list[Field]] = defaultdict(list)
    for field in labelled:
        alike[surroundings(field)].append(field)
    same = [field for found in alike.values() if len(found) > 1 for field in told_apart(found)]
    return (
        failed("alike", same, examples=some(label_of(s)[:30] for s in same)) if same else passed()
    )


def label_of(field: Field) -> str:
    """What is seen of a field's label, else the head of its row, else what only listeners hear."""
    row = bare(field["row"]) if not field["column"] else ""
    return bare(field["label"]) or row or bare(field["name"])


def chosen_or_typed(field: Field) -> bool:
    """Whether the field is one to fill in: choices belong to their question.

    Parts of one number or date stand right beside each other.
    """
    return (is_typed(field) or field["type"] == "select") and not is_part(field)


def is_part(field: Field) -> bool:
    """Whether a field without a label of its own goes on with the one beside it."""
    return bool(field["beside"]) and not bare(field["label"])


def surroundings(field: Field) -> tuple[object, ...]:
    """What the eye sees of a field's place."""
    groups = tuple(group["seen"] for group in field["groups"])
    row = bare(field["row"])
    return (
        field["form"],
        label_of(field),
        groups,
        field["heading"],
        "" if row == label_of(field) else row,
        field["column"],
        field["placeholder"],
    )


def told_apart(found: list[Field]) -> list[Field]:
    """Those of several alike that no words of their own precede; nothing if only one is left."""
    hints = {words(found[-1]["after"])} - {""}
    silent = [field for at, field in enumerate(found) if at == 0 or is_silent(field, hints)]
    return silent if len(silent) > 1 else []


def is_silent(field: Field, hints: set[str]) -> bool:
    """Whether what precedes a field is nothing, what they share, or a unit or hint on each of them.

    What stands behind every field stands before the next one as well.
    """
    before = words(field["before"])
    heads = {words(field["row"]), *(words(group["seen"]) for group in field["groups"])}
    return not before or before in heads | hints


def words(text: str) -> str:
    """The letters and figures of a text, as labels are compared.

    >>> words("（全角で、お書きください）"), words("名：")
    ('全角でお書きください', '名')
    """
    return re.sub(r"[\W_]", "", bare(text))
