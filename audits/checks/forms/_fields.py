"""What several checks know of fields: which ones are typed into, and how labels are compared."""

import re

from audits.facts.fields import Field, FieldText
from minna.text import nfkc

TYPED = {"text", "search", "email", "tel", "url", "number", "password", "textarea", "date"}
TYPED |= {"month", "week", "time", "datetime-local"}
ROLES = {"textbox", "searchbox", "spinbutton"}
OPEN, CLOSE = r"[（(\[【［〔]", r"[)）\]】］〕]"
WORD = r"(?:必須|任意|\brequired\b|\boptional\b|[※*＊★☆●■◎])"
MARK = re.compile(rf"{OPEN}\s*{WORD}\s*{CLOSE}|{WORD}|[:：]", re.IGNORECASE)
NOTE = re.compile(rf"{OPEN}[^)）\]】］〕]{{0,200}}{CLOSE}")


def is_typed(field: Field) -> bool:
    """Whether one types into a field, rather than choosing."""
    return field["type"] in TYPED or field["role"] in ROLES


def about(field: Field) -> str:
    """All that is said about a field."""
    keys: tuple[FieldText, ...] = (
        *("label", "name", "placeholder", "title", "described", "before", "after"),
    )
    return " ".join(field[key] for key in keys)


def bare(label: str) -> str:
    """A label without what is said of every label: that it is required, marks, colons.

    >>> bare("お名前※ （必須）："), bare("First name: *"), bare("電話（携帯）")
    ('お名前', 'first name', '電話(携帯)')
    """
    text = MARK.sub(" ", nfkc(label))
    return re.sub(r"\s+", " ", text).strip().lower()


def without_notes(label: str) -> str:
    """A label without its marks and without what stands in brackets.

    >>> without_notes("郵便番号（半角数字）※")
    '郵便番号'
    """
    return bare(NOTE.sub(" ", label))


def squeezed(text: str) -> str:
    """Text without spaces, in one form of its letters.

    >>> squeezed("電話 番号"), squeezed("ＴＥＬ")
    ('電話番号', 'tel')
    """
    return re.sub(r"\s", "", nfkc(text)).lower()


def shown_as(field: Field) -> str:
    """How a field is called where it is told of: by its label, else by what it is."""
    return str(field["label"] or field["name"] or field["field_name"] or field["tag"])[:30]
