"""Lines through quantiles: how the worst tenth, the median and the best tenth go with size.

Quantile regression (Koenker & Bassett 1978): the line a + b·size for which Σ ρ_q(y − a − b·size) is
least, ρ_q(r) = r(q − [r < 0]). For each slope b the best a is the q-quantile of y − b·size, and
what is left is convex in b: its derivative changes sign once, where halving finds it.
"""

import numpy as np

from scoring.posterior import Floats

QUANTILES = (0.1, 0.5, 0.9)
STEPS = 40


def slopes(y: Floats, size: Floats, q: float) -> Floats:
    """The slope at the quantile q for each row of y, shape (draws,), from y of (draws, sites).

    `size` has shape (sites,) and at least two values; slopes are in points per unit of it.
    """
    far = np.ptp(y, axis=1) / np.ptp(size) * len(size)
    low, high = -far, far.copy()
    for _ in range(STEPS):
        middle = (low + high) / 2
        rising = derivative(y, size, q, middle) > 0
        low, high = np.where(rising, low, middle), np.where(rising, middle, high)
    slopes_at_q: Floats = (low + high) / 2
    return slopes_at_q


def derivative(y: Floats, size: Floats, q: float, slope: Floats) -> Floats:
    """Of the least sum by the slope, shape (draws,): one site lies on the line, others about it."""
    left = y - slope[:, None] * size
    index = int(np.clip(np.ceil(q * len(size)) - 1, 0, len(size) - 1))
    on = np.argpartition(left, index, axis=1)[:, index]
    level = np.take_along_axis(left, on[:, None], axis=1)
    pull = np.where(left < level, 1 - q, -q)
    np.put_along_axis(pull, on[:, None], 0.0, axis=1)
    derivatives: Floats = np.sum(pull * (size - size[on][:, None]), axis=1)
    return derivatives
