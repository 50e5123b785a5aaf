"""Relative measures of inequality and polarisation, published beside the absolute ones.

A score has no true zero, so that a rise of all sites by three points lowers each of these figures
though no difference between sites has changed. Scores enter as draws of shape (draws, sites),
clipped to the scale from 0 to 100; each figure has shape (draws,).
"""

from collections.abc import Sequence

import numpy as np

from scoring.posterior import Floats
from scoring.silverman import density

IDENTIFICATION = 0.5
"""DER's α: how much it counts to have many like oneself; from ¼ to 1."""
SMALLEST = 1e-9


def theil(scores: Floats) -> Floats:
    """Theil's T: the mean of (x/μ)·ln(x/μ), from 0 to ln n (Theil 1967)."""
    ratio = clip_to_scale(scores) / clip_to_scale(scores).mean(axis=1, keepdims=True)
    index: Floats = np.mean(ratio * np.log(ratio), axis=1)
    return index


def theil_between(scores: Floats, group: Sequence[str]) -> Floats:
    """The share of Theil's T that would be left were all sites of a group equal, from 0 to 1."""
    x = clip_to_scale(scores)
    names, member = np.unique(np.array(group), return_inverse=True)
    sizes = np.bincount(member)
    sums = np.stack([x[:, member == g].sum(axis=1) for g in range(len(names))], axis=1)
    ratio = sums / sizes / x.mean(axis=1, keepdims=True)
    between = np.sum(sizes / len(member) * ratio * np.log(ratio), axis=1)
    share: Floats = between / np.maximum(theil(scores), SMALLEST)
    return share


def wolfson(scores: Floats) -> Floats:
    """Wolfson's P = 4(μ/m)(½ − L(½) − G/2): how few are near the median m (Wolfson 1994).

    L(½) is the poorer half's share of the sum and G the Gini coefficient; 0 for equals, 1 for half
    at 0 and half at one height.
    """
    x = np.sort(clip_to_scale(scores), axis=1)
    n, total = x.shape[1], x.sum(axis=1)
    gini = (x @ (2 * np.arange(1, n + 1) - n - 1)) / (n * total)
    poorer = (x[:, : n // 2].sum(axis=1) + (x[:, n // 2] / 2 if n % 2 else 0)) / total
    index: Floats = 4 * x.mean(axis=1) / np.median(x, axis=1) * (0.5 - poorer - gini / 2)
    return index


def der(scores: Floats, alpha: float = IDENTIFICATION) -> Floats:
    """Polarisation by identification and alienation (Duclos, Esteban & Ray 2004).

    The mean of f(x)^α·a(x), over μ^(1−α) to be free of the unit: f is the density of sites like
    oneself (Gaussian kernel, rule-of-thumb bandwidth), a the mean distance from all.
    """
    return np.array([der_of(row, alpha) for row in np.sort(clip_to_scale(scores), axis=1)])


def der_of(x: Floats, alpha: float) -> float:
    """The same of one sorted sample."""
    n = len(x)
    if np.ptp(x) < SMALLEST:
        return 0.0
    heights = np.interp(x, *density(x, 0.9 * float(x.std()) * n**-0.2))
    below = np.cumsum(x) - x
    rank = np.arange(n)
    away = (x * rank - below + (x.sum() - below - x) - x * (n - 1 - rank)) / n
    return float(np.mean(heights**alpha * away) / x.mean() ** (1 - alpha))


def clip_to_scale(scores: Floats) -> Floats:
    """Draws within the scale; never quite 0, which has no logarithm."""
    return np.clip(scores, SMALLEST, 100.0)
