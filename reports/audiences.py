"""The indices for citizens and for businesses: apart, and only where every pillar was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from minna.records import AudienceIndex
from reports.book import Book, Entry

AUDIENCES = ("citizens", "businesses")
PILLARS = ("task", "mobile", "trust")


@dataclass(frozen=True, slots=True)
class Line:
    """A site with its index."""

    entry: Entry
    index: AudienceIndex


@dataclass(frozen=True, slots=True)
class Audiences:
    """Both lists, highest first, and the pillars that nobody has."""

    lists: dict[str, tuple[Line, ...]]
    missing: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether any site has an index."""
        return any(self.lists.values())


def audiences(book: Book) -> Audiences:
    """What the survey says of both audiences; provisional sites are in no list."""
    ranked = {entry.site.code: entry for entry in book.ranked}
    found = [i for i in book.store.read(AudienceIndex, run=book.run.id) if i.site in ranked]
    lists = {
        name: tuple(
            Line(ranked[i.site], i)
            for i in sorted(found, key=by_value)
            if i.audience == name and i.value is not None
        )
        for name in AUDIENCES
    }
    missing = tuple(p for p in PILLARS if all(p in index.missing for index in found))
    return Audiences(lists, missing)


def by_value(index: AudienceIndex) -> tuple[float, str]:
    """Highest first, equals in the order of their codes."""
    return -(index.value or 0.0), index.site


def site_indices(book: Book, entry: Entry) -> Sequence[AudienceIndex]:
    """A site's indices, citizens first; none for a site without a score."""
    found = {
        i.audience: i for i in book.store.read(AudienceIndex, run=book.run.id, site=entry.site.code)
    }
    return [found[name] for name in AUDIENCES if name in found and entry.score.value is not None]
