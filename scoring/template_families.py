"""How much sites of one family share: of their quality, and of their template faults beyond it.

Found by simulated moments: of a few shares of each, those whose simulated nations show the likeness
within families that the nation shows, in the posterior means of quality and in template faults.
"""

from itertools import product

import numpy as np

from scoring.item_response import Answers, Model
from scoring.latent_density import GRID
from scoring.posterior import Floats
from scoring.simulated_scores import Ints, Rng, Shared, qualities, template_faults

GRID_OF_SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.95)
SIMULATIONS = 2
"""Simulated nations for each pair of shares."""


def estimated(model: Model, answers: Answers, family: Ints, rng: Rng) -> Shared:
    """The shares whose nations are most like this one."""
    observed = family_moments(model, answers, family)
    distance = {}
    for quality, faults in product(GRID_OF_SHARES, GRID_OF_SHARES):
        shared = Shared(quality, faults)
        simulated_moments = [
            family_moments(model, simulated(model, answers, family, shared, rng), family)
            for _ in range(SIMULATIONS)
        ]
        distance[shared] = float(((np.mean(simulated_moments, axis=0) - observed) ** 2).sum())
    return min(distance, key=lambda shared: distance[shared])


def simulated(model: Model, answers: Answers, family: Ints, shared: Shared, rng: Rng) -> Answers:
    """A nation's answers with the same numbers of pages."""
    checks = answers.trials.shape[1] // 2
    chance = model.chances()[qualities(model.density.weights, family, shared, rng)]
    template = template_faults(chance[:, :checks], family, shared, rng)
    asked = answers.trials[:, :checks] > 0
    pages = np.where(template, 0, pages_of(answers)).round().astype(int)
    on_pages = rng.binomial(pages, chance[:, checks:])
    return Answers(
        np.concatenate([template & asked, on_pages], axis=1).astype(float),
        np.concatenate([asked, pages], axis=1).astype(float),
    )


def pages_of(answers: Answers) -> Floats:
    """On how many pages each check counts; where the template fails, as on the other sites."""
    trials = answers.trials[:, answers.trials.shape[1] // 2 :]
    asked = trials > 0
    usual = trials.sum(axis=0) / np.maximum(asked.sum(axis=0), 1)
    counted: Floats = np.where(asked, trials, usual)
    return counted


def family_moments(model: Model, answers: Answers, family: Ints) -> Floats:
    """Likeness within families of quality and of template faults, shape (2,)."""
    checks = answers.trials.shape[1] // 2
    quality = model.posterior(answers) @ GRID
    template = answers.failures[:, :checks]
    return np.array([likeness(quality[:, None], family), likeness(template, family)])


def likeness(values: Floats, family: Ints) -> float:
    """The correlation of two sites of one family, over all columns of shape (sites, columns)."""
    apart = values - values.mean(axis=0)
    sums = np.zeros((int(family.max()) + 1, values.shape[1]))
    np.add.at(sums, family, apart)
    counted = np.bincount(family)
    pairs = float((counted * (counted - 1)).sum())
    variance = float((apart**2).sum()) / len(values)
    if not pairs or not variance:
        return 0.0
    return float((sums**2).sum() - (apart**2).sum()) / pairs / variance
