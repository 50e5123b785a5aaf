"""True scores behind measured ones: empirical Bayes with a normal prior.

Measured scores spread more than true ones. With Â the variance left after the mean squared error is
taken off, and B = se²/(se² + Â), a true score is normal about x − B(x − μ) with variance (1 − B)se²
(Laird & Louis 1989; Lin, Louis, Paddock & Ridgeway 2006). μ is one for all, or a line where a slope
is estimated: shrunk towards one mean, slopes would be too flat.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MIN_SE = 1e-6
MIN_VARIANCE = 0.01


def posterior_draws(
    x: Floats, se: Floats, n: int, rng: np.random.Generator, design: Floats | None = None
) -> Floats:
    """n plausible sets of true scores, shape (n, sites), from scores and standard errors."""
    middle, sd = posterior_moments(x, se, design)
    noise: Any = rng.standard_normal((n, len(x)))
    out: Floats = middle + sd * noise
    return out


def posterior_moments(x: Floats, se: Floats, design: Floats | None = None) -> tuple[Floats, Floats]:
    """Mean and SD of each true score, each of shape (sites,), in points.

    `design`, of shape (sites, columns), says what the prior's mean depends on; without it all sites
    have one.
    """
    se = np.maximum(se, MIN_SE)
    columns = np.ones((len(x), 1)) if design is None else design
    between = true_variance(x - wls_fit(x, columns, np.ones(len(x))), se, columns.shape[1])
    middle = wls_fit(x, columns, 1 / (se**2 + between))
    shrink = se**2 / (se**2 + between)
    mean: Floats = middle + (1 - shrink) * (x - middle)
    sd: Floats = np.sqrt(1 - shrink) * se
    return mean, sd


def wls_fit(x: Floats, design: Floats, weights: Floats) -> Floats:
    """What weighted least squares expects of each site, shape (sites,)."""
    root = np.sqrt(weights)[:, None]
    slopes, *_ = np.linalg.lstsq(design * root, x * root[:, 0])
    expected: Floats = design @ slopes
    return expected


def true_variance(residuals: Floats, se: Floats, columns: int = 1) -> float:
    """The variance of the true scores about their prior's mean, never quite 0."""
    total = float(residuals @ residuals) / max(1, len(residuals) - columns)
    return max(MIN_VARIANCE, total - float(np.mean(se**2)))
