"""The data of the histogram."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.csv_writer import write_csv
from reports.distribution import histogram
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`distribution.csv`: scores from `low` up to but not with `high`, the last class with 100."""
    bars = histogram(load_report(store, run).ranked).bars
    table = ((bar.low, bar.high, bar.sites, bar.residents) for bar in bars)
    return write_csv(folder / "distribution.csv", ("low", "high", "sites", "residents"), table)
