"""The data of the histogram."""

from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import open_book
from reports.cells import write_table
from reports.distribution import histogram


def write(store: Store, run: Run, folder: Path) -> Path:
    """`distribution.csv`: scores from `low` up to but not with `high`, the last class with 100."""
    bars = histogram(open_book(store, run).ranked).bars
    table = ((bar.low, bar.high, bar.sites, bar.residents) for bar in bars)
    return write_table(folder / "distribution.csv", ("low", "high", "sites", "residents"), table)
