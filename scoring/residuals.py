"""What is left of scores once size, or size and vendor, are accounted for.

Ordinary least squares on log₁₀ population, and a column for each vendor of ten sites or more; the
few customers of a small vendor say nothing about it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from scoring.posterior import Floats, fitted
from scoring.variance import LEAST_CUSTOMERS


def after_size(x: Floats, population: Floats) -> Floats:
    """Points above what sites of like population have, shape (sites,); nan where it is unknown."""
    return left(x, population, np.empty((len(x), 0)))


def after_vendor(x: Floats, population: Floats, vendor: Sequence[str]) -> Floats:
    """The same with the vendors' means taken off as well; "" is an unknown vendor."""
    return left(x, population, vendors(vendor))


def vendors(vendor: Sequence[str]) -> Floats:
    """A column for each vendor with enough customers, shape (sites, vendors)."""
    counted = Counter(name for name in vendor if name)
    kept = sorted(name for name, sites in counted.items() if sites >= LEAST_CUSTOMERS)
    columns: Floats = (np.array(vendor)[:, None] == np.array(kept, str)[None, :]).astype(float)
    return columns


def left(x: Floats, population: Floats, columns: Floats) -> Floats:
    """What the fit leaves."""
    residuals = np.full(len(x), np.nan)
    known = population > 0  # nan is not
    if known.any():
        size = np.log10(population[known])
        design = np.column_stack([np.ones(len(size)), size, columns[known]])
        residuals[known] = x[known] - fitted(x[known], design, np.ones(len(size)))
    return residuals
