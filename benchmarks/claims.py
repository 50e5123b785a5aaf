"""What checks say of pages that others made, and how much of it is true: it decides certainty.

Every set of benchmarks/sets knows of some of its pages whether they are at fault, and under which
criteria; a check's word about such a criterion is a claim. `sets/claims.csv` keeps the counts, by
source and half, with no page's name; benchmarks that plant barriers may add a source of their own.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from scipy.stats import beta

from audits import ceilings
from benchmarks.sealed import is_sealed
from benchmarks.sets import FALSE, TRUE, Claim, Told
from benchmarks.sightings import SURE
from benchmarks.tables import figure, table
from minna.records import Certainty

FILE = Path(__file__).parent / "sets" / "claims.csv"
CLEAN = Path(__file__).parent / "sets" / "clean.csv"
SURE_PRECISION, SURE_BOUND, LIKELY_PRECISION = 0.98, 0.95, 0.8
"""What a sure check must have, measured and at its lower bound; what a likely one must have."""
CONFIDENCE = 0.90
FEW = 5
"""Claims below which a likely check is not called measured."""
OPEN_HALF, SEALED_HALF = "open", "sealed"
DECLARED = {SURE: Certainty.CERTAIN, "likely": Certainty.LIKELY}
HEAD = (
    "check (way)",
    "says it is",
    "claims",
    "false",
    "not read",
    "precision",
    "at least",
    "clean pages",
    "sealed: claims",
    "false",
    "may be",
)


class Way(NamedTuple):
    """A way in which a check fails pages, with how sure it declares itself."""

    check: str
    message: str
    strength: str

    @property
    def name(self) -> str:
        """As tables call it."""
        return self.check if self.check.startswith("axe:") else f"{self.check} ({self.message})"


class Place(NamedTuple):
    """Where claims were made: a set, and its open or sealed half."""

    source: str
    half: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many claims are true, how many are false, and how many nobody has read."""

    true: int = 0
    false: int = 0
    unread: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.true + other.true, self.false + other.false, self.unread + other.unread)

    @property
    def known(self) -> int:
        """Claims of which it is known whether they are true."""
        return self.true + self.false

    @property
    def precision(self) -> float | None:
        """The share of true ones among what is known; None of nothing."""
        return self.true / self.known if self.known else None

    @property
    def bound(self) -> float | None:
        """The lower end of the one-sided 90 % interval of the precision (Clopper and Pearson 1934).

        >>> round(Count(true=45).bound, 3), Count(false=3).bound, Count().bound
        (0.95, 0.0, None)
        """
        if not self.known:
            return None
        if not self.true:
            return 0.0
        return float(beta.ppf(1 - CONFIDENCE, self.true, self.false + 1))


Counts = Mapping[Way, Mapping[Place, Count]]


def count(sets: Mapping[str, ModuleType], told: Told, former: Mapping[str, str]) -> Counts:
    """All claims of all sets, each page and way of failing once within a set."""
    found: dict[Way, dict[Place, Count]] = defaultdict(lambda: defaultdict(Count))
    for name, module in sets.items():
        for claim in {
            (c.case, c.sighting.key): c for c in module.claims(told, former[name])
        }.values():
            place = place_of(name, claim)
            found[Way(*claim.sighting.key)][place] += read_as(claim.reading)
    return found


def place_of(name: str, claim: Claim) -> Place:
    """The source of a claim; nothing is sealed where truth is only read."""
    return Place(name, SEALED_HALF if name != "good" and is_sealed(claim.case) else OPEN_HALF)


def read_as(reading: str) -> Count:
    """One claim."""
    return Count(reading == TRUE, reading == FALSE, reading not in (TRUE, FALSE))


def clean_pages(sets: Mapping[str, ModuleType], told: Told) -> Counter[str]:
    """On how many clean pages each check had something to judge that nobody should complain of."""
    criteria: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for module in sets.values():
        for page, of in module.clean():
            criteria[page] |= set(of)
            whole |= set() if of else {page}
    return Counter(
        check
        for page, checks in told.judged.items()
        for check in checks
        if page in whole or criteria.get(page, set()) & set(told.minna.criteria.get(check, ()))
    )


def write(found: Counts, path: Path = FILE) -> None:
    """Keep counts; what other benchmarks have counted stays."""
    ours = {place.source for places in found.values() for place in places}
    kept = {
        (way, place): told
        for way, places in read(path).items()
        for place, told in places.items()
        if place.source not in ours
    }
    new = {(way, place): told for way, places in found.items() for place, told in places.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("check", "way", "strength", "source", "half", "true", "false", "unread"))
        for (way, place), told in sorted((kept | new).items()):
            writer.writerow([*way, *place, told.true, told.false, told.unread])


def read(path: Path = FILE) -> dict[Way, dict[Place, Count]]:
    """The counts that are kept."""
    found: dict[Way, dict[Place, Count]] = defaultdict(dict)
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            way = Way(row["check"], row["way"], row["strength"])
            numbers = (int(row[name]) for name in ("true", "false", "unread"))
            found[way][Place(row["source"], row["half"])] = Count(*numbers)
    return found


def total(places: Mapping[Place, Count], *halves: str) -> Count:
    """The claims of these halves together."""
    return sum((told for place, told in places.items() if place.half in halves), Count())


def allowed(way: Way, told: Count) -> Certainty:
    """How sure a way of failing may be, by what is known of it.

    Too few claims to know lower nothing: what is sure has its kept look-alikes besides.
    """
    precision, bound = told.precision, told.bound
    declared = DECLARED[way.strength]
    if precision is None or bound is None:
        return declared
    if way.strength == SURE and (
        not told.false or (precision >= SURE_PRECISION and bound >= SURE_BOUND)
    ):
        return declared
    if precision >= LIKELY_PRECISION or told.known < FEW:
        return Certainty.LIKELY
    return Certainty.REVIEW


def lowered(counts: Counts) -> Iterator[tuple[str, str, str, str]]:
    """The rows of audits/ceilings.csv: ways that may be less sure than they declare."""
    for way, places in sorted(counts.items()):
        may_be = allowed(way, total(places, OPEN_HALF))
        if may_be != DECLARED[way.strength]:
            yield way.check, way.message, str(DECLARED[way.strength]), str(may_be)


def write_ceilings(counts: Counts, path: Path = ceilings.FILE) -> None:
    """Let the numbers decide."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([ceilings.HEAD, *lowered(counts)])


def write_clean(pages: Mapping[str, int], path: Path = CLEAN) -> None:
    """Keep on how many clean pages each check had something to judge."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("check", "pages"))
        writer.writerows(sorted(pages.items()))


@cache
def clean(path: Path = CLEAN) -> dict[str, int]:
    """The same as it is kept."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["check"]: int(row["pages"]) for row in csv.DictReader(file)}


def block() -> str:
    """The table for docs/checks.md: the least precise first within each strength."""
    rows = [row(way, places) for way, places in read().items()]
    return table(HEAD, [cells for _, cells in sorted(rows)])


def row(way: Way, places: Mapping[Place, Count]) -> tuple[tuple[bool, float, str], list[str]]:
    """A way of failing, with what orders it."""
    seen, unseen = total(places, OPEN_HALF), total(places, SEALED_HALF)
    may_be = allowed(way, seen)
    order = (way.strength != SURE, seen.precision if seen.precision is not None else 2.0, way.name)
    return order, [
        f"`{way.name}`",
        way.strength,
        str(seen.known),
        str(seen.false),
        str(seen.unread),
        figure(seen.precision, 3),
        figure(seen.bound, 3),
        str(clean().get(way.check, 0)),
        str(unseen.known),
        str(unseen.false),
        WORDS[may_be] if may_be != DECLARED[way.strength] else "",
    ]


WORDS = {Certainty.LIKELY: "likely", Certainty.REVIEW: "a question"}


def worst(found: Counts, most: int = 20) -> Iterable[tuple[Way, Count]]:
    """The ways with the most false claims in the open half."""
    told = {way: total(places, OPEN_HALF) for way, places in found.items()}
    return sorted(told.items(), key=lambda item: -item[1].false)[:most]
