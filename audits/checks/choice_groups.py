"""Choices that belong to one question are grouped under it.

Heard one by one, “yes” and “no” do not tell what they answer.
"""

import re
from collections import defaultdict
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._fields import shown_as
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "選択肢のまとまり", "en": "Choices and their question"},
    passed={
        "ja": "ラジオボタンやチェックボックスは、質問とともにまとめられています",
        "en": "Radio buttons and boxes to tick are grouped with their question",
    },
    failed={
        "loose": {
            "ja": "質問と結び付いていない選択肢のまとまりがあるようです（{examples}）",
            "en": "Choices do not seem to be tied to their question ({examples})",
        },
        "unnamed": {
            "ja": "質問の書かれていない fieldset に入った選択肢があるようです（{examples}）",
            "en": "Choices seem to stand in a fieldset that has no legend ({examples})",
        },
    },
    fix={
        "ja": "<fieldset> で囲み、質問を <legend> に書きます。例：<fieldset><legend>性別</legend>"
        '<label><input type="radio" name="s">女</label>…</fieldset>。',
        "en": "Put them into a <fieldset> with the question as its <legend>: "
        "<fieldset><legend>Reply "
        'wanted?</legend><label><input type="radio" name="r">Yes</label>…</fieldset>.',
    },
    about={
        "ja": "画面を読み上げて利用する人には、選択肢が一つずつ聞こえます。まとまりがないと、"
        "「はい」「いいえ」が何への答えなのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H71",
)

LONGEST = 80
"""A question is short; longer text before the first choice is an explanation of something else."""


def check(fields: dict[str, Any]) -> Verdict | list[Verdict]:
    """A question in a table's or a list's heading cell is tied to its choices in its way."""
    groups: dict[tuple[object, ...], list[Element]] = defaultdict(list)
    for field in fields["items"]:
        if field["type"] in {"radio", "checkbox"} and field["field_name"]:
            groups[field["form"], field["type"], field["field_name"]].append(field)
    several = [found for found in groups.values() if len(found) > 1]
    if not several:
        return inapplicable()
    untied = [found[0] for found in several if not is_grouped(found[0])]
    bare = [field for field in untied if field["groups"]]
    loose = [field for field in untied if question(field) and field not in bare]
    found = []
    if loose:
        found.append(failed("loose", loose, examples=some(question(f)[-30:] for f in loose)))
    if bare:
        found.append(failed("unnamed", bare, examples=some(shown_as(field) for field in bare)))
    return found or passed()


def is_grouped(field: Element) -> bool:
    """Whether a group, a heading cell or a longer name says what is asked."""
    named = any(group["name"] or group["seen"] for group in field["groups"])
    return named or bool(field["row"] or field["column"]) or field["name"] != field["label"]


def question(field: Element) -> str:
    """The words right before the first choice, unless they are a heading."""
    words = str(field["before"])
    is_heading = field["heading"] and words.endswith(field["heading"])
    is_question = len(re.findall(r"[^\W\d_]", words)) > 1 and len(words) <= LONGEST
    return words if is_question and not is_heading else ""
