"""A site's score: half its key pages, half its random pages, with the interval of the latter.

Random part, strata h with N_h pages of the frame and n_h of them measured:

    R = Σ W_h ȳ_h            W_h = N_h/N
    ŝ² = (ν₀s₀² + Σ Σ (y − ȳ_h)²) / (ν₀ + ν)        ν = Σ (n_h − 1)
    SE(R) = ŝ √(Σ W_h² (1 − n_h/N_h)/n_h)           interval: t with ν₀ + ν degrees of freedom

The variance is shrunk to the national one (Smyth 2004): a sample of clean pages alone would
otherwise be published as 100 ± 0. Key pages are all measured: they bring no sampling error.
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
    def half(self) -> float:
        """Half the width of the 95 % interval."""
        return float(student.ppf(0.975, self.df)) * self.se if self.se else 0.0


def random_part(strata: Sequence[Stratum], p: Parameters = PARAMETERS) -> Estimate | None:
    """The stratified mean of the random pages; None when none was measured."""
    known = join_unmeasured(strata)
    if not known:
        return None
    total = sum(s.size for s in known)
    mean = math.fsum(s.size / total * np.mean(s.scores) for s in known)
    spread = math.fsum(np.var(s.scores) * len(s.scores) for s in known)
    df = p.prior_df + sum(len(s.scores) - 1 for s in known)
    variance = (p.prior_df * p.prior_sd**2 + spread) / df
    unseen = math.fsum(
        (s.size / total) ** 2 * max(0.0, 1 - len(s.scores) / s.size) / len(s.scores) for s in known
    )
    return Estimate(float(mean), math.sqrt(variance * unseen), df)


def join_unmeasured(strata: Sequence[Stratum]) -> list[Stratum]:
    """Strata of which no page was measured, joined to the smallest one of which some was."""
    known = sorted((s for s in strata if s.scores), key=lambda s: (s.size, s.scores))
    lost = sum(s.size for s in strata if not s.scores)
    if not known or not lost:
        return known
    return [Stratum(known[0].size + lost, known[0].scores), *known[1:]]


def site_estimate(
    key: Sequence[float], strata: Sequence[Stratum], p: Parameters = PARAMETERS
) -> Estimate | None:
    """Key and random pages together; what is missing gives its share to the other part."""
    random = random_part(strata, p)
    if not key:
        return random
    if random is None:
        return Estimate(float(np.mean(key)), 0.0, p.prior_df)
    share = p.key_share
    mean = share * float(np.mean(key)) + (1 - share) * random.mean
    return Estimate(mean, (1 - share) * random.se, random.df)


def is_enough(estimate: Estimate, n_random: int, p: Parameters = PARAMETERS) -> bool:
    """The stopping rule: ±3 points from 20 random pages on, and 60 at the most."""
    return n_random >= p.most_random or (n_random >= p.least_random and estimate.half <= p.target)


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """95 % limits of a share of k in n, from 0 to 1 (Wilson 1927); n must be positive.

    >>> [round(limit, 3) for limit in wilson(0, 40)]
    [0.0, 0.088]
    """
    share, room = k / n, 1 + z * z / n
    middle = (share + z * z / (2 * n)) / room
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / room
    return max(0.0, middle - half), min(1.0, middle + half)


def tenth_percentile(scores: Iterable[float]) -> float:
    """The page that nine in ten pages are better than."""
    return float(np.quantile(list(scores), 0.1))
