"""The rank that a site would have with another score, while all others stay as they are.

The draws of the true scores are those of the published ranks, and another score is drawn with the
same noise as the site's own: with the score that it has, a site gets the interval that it has.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.posterior import MIN_SE, Floats, posterior_draws, true_variance
from scoring.ranking import DRAWS

CHUNK_SIZE = 4000


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Scores that sites might have: indices of the sites, scores and errors, all of shape (n,)."""

    sites: NDArray[np.int_]
    scores: Floats
    errors: Floats


def ranks_if_fixed(
    x: Floats, se: Floats, counterfactual: Counterfactual, seed: int
) -> list[tuple[float, int, int]]:
    """Rank and interval (best and worst rank) of each counterfactual score.

    `x` and `se` are scores and standard errors of shape (sites,), as `ranking.rank_intervals` takes
    them; each counterfactual score is ranked by itself among the others' own.
    """
    if len(x) < 2:
        return [(1.0, 1, 1)] * len(counterfactual.sites)
    points = point_ranks(x, counterfactual)
    low, high = np.empty((2, len(points)), int)
    true = posterior_draws(x, se, DRAWS, np.random.default_rng(seed))
    for first in range(0, len(points), CHUNK_SIZE):
        part = slice(first, first + CHUNK_SIZE)
        chunk = Counterfactual(
            counterfactual.sites[part], counterfactual.scores[part], counterfactual.errors[part]
        )
        low[part], high[part] = rank_ranges(x, se, true, chunk)
    return [
        (float(r), int(min(lo, np.floor(r))), int(max(hi, np.ceil(r))))
        for r, lo, hi in zip(points, low, high, strict=True)
    ]


def point_ranks(x: Floats, counterfactual: Counterfactual) -> Floats:
    """Ranks from the scores as they are; ties share the middle of their ranks."""
    ordered, own = np.sort(x), x[counterfactual.sites]
    above = len(x) - np.searchsorted(ordered, counterfactual.scores, side="right")
    equal = len(x) - above - np.searchsorted(ordered, counterfactual.scores, side="left")
    above -= own > counterfactual.scores
    equal -= own == counterfactual.scores
    out: Floats = 1 + above + equal / 2
    return out


def rank_ranges(
    x: Floats, se: Floats, true: Floats, counterfactual: Counterfactual
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """The central 95 % of the ranks in draws `true`, of shape (draws, sites)."""
    se = np.maximum(se, MIN_SE)
    between = true_variance(x - x.mean(), se)
    middle = np.average(x, weights=1 / (se**2 + between))

    def posterior(scores: Floats, errors: Floats) -> tuple[Floats, Floats]:
        errors = np.maximum(errors, MIN_SE)
        shrink = errors**2 / (errors**2 + between)
        return middle + (1 - shrink) * (scores - middle), np.sqrt(1 - shrink) * errors

    own_mean, own_sd = posterior(x[counterfactual.sites], se[counterfactual.sites])
    mean, sd = posterior(counterfactual.scores, counterfactual.errors)
    ranks = np.empty((len(true), len(mean)), np.int32)
    for row, each in zip(ranks, true, strict=True):
        own = each[counterfactual.sites]
        score = mean + sd * (own - own_mean) / own_sd
        row[:] = 1 + len(x) - np.searchsorted(np.sort(each), score, side="right") - (own > score)
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0, method="nearest")
    return low.astype(int), high.astype(int)
