"""Every field has words beside it that say what it is for.

Whoever sees a bare box must guess; so must whoever comes back to a half-filled form.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import bare, is_typed, shown_as, squeezed
from audits.facts.fields import Field, Fields, FieldText
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.2",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "見えるラベル", "en": "Labels that can be seen"},
    passed={
        "ja": "入力欄のそばに、何を入力するかが書かれています",
        "en": "Words beside each field say what it is for",
    },
    failed={
        "unseen": {
            "ja": "何を入力するのか、目で見て分からない欄が {count} 個あるようです（{examples}）",
            "en": "Nothing that can be seen seems to say what {count} fields are for ({examples})",
        },
        "placeholder": {
            "ja": "入力を始めると消える見本（placeholder）のほかに、ラベルの見えない欄が {count} 個"
            "あるようです（{examples}）",
            "en": "All that can be seen of the label of {count} fields seems to be a placeholder, "
            "which goes when they are filled in ({examples})",
        },
    },
    fix={
        "ja": '見えるラベルを付けます。例：<label for="q">行きたいページ</label><select '
        'id="q">…</select>。',
        "en": 'Give it a label that can be seen: <label for="q">Go to</label><select '
        'id="q">…</select>.',
    },
    about={
        "ja": "ラベルのない欄は、だれにとっても当て推量になります。途中で中断した人や、"
        "記憶に困難のある人は、何を書く欄だったかを思い出せません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/labels-or-instructions",
)

ASKS = re.compile(r"選択|選んで|選ぶ|指定|select|choose|pick|日本語|English|言語", re.IGNORECASE)
"""A list whose first choice asks, or whose choices are languages, explains itself."""

LETTER = re.compile(r"[^\W_]")
SENDS = re.compile(
    r"(?:送信|登録|申請|申し?込み?む?|送る|次へ?|進む|確認|確定|完了|決定|実行|予約|参加|回答|投稿)"
    r"(?:へ|する|画面へ)?"
    r"|submit|send|ok|next|continue|register|sign ?up|subscribe|apply|confirm|done|save|book|join"
    r"|post",
    re.IGNORECASE,
)
"""Buttons that say what is done with an answer, and not what is asked."""
FINDS = re.compile(
    r"検索|探す|さがす|探索|表示|移動|翻訳|search|find|look|go\b|filter", re.IGNORECASE
)
"""Buttons that say what one field before them is for."""


def check(fields: Fields) -> Verdict | list[Verdict]:
    """A button right behind the field names it as well: “search”."""
    filled = [f for f in fields["items"] if is_typed(f) or f["type"] == "select"]
    if not filled:
        return inapplicable()
    filled = [field for field in filled if not field["still"]]
    unsaid = [field for field in filled if not is_said(field)]
    kinds = {
        "unseen": [f for f in unsaid if not f["placeholder"] and not is_named_by_button(f)],
        "placeholder": [f for f in unsaid if f["placeholder"] and not finds(f)],
    }
    return [
        failed(key, found, examples=some(shown_as(field) for field in found))
        for key, found in kinds.items()
        if found
    ] or passed()


def is_named_by_button(field: Field) -> bool:
    """Whether the button behind a field says what it is for, and not only that it is sent."""
    return bool(field["button"]) and not SENDS.fullmatch(squeezed(field["button"]))


def finds(field: Field) -> bool:
    """Whether the button behind a field tells what the field is for as well."""
    return field["type"] == "search" or bool(FINDS.search(field["button"]))


def is_said(field: Field) -> bool:
    """Whether anything near the field can be read as its label; parts of a number share one.

    That something must be filled in is not what it is for.
    """
    keys: tuple[FieldText, ...] = ("label", "before", "after", "row", "column", "title")
    return (
        (field["beside"] and not (field["placeholder"] and is_typed(field)))
        or any(says(field[key]) for key in keys)
        or any(says(group["seen"]) for group in field["groups"])
        or bool(ASKS.search(field["option"]))
    )


def says(words: str) -> bool:
    """Whether words are more than a mark of what is required or optional.

    >>> says("氏名（必須）"), says("必須"), says("*")
    (True, False, False)
    """
    return bool(LETTER.search(bare(words)))
