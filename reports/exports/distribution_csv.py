"""The data of the distribution."""

from pathlib import Path

from reports.csv_writer import write_csv
from reports.distribution import score_classes
from reports.report_data import SurveyReport

NAMES = ("low", "high", "sites", "residents")


def write(report: SurveyReport, folder: Path) -> Path:
    """`distribution.csv`: scores from `low` up to but not with `high`, the last class with 100."""
    classes = score_classes(report.ranked)
    table = ((c.low, c.high, c.sites, c.residents) for c in classes)
    return write_csv(folder / "distribution.csv", NAMES, table)
