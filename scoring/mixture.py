"""Two normal distributions fitted to the scores, to describe two tiers once tests have found them.

By itself such a fit proves nothing: it prefers two components for any skewed sample.
"""

from dataclasses import dataclass

import numpy as np

from scoring.posterior import Floats

STARTS = (0.1, 0.25, 0.5, 0.75, 0.9)  # quantiles at which the sample is first cut in two
ROUNDS = 300
MIN_SD = 0.05  # of the whole sample's: a component must not collapse onto one site
PARAMETERS_OF_TWO, PARAMETERS_OF_ONE = 5, 2


@dataclass(frozen=True, slots=True)
class Mixture:
    """The lower component first; `share` is the lower one's."""

    share: float
    means: tuple[float, float]
    sds: tuple[float, float]
    likelihood: float  # logarithm

    @property
    def ashman_d(self) -> float:
        """Separation; above 2 the components stand apart (Ashman, Bird & Zepf 1994)."""
        gap = abs(self.means[0] - self.means[1])
        return float(np.sqrt(2) * gap / np.sqrt(self.sds[0] ** 2 + self.sds[1] ** 2))

    @property
    def smaller_share(self) -> float:
        """The share of the smaller component."""
        return min(self.share, 1 - self.share)


def fit(sample: Floats) -> Mixture:
    """The likeliest of several fits by expectation and maximisation."""
    return max((em_fit(sample, start) for start in STARTS), key=lambda m: m.likelihood)


def em_fit(sample: Floats, start: float) -> Mixture:
    """From a first cut to a local maximum of the likelihood."""
    least = MIN_SD * sample.std()
    weight = (sample <= np.quantile(sample, start)).astype(float)
    for _ in range(ROUNDS):
        before = weight
        low, high = (
            weighted_moments(sample, weight, least),
            weighted_moments(sample, 1 - weight, least),
        )
        lower = weight.mean() * normal(sample, *low)
        upper = (1 - weight.mean()) * normal(sample, *high)
        weight = lower / np.maximum(lower + upper, 1e-300)
        if np.abs(weight - before).max() < 1e-6:
            break
    likelihood = float(np.log(np.maximum(lower + upper, 1e-300)).sum())
    share = float(weight.mean())
    if low[0] > high[0]:
        low, high, share = high, low, 1 - share
    return Mixture(share, (low[0], high[0]), (low[1], high[1]), likelihood)


def normal(x: Floats, mean: float, sd: float) -> Floats:
    """The normal density, without the checks that make a library's three times as slow."""
    density: Floats = np.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * np.sqrt(2 * np.pi))
    return density


def weighted_moments(sample: Floats, weight: Floats, least: float) -> tuple[float, float]:
    """Weighted mean and SD of a component."""
    total = max(float(weight.sum()), 1e-9)
    mean = float((weight * sample).sum() / total)
    return mean, max(float(np.sqrt((weight * (sample - mean) ** 2).sum() / total)), least)


def delta_bic(sample: Floats, two: Mixture) -> float:
    """How much better two components are than one, by Bayes' information criterion."""
    one = float(np.log(np.maximum(normal(sample, sample.mean(), sample.std()), 1e-300)).sum())
    spent = (PARAMETERS_OF_TWO - PARAMETERS_OF_ONE) * np.log(len(sample))
    return float(2 * (two.likelihood - one) - spent)
