"""Where each site's points are lost, as a spreadsheet."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import open_book
from reports.cells import write_table
from reports.exports._losses import NAMES, rows


def write(store: Store, run: Run, folder: Path) -> Path:
    """`losses.csv`: one row per cause; those of a site and one `by` add up to 100 − score."""
    table = (tuple(row.values()) for row in rows(open_book(store, run)))
    return write_table(folder / "losses.csv", NAMES, table)
