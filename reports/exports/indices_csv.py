"""Citizens' and businesses' indices as a spreadsheet."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import open_book
from reports.cells import write_table
from reports.exports._indices import NAMES, rows


def write(store: Store, run: Run, folder: Path) -> Path:
    """`indices.csv`: one row per site and audience; figures 0 to 100, `missing` names pillars."""
    table = (
        [" ".join(v) if isinstance(v, tuple) else v for v in row.values()]
        for row in rows(open_book(store, run))
    )
    return write_table(folder / "indices.csv", NAMES, table)
