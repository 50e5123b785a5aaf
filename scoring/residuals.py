"""What is left of scores once size, or size and vendor, are accounted for.

Ordinary least squares on log₁₀ population, and a column for each vendor of ten sites or more; the
few customers of a small vendor say nothing about it.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from scoring.posterior import Floats, wls_fit
from scoring.variance import MIN_CUSTOMERS


def after_size(x: Floats, population: Floats) -> Floats:
    """Points above what sites of like population have, shape (sites,); nan where it is unknown."""
    return residuals(x, population, np.empty((len(x), 0)))


def after_vendor(x: Floats, population: Floats, vendor: Sequence[str]) -> Floats:
    """The same with the vendors' means taken off as well; "" is an unknown vendor."""
    return residuals(x, population, vendor_columns(vendor))


def vendor_columns(vendor: Sequence[str]) -> Floats:
    """A column for each vendor with enough customers, shape (sites, vendors)."""
    counted = Counter(name for name in vendor if name)
    kept = sorted(name for name, sites in counted.items() if sites >= MIN_CUSTOMERS)
    columns: Floats = (np.array(vendor)[:, None] == np.array(kept, str)[None, :]).astype(float)
    return columns


def residuals(x: Floats, population: Floats, columns: Floats) -> Floats:
    """What the fit leaves."""
    remainder = np.full(len(x), np.nan)
    has_population = population > 0  # nan is not
    if has_population.any():
        size = np.log10(population[has_population])
        design = np.column_stack([np.ones(len(size)), size, columns[has_population]])
        remainder[has_population] = x[has_population] - wls_fit(
            x[has_population], design, np.ones(len(size))
        )
    return remainder
