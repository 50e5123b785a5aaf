"""One module per country: where its list of sites comes from, and how a row becomes a Site.

A module holds `SOURCES` and `sites(run_id)`; its file name is the word given to `minna survey`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

UNVERIFIED = "Addresses are unverified until the crawl has visited them."


@dataclass(frozen=True, slots=True)
class Source:
    """A published list that a registry was made from."""

    title: str
    publisher: str
    address: str
    licence: str
    fetched: str  # ISO date of the copy we used
    note: str = UNVERIFIED


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one of the tables in `data/`."""
    with (Path(__file__).parent / "data" / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)
