"""A message of an error says how to put it right.

“Please check” leaves whoever does not see the mistake, or does not know the form that is wanted,
with the same mistake again.
"""

import re
from functools import lru_cache

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._errors import SUMMARY, WRONG, is_bare, is_message, is_notice
from audits.checks.forms._fields import squeezed, without_notes
from audits.checks.forms.input_format import SAID
from audits.facts.fields import Field, FieldError, Fields, FieldText, Message
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "エラーの直し方", "en": "How to put an error right"},
    passed={
        "ja": "エラーの文は、直し方を伝えているようです",
        "en": "Messages of errors seem to say how to put them right",
    },
    failed={
        "bare": {
            "ja": "直し方の分からないエラーの文があるようです（{examples}）",
            "en": "Messages of errors do not seem to say how to put them right ({examples})",
        },
        "perhaps": {
            "ja": "直し方の書かれていないエラーの文があります（{examples}）。"
            "欄のそばの説明で足りるか確かめてください",
            "en": "Messages of errors do not say how to put them right ({examples}): please "
            "see whether "
            "the words beside the field do",
        },
    },
    fix={
        "ja": "何が違い、どう直すのかを書きます。例：「メールアドレスを確認してください」を"
        "「メールアドレスに @ がありません。例：taro@example.jp」に書き換えます。",
        "en": "Say what is wrong and what is wanted: “The e-mail address has no @, as in "
        "taro@example.jp” rather than “Please check the e-mail address”.",
    },
    about={
        "ja": "「確認してください」だけでは、どこが違うのか自分で探すことになります。"
        "読み書きや記憶に困難のある人、日本語に慣れない人は、そこで手続きをあきらめることがあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/error-suggestion",
)

NAMED: tuple[FieldText, ...] = ("label", "name", "row")
SHORT = 40
"""Characters: what is longer behind a field is no message."""
CHOICES = re.compile(r"同意|チェック|選択|agree|accept|consent")


def check(fields: Fields) -> Verdict | list[Verdict]:
    """Only messages that say no more than that something is wrong with a field."""
    messages = [e for e in fields["errors"] if len(e["text"]) <= SUMMARY and not is_notice(e)]
    messages += [beside(field) for field in fields["items"] if says_no_more(field)]
    kinds: dict[str, list[FieldError]] = {"bare": [], "perhaps": []}
    for message in messages:
        for line in message["lines"] or [message["text"]]:
            if field := field_of_bare(line, message, fields["items"]):
                kind = "perhaps" if SAID.search(said_of(field, line)) else "bare"
                kinds[kind].append({**message, "text": line})
    if kinds["bare"]:
        return failed("bare", kinds["bare"], examples=told(kinds["bare"]))
    if kinds["perhaps"]:
        return cant_tell("perhaps", kinds["perhaps"], examples=told(kinds["perhaps"]))
    return passed() if any(map(is_message, messages)) else inapplicable()


def says_no_more(field: Field) -> bool:
    """Whether what stands right behind a field says that it is wrong, and nothing else."""
    text = field["after"]
    is_short = 0 < len(text) <= SHORT
    return is_short and bool(WRONG.search(text)) and is_bare(text, plain_name(field["label"]))


def beside(field: Field) -> FieldError:
    """What stands right behind a field, as a message about it."""
    return {
        "selector": field["selector"],
        "html": field["html"],
        "text": field["after"],
        "lines": [],
        "field": field["selector"],
        "form": field["form"],
    }


def told(messages: list[FieldError]) -> str:
    """A few of the messages."""
    return some(message["text"][:40] for message in messages)


@lru_cache(1000)
def plain_name(label: str) -> str:
    """A field's label without notes; hundreds of lines ask for the same ones."""
    return without_notes(label)


def said_of(field: Field, line: str) -> str:
    """All that is said of a field besides a message and its bare name."""
    keys: tuple[FieldText, ...] = ("placeholder", "title", "described", "before", "after")
    notes = field["label"].replace(plain_name(field["label"]), "")
    return " ".join((*(field[key] for key in keys), notes)).replace(line, "")


def field_of_bare(line: str, message: Message, items: list[Field]) -> Field | None:
    """The typed field that a line says no more of than that it is wrong, if it is such a line."""
    if CHOICES.search(line):
        return None
    text = squeezed(line).removeprefix("※")
    for field in items:
        if field["type"] in {"radio", "checkbox", "select"}:
            continue
        name = next((n for key in NAMED if (n := plain_name(field[key].replace(line, "")))), "")
        is_named = len(squeezed(name)) > 1 and squeezed(name) in text
        if (is_named or message["field"] == field["selector"]) and is_bare(line, name):
            return field
    return None
