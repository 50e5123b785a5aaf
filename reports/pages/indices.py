"""Citizens' and businesses' indices: a table each, as the two are never added."""

from collections.abc import Iterator

from reports.audiences import audiences
from reports.book import Book
from reports.pages import Sheet


def render(book: Book) -> Iterator[Sheet]:
    """One page; none while no site has an index."""
    told = audiences(book)
    if told.any:
        yield Sheet("indices.html", "indices.html", {"audiences": told})
