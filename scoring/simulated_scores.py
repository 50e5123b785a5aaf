"""Scores of a simulated nation: drawn from a model of the check outcomes, scored as real ones are.

As comparison data in taxometrics (Ruscio & Kaczetow 2009), but parametric: a quality for each site
from the model's density, template faults and faults of pages from its questions, the load of a
fault from the sites that have it, and then the very same sums over pages and their weights. Sites
keep their numbers of pages, their weights, and which checks count where. A family's sites share a
part of their quality and of their template faults, both as normal copulas.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from scoring.check_outcomes import Bools, Outcomes, site_scores
from scoring.item_response import Model
from scoring.posterior import Floats

Ints = NDArray[np.int_]
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Shared:
    """What sites of one family have in common, as shares of variance from 0 to 1."""

    quality: float = 0.0
    faults: float = 0.0


INDEPENDENT = Shared()


@dataclass(frozen=True, slots=True)
class FaultSizes:
    """Of one check: penalties of a failing page, and the share of pages that a template fault hits.

    Each of shape (sites that have it,); what is drawn from nothing is 0.
    """

    template_penalties: Floats
    coverage: Floats
    page_penalties: Floats


def fault_sizes(outcomes: Outcomes) -> list[FaultSizes]:
    """The sizes of faults by check, as the sites show them."""
    failing, counted = outcomes.failing(), outcomes.counted()
    mean = outcomes.penalties.sum(axis=1, dtype=float) / np.maximum(failing, 1)
    by_check = []
    for c in range(len(outcomes.checks)):
        fails, template = failing[:, c] > 0, outcomes.template[:, c]
        whole, some = fails & template, fails & ~template
        by_check.append(
            FaultSizes(mean[whole, c], failing[whole, c] / counted[whole, c], mean[some, c])
        )
    return by_check


def qualities(weights: Floats, family: Ints, shared: Shared, rng: Rng) -> Ints:
    """A node of the grid for each site, shape (sites,), from the density's weights."""
    common = rng.standard_normal(int(family.max()) + 1)[family]
    own = rng.standard_normal(len(family))
    quantile = ndtr(np.sqrt(shared.quality) * common + np.sqrt(1 - shared.quality) * own)
    nodes: Ints = np.searchsorted(np.cumsum(weights), quantile).clip(max=len(weights) - 1)
    return nodes


def template_faults(chance: Floats, family: Ints, shared: Shared, rng: Rng) -> Bools:
    """Which templates fail, given how likely that is; both of shape (sites, checks)."""
    if not shared.faults:
        independent: Bools = rng.random(chance.shape) < chance
        return independent
    common = rng.standard_normal((int(family.max()) + 1, chance.shape[1]))[family]
    own = rng.standard_normal(chance.shape)
    faults: Bools = (
        ndtr(np.sqrt(shared.faults) * common + np.sqrt(1 - shared.faults) * own) < chance
    )
    return faults


def clustered(chance: Floats, alike: Floats, rng: Rng) -> Floats:
    """Each site's own chance of a page's failing, about the model's; both (sites, checks).

    `alike`, of shape (checks,), is how much a site's pages are alike beyond its quality.
    """
    spread = np.maximum(1 / np.maximum(alike, 1e-9) - 1, 1e-3)
    kept = np.clip(chance, 1e-6, 1 - 1e-6)
    drawn: Floats = np.where(alike > 0, rng.beta(kept * spread, (1 - kept) * spread), chance)
    return drawn


@dataclass(frozen=True, slots=True)
class Simulator:
    """A fitted model with the sites' pages, ready to draw nations."""

    outcomes: Outcomes
    sizes: list[FaultSizes]
    model: Model
    alike: Floats  # (checks,)
    family: Ints
    shared: Shared = INDEPENDENT

    def scores(self, rng: Rng) -> Floats:
        """The scores of a simulated nation, shape (sites,)."""
        checks = len(self.outcomes.checks)
        nodes = qualities(self.model.density.weights, self.family, self.shared, rng)
        chance = self.model.chances()[nodes]
        template = template_faults(chance[:, :checks], self.family, self.shared, rng)
        on_pages = clustered(chance[:, checks:], self.alike, rng)
        penalties = np.zeros(self.outcomes.weights.shape)
        for c in range(checks):
            penalty, share = self.of_check(c, template[:, c], on_pages[:, c], rng)
            hit = rng.random(penalties.shape, np.float32) < share[:, None]
            penalties += (hit & self.outcomes.counts[:, :, c]) * penalty[:, None]
        return site_scores(self.outcomes.weights, penalties)

    def of_check(
        self, c: int, template: Bools, on_pages: Floats, rng: Rng
    ) -> tuple[Floats, Floats]:
        """Each site's load of a failing page, and the share of its pages that fail."""
        sizes = self.sizes[c]
        penalty = drawn(sizes.page_penalties, len(template), rng)
        share = on_pages.copy()
        if template.any() and len(sizes.template_penalties):
            which = rng.integers(0, len(sizes.template_penalties), int(template.sum()))
            penalty[template] = sizes.template_penalties[which]
            share[template] = sizes.coverage[which]
        return penalty, share


def drawn(values: Floats, size: int, rng: Rng) -> Floats:
    """A random choice of `size` of the values; zeros where there are none."""
    return rng.choice(values, size) if len(values) else np.zeros(size)
