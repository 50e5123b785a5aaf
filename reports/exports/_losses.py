"""A row for each cause of a site's loss, the same in every format."""

from collections.abc import Iterator

from minna.records import ScoreLoss
from reports.book import Book
from reports.exports._ranking import short

NAMES = (
    "code",
    "by",
    "check",
    "group",
    "loss",
    "pages",
    "score",
    "score_mended",
    "low",
    "high",
    "rank",
    "rank_low",
    "rank_high",
    "rank_mended",
    "rank_mended_low",
    "rank_mended_high",
)


def rows(book: Book) -> Iterator[dict[str, object]]:
    """Site by site; sites without a score have none, and provisional ones no ranks."""
    known = {entry.site.code: entry for entry in book.entries if entry.score.value is not None}
    for loss in book.store.read(ScoreLoss, run=book.run.id):
        if entry := known.get(loss.site):
            place = entry.rank if entry.ranked else None
            ranks = (place.rank, place.low, place.high) if place else (None, None, None)
            figures = (loss.value, loss.low, loss.high)
            values = (
                *(loss.site, loss.by, loss.check, loss.group, short(loss.loss), loss.pages),
                *(short(entry.score.value), *map(short, figures), *ranks),
                *(loss.rank, loss.rank_low, loss.rank_high),
            )
            yield dict(zip(NAMES, values, strict=True))
