"""The data of the distribution."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.csv_writer import write_csv
from reports.distribution import score_classes
from reports.report_data import load_report

NAMES = ("low", "high", "sites", "residents")


def write(store: Store, run: Run, folder: Path) -> Path:
    """`distribution.csv`: scores from `low` up to but not with `high`, the last class with 100."""
    classes = score_classes(load_report(store, run).ranked)
    table = ((c.low, c.high, c.sites, c.residents) for c in classes)
    return write_csv(folder / "distribution.csv", NAMES, table)
