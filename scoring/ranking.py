"""Places in a ranking, as ranges: sites that cannot be told apart share them."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from scoring.posterior import LEAST_SE, Floats, draws

DRAWS = 2000
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Place:
    """A place from 1; ties share the middle of theirs. `low` is the best place within the range."""

    rank: float
    low: int
    high: int
    alike: int  # others whose score is not significantly different


def places(x: Floats, se: Floats, seed: int) -> list[Place]:
    """The place of each site from scores and standard errors (both of shape (sites,))."""
    points = rankdata(-x, method="average")
    if len(x) < 2:
        return [Place(1.0, 1, 1, 0) for _ in x]
    simulated = draws(x, se, DRAWS, np.random.default_rng(seed))
    ranks = rankdata(-simulated, axis=1)
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="nearest")
    alike = indistinguishable(x, se)
    return [
        Place(float(r), int(min(lo, np.floor(r))), int(max(hi, np.ceil(r))), int(n))
        for r, lo, hi, n in zip(points, low, high, alike, strict=True)
    ]


def indistinguishable(x: Floats, se: Floats) -> Floats:
    """For each site, how many others differ from it by less than chance would (|z| ≤ 1.96)."""
    variance = np.maximum(se, LEAST_SE) ** 2
    count = np.empty(len(x))
    for i in range(len(x)):
        z = np.abs(x - x[i]) / np.sqrt(variance + variance[i])
        count[i] = (z <= Z95).sum() - 1
    return count
