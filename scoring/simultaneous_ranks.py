"""Ranks that hold for all sites at once, for claims about "the best k".

A site's rank is at least one more than the number of sites that are significantly better, and at
most that of those not significantly worse. Significance is common to all pairs: its critical value
is the 95 % quantile of the largest of all |Z_i − Z_j|/σ_ij, so that with a chance of 95 % not one
of the ranges is wrong (Mogstad, Romano, Shaikh & Wilhelm 2023). No prior is assumed; wide.
"""

import numpy as np
from numpy.typing import NDArray

from scoring.posterior import MIN_SE, Floats

DRAWS = 1000
NOISIEST = 50
"""Number of sites with the largest noise that are compared first, to bound all other pairs."""
Ints = NDArray[np.int64]


def simultaneous_intervals(x: Floats, se: Floats, seed: int) -> tuple[Ints, Ints]:
    """The best and the worst rank of each site, each of shape (sites,), for all at once."""
    se = np.maximum(se, MIN_SE)
    critical = critical_value(se, seed)
    better, worse = np.empty(len(x), int), np.empty(len(x), int)
    for i in range(len(x)):
        needed = critical * np.hypot(se, se[i])
        better[i] = (x - x[i] > needed).sum()
        worse[i] = (x[i] - x > needed).sum()
    return better + 1, len(x) - worse


def critical_value(se: Floats, seed: int) -> float:
    """The 95 % quantile of the largest difference of any two sites that are truly equal."""
    noise = np.random.default_rng(seed).standard_normal((DRAWS, len(se)))
    if len(se) <= NOISIEST:
        return float(np.quantile(max_pairwise_z(noise, se), 0.95))
    return float(np.quantile([largest_difference(z, se) for z in noise], 0.95))


def largest_difference(z: Floats, se: Floats) -> float:
    """The largest |se_i z_i − se_j z_j| / √(se_i² + se_j²) of all pairs, for noise z.

    No pair exceeds √(z_i² + z_j²) (Cauchy and Schwarz): most sites can be in no larger one than
    what the noisiest few have shown, and are not compared.
    """
    size = np.abs(z)
    noisiest = np.argsort(size)[-NOISIEST:]
    reached = float(max_pairwise_z(z[noisiest], se[noisiest]))
    possible = size**2 >= reached**2 - size.max() ** 2
    return max(reached, float(max_pairwise_z(z[possible], se[possible])))


def max_pairwise_z(z: Floats, se: Floats) -> Floats:
    """The largest difference, all pairs compared, of noise of shape (…, sites); shape (…)."""
    noise = se * z
    apart = np.abs(noise[..., :, None] - noise[..., None, :]) / np.hypot(se[:, None], se)
    largest: Floats = apart.max(axis=(-2, -1), initial=0.0)
    return largest
