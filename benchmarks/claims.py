"""What checks say of pages that others made, and how much of it is true: it decides certainty.

Every set of benchmarks/sets knows of some of its pages whether they are at fault, and under which
criteria; a check's word about such a criterion is a claim. `sets/claims.csv` keeps the counts, by
source and half, with no page's name; injected barriers are a source of their own (see
benchmarks/injection/claims.py). docs/decisions/0010 says why the rule is as it is.
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

from audits.judging import ceilings
from audits.judging.check_runner import active_axe_rules, own_metas
from benchmarks.kinds_of_test import POOLED, kind_of
from benchmarks.sealed import is_sealed
from benchmarks.sets import FALSE, TRUE, Claim, EngineReports
from benchmarks.sightings import SURE
from benchmarks.tables import figure, table
from minna.records import Certainty, CheckMeta

FILE = Path(__file__).parent / "sets" / "claims.csv"
CLEAN = Path(__file__).parent / "sets" / "clean.csv"
SURE_PRECISION, SURE_BOUND, LIKELY_PRECISION = 0.98, 0.95, 0.8
"""What a sure check must have, measured and at its lower bound; what a likely one must have."""
CONFIDENCE = 0.90
FEW = 5
"""Claims below which a likely check is not called measured."""
OPEN_HALF, SEALED_HALF = "open", "sealed"
BOTH_WAYS = ((OPEN_HALF, SEALED_HALF), (SEALED_HALF, OPEN_HALF))
DECLARED = {SURE: Certainty.CERTAIN, "likely": Certainty.LIKELY}
LEVELS = ("A", "AA")
KINDS_HEAD = ("kind of test", "ways", "claims of the other half", "false", "precision", "at least")
HEAD = (
    "check (way)",
    "says it is",
    "kind of test",
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

    @property
    def is_precise(self) -> bool:
        """Whether this proves what is sure.

        >>> Count(true=45).is_precise, Count(true=44).is_precise, Count(true=76, false=2).is_precise
        (True, False, False)
        """
        return (self.precision or 0.0) >= SURE_PRECISION and (self.bound or 0.0) >= SURE_BOUND


Counts = Mapping[Way, Mapping[Place, Count]]


def count(
    sets: Mapping[str, ModuleType], reports: EngineReports, former: Mapping[str, str]
) -> Counts:
    """All claims of all sets that are not the same claim once more."""
    counts_by_way: dict[Way, dict[Place, Count]] = defaultdict(lambda: defaultdict(Count))
    for name, module in sets.items():
        for place, claim in distinct(name, module.claims(reports, former[name])):
            counts_by_way[Way(*claim.sighting.key)][place] += read_as(claim.reading)
    return counts_by_way


def distinct(source: str, claims: Iterable[Claim]) -> Iterator[tuple[Place, Claim]]:
    """Claims of which each tells something new, with where they were made.

    A page counts once for each way of failing; and what a template repeats on the pages of a site,
    letter by letter, is one claim within its half, however often it is shown.
    """
    keys: set[tuple[object, ...]] = set()
    for claim in claims:
        where, key = place_of(source, claim), claim.sighting.key
        site = claim.case.partition("/")[0]
        shown = claim.sighting.elements or {claim.case}
        same = {(where, site, key, claim.reading, element) for element in shown}
        if (claim.case, key) not in keys and not same <= keys:
            yield where, claim
        keys |= same | {(claim.case, key)}


def place_of(name: str, claim: Claim) -> Place:
    """The source of a claim; nothing is sealed where truth is only read."""
    return Place(name, SEALED_HALF if name != "good" and is_sealed(claim.case) else OPEN_HALF)


def read_as(reading: str) -> Count:
    """One claim."""
    return Count(reading == TRUE, reading == FALSE, reading not in (TRUE, FALSE))


def clean_pages(sets: Mapping[str, ModuleType], reports: EngineReports) -> Counter[str]:
    """On how many clean pages each check had something to judge that nobody should complain of."""
    criteria: dict[str, set[str]] = defaultdict(set)
    whole: set[str] = set()
    for module in sets.values():
        for page, of in module.clean():
            criteria[page] |= set(of)
            whole |= set() if of else {page}
    return Counter(
        check
        for page, checks in reports.judged.items()
        for check in checks
        if page in whole or criteria.get(page, set()) & set(reports.minna.criteria.get(check, ()))
    )


def with_others(counts: Counts, path: Path = FILE) -> Counts:
    """Counts, and what other benchmarks have counted and kept."""
    ours = {place.source for places in counts.values() for place in places}
    every = {
        way: {place: count for place, count in places.items() if place.source not in ours}
        for way, places in read(path).items()
    }
    for way, places in counts.items():
        every[way] = {**every.get(way, {}), **places}
    return {way: places for way, places in every.items() if places}


def write(counts: Counts, path: Path = FILE) -> None:
    """Keep counts; what other benchmarks have counted stays."""
    rows = {(w, p): count for w, ps in with_others(counts, path).items() for p, count in ps.items()}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("check", "way", "strength", "source", "half", "true", "false", "unread"))
        for (way, place), count in sorted(rows.items()):
            writer.writerow([*way, *place, count.true, count.false, count.unread])


def read(path: Path = FILE) -> dict[Way, dict[Place, Count]]:
    """The counts that are kept."""
    counts_by_way: dict[Way, dict[Place, Count]] = defaultdict(dict)
    if not path.exists():
        return counts_by_way
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            way = Way(row["check"], row["way"], row["strength"])
            numbers = (int(row[name]) for name in ("true", "false", "unread"))
            counts_by_way[way][Place(row["source"], row["half"])] = Count(*numbers)
    return counts_by_way


def total(places: Mapping[Place, Count], *halves: str) -> Count:
    """The claims of these halves together."""
    return sum((count for place, count in places.items() if place.half in halves), Count())


def kept_sure(counts: Counts) -> dict[str, Count]:
    """For each kind of test that is pooled: what the rule is worth that keeps its ways sure.

    The rule keeps a way sure that was never wrong. It is applied to what one half of the cases
    knows and held against the other half, both ways, so that no claim speaks for itself.
    """
    return {
        kind: sum(
            (
                total(places, other)
                for way, places in counts.items()
                for half, other in BOTH_WAYS
                if is_of(way, kind) and not total(places, half).false
            ),
            Count(),
        )
        for kind in POOLED
    }


def is_of(way: Way, kind: str) -> bool:
    """Whether a way says it is sure, can move a score, and is of this kind of test."""
    return way.strength == SURE and way.check in scoring_cards() and kind_of(way.check) == kind


@cache
def scoring_cards() -> dict[str, CheckMeta]:
    """The checks that can move a score if they are sure."""
    every = own_metas() | active_axe_rules()
    return {check: card for check, card in every.items() if card.level in LEVELS}


def sure_ways(counts: Counts) -> set[Way]:
    """Every way that says it is sure, shown by a page or not, and can move a score."""
    declared = {
        Way(card.id, message, SURE)
        for card in scoring_cards().values()
        if card.certainty == Certainty.CERTAIN
        for message in (("violation",) if card.id.startswith("axe:") else card.failed)
    }
    shown = {way for way in counts if way.strength == SURE and way.check in scoring_cards()}
    return declared | shown


def allowed(way: Way, count: Count, like: Count | None = None) -> Certainty:
    """How sure a way of failing may be, by what is known of it, and of its like where that counts.

    Advice moves no score and stays sure until it is wrong.
    """
    declared = DECLARED[way.strength]
    if way.strength == SURE:
        is_advice = way.check not in scoring_cards()
        by_its_like = like is not None and like.is_precise
        if count.is_precise or (not count.false and (by_its_like or is_advice)):
            return declared
    precision = count.precision
    if precision is None or precision >= LIKELY_PRECISION or count.known < FEW:
        return Certainty.LIKELY
    return Certainty.REVIEW


def may_be(counts: Counts) -> dict[Way, Certainty]:
    """How sure each way of failing may be; sealed cases say what the rule is worth, no more."""
    like = kept_sure(counts)
    return {
        way: allowed(way, total(counts.get(way, {}), OPEN_HALF), like.get(kind_of(way.check)))
        for way in sorted({*counts, *sure_ways(counts)})
    }


def lowered(counts: Counts) -> Iterator[tuple[str, str, str, str]]:
    """The rows of audits/judging/ceilings.csv: ways that may be less sure than they declare."""
    for way, certainty in may_be(counts).items():
        if certainty != DECLARED[way.strength]:
            yield way.check, way.message, str(DECLARED[way.strength]), str(certainty)


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


def kinds_block() -> str:
    """The table of kinds of test for docs/checks.md."""
    counts = read()
    ways = Counter(kind_of(way.check) for way in sure_ways(counts))
    rows = [
        [
            kind,
            str(ways[kind]),
            str(count.known),
            str(count.false),
            figure(count.precision, 3),
            figure(count.bound, 3),
        ]
        for kind, count in kept_sure(counts).items()
    ]
    return table(KINDS_HEAD, rows)


def block() -> str:
    """The table for docs/checks.md: the least precise first within each strength."""
    counts = read()
    decided = may_be(counts)
    rows = [row(way, places, decided[way]) for way, places in counts.items()]
    return table(HEAD, [cells for _, cells in sorted(rows)])


def row(
    way: Way, places: Mapping[Place, Count], certainty: Certainty
) -> tuple[tuple[bool, float, str], list[str]]:
    """A way of failing, with what orders it."""
    open_half, unseen = total(places, OPEN_HALF), total(places, SEALED_HALF)
    order = (
        way.strength != SURE,
        open_half.precision if open_half.precision is not None else 2.0,
        way.name,
    )
    return order, [
        f"`{way.name}`",
        way.strength,
        kind_of(way.check),
        str(open_half.known),
        str(open_half.false),
        str(open_half.unread),
        figure(open_half.precision, 3),
        figure(open_half.bound, 3),
        str(clean().get(way.check, 0)),
        str(unseen.known),
        str(unseen.false),
        WORDS[certainty] if certainty != DECLARED[way.strength] else "",
    ]


WORDS = {Certainty.LIKELY: "likely", Certainty.REVIEW: "a question"}


def worst(counts: Counts, most: int = 20) -> Iterable[tuple[Way, Count]]:
    """The ways with the most false claims in the open half."""
    by_way = {way: total(places, OPEN_HALF) for way, places in counts.items()}
    return sorted(by_way.items(), key=lambda item: -item[1].false)[:most]
