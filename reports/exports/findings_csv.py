"""Everything found, one row per page, viewport, check and message."""

from collections.abc import Iterator
from pathlib import Path

from minna.records import Finding, Run
from minna.store import Store
from reports.book import Book, open_book
from reports.cells import write_table
from reports.words import languages, say

NAMES = (
    "code",
    "url",
    "viewport",
    "check",
    "message",
    "outcome",
    "certainty",
    "criterion",
    "level",
    "impact",
    "elements",
    "selector",
    "snippet",
    "left",
    "top",
    "width",
    "height",
)


def write(store: Store, run: Run, folder: Path) -> Path:
    """`findings.csv`; the last columns are the sentence in each language."""
    names = (*NAMES, *(f"sentence_{lang}" for lang in languages()))
    return write_table(folder / "findings.csv", names, rows(open_book(store, run)))


def rows(book: Book) -> Iterator[list[object]]:
    """Row after row, never all at once: a national survey has millions."""
    for finding in book.store.read(Finding, run=book.run.id):
        card = book.card(finding.check)
        yield [
            *(finding.site, finding.url, finding.viewport, finding.check, finding.message),
            *(finding.outcome, finding.certainty, card.criterion, card.level),
            *(finding.impact, finding.count),
            *(next(iter(finding.nodes), ""), next(iter(finding.snippets), "")),
            *place(finding),
            *(say(finding, card, lang) for lang in languages()),
        ]


def place(finding: Finding) -> list[object]:
    """Left, top, width and height of the first element; blanks where its place is not known."""
    first = next(iter(finding.boxes), [])
    return [*first] if first else [""] * 4
