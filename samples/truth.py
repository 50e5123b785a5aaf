"""What is really there: where each barrier was planted, and how heavily it weighs on a site."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import log2
from statistics import fmean
from typing import Any

from samples.catalogue import Barrier, catalogue

WEIGHTS = {"critical": 10, "serious": 7, "moderate": 3, "minor": 1}
"""The weights that Lighthouse publishes for axe-core's impacts."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One barrier in one element of one page."""

    barrier: str
    path: str
    selector: str


@dataclass(frozen=True, slots=True)
class PlantedTask:
    """A procedure on one page: its step on the ladder, and the systems that it leads into."""

    task: str
    step: int
    path: str
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlantedDuty:
    """A policy, a test result or an evaluation on one page, and what stands there."""

    duty: str
    path: str
    claims: tuple[str, ...] = ()  # kind, level, degree
    deadline: str = ""
    tested: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True)
class ServiceTruth:
    """The services planted in one site, and the product whose marks its pages bear, or ""."""

    product: str
    tasks: tuple[PlantedTask, ...]
    duties: tuple[PlantedDuty, ...]


@dataclass(frozen=True, slots=True)
class SiteTruth:
    """One site: its registry row without the address, its pages, and all that was planted."""

    code: str
    name: str
    expected: str  # ok, challenge, robots, unreachable
    weight: float | None  # None: not to be measured
    registry: dict[str, Any]
    pages: tuple[str, ...]
    planted: tuple[Planted, ...]
    services: ServiceTruth | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """Two pages that differ in one barrier."""

    barrier: str
    clean: str
    faulty: str
    selector: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The whole prefecture."""

    seed: int
    barriers: tuple[dict[str, Any], ...]
    sites: tuple[SiteTruth, ...]
    twins: tuple[Twin, ...]


def described(barrier: Barrier) -> dict[str, Any]:
    """A barrier without its passages."""
    kept = {k: v for k, v in asdict(barrier).items() if k not in ("faulty", "clean", "selector")}
    return kept | {"counted": barrier.counted}


def extent(barrier: Barrier, count: int) -> float:
    """How far a barrier spreads on a page: one element ½, 32 or more 1; the page's own, 1."""
    return 1.0 if barrier.whole_page else 0.5 + 0.5 * min(1.0, log2(count) / 5)


def page_weight(barriers: Iterable[str]) -> float:
    """The sum over a page's distinct counted barriers of impact times extent."""
    counts = Counter(barriers)
    known = ((catalogue()[id_], count) for id_, count in counts.items())
    return sum(WEIGHTS[b.impact] * extent(b, n) for b, n in known if b.counted)


def site_weight(pages: Iterable[str], planted: Iterable[Planted]) -> float:
    """The mean weight of a site's pages, to four places.

    >>> site_weight(["/", "/a.html"], [Planted("image-without-alt", "/", "#c1")])
    2.5
    """
    found = list(planted)
    return round(fmean(page_weight(p.barrier for p in found if p.path == at) for at in pages), 4)


def to_json(truth: Truth) -> str:
    """The truth as text: stable, and one line for each planted barrier."""
    return json.dumps(asdict(truth), ensure_ascii=False, indent=1) + "\n"
