"""The sites without a place: what was in the way, and how many people live there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reports.book import Book, Entry
from reports.pages import Sheet
from reports.pages.index import residents


def render(book: Book) -> Iterator[Sheet]:
    """One page; it is there, and says so, even if nothing is missing."""
    context = {
        "groups": by_status(book.unmeasured),
        "missing": book.unmeasured,
        "provisional": book.provisional,
        "residents": residents(book.unmeasured),
        "unknown": sum(entry.site.population is None for entry in book.unmeasured),
    }
    yield Sheet("unmeasured.html", "unmeasured.html", context)


def by_status(missing: Sequence[Entry]) -> list[tuple[str, list[Entry]]]:
    """The sites under what was in their way, the commonest first."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in missing:
        groups[entry.score.status].append(entry)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
