"""Many nations, all candidates, all definitions of harm: who orders sites as their harm does.

The figure is Spearman's ρ between score and harm over the sites of a nation. Intervals are the
central 95 % of the mean over nations drawn again with replacement; differences are of the same
nations, so that chance of the nations does not enter them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from scipy.stats import rankdata, spearmanr

from benchmarks.nations.candidates import (
    PRESENT,
    VISIT,
    Candidate,
    Sampled,
    candidates,
    mean_of_pages,
    value,
)
from benchmarks.nations.harm import DEFINITIONS
from benchmarks.nations.measured import Measured
from benchmarks.nations.towns import Row, Shape, Town, all_found, nation
from scoring.estimators import Estimate
from scoring.posterior import Floats
from scoring.visit_penalty import of_costs

SITES = 300
SEED = 20261130
RESAMPLES = 2000
LARGE = 1000
"""Random pages of a sample that is taken for the truth."""
FOUND_MORE = (0.25, 0.5, 1.0)
"""Shares of what is not surely found that are imagined to be found as well."""
LIMIT_SURE, LIMIT_ANY = "limit: what is surely found", "limit: what is found, likely included"


@dataclass(slots=True)
class Tally:
    """What is known of one method, for each nation: ρ by definition, and what chance does to it."""

    rho: list[list[float]] = field(default_factory=list)
    retest: list[float] = field(default_factory=list)  # ρ of two samples of the same sites
    places: list[float] = field(default_factory=list)  # lost by one false alarm on one page
    moved: list[float] = field(default_factory=list)  # places between the present order and this

    def means(self) -> Floats:
        """ρ by definition, mean over nations."""
        by_candidate: Floats = np.mean(self.rho, axis=0)
        return by_candidate

    def of_nations(self) -> Floats:
        """ρ by nation, mean over definitions."""
        by_nation: Floats = np.mean(self.rho, axis=1)
        return by_nation


Tallies = Mapping[str, Tally]


def tallies(
    measured: Measured,
    shape: Shape,
    nations: int,
    some: Sequence[Candidate] = (),
    *,
    more: Sequence[Candidate] = (),
    seed: int = SEED,
) -> dict[str, Tally]:
    """What so many nations say of some candidates, all if none is named.

    `more` are those that are also tried where more is found than is.
    """
    by_name: dict[str, Tally] = defaultdict(Tally)
    for number in range(nations):
        rng = np.random.default_rng([seed, number])
        towns = nation(measured, shape, SITES, rng)
        harms = [np.array([harm(t.truth) for t in towns]) for harm in DEFINITIONS.values()]
        for name, left in limits(towns).items():
            by_name[name].rho.append([rho(h, v) for h, v in zip(harms, left, strict=True)])
        first, second, alarmed = (
            [Sampled(t) for t in towns],
            [Sampled(t, 1) for t in towns],
            [Sampled(with_false_alarm(t)) for t in towns],
        )
        as_now = scores(first, PRESENT)
        for c in some or candidates():
            values = scores(first, c)
            by_name[c.name].moved.append(moved(as_now, values))
            by_name[c.name].rho.append([rho(-h, values) for h in harms])
            by_name[c.name].retest.append(rho(values, scores(second, c)))
            by_name[c.name].places.append(places_lost(values, scores(alarmed, c)))
        for share in FOUND_MORE if more else ():
            sampled = [Sampled(all_found(t, share, rng)) for t in towns]
            for c in more:
                name = name_with_more(c, share)
                by_name[name].rho.append([rho(-h, scores(sampled, c)) for h in harms])
    return dict(by_name)


def name_with_more(c: Candidate, share: float) -> str:
    """What a candidate is called where so much more is found."""
    return f"{c.name}, {share:.0%} of the rest found"


def scores(sampled: Sequence[Sampled], c: Candidate) -> Floats:
    """A candidate's scores, of shape (sites,)."""
    return np.array([value(s, c) for s in sampled])


def rho(one: Floats, other: Floats) -> float:
    """Spearman's correlation."""
    return float(spearmanr(one, other).statistic)


def limits(towns: Sequence[Town]) -> dict[str, list[Floats]]:
    """The harm of what is found, by each definition, of shape (sites,).

    No formula that knows only what was found can be expected to do better.
    """
    return {
        name: [
            np.array([harm(t.truth.only(getattr(t, which))) for t in towns])
            for harm in DEFINITIONS.values()
        ]
        for name, which in ((LIMIT_SURE, "surely"), (LIMIT_ANY, "found"))
    }


def with_false_alarm(town: Town) -> Town:
    """The same town with one sure, serious, wrong finding on one element of one random page."""
    on = np.zeros(len(town.strata), bool)
    on[town.keys] = True
    alarm = Row("false alarm", "1.1.1", "serious", True, 0.0, False, False, 1, on)
    return replace(town, rows=(*town.rows, alarm))


def places_lost(values: Floats, alarmed: Floats) -> float:
    """How many places a site loses on average if it alone has the false alarm."""
    lost = [
        float((np.delete(values, i) > alarmed[i]).sum() - (np.delete(values, i) > values[i]).sum())
        for i in range(len(values))
    ]
    return float(np.mean(lost))


def coverage(measured: Measured, shape: Shape, nations: int) -> tuple[float, float]:
    """How often the 95 % interval of the figure by visits holds what a far larger sample says.

    And how wide half of it is on average. The larger sample shares no random page with the one.
    """
    held, halves = [], []
    for number in range(nations):
        rng = np.random.default_rng([SEED, number])
        for town in nation(measured, replace(shape, sample=LARGE), SITES, rng):
            small, large = Sampled(town), Sampled(town, 1, whole=True)
            estimate = by_visits(small)
            if estimate:
                held.append(abs(estimate.mean - value(large, VISIT)) <= estimate.half_width)
                halves.append(estimate.half_width)
    return float(np.mean(held)), float(np.mean(halves))


def by_visits(sampled: Sampled) -> Estimate | None:
    """The figure by visits with its interval."""
    costs = sampled.rule_weights(VISIT)[:, None] * sampled.parts(VISIT)
    return of_costs(costs, sampled.page_weights, partial(mean_of_pages, sampled))


def interval(numbers: Floats, seed: int = SEED) -> tuple[float, float]:
    """The central 95 % of the mean of numbers drawn again with replacement.

    >>> interval(np.array([0.5, 0.5, 0.5]))
    (0.5, 0.5)
    """
    rng = np.random.default_rng(seed)
    means = rng.choice(numbers, (RESAMPLES, len(numbers))).mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def gain(tallies: Tallies, name: str) -> tuple[float, float, float]:
    """By how much a method's ρ exceeds the present one's, with its interval."""
    over = tallies[name].of_nations() - tallies[PRESENT.name].of_nations()
    return float(over.mean()), *interval(over)


def moved(one: Floats, other: Floats) -> float:
    """How many places sites move on average between two orders."""
    return float(np.abs(rankdata(-one) - rankdata(-other)).mean())


def left_out(
    measured: Measured, shape: Shape, nations: int, folds: int, some: Sequence[Candidate]
) -> Sequence[tuple[str, Tallies, Tallies]]:
    """For each fold of the kinds: the best candidate by nations of all other kinds, and both.

    What is chosen by some kinds is held against kinds that it has not been chosen by.
    """
    kinds = sorted({m.case.kind for m in measured.barriers})
    fold_of = dict(
        zip(np.random.default_rng(SEED).permutation(kinds), range(len(kinds)), strict=True)
    )
    made = []
    for fold in range(folds):
        inside, outside = (
            replace(
                measured,
                barriers=tuple(
                    m
                    for m in measured.barriers
                    if (fold_of[m.case.kind] % folds == fold) == is_held_out
                ),
                clean=tuple(
                    m
                    for m in measured.clean
                    if (fold_of.get(m.case.kind, 0) % folds == fold) == is_held_out
                ),
            )
            for is_held_out in (False, True)
        )
        chosen_by = tallies(inside, shape, nations, some, seed=SEED + fold)
        tried_on = tallies(outside, shape, nations, some, seed=SEED + fold)
        best = max((c.name for c in some), key=lambda name: chosen_by[name].of_nations().mean())
        made.append((best, chosen_by, tried_on))
    return made
