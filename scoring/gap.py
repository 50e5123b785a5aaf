"""How far apart the sites are: absolute figures, each with its 95 % interval.

The sites that have a score are looked at as they are, not as a sample of others, so the intervals
carry measurement error alone. They come from draws of the true scores: noise is not counted as gap.
"""

import numpy as np

from scoring.posterior import Floats, draws
from scoring.weights import PARAMETERS

DRAWS = 2000
Interval = tuple[float, float, float]
"""Value, lower and upper limit."""


def gap(x: Floats, se: Floats, population: Floats, seed: int) -> dict[str, Interval]:
    """Measures of a group from scores, standard errors and residents, each of shape (sites,).

    `p90_p10` and `sd` in points of score; `sites_below_60` and `residents_below_60` as shares from
    0 to 1, the latter only where residents are known (nan where they are not).
    """
    true = draws(x, se, DRAWS, np.random.default_rng(seed))
    below = true < PARAMETERS.line
    told = {
        "mean": true.mean(axis=1),
        "sd": true.std(axis=1, ddof=1),
        "p90_p10": np.quantile(true, 0.9, axis=1) - np.quantile(true, 0.1, axis=1),
        "sites_below_60": below.mean(axis=1),
    }
    known = ~np.isnan(population)
    if population[known].sum() > 0:
        told["residents_below_60"] = below[:, known] @ population[known] / population[known].sum()
    return {measure: interval(values) for measure, values in told.items()}


def interval(values: Floats) -> Interval:
    """Mean and the central 95 % of the draws."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(values.mean()), float(low), float(high)
