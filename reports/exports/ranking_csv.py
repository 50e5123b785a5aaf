"""Every site's score, place and pages as a spreadsheet."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import open_book
from reports.cells import write_table
from reports.exports._ranking import NAMES, rows


def write(store: Store, run: Run, folder: Path) -> Path:
    """`ranking.csv`: one row per site; scores 0 to 100, shares 0 to 1."""
    table = (tuple(row.values()) for row in rows(open_book(store, run)))
    return write_table(folder / "ranking.csv", NAMES, table)
