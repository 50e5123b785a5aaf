"""Sets of pages whose barriers are known: each module holds reports against what is true of one.

A set has its NAME, `pages` to look at, `measures` for the summary, a `block` of its own for the
document, and lists for those who write checks: what is `missed` and what is said `wrongly`.
Its `claims` are what is said to fail and whether that is known to be so; its `clean` pages are
those on which nothing should be said, each with the criteria that this holds for, or with none
where it holds for all.
`measures` are of the part of the cases that is asked for; block and lists are of open cases alone.
`former` is the block as it was, with what people have written into its last column.
"""

import csv
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import ModuleType

from benchmarks import sealed
from benchmarks.corpora import CORPORA, SitePage
from benchmarks.sightings import SURE, Report, Sighting, of_strength, share

OPEN = "?"
"""Stands where nobody has written anything yet."""
TRUE = "true"
"""How a reading begins that says that a page is at fault where none was expected."""
FALSE = "false"


@dataclass(frozen=True, slots=True)
class EngineReports:
    """The same evidence judged by all of Minna's checks, and by axe's rules alone."""

    minna: Report
    axe: Report
    judged: Mapping[str, Set[str]] = field(default_factory=dict)
    """Page → the checks of Minna's that had something to judge there."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a check fails a page, or a barrier of it, and whether that is so."""

    case: str
    sighting: Sighting
    reading: str  # TRUE, FALSE, or OPEN where nobody knows
    of_clean: bool = False  # nothing is expected to fail there
    is_read: bool = False  # by somebody; else the set's own table alone speaks


@dataclass(frozen=True, slots=True)
class Share:
    """A count out of a total."""

    part: int
    whole: int

    def __str__(self) -> str:
        return share(self.part, self.whole)

    @property
    def percent(self) -> float | None:
        """In hundredths; None of nothing."""
        return 100 * self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the summary; what is no share of cases is told in words."""

    of: str
    what: str
    must: str
    axe: Share | str
    sure: Share | str
    likely: Share | str  # sure or likely

    def cells(self) -> list[str]:
        """The row."""
        return [self.of, self.what, self.must, str(self.axe), str(self.sure), str(self.likely)]


def measured(
    measure: tuple[str, str, str],
    axe: Sequence[Sequence[Sighting]],
    minna: Sequence[Sequence[Sighting]],
    *strengths: str,
) -> Measure:
    """A measure (of a set, what, what it must reach) by what is said of each of its cases: of how
    many something as sure as that is said.
    """

    def share_of(said: Sequence[Sequence[Sighting]], *how: str) -> Share:
        return Share(sum(bool(of_strength(one, *how)) for one in said), len(said))

    return Measure(
        *measure, share_of(axe, *strengths), share_of(minna, SURE), share_of(minna, *strengths)
    )


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the collection."""
    with (CORPORA / path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def named(site: str, names: Iterable[str]) -> list[SitePage]:
    """Pages of a site by their names, each once."""
    return [SitePage(site, name.removeprefix(f"{site}/"), 0) for name in dict.fromkeys(names)]


class Readings:
    """What people wrote into the last column of a table, by the cells that say which row it is.

    Rows of sealed cases do not stand in the table; what was read of them is known by digest.
    """

    def __init__(self, cells: Iterable[list[str]], columns: int, key: slice) -> None:
        rows = [row for row in cells if len(row) == columns and row[-1] != OPEN]
        self.told = {tuple(row[key]): row[-1] for row in rows}

    def get(self, key: tuple[str, ...]) -> str | None:
        """What was read of a row; None where nobody has."""
        return self.told.get(key) or sealed.readings().get(sealed.digest(key))


def every() -> dict[str, ModuleType]:
    """Every set of this folder by its NAME; a module without one is no set."""
    modules = (
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    )
    return {module.NAME: module for module in modules if hasattr(module, "NAME")}
