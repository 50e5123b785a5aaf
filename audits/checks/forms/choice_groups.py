"""Choices that belong to one question are grouped under it.

Heard one by one, “yes” and “no” do not tell what they answer.
"""

import re
from collections import defaultdict

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import shown_as
from audits.checks.structure._tables import is_said_to_arrange
from audits.facts.document import Document
from audits.facts.fields import Field, Fields, FieldText
from audits.facts.tables import Table, Tables
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
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

ROW = 3
"""Minimum number of unnamed boxes in a row that count as parts of one question."""
LONGEST = 80
"""A question is short; longer text before the first choice is an explanation of something else."""


ASKS = re.compile(
    r"[?？]|か[。.]?\s*$|[:：]\s*$|選|該当|あて?は?まる|当てはまる|チェック|希望|どれ|どの|何"
    r"|\b(?:which|what|how|do you|are you|select|choose|tick|check|apply|prefer)\b",
    re.IGNORECASE,
)
"""Words that ask for one of several answers."""


def check(fields: Fields, tables: Tables, document: Document) -> Verdict | list[Verdict]:
    """A question in a heading cell or a term is tied to its choices in its way."""
    several = [found for found in groups(fields["items"]) if len(found) > 1]
    if not several:
        return inapplicable()
    arranging = [t["selector"] + " > " for t in tables["items"] if not tells_headers(t)]
    untied = [found[0] for found in several if not is_grouped(found[0], arranging)]
    bare = [field for field in untied if field["groups"]]
    titles = {h["text"][:120] for h in document["headings"] if h["level"] == 1}
    asked = {f["selector"]: question(f, several, titles) for f in untied if f not in bare}
    loose = [field for field in untied if asked.get(field["selector"])]
    found = []
    if loose:
        examples = some(asked[field["selector"]][-30:] for field in loose)
        found.append(failed("loose", loose, examples=examples))
    if bare:
        found.append(failed("unnamed", bare, examples=some(shown_as(field) for field in bare)))
    return found or passed()


def groups(items: list[Field]) -> list[list[Field]]:
    """Choices that have a name in common, and boxes in a row without words between."""
    named: dict[tuple[object, ...], list[Field]] = defaultdict(list)
    runs: list[list[Field]] = []
    last: Field | None = None
    for field in items:
        if kind_of(field):
            name = field["field_name"] or field["selector"]
            named[field["form"], kind_of(field), name].append(field)
            if last and follows(field, last):
                runs[-1].append(field)
            else:
                runs.append([field])
        last = field if kind_of(field) else None
    shared = [found for found in named.values() if len(found) > 1]
    in_shared = {field["selector"] for found in shared for field in found}
    return shared + [run for run in runs if not any(f["selector"] in in_shared for f in run)]


def kind_of(field: Field) -> str:
    """What kind of choice a field is, by its role or its type; nothing if it is none."""
    return next((k for k in (field["role"], field["type"]) if k in {"radio", "checkbox"}), "")


def follows(field: Field, last: Field) -> bool:
    """Whether a box comes right after another, as one more answer to the same question."""
    keys: tuple[FieldText, ...] = ("type", "role", "heading", "row")
    same = all(field[key] == last[key] for key in keys)
    same = same and field["form"] == last["form"] and field["groups"] == last["groups"]
    return same and not field["before"]


def tells_headers(table: Table) -> bool:
    """Whether a screen reader says a table's headers with its cells."""
    return bool(table["headers"]) and not is_said_to_arrange(table)


def is_grouped(field: Field, arranging: list[str]) -> bool:
    """Whether a group, a heading cell or a longer name says what is asked."""
    named = any(group["name"] or group["seen"] for group in field["groups"])
    in_table = bool(field["row"] or field["column"])
    arranged = any(field["selector"].startswith(table) for table in arranging)
    described = bool(field["before"]) and field["before"] in field["described"]
    longer = field["name"] != field["label"]
    return named or (in_table and not arranged) or longer or described


def question(field: Field, several: list[list[Field]], titles: set[str]) -> str:
    """The words right before the first choice, or nothing where they ask for none.

    Boxes that share no name may each be a thing of its own, and the page's title is about the
    whole page: then only what asks is a question.
    """
    words = str(field["before"] or field["row"])
    if field["heading"] and words.endswith(field["heading"]):
        words = str(field["heading"])
    is_question = len(re.findall(r"[^\W\d_]", words)) > 1 and len(words) <= LONGEST
    own = next(found for found in several if found[0] is field)
    stems = {f["field_name"].rstrip("0123456789") for f in own}
    is_one = len(stems) == 1 and ("" not in stems or kind_of(field) == "radio" or len(own) >= ROW)
    is_asked = is_one and words not in titles
    return words if is_question and (is_asked or ASKS.search(words)) else ""
