"""How far apart the sites are: absolute figures, each with its 95 % interval.

The sites that have a score are described as they are, not as a sample of others, so the intervals
carry measurement error alone. They come from draws of the true scores: noise is not counted as gap.
"""

from collections.abc import Sequence

import numpy as np

from scoring import inequality
from scoring.posterior import Floats, posterior_draws
from scoring.slopes import QUANTILES, slopes
from scoring.weights import PARAMETERS

DRAWS = 2000
FEWER_DRAWS, FEWEST_DRAWS = 400, 200
"""Draws for the figures that cost more, and most."""
MIN_SITES = 20
"""Minimum number of sites of known population for a slope."""
Interval = tuple[float, float, float]
"""Value, lower and upper limit."""


def gap(x: Floats, se: Floats, population: Floats, seed: int) -> dict[str, Interval]:
    """Measures of a group from scores, standard errors and residents, each of shape (sites,).

    `p90_p10`, `sd` and `mean` in points of score; `sites_below_60` and `residents_below_60` as
    shares from 0 to 1, the latter only where residents are known (nan where they are not);
    `wolfson` and `der` are relative.
    """
    true = posterior_draws(x, se, DRAWS, np.random.default_rng(seed))
    below = true < PARAMETERS.poor_threshold
    measures = {
        "mean": true.mean(axis=1),
        "sd": true.std(axis=1, ddof=1),
        "p90_p10": np.quantile(true, 0.9, axis=1) - np.quantile(true, 0.1, axis=1),
        "sites_below_60": below.mean(axis=1),
        "wolfson": inequality.wolfson(true[:FEWER_DRAWS]),
        "der": inequality.der(true[:FEWEST_DRAWS]),
    }
    has_population = ~np.isnan(population)
    if population[has_population].sum() > 0:
        measures["residents_below_60"] = (
            below[:, has_population] @ population[has_population] / population[has_population].sum()
        )
    return {measure: interval(values) for measure, values in measures.items()}


def size_gradient(x: Floats, se: Floats, population: Floats, seed: int) -> dict[str, Interval]:
    """Points that ten times the population brings at the lowest tenth, the median, the highest.

    A steeper slope of the lowest tenth says that small places fall further behind. Nothing where
    too few populations are known, or all are one.
    """
    has_population = population > 0  # nan is not
    size = np.log10(population[has_population])
    if has_population.sum() < MIN_SITES or np.ptp(size) == 0:
        return {}
    design = np.column_stack([np.ones(len(size)), size])
    true = posterior_draws(
        x[has_population], se[has_population], FEWER_DRAWS, np.random.default_rng(seed), design
    )
    return {f"slope_{round(100 * q)}": interval(slopes(true, size, q)) for q in QUANTILES}


def between_groups(x: Floats, se: Floats, group: Sequence[str], seed: int) -> dict[str, Interval]:
    """Theil's index, and the share of it that lies between groups; "" belongs to none."""
    true = posterior_draws(x, se, FEWER_DRAWS, np.random.default_rng(seed))
    measures = {"theil": interval(inequality.theil(true))}
    if len(set(group)) > 1:
        measures["theil_between"] = interval(inequality.theil_between(true, group))
    return measures


def bounds(x: Floats, residents: Floats, missing: Floats) -> dict[str, Interval]:
    """What the unmeasured sites could change; `missing` are their residents, one number a site.

    Shares of sites and residents unmeasured; the mean, and the share of residents below the line,
    with all of them at 0 points and at 100. Residents only where all are known.
    """
    sites = len(x) + len(missing)
    share = len(missing) / sites
    total, mean = float(x.sum()), float(x.mean())
    measures = {
        "unmeasured_sites": (share, share, share),
        "mean_bounds": (mean, total / sites, (total + 100 * len(missing)) / sites),
    }
    everyone = float(residents.sum() + missing.sum())
    if everyone > 0:  # nan is not
        below = float(residents[x < PARAMETERS.poor_threshold].sum())
        share = float(missing.sum()) / everyone
        measures["unmeasured_residents"] = (share, share, share)
        measures["residents_below_60_bounds"] = (
            below / float(residents.sum()) if residents.sum() else share,
            below / everyone,
            below / everyone + share,
        )
    return measures


def interval(values: Floats) -> Interval:
    """Mean and the central 95 % of the draws."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(values.mean()), float(low), float(high)
