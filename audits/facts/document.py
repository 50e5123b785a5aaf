"""What `document` gives: what the document says of itself, and in which scripts it is written."""

from typing import TypedDict

from audits.facts._node import Node


class Heading(TypedDict):
    """A visible heading."""

    selector: str
    level: int
    text: str


class Landmark(TypedDict):
    """A visible landmark."""

    selector: str
    role: str  # the role attribute, else the tag
    label: str


class Outdated(Node):
    """An element that HTML has given up."""

    tag: str


class LetterCounts(TypedDict):
    """Visible letters by script, in the language of the page."""

    kana: int
    han: int
    latin: int
    hangul: int
    cyrillic: int
    thai: int
    arabic: int
    letters: int  # of all scripts


class Document(TypedDict):
    """The document's own particulars."""

    url: str
    file: str  # the last part of its path
    lang: str
    title: str
    titles: list[str]  # of every title element
    charset: str
    viewport: str | None  # content of the viewport element
    letters: LetterCounts
    headings: list[Heading]
    landmarks: list[Landmark]
    outdated: list[Outdated]
