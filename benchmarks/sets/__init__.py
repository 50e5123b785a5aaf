"""Sets of pages whose barriers are known: each module holds reports against what is true of one.

A set has its NAME, `pages` to look at, `measures` for the summary, a `block` of its own for the
document, and lists for those who write checks: what is `missed` and what is said `wrongly`.
`former` is the block as it was, with what people have written into its last column.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.corpora import CORPORA, SitePage
from benchmarks.sightings import Report

OPEN = "?"
"""Stands where nobody has written anything yet."""
TRUE = "true"
"""How a reading begins that says that a page is at fault where none was expected."""


@dataclass(frozen=True, slots=True)
class Told:
    """The same evidence judged by all of Minna's checks, and by axe's rules alone."""

    minna: Report
    axe: Report


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the summary."""

    of: str
    what: str
    must: str
    axe: str
    sure: str
    likely: str  # sure or likely

    def cells(self) -> list[str]:
        """The row."""
        return [self.of, self.what, self.must, self.axe, self.sure, self.likely]


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the collection."""
    with (CORPORA / path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def named(site: str, names: Iterable[str]) -> list[SitePage]:
    """Pages of a site by their names, each once."""
    return [SitePage(site, name.removeprefix(f"{site}/"), 0) for name in dict.fromkeys(names)]


def written(cells: Iterable[list[str]], columns: int, key: slice) -> Mapping[tuple[str, ...], str]:
    """What people wrote into the last column, by the cells that say which row it is."""
    found = [row for row in cells if len(row) == columns and row[-1] != OPEN]
    return {tuple(row[key]): row[-1] for row in found}
