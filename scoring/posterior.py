"""True scores behind measured ones: empirical Bayes with a normal prior.

Measured scores spread more than true ones. With Â the variance left after the mean squared error is
taken off, and B = se²/(se² + Â), a true score is normal about x − B(x − μ) with variance (1 − B)se²
(Laird & Louis 1989; Lin, Louis, Paddock & Ridgeway 2006).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST_SE = 1e-6
LEAST_VARIANCE = 0.01


def draws(x: Floats, se: Floats, n: int, rng: np.random.Generator) -> Floats:
    """n plausible sets of true scores, shape (n, sites), from scores and standard errors."""
    se = np.maximum(se, LEAST_SE)
    between = true_variance(x, se)
    middle = np.average(x, weights=1 / (se**2 + between))
    shrink = se**2 / (se**2 + between)
    noise: Any = rng.standard_normal((n, len(x)))
    out: Floats = middle + (1 - shrink) * (x - middle) + np.sqrt(1 - shrink) * se * noise
    return out


def true_variance(x: Floats, se: Floats) -> float:
    """The variance of the true scores, never quite 0."""
    return max(LEAST_VARIANCE, float(np.var(x, ddof=1) - np.mean(se**2)))
