"""What must be filled in says so where it can be seen.

A screen reader hears “required” from the markup; whoever looks at the page learns it only from an
error, after the form was sent.
"""

import re
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import is_typed, shown_as
from minna.records import Certainty, CheckMeta, Verdict

CARD = CheckMeta(
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
        }
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
    r"必須|必ず|要入力|[*＊※★●◎■]|\b(?:required|mandatory|must)\b|必要", re.IGNORECASE
)
ALL = re.compile(
    r"(?:すべて|全て|全部|全項目)[^。\n]{0,12}(?:必須|入力|記入|お答え)|任意|省略可"
    r"|\ball (?:the )?(?:fields|questions|boxes)\b|\boptional\b",
    re.IGNORECASE,
)
"""Words that tell it for all fields, or mark those that may stay empty."""


def check(fields: dict[str, Any], text: dict[str, Any]) -> Verdict:
    """Only in forms where other fields may stay empty; marks that styles draw are marks."""
    items = [f for f in fields["items"] if is_typed(f) or f["type"] == "select"]
    required = [field for field in items if field["required"] and field["label"]]
    if not required:
        return inapplicable()
    free = {field["form"] for field in items if not field["required"]}
    bare = [f for f in required if f["form"] in free and not is_shown(f)]
    if not bare or any(ALL.search(block["text"]) for block in text["items"]):
        return passed()
    return failed("unmarked", bare, examples=some(shown_as(field) for field in bare))


def is_shown(field: Element) -> bool:
    """Whether anything at a field says that it must be filled in."""
    words = [field[key] for key in ("label", "before", "after", "row", "column", "placeholder")]
    words += [group["seen"] for group in field["groups"]]
    return bool(field["marked"] or field["row"] or any(MARK.search(word) for word in words))
