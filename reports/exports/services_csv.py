"""Tasks of every site as a spreadsheet."""

from pathlib import Path

from minna.records import Run, TaskOutcome
from minna.store import Store
from reports.csv_writer import write_csv
from reports.exports._services import TASKS, cells, rows

NAMES = TASKS


def write(store: Store, run: Run, folder: Path) -> Path:
    """`services.csv`: one row per site and task, with its step, its quoted line and how sure."""
    table = (cells(row) for row in rows(store, TaskOutcome, run.id))
    return write_csv(folder / "services.csv", NAMES, table)
