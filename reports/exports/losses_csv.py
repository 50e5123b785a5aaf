"""Where each site's points are lost, as a spreadsheet."""

from pathlib import Path

from reports.csv_writer import write_csv
from reports.exports._losses import NAMES, rows
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`losses.csv`: one row per cause; those of a site and one `by` add up to 100 − score."""
    table = (tuple(row.values()) for row in rows(report))
    return write_csv(folder / "losses.csv", NAMES, table)
