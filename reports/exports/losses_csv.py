"""Where each site's points are lost, as a spreadsheet."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.csv_writer import write_csv
from reports.exports._losses import NAMES, rows
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`losses.csv`: one row per cause; those of a site and one `by` add up to 100 − score."""
    table = (tuple(row.values()) for row in rows(load_report(store, run)))
    return write_csv(folder / "losses.csv", NAMES, table)
