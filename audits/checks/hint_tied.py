"""Hints on how to fill in a field are tied to it.

Whoever goes from field to field hears the label and what is tied to the field, and nothing of what
only stands beside it.
"""

import re
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._fields import is_typed, squeezed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "入力欄と説明の結び付き", "en": "Hints and their fields"},
    passed={
        "ja": "書き方の説明は、入力欄と結び付いています",
        "en": "Hints on how to fill in fields are tied to them",
    },
    failed={
        "loose": {
            "ja": "入力欄と結び付いていない書き方の説明が {count} 個あるようです（{examples}）",
            "en": "{count} hints do not seem to be tied to their field ({examples})",
        }
    },
    fix={
        "ja": "説明に id を付け、aria-describedby で結び付けるか、ラベルに含めます。"
        '例：<input aria-describedby="t"><span id="t">半角数字で入力</span>。',
        "en": "Give the hint an id and tie it by aria-describedby, or put it into the label: "
        '<input aria-describedby="t"> <span id="t">digits only</span>.',
    },
    about={
        "ja": "入力欄を一つずつ読み上げで移る人には、そばに書かれただけの説明は聞こえません。"
        "書き方が分からないまま入力し、エラーになってしまいます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA1",
)

HINT = re.compile(
    r"半角|全角|ハイフン|カタカナで|ひらがなで|ローマ字で|[0-9０-９] ?(?:文字|桁"
    r"|字)(?:以[上内下])?|西暦|和暦"
    r"|[（(]?(?:記入|入力)?例[)）]?[:：]|例[）)]|英数字|大文字|小文字|形式(?:で|は)|数字(?:のみ|だけ|で)"
    r"|[0-9０-９] ?(?:MB|KB|メガ) ?(?:まで|以[下内])|に(?:記載|印字|書かれて|書いて)"
    r"|(?:年|月|日)の?順|スペース|空白(?:を|は)|記号"
    r"|\b(?:e\.g\.|for example|format|characters?|digits?|numbers? only|letters? only|at least \d"
    r"|you (?:can |will )?find (?:it|this)|printed on|on your (?:card|letter|bill)|maximum"
    r"|without spaces|no spaces|dashes|hyphens?|uppercase|lowercase|capital letters"
    r"|day first|24[- ]hour"
    r"|(?:dd|mm|yyyy)[/. -](?:dd|mm|yyyy)|must (?:be|contain|have|include|start)"
    r"|use only|up to \d+)",
    re.IGNORECASE,
)
"""What only hints on how to write say."""
LONGEST = 50  # characters, of which Latin letters take half the room


def check(fields: dict[str, Any]) -> Verdict:
    """Words beside a field that say how to write, and are not heard with it."""
    items = fields["items"]
    typed = [(f, items[at - 1] if at else None) for at, f in enumerate(items) if is_filled(f)]
    hinted = [(field, hint) for field, last in typed if (hint := hint_of(field, last))]
    if not hinted:
        return inapplicable()
    loose = [(field, hint) for field, hint in hinted if not is_tied(field, hint)]
    if not loose:
        return passed()
    found = [field for field, _ in loose]
    return failed("loose", found, examples=some(hint[:30] for _, hint in loose))


def is_filled(field: Element) -> bool:
    """Whether a field is written into, or takes a file."""
    return is_typed(field) or field["type"] == "file"


def hint_of(field: Element, last: Element | None) -> str:
    """The hint right behind a field, or between its label and itself.

    What stands before it is the last field's where that field has the same words behind it.
    """
    after, before = str(field["after"]), str(field["before"])
    if last and last["form"] == field["form"] and before == last["after"]:
        before = ""
    hints = (words for words in (after, before) if room(words) <= LONGEST and HINT.search(words))
    return next(hints, "")


def room(text: str) -> float:
    """How much room a text takes, in Japanese letters."""
    return len(text) - len(re.findall(r"[A-Za-z0-9 ]", text)) / 2


def is_tied(field: Element, hint: str) -> bool:
    """Whether what is heard with a field holds its hint; a group's name is heard as well."""
    groups = " ".join(group["name"] + group["seen"] for group in field["groups"])
    heard = squeezed(f"{field['described']} {field['name']} {field['title']} {groups}")
    said = squeezed(hint)
    return bool(field["described"]) or said in heard
