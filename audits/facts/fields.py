"""What `fields` gives: fields to fill in, and messages of errors."""

from typing import Literal, TypedDict

from audits.facts._node import Node


class FieldGroup(TypedDict):
    """A fieldset or group around a field, the innermost first."""

    name: str
    seen: str  # of its legend


class Field(Node):
    """A field that is shown."""

    tag: str
    lang: str
    type: str  # of an input; of others the tag
    role: str
    name: str  # what a screen reader says
    label: str  # what is seen of its labels
    placeholder: str
    title: str
    described: str  # text of aria-describedby and aria-errormessage
    autocomplete: str
    required: bool
    marked: bool  # its label shows a picture or words of a style sheet
    invalid: bool
    pattern: str
    maxlength: int  # 0: none
    field_name: str  # its name attribute
    still: bool  # disabled or read only
    beside: bool  # the field before has the same parent
    form: int  # number of the form, from 1; 0: in none
    groups: list[FieldGroup]
    heading: str  # the last one before it
    button: str  # the name of the button right behind it
    option: str  # the first that a list offers
    row: str
    column: str
    before: str  # words between it and the field before
    after: str


FieldText = Literal[
    "label",
    "name",
    "placeholder",
    "title",
    "described",
    "type",
    "role",
    "heading",
    "row",
    "column",
    "before",
    "after",
]
"""Names of what is said of a field, for those who read several of them in a row."""


class Message(Node):
    """A text about a field."""

    text: str
    field: str  # selector of the field that it belongs to; empty: unknown


class FieldError(Message):
    """A text that is marked up as the message of an error."""

    lines: list[str]
    form: int


class Fields(TypedDict):
    """The fields of the page."""

    items: list[Field]
    errors: list[FieldError]
    capped: bool
