"""A row for each site and audience, the same in every format."""

from collections.abc import Iterator
from dataclasses import asdict, fields

from minna.records import AudienceIndex
from reports.book import Book
from reports.exports._ranking import short

NAMES = ("code", *(f.name for f in fields(AudienceIndex) if f.name not in ("run", "site")))


def rows(book: Book) -> Iterator[dict[str, object]]:
    """Every site that has a score; a pillar that was not measured is empty, and so is the index."""
    scored = {entry.site.code for entry in book.entries if entry.score.value is not None}
    for index in book.store.read(AudienceIndex, run=book.run.id):
        if index.site in scored:
            told = {name: value for name, value in asdict(index).items() if name in NAMES}
            told |= {name: short(v) for name, v in told.items() if isinstance(v, float)}
            yield {"code": index.site} | told
