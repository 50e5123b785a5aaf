"""Tasks of every site as a spreadsheet."""

from pathlib import Path

from minna.records import TaskOutcome
from reports.csv_writer import write_csv
from reports.exports._services import TASKS, cells, rows
from reports.report_data import SurveyReport

NAMES = TASKS


def write(report: SurveyReport, folder: Path) -> Path:
    """`services.csv`: one row per site and task, with its step, its quoted line and how sure."""
    table = (cells(row) for row in rows(report.store, TaskOutcome, report.run.id))
    return write_csv(folder / "services.csv", NAMES, table)
