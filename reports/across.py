"""What a site's pages show only together: titles that repeat, menus that change, ways that lack."""

from dataclasses import dataclass

from minna.records import SITE, CheckMeta, CheckOutcomes, Finding, Outcome
from reports.book import Book, Entry


@dataclass(frozen=True, slots=True)
class Across:
    """A site's findings on all of its pages together, and the checks that found nothing amiss."""

    found: tuple[tuple[Finding, CheckMeta], ...]  # those of criteria first
    untested: tuple[tuple[Finding, CheckMeta], ...]
    passed: tuple[CheckMeta, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.found or self.untested or self.passed)


def site_across(book: Book, entry: Entry) -> Across:
    """All that was judged of a site's pages together; nothing in a book that was not judged so."""
    where = {"run": book.run.id, "site": entry.site.code, "viewport": SITE}
    told = [(finding, book.card(finding.check)) for finding in book.store.read(Finding, **where)]
    judged = book.store.get(CheckOutcomes, **where)
    found = [pair for pair in told if pair[0].outcome != Outcome.UNTESTED]
    return Across(
        tuple(sorted(found, key=lambda pair: (not pair[1].criterion, pair[1].id))),
        tuple(pair for pair in told if pair[0].outcome == Outcome.UNTESTED),
        tuple(book.card(check) for check in (judged.passed if judged else ())),
    )
