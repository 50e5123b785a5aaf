"""A site's score: half its key pages, half its random pages, with the interval of the latter.

Random part, strata h with N_h pages of the frame and n_h of them measured:

    R = Σ W_h ȳ_h            W_h = N_h/N
    ŝ² = (ν₀s₀² + Σ Σ (y − ȳ_h)²) / (ν₀ + ν)        ν = Σ (n_h − 1)
    SE(R) = ŝ √(Σ W_h² (1 − n_h/N_h)/n_h)           interval: t with ν₀ + ν degrees of freedom

The variance is shrunk to the national one (Smyth 2004): a sample of clean pages alone would
otherwise be published as 100 ± 0. So a stratum with one page needs no variance of its own.
Key pages are all drawn. They bring an error, by the same formula, only where visits have failed.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from scoring.weights import PARAMETERS, Parameters

Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Stratum:
    """Pages of one template: how many there are in the frame, and the scores of those measured."""

    size: int
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean from 0 to 100 with its standard error, and the degrees of freedom behind that."""

    mean: float
    se: float
    df: float

    @property
    def half_width(self) -> float:
        """Half the width of the 95 % interval."""
        return float(student.ppf(0.975, self.df)) * self.se if self.se else 0.0


def stratified_mean(strata: Sequence[Stratum], p: Parameters = PARAMETERS) -> Estimate | None:
    """The stratified mean of a part of the sample; None when nothing of it was measured.

    Strata without a measured page are taken to be like the others together.
    """
    measured = [s for s in strata if s.scores]
    if not measured:
        return None
    measured_size, total = sum(s.size for s in measured), sum(s.size for s in strata)
    mean = math.fsum(s.size * float(np.mean(s.scores)) for s in measured) / measured_size
    spread = math.fsum(float(np.var(s.scores)) * len(s.scores) for s in measured)
    df = p.prior_df + sum(len(s.scores) - 1 for s in measured)
    variance = (p.prior_df * p.prior_sd**2 + spread) / df
    error_factor = math.fsum(
        (s.size / measured_size) ** 2
        * max(0.0, 1 - len(s.scores) * measured_size / (s.size * total))
        / len(s.scores)
        for s in measured
    )
    return Estimate(mean, math.sqrt(variance * error_factor), df)


def site_estimate(
    key: Stratum, random: Sequence[Stratum], p: Parameters = PARAMETERS
) -> Estimate | None:
    """A = ½K + ½R; a part that the site does not have gives its half to the other.

    A part that it has, but of which nothing was measured, is taken to be like the other, give or
    take the national spread s₀.
    """
    k, r = stratified_mean([key], p), stratified_mean(random, p)
    if k is None or r is None:
        has_both = key.size > 0 and any(s.size for s in random)
        lost = (p.key_share if k is None else 1 - p.key_share) if has_both else 0.0
        return single_part_estimate(k or r, lost * p.prior_sd, p)
    mean = p.key_share * k.mean + (1 - p.key_share) * r.mean
    se = math.hypot(p.key_share * k.se, (1 - p.key_share) * r.se)
    return Estimate(mean, se, min(k.df, r.df) if k.se else r.df)


def single_part_estimate(
    estimate: Estimate | None, extra_se: float, p: Parameters
) -> Estimate | None:
    """The estimate of one part for the whole, with so many points of doubt about the other."""
    if estimate is None or not extra_se:
        return estimate
    return Estimate(estimate.mean, math.hypot(estimate.se, extra_se), p.prior_df)


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """95 % limits of a share of k in n, from 0 to 1 (Wilson 1927); n must be positive.

    >>> [round(limit, 3) for limit in wilson(0, 40)]
    [0.0, 0.088]
    """
    share, denominator = k / n, 1 + z * z / n
    middle = (share + z * z / (2 * n)) / denominator
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / denominator
    return max(0.0, middle - half), min(1.0, middle + half)


def tenth_percentile(scores: Iterable[float]) -> float:
    """The page that nine in ten pages are better than."""
    return float(np.quantile(list(scores), 0.1))
