"""Citizens' and businesses' indices as a spreadsheet."""

from pathlib import Path

from reports.csv_writer import write_csv
from reports.exports._indices import NAMES, rows
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`indices.csv`: one row per site and audience; figures 0 to 100, `missing` names pillars."""
    table = (
        [" ".join(v) if isinstance(v, tuple) else v for v in row.values()] for row in rows(report)
    )
    return write_csv(folder / "indices.csv", NAMES, table)
