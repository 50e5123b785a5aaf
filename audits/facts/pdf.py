"""What the crawler tells of a PDF file, which site checks judge as they do the facts of pages."""

from typing import NotRequired, TypedDict


class Pdf(TypedDict):
    """A file's particulars, or the `problem` for which there are no others."""

    bytes: int
    problem: NotRequired[str]  # unreadable, locked
    pages: NotRequired[int]
    tagged: NotRequired[bool]
    title: NotRequired[str]
    shows_title: NotRequired[bool]
    lang: NotRequired[str]
    looked: NotRequired[int]  # pages whose text was looked for
    letters: NotRequired[int]  # on these
    pictures: NotRequired[int]  # of these: pages that draw any
    bookmarks: NotRequired[bool]
