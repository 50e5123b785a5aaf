"""What `text_by_language` gives: the words by the language in force."""

from typing import TypedDict

from audits.facts._node import Node


class ClosedText(Node):
    """A link or button that is closed away."""

    lang: str
    text: str


class LanguagePart(ClosedText):
    """What stands under one lang attribute."""

    dir: str


class TextByLanguage(TypedDict):
    """Samples of text by language."""

    lang: str  # of the page
    parts: list[LanguagePart]
    closed: list[ClosedText]
