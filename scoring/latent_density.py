"""Densities of latent quality on a grid: one continuum, or two classes.

The continuum is a sinh-arcsinh normal (Jones & Pewsey 2009): its skew and its tails are free, it
has one mode whatever they are, and it is no flatter than MIN_TAIL allows. A density held to one
mode and otherwise free would imitate two modes by one flat one, and no data of a country's size
could distinguish them. The two classes are normal, each with its own width and share.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from scoring.posterior import Floats

GRID = np.linspace(-7.0, 7.0, 81)
"""Latent quality in logits, the same for every model; shape (nodes,)."""
STEP = float(GRID[1] - GRID[0])
MIN_TAIL, MAX_SKEW = 0.3, 2.5
"""Bounds of the logarithm of the tail weight (a larger one is flatter) and of the skew."""
FLOOR = 1e-12
SEARCH = {"maxiter": 60, "xatol": 1e-3, "fatol": 1e-7}
ROUNDS = 5
"""Steps of the inner expectation and maximisation for each step of the outer one."""


@dataclass(frozen=True, slots=True)
class Density:
    """Probabilities of the grid's nodes, shape (nodes,), and the parameters that give them."""

    weights: Floats
    parameters: tuple[float, ...]


Refit = Callable[[Floats, Density | None], Density]
"""From the expected number of sites at each node, and the density before, to the next density."""


def continuum(counts: Floats, before: Density | None) -> Density:
    """The sinh-arcsinh normal nearest to the counts: location, log scale, skew, log tail weight."""
    start = before.parameters if before else (*_moments(counts), 0.0, 0.0)
    share = counts / counts.sum()

    def loss(parameters: Floats) -> float:
        _, _, skew, tail = parameters
        beyond = max(0.0, tail - MIN_TAIL) ** 2 + max(0.0, abs(skew) - MAX_SKEW) ** 2
        fit = -(share * np.log(sinh_arcsinh(parameters))).sum()
        return float(fit + 10 * beyond + 1e-4 * skew**2)

    optimum = minimize(loss, start, method="Nelder-Mead", options=SEARCH).x
    return Density(sinh_arcsinh(optimum), tuple(float(v) for v in optimum))


def sinh_arcsinh(parameters: Floats) -> Floats:
    """Jones and Pewsey's density at the nodes, scaled to a sum of 1; shape (nodes,)."""
    location, log_scale, skew, log_tail = parameters
    z = (GRID - location) / np.exp(log_scale)
    argument = np.exp(log_tail) * np.arcsinh(z) - skew
    with np.errstate(over="ignore"):
        log = np.log(np.cosh(argument)) - 0.5 * np.sinh(argument) ** 2 - 0.5 * np.log1p(z**2)
    log = np.where(np.isfinite(log), log, -700.0)
    return _scaled(np.exp(log - log.max()))


def two_classes(counts: Floats, before: Density | None) -> Density:
    """Two normals: the lower one's share, both means, both SDs (of at least ¾ of a step)."""
    share, low, high, sd_low, sd_high = before.parameters if before else _apart(counts)
    given = counts / counts.sum()
    for _ in range(ROUNDS):
        lower = share * _normal(low, sd_low)
        upper = (1 - share) * _normal(high, sd_high)
        belongs = lower / np.maximum(lower + upper, 1e-300)
        low, sd_low = _of(given * belongs)
        high, sd_high = _of(given * (1 - belongs))
        share = float(np.clip((given * belongs).sum(), 0.02, 0.98))
    if low > high:
        share, low, high, sd_low, sd_high = 1 - share, high, low, sd_high, sd_low
    both = share * _normal(low, sd_low) + (1 - share) * _normal(high, sd_high)
    return Density(_scaled(both), (share, low, high, sd_low, sd_high))


def separation(density: Density) -> float:
    """Ashman's D of the two classes: above 2 they stand apart (Ashman, Bird & Zepf 1994)."""
    _, low, high, sd_low, sd_high = density.parameters
    return float(np.sqrt(2) * (high - low) / np.hypot(sd_low, sd_high))


def smaller_share(density: Density) -> float:
    """The share of the smaller of two classes."""
    return min(density.parameters[0], 1 - density.parameters[0])


def class_chances(density: Density) -> Floats:
    """How likely a site of each node's quality is of the lower class, shape (nodes,).

    Beyond the two means it is as at the mean: the wider class would else take both ends.
    """
    share, low, high, sd_low, sd_high = density.parameters
    between = np.clip(GRID, low, high)
    lower = share * _normal(low, sd_low, between)
    upper = (1 - share) * _normal(high, sd_high, between)
    chances: Floats = lower / np.maximum(lower + upper, 1e-300)
    return chances


def start() -> Density:
    """A normal density from which every fit begins."""
    return Density(_scaled(_normal(0.0, 1.2)), (0.0, float(np.log(1.2)), 0.0, 0.0))


def _apart(counts: Floats) -> tuple[float, float, float, float, float]:
    """Two halves a standard deviation to either side."""
    mean, log_sd = _moments(counts)
    sd = float(np.exp(log_sd))
    return 0.5, mean - sd, mean + sd, 0.6 * sd, 0.6 * sd


def _moments(counts: Floats) -> tuple[float, float]:
    """Mean, and logarithm of the standard deviation."""
    mean, sd = _of(counts)
    return mean, float(np.log(sd))


def _of(weights: Floats) -> tuple[float, float]:
    """Mean and SD of the grid under weights."""
    total = max(float(weights.sum()), 1e-9)
    mean = float((weights * GRID).sum() / total)
    sd = float(np.sqrt((weights * (GRID - mean) ** 2).sum() / total))
    return mean, max(sd, 0.75 * STEP)


def _normal(mean: float, sd: float, at: Floats = GRID) -> Floats:
    """The normal density at the nodes, or elsewhere, without its constant."""
    density: Floats = np.exp(-0.5 * ((at - mean) / sd) ** 2) / sd
    return density


def _scaled(density: Floats) -> Floats:
    """Probabilities that add up to 1, none of them nothing."""
    scaled: Floats = np.maximum(density / density.sum(), FLOOR)
    return scaled
