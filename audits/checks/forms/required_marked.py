"""What must be filled in says so where it can be seen.

A screen reader hears “required” from the markup; whoever looks at the page learns it only from an
error, after the form was sent.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import is_typed, shown_as
from audits.facts.fields import Field, Fields, FieldText
from audits.facts.images import Images
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict
from minna.text import nfkc

META = CheckMeta(
    criterion="3.3.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "必須の入力欄の表示", "en": "Required fields that look like others"},
    passed={
        "ja": "必須の入力欄には、見て分かる表示があります",
        "en": "Fields that are required are marked where it can be seen",
    },
    failed={
        "unmarked": {
            "ja": "必須なのに、見ただけではそうと分からない入力欄が {count} 個あるようです"
            "（{examples}）",
            "en": "{count} fields seem to be required without any mark that can be seen "
            "({examples})",
        },
        "sign": {
            "ja": "必須の入力欄を示す記号の意味が、ページのどこにも書かれていないようです"
            "（{count} 個：{examples}）",
            "en": "{count} required fields are marked by a sign that nothing on the page seems to "
            "explain ({examples})",
        },
    },
    fix={
        "ja": "ラベルに「必須」と書きます。"
        '例：<label for="name">お名前（必須）</label><input id="name" required>。',
        "en": "Write “required” into the label: "
        '<label for="name">Name (required)</label><input id="name" required>.',
    },
    about={
        "ja": "どの欄を埋めればよいか分からないまま送信すると、エラーで戻されます。"
        "入力に時間のかかる人や、画面の一部を拡大して見ている人ほど、やり直しの負担が大きくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H90",
)
MARK = re.compile(
    r"必須|必ず|要入力|[*＊※★●◎■†‡▲△]|\b(?:required|mandatory|must)\b|必要", re.IGNORECASE
)
ALL = re.compile(
    r"(?:すべて|全て|全部|全項目)[^。\n]{0,12}(?:必須|入力|記入|お答え)"
    r"|\ball (?:the |of the )?(?:\w{1,12} )?(?:fields|questions|boxes|sections)\b",
    re.IGNORECASE,
)
"""Words that tell it for all fields."""
FREE = re.compile(r"任意|省略可|空欄可|\boptional\b|if (?:any|applicable)\b", re.IGNORECASE)
"""Words at a field that may stay empty: the others may not."""
OF_FIELDS = re.compile(
    r"項目|欄|入力|記入|未記入|無印|表示のない|\b(?:fields?|questions?|answers?|boxes|entries)\b",
    re.IGNORECASE,
)
SIGN = re.compile(r"[*※★●◎■†‡▲△#]")
WORD = re.compile(r"必須|必ず|要入力|必要|\b(?:required|mandatory|must)\b", re.IGNORECASE)
NO_LABEL = frozenset({"label", "th", "dt", "legend", "a", "h1", "h2", "h3"})
IN_FORM = frozenset({"form", "label", "legend", "th", "dt"})
IN_TABLE = re.compile(r"\b(?:td|th|tr|dt|dd)\b")


def check(fields: Fields, text: Text, images: Images) -> Verdict | list[Verdict]:
    """Only in forms where other fields may stay empty; marks that styles draw are marks.

    The head of a row may be marked by a picture, of which the field itself does not know.
    """
    items = [f for f in fields["items"] if is_typed(f) or f["type"] == "select"]
    required = [field for field in items if field["required"] and (field["label"] or field["row"])]
    if not required:
        return inapplicable()
    free = {field["form"] for field in items if not field["required"]}
    drawn = any(IN_TABLE.search(image["selector"]) for image in images["items"])
    bare = [f for f in required if f["form"] in free and not is_shown(f)]
    bare = [field for field in bare if not (field["row"] and drawn)]
    if any(is_told(block) for block in text["items"]) or any(map(is_free, items)):
        return passed()
    unexplained = [f for f in required if f["form"] in free and f not in bare]
    unexplained = [f for f in unexplained if is_by_sign(f) and not is_explained(f, text)]
    return [
        failed(key, found, examples=some(shown_as(field) for field in found))
        for key, found in (("unmarked", bare), ("sign", unexplained))
        if found
    ] or passed()


def is_told(block: TextBlock) -> bool:
    """Whether a text says of fields which of them are required, or that all are."""
    words = block["text"][:500]
    if ALL.search(words):
        return True
    return bool(FREE.search(words)) and (
        bool(OF_FIELDS.search(words)) or not IN_FORM.isdisjoint(block["within"])
    )


def is_free(field: Field) -> bool:
    """Whether a field says that it may stay empty."""
    return not field["required"] and any(FREE.search(word) for word in words_at(field))


def is_shown(field: Field) -> bool:
    """Whether anything at a field says that it must be filled in."""
    return bool(field["marked"] or any(MARK.search(word) for word in words_at(field)))


def is_by_sign(field: Field) -> bool:
    """Whether all that says so is a sign on the label."""
    words = (*words_at(field), field["name"], field["described"], field["title"])
    return bool(sign_of(field)) and not field["marked"] and not any(map(WORD.search, words))


def sign_of(field: Field) -> str:
    """The sign on a field's label, or in the head of its row; nothing if there is none.

    >>> sign_of({"label": "氏名 ＊", "row": ""}), sign_of({"label": "Name", "row": ""})
    ('*', '')
    """
    found = SIGN.search(nfkc(f"{field['label']} {field['row']}"))
    return found[0] if found else ""


def is_explained(field: Field, text: Text) -> bool:
    """Whether the sign stands elsewhere on the page than on labels, as where it is explained."""
    sign = sign_of(field)
    return any(
        sign in nfkc(block["text"]) and len(block["text"].strip()) > 1
        for block in text["items"]
        if NO_LABEL.isdisjoint(block["within"])
    )


def words_at(field: Field) -> list[str]:
    """What is seen around a field."""
    keys: tuple[FieldText, ...] = ("label", "before", "after", "row", "column", "placeholder")
    words = [field[key] for key in keys]
    return words + [group["seen"] for group in field["groups"]]
