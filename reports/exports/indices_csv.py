"""Citizens' and businesses' indices as a spreadsheet."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.csv_writer import write_csv
from reports.exports._indices import NAMES, rows
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`indices.csv`: one row per site and audience; figures 0 to 100, `missing` names pillars."""
    table = (
        [" ".join(v) if isinstance(v, tuple) else v for v in row.values()]
        for row in rows(load_report(store, run))
    )
    return write_csv(folder / "indices.csv", NAMES, table)
