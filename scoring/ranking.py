"""Places in a ranking, as ranges: sites that cannot be told apart share them."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from scoring.certain import certain_places
from scoring.posterior import LEAST_SE, Floats, draws
from scoring.weights import PARAMETERS

DRAWS = 2000
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Place:
    """A place from 1; equal scores share the middle of theirs. `low` is the best of the range."""

    rank: float
    low: int
    high: int
    alike: int  # others whose score is not significantly different
    tie: float  # the first place of those shown as one group with it
    sure_low: int  # the range that holds for all sites at once
    sure_high: int


def places(x: Floats, se: Floats, seed: int) -> list[Place]:
    """The place of each site from scores and standard errors (both of shape (sites,))."""
    points = rankdata(-x, method="average")
    if len(x) < 2:
        return [Place(1.0, 1, 1, 0, 1.0, 1, 1) for _ in x]
    simulated = draws(x, se, DRAWS, np.random.default_rng(seed))
    ranks = rankdata(-simulated, axis=1)
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="nearest")
    best, worst = certain_places(x, se, seed)
    columns = zip(points, low, high, indistinguishable(x, se), ties(x), best, worst, strict=True)
    return [
        Place(
            float(point),
            int(min(lo, np.floor(point))),
            int(max(hi, np.ceil(point))),
            int(alike),
            float(tie),
            int(sure_low),
            int(sure_high),
        )
        for point, lo, hi, alike, tie, sure_low, sure_high in columns
    ]


def indistinguishable(x: Floats, se: Floats) -> Floats:
    """For each site, how many others differ from it by less than chance would (|z| ≤ 1.96)."""
    variance = np.maximum(se, LEAST_SE) ** 2
    count = np.empty(len(x))
    for i in range(len(x)):
        z = np.abs(x - x[i]) / np.sqrt(variance + variance[i])
        count[i] = (z <= Z95).sum() - 1
    return count


def ties(x: Floats, within: float = PARAMETERS.tie) -> Floats:
    """For each site, the first place of its group: those within half a point of the group's best.

    >>> ties(np.array([70.0, 90.0, 69.6, 69.4])).tolist()
    [2.0, 1.0, 2.0, 4.0]
    """
    first = np.empty(len(x))
    best, place = np.inf, 0.0
    for n, i in enumerate(np.argsort(-x, kind="stable"), 1):
        if n == 1 or best - x[i] > within:
            best, place = x[i], float(n)
        first[i] = place
    return first
