"""Every site's score, place and pages as a spreadsheet."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.csv_writer import write_csv
from reports.exports._ranking import NAMES, rows
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`ranking.csv`: one row per site; scores 0 to 100, shares 0 to 1."""
    table = (tuple(row.values()) for row in rows(load_report(store, run)))
    return write_csv(folder / "ranking.csv", NAMES, table)
