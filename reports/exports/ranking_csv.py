"""Every site's score, place and pages as a spreadsheet."""

from pathlib import Path

from reports.csv_writer import write_csv
from reports.exports._ranking import NAMES, rows
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`ranking.csv`: one row per site; scores 0 to 100, shares 0 to 1."""
    table = (tuple(row.values()) for row in rows(report))
    return write_csv(folder / "ranking.csv", NAMES, table)
