"""Towns: sites with templates, key pages, barriers of many spreads, and what is seen of a sample.

A barrier is one measured case. It lies in the template of all pages, in that of one stratum, on a
share of pages (a habit of whoever writes), or on a few single pages. Clean twins of the kinds lie
about likewise, and bring the false alarms that were measured of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.nations.harm import Truth, tier
from benchmarks.nations.measured import (
    Measured,
    MeasuredCase,
    MeasuredHost,
    Said,
    precision,
    scored_metas,
)
from scoring.posterior import Floats
from scoring.weights import PARAMETERS, profile_criteria

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a nation's sites are like; counts are means of Poisson numbers at the median site."""

    name: str = "plain"
    everywhere: float = 1.5  # barriers in the template of all pages
    in_template: float = 2.0  # in the template of one stratum
    by_habit: float = 3.0  # on a share of pages
    single: float = 4.0  # on one to three pages
    spread: float = 0.8  # SD of the logarithm of a site's multiple of these numbers
    common: float = 0.5  # correlation of that multiple between template and content
    uneven: float = 1.0  # SD of the logarithm of a kind's frequency in the nation
    clean: float = 2.0  # clean twins for each barrier of the median site
    profile: str = "jis2016-aa"
    sample: int = PARAMETERS.max_random  # random pages of each sample at most


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with the pages of the samples on which it is made, of shape (pages,)."""

    check: str
    criterion: str
    impact: str
    is_sure: bool
    precision: float
    interactive: bool
    whole_page: bool
    count: int
    on: Bools


@dataclass(frozen=True, slots=True)
class Town:
    """A site's truth, two samples in their order, and what is found there.

    Pages are the key pages, then the random ones of the first sample, then those of the second.
    """

    truth: Truth
    sizes: NDArray[np.int_]  # pages of each stratum
    keys: int
    random: int  # random pages of each sample
    strata: NDArray[np.int_]  # of all these pages: of key pages, that of their template
    rows: tuple[Row, ...]
    surely: Bools  # which of the barriers are surely found
    found: Bools  # which are found at all
    placed: tuple["Placed", ...]  # the barriers themselves, faults of the host left out


@dataclass(frozen=True, slots=True)
class Placed:
    """A case at its places in a site."""

    case: MeasuredCase
    pages: float  # share of all pages
    keys: float  # share of the key pages
    on: Bools
    times: int  # elements on a page, for each that was measured


def to_row(said: Said, on: Bools, times: int, profile: str) -> Row:
    """A finding at its places; what is said of a page as a whole cannot come twice."""
    card = scored_metas(profile)[said.check]
    return Row(
        said.check,
        card.criterion,
        said.impact,
        said.is_sure,
        precision(said.check, said.message, said.strength),
        card.interactive,
        card.whole_page,
        1 if card.whole_page else said.count * times,
        on,
    )


def all_found(town: Town, share: float, rng: np.random.Generator) -> Town:
    """The same town, were a share of what is not surely found surely found as well.

    Each such barrier is then told by a check of its kind's own, whose impact goes by the tier of
    its criterion. With a share of 1 nothing is missed; false alarms stay.
    """
    new = [
        Row(
            f"kind {placed.case.case.kind}",
            criterion,
            {3: "critical", 2: "serious", 1: "moderate"}[tier(criterion)],
            True,
            1.0,
            False,
            False,
            placed.times,
            placed.on,
        )
        for placed, criterion, certain in zip(
            town.placed, town.truth.criteria, town.surely, strict=False
        )
        if not certain and rng.random() < share
    ]
    return replace(town, rows=(*town.rows, *new))


def nation(measured: Measured, shape: Shape, sites: int, rng: np.random.Generator) -> list[Town]:
    """Simulated towns, in which some kinds are more frequent than others."""
    frequency = {
        kind: float(rng.lognormal(0, shape.uneven))
        for kind in sorted({m.case.kind for m in (*measured.barriers, *measured.clean)})
    }
    drawn = [chances(cases, frequency) for cases in (measured.barriers, measured.clean)]
    return [town(measured, shape, drawn[0], drawn[1], rng) for _ in range(sites)]


def chances(cases: Sequence[MeasuredCase], frequency: dict[str, float]) -> Floats:
    """The chance of each case to be drawn: a kind's frequency is divided among its variants."""
    kinds = [m.case.kind for m in cases]
    weights = np.array([frequency[kind] / kinds.count(kind) for kind in kinds])
    shares: Floats = weights / weights.sum()
    return shares


def town(
    measured: Measured, shape: Shape, barriers: Floats, clean: Floats, rng: np.random.Generator
) -> Town:
    """One town."""
    plan = laid_out(shape.sample, rng)
    quality = rng.multivariate_normal([0, 0], [[1, shape.common], [shape.common, 1]])
    template, content = np.exp(shape.spread * quality)
    host = measured.hosts[rng.integers(len(measured.hosts))]
    means = (
        shape.everywhere * template,
        shape.in_template * template,
        shape.by_habit * content,
        shape.single * content,
    )
    placed = [
        Placed(measured.barriers[draw(barriers, rng)], *place(how, plan, rng))
        for how, mean in enumerate(means)
        for _ in range(rng.poisson(mean))
    ]
    twins = [
        Placed(measured.clean[draw(clean, rng)], *place(how, plan, rng))
        for how, mean in enumerate(
            (shape.everywhere, shape.in_template, shape.by_habit, shape.single)
        )
        for _ in range(rng.poisson(shape.clean * mean) if len(clean) else 0)
    ]
    everywhere = np.ones(len(plan.strata), bool)
    rows = [
        to_row(said, each.on, each.times, shape.profile)
        for each in (*placed, *twins)
        for said in each.case.said
    ]
    rows += [
        to_row(said, everywhere, 1, shape.profile) for said in (*host.faults, *host.false_alarms)
    ]
    had = [said.is_sure for said in host.faults]
    return Town(
        truth_of(placed, host, shape.profile),
        plan.sizes,
        plan.keys,
        plan.random,
        plan.strata,
        tuple(rows),
        np.array([*(any(s.is_sure for s in p.case.said) for p in placed), *had], bool),
        np.array([*(bool(p.case.said) for p in placed), *(True for _ in had)], bool),
        tuple(placed),
    )


def draw(chance: Floats, rng: np.random.Generator) -> int:
    """A number by the chance of each."""
    return int(np.searchsorted(np.cumsum(chance), rng.random() * float(chance.sum())))


@dataclass(frozen=True, slots=True)
class Plan:
    """A site's strata, and the pages of its samples: key pages, then random ones in their order."""

    sizes: NDArray[np.int_]
    keys: int
    random: int
    strata: NDArray[np.int_]


def laid_out(sample: int, rng: np.random.Generator) -> Plan:
    """Sizes of strata, and samples as large as the method allows."""
    pages = int(np.clip(rng.lognormal(np.log(600), 0.9), 60, 5000))
    shares = rng.dirichlet(np.full(rng.integers(2, 7), 1.5))
    sizes = np.maximum(2, np.round(shares * pages)).astype(int)
    keys = int(rng.integers(8, 16))
    random = min(sample, int(sizes.sum()))
    key_templates = rng.choice(len(sizes), keys, p=sizes / sizes.sum())
    drawn = [spread_over(sizes, random, rng) for _ in range(2)]
    return Plan(sizes, keys, random, np.concatenate([key_templates, *drawn]))


def spread_over(sizes: NDArray[np.int_], n: int, rng: np.random.Generator) -> NDArray[np.int_]:
    """The strata of n random pages, by size, each stratum's first page ahead of all second ones."""
    steps = (np.arange(n) + rng.random()) / n
    drawn = rng.permutation(
        np.minimum(np.searchsorted(np.cumsum(sizes) / sizes.sum(), steps), len(sizes) - 1)
    )
    first = [int(np.flatnonzero(drawn == h)[0]) for h in np.unique(drawn)]
    rest = [n for n in range(len(drawn)) if n not in first]
    return drawn[[*first, *rest]]


EVERYWHERE, TEMPLATE, HABIT, SINGLE = range(4)


def place(how: int, plan: Plan, rng: np.random.Generator) -> tuple[float, float, Bools, int]:
    """Where a case lies: its share of pages and of key pages, the samples' pages, its elements."""
    keys, sizes = plan.keys, plan.sizes
    times = 1 + int(rng.lognormal(0.3, 1.0))
    by_stratum = shares_of_strata(how, sizes, rng)
    on = rng.random(len(plan.strata)) < by_stratum[plan.strata]
    if how == SINGLE:
        on[:keys] = False
        if rng.random() < 0.25:  # a form or a table of a key page
            on[rng.integers(keys)] = True
    pages = (float(by_stratum @ sizes) + on[:keys].sum()) / (sizes.sum() + keys)
    return float(pages), float(on[:keys].mean()), on, times


def shares_of_strata(how: int, sizes: NDArray[np.int_], rng: np.random.Generator) -> Floats:
    """On which share of each stratum's pages a case lies."""
    if how == EVERYWHERE:
        return np.ones(len(sizes))
    if how == HABIT:
        return np.full(len(sizes), rng.beta(1, 5))
    shares = np.zeros(len(sizes))
    stratum = rng.choice(len(sizes), p=sizes / sizes.sum())
    shares[stratum] = 1.0 if how == TEMPLATE else min(1.0, rng.integers(1, 4) / sizes[stratum])
    return shares


def truth_of(placed: Sequence[Placed], host: MeasuredHost, profile: str) -> Truth:
    """What is wrong with a site, those faults included that its pages had already."""
    criteria_ids, cards = profile_criteria(profile), scored_metas(profile)
    own = [
        (
            next(c for c in p.case.case.criteria if c in criteria_ids),
            p.pages,
            p.keys,
            float(p.times),
        )
        for p in placed
    ]
    had = [(cards[said.check].criterion, 1.0, 1.0, float(said.count)) for said in host.faults]
    every = [*own, *had]
    columns = np.array([row[1:] for row in every], float).reshape(-1, 3)
    return Truth(tuple(row[0] for row in every), columns[:, 0], columns[:, 1], columns[:, 2])
