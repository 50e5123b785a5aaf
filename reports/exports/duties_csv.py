"""Duties of every site as a spreadsheet."""

from pathlib import Path

from minna.records import DutyOutcome
from reports.csv_writer import write_csv
from reports.exports._services import DUTIES, cells, rows
from reports.report_data import SurveyReport

NAMES = DUTIES


def write(report: SurveyReport, folder: Path) -> Path:
    """`duties.csv`: one row per site and duty: policy, result, evaluation."""
    table = (cells(row) for row in rows(report.store, DutyOutcome, report.run.id))
    return write_csv(folder / "duties.csv", NAMES, table)
