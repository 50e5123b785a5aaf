"""What the shape of scores says of two tiers, by a rule fixed in advance.

STRONG (S2) two poles: dip p < .05, Silverman p < .05, ΔBIC > 10 (0 up to 100 sites), Ashman's
D > 2, the smaller share ≥ 10 %.
WEAK (S1) a group apart: not S2; Silverman p ≤ .01, ΔBIC > 10, D > 2, the smaller share ≥ 5 %, and
a valley no higher than 0.8 of the lower mode.
UNIMODAL (S0) a continuous gap: all else.

Together they call at most 5 to 7 % of smooth unimodal distributions two-tiered, whatever their
shape. Scores of few checks are not smooth: a claim needs `tier_test` as well.
Scores enter unrounded, and those of exactly 100 stay out: both would make false modes.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from scoring import mixture
from scoring.dip import dip_test
from scoring.posterior import Floats
from scoring.silverman import density, local_maxima, silverman_test

LEAST_SITES = 20
"""With fewer sites the test is not made."""
MINOR_MODE = 0.1  # modes lower than this share of the highest are ripples


class Bimodality(StrEnum):
    """What may be said of two tiers; the values are those that are stored and published."""

    UNIMODAL = "S0"
    WEAK = "S1"
    STRONG = "S2"


@dataclass(frozen=True, slots=True)
class BimodalityTest:
    """What the tests said of a sample of scores."""

    status: str
    dip: float
    dip_p: float
    silverman_p: float
    delta_bic: float
    ashman_d: float
    smaller_share: float
    valley: float | None
    antimode: float | None
    lower_mean: float
    upper_mean: float


def bimodality_test(scores: Floats, seed: int) -> BimodalityTest | None:
    """The answer for scores of shape (sites,); None when there are too few to ask, or all equal."""
    if len(scores) < LEAST_SITES or np.ptp(scores) == 0:
        return None
    statistic, dip_p = dip_test(scores, seed)
    silverman_p = silverman_test(scores, seed)
    two = mixture.fit(scores)
    bic = mixture.delta_bic(scores, two)
    depth, antimode = valley(scores)
    test = BimodalityTest(
        Bimodality.UNIMODAL,
        statistic,
        dip_p,
        silverman_p,
        bic,
        two.ashman_d,
        two.smaller_share,
        depth,
        antimode,
        *two.means,
    )
    return replace(test, status=status(test, len(scores)))


def status(test: BimodalityTest, sites: int) -> str:
    """The strongest statement that the figures support."""
    if is_strong(test, sites):
        return Bimodality.STRONG
    return Bimodality.WEAK if is_weak(test) else Bimodality.UNIMODAL


def is_strong(test: BimodalityTest, sites: int) -> bool:
    """Two poles."""
    return (
        test.dip_p < 0.05
        and test.silverman_p < 0.05
        and test.delta_bic > (10 if sites > 100 else 0)
        and test.ashman_d > 2
        and test.smaller_share >= 0.10
    )


def is_weak(test: BimodalityTest) -> bool:
    """A group apart."""
    return (
        test.silverman_p <= 0.01
        and test.delta_bic > 10
        and test.ashman_d > 2
        and test.smaller_share >= 0.05
        and test.valley is not None
        and test.valley <= 0.8
    )


def valley(scores: Floats) -> tuple[float | None, float | None]:
    """Between the two highest modes: its depth as a share of the lower one, and its position.

    Both None where the density, at Silverman's rule-of-thumb bandwidth, has one mode.
    """
    quartiles = np.quantile(scores, [0.25, 0.75])
    spread = min(scores.std(ddof=1), (quartiles[1] - quartiles[0]) / 1.34 or np.inf)
    x, f = density(scores, 0.9 * spread * len(scores) ** -0.2)
    modes = [i for i in np.flatnonzero(local_maxima(f)) if f[i] >= MINOR_MODE * f.max()]
    if len(modes) < 2:
        return None, None
    left, right = sorted(sorted(modes, key=lambda i: f[i])[-2:])
    lowest = left + int(f[left : right + 1].argmin())
    return float(f[lowest] / min(f[left], f[right])), float(x[lowest])
