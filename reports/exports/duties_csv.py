"""Duties of every site as a spreadsheet."""

from pathlib import Path

from minna.records import DutyOutcome, Run
from minna.store import Store
from reports.csv_writer import write_csv
from reports.exports._services import DUTIES, cells, rows

NAMES = DUTIES


def write(store: Store, run: Run, folder: Path) -> Path:
    """`duties.csv`: one row per site and duty: policy, result, evaluation."""
    table = (cells(row) for row in rows(store, DutyOutcome, run.id))
    return write_csv(folder / "duties.csv", NAMES, table)
