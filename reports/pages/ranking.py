"""All sites in the order of their scores, for surveys too large for the first page."""

from collections.abc import Iterator

from reports.book import Book, Entry, Section
from reports.pages import Sheet
from reports.pages.index import MANY


def render(book: Book) -> Iterator[Sheet]:
    """One page, in sections by band; none for a survey that the first page can hold."""
    if len(book.entries) > MANY:
        yield Sheet("ranking.html", "ranking.html", {"sections": bands(book.ranked)})


def bands(ranked: tuple[Entry, ...]) -> list[Section]:
    """The sites of each band, best first."""
    groups: dict[str, list[Entry]] = {}
    for entry in ranked:
        groups.setdefault(entry.score.band, []).append(entry)
    return [
        Section(band, f"band-{number}", tuple(groups[band]))
        for number, band in enumerate(sorted(groups), 1)
    ]
