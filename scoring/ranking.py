"""Ranks as intervals: sites without a significant difference share them."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from scoring.estimators import Z95
from scoring.posterior import MIN_SE, Floats, posterior_draws
from scoring.simultaneous_ranks import simultaneous_intervals
from scoring.weights import PARAMETERS

DRAWS = 2000


@dataclass(frozen=True, slots=True)
class RankInterval:
    """A rank from 1; equal scores share the middle of theirs. `low` is the best of the interval."""

    rank: float
    low: int
    high: int
    alike: int  # others whose score is not significantly different
    tie: float  # the first rank of those shown as one group with it
    simultaneous_low: int  # the range that holds for all sites at once
    simultaneous_high: int


def rank_intervals(x: Floats, se: Floats, seed: int) -> list[RankInterval]:
    """The rank of each site from scores and standard errors (both of shape (sites,))."""
    points = rankdata(-x, method="average")
    if len(x) < 2:
        return [RankInterval(1.0, 1, 1, 0, 1.0, 1, 1) for _ in x]
    simulated = posterior_draws(x, se, DRAWS, np.random.default_rng(seed))
    ranks = rankdata(-simulated, axis=1)
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="nearest")
    best, worst = simultaneous_intervals(x, se, seed)
    columns = zip(
        points,
        low,
        high,
        not_significantly_different(x, se),
        tie_group_start(x),
        best,
        worst,
        strict=True,
    )
    return [
        RankInterval(
            float(point),
            int(min(lo, np.floor(point))),
            int(max(hi, np.ceil(point))),
            int(alike),
            float(tie),
            int(simultaneous_low),
            int(simultaneous_high),
        )
        for point, lo, hi, alike, tie, simultaneous_low, simultaneous_high in columns
    ]


def not_significantly_different(x: Floats, se: Floats) -> Floats:
    """For each site, how many others differ from it by less than chance would (|z| ≤ 1.96)."""
    variance = np.maximum(se, MIN_SE) ** 2
    count = np.empty(len(x))
    for i in range(len(x)):
        z = np.abs(x - x[i]) / np.sqrt(variance + variance[i])
        count[i] = (z <= Z95).sum() - 1
    return count


def tie_group_start(x: Floats, within: float = PARAMETERS.tie_width) -> Floats:
    """For each site, the first rank of its group: those within half a point of the group's best.

    >>> tie_group_start(np.array([70.0, 90.0, 69.6, 69.4])).tolist()
    [2.0, 1.0, 2.0, 4.0]
    """
    first = np.empty(len(x))
    best, start = np.inf, 0.0
    for n, i in enumerate(np.argsort(-x, kind="stable"), 1):
        if n == 1 or best - x[i] > within:
            best, start = x[i], float(n)
        first[i] = start
    return first
