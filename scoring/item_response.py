"""One latent quality behind all checks: how likely each site's faults are, given its quality.

A check asks a site two questions in turn (a sequential model, Tutz 1990): does it fail in the
template, that is on nearly all pages; and if not, on how many of the pages? Each question has two
parameters, a difficulty and a discrimination: logit P(fails | θ) = b − a·θ. The density of θ is a
continuum or two classes (`latent_density`). All is fitted by marginal likelihood, with expectation
and maximisation on a grid (Bock & Aitkin 1981); discriminations are drawn a little towards 1, and
difficulties towards 0, so that a check that never or always fails does no harm.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.latent_density import GRID, Density, Refit, start
from scoring.posterior import Floats

ROUNDS = 60
TOLERANCE = 1e-6
"""Rise of the log-likelihood for each site at which a fit has ended."""
NEWTON = 3
PRIOR_SLOPE, PRIOR_INTERCEPT = 0.35, 3.0
"""Standard deviations of the priors N(1, …) and N(0, …)."""
SLOPES = (0.05, 4.0)

Columns = NDArray[np.int_]
"""Indices of questions."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Failures out of trials for each site and question, each of shape (sites, questions).

    The first half of the questions are the checks' templates (one trial), the second half their
    pages (as many trials as pages where the template did not fail, else none).
    """

    failures: Floats
    trials: Floats

    def of(self, sites: NDArray[np.bool_]) -> "Answers":
        """The answers of some of the sites."""
        return Answers(self.failures[sites], self.trials[sites])


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted model: slopes and intercepts of shape (questions,), and the density of quality."""

    slopes: Floats
    intercepts: Floats
    density: Density
    likelihood: float = -np.inf  # logarithm, of the sites it was fitted to

    def chances(self) -> Floats:
        """How likely a failure is at each node, shape (nodes, questions)."""
        chances: Floats = 1 / (1 + np.exp(self.slopes * GRID[:, None] - self.intercepts))
        return chances

    def conditional(self, answers: Answers, columns: Columns | slice = slice(None)) -> Floats:
        """Log-likelihood of each site's answers at each node, shape (sites, nodes)."""
        logit = self.intercepts[columns] - self.slopes[columns] * GRID[:, None]
        fails, passes = -np.logaddexp(0, -logit), -np.logaddexp(0, logit)
        failures = answers.failures[:, columns]
        likelihood: Floats = failures @ fails.T + (answers.trials[:, columns] - failures) @ passes.T
        return likelihood

    def marginal(self, answers: Answers, columns: Columns | slice = slice(None)) -> Floats:
        """Log-likelihood of each site's answers, quality integrated out, shape (sites,)."""
        joint = self.conditional(answers, columns) + np.log(self.density.weights)
        top = joint.max(axis=1)
        likelihood: Floats = top + np.log(np.exp(joint - top[:, None]).sum(axis=1))
        return likelihood

    def posterior(self, answers: Answers) -> Floats:
        """Each site's quality, as probabilities of the nodes, shape (sites, nodes)."""
        joint = self.conditional(answers) + np.log(self.density.weights)
        scaled = np.exp(joint - joint.max(axis=1, keepdims=True))
        posterior: Floats = scaled / scaled.sum(axis=1, keepdims=True)
        return posterior


def fit(answers: Answers, refit: Refit, begin: Model | None = None, rounds: int = ROUNDS) -> Model:
    """The model of largest marginal likelihood, from scratch or from a fit of the same kind."""
    model = begin or initial_model(answers)
    density = begin.density if begin else None
    before = -np.inf
    for _ in range(rounds):
        likelihood = float(model.marginal(answers).sum())
        if likelihood - before < TOLERANCE * len(answers.failures):
            break
        before = likelihood
        posterior = model.posterior(answers)
        slopes, intercepts = newton_step(model, posterior.T @ answers.failures, posterior, answers)
        density = refit(posterior.sum(axis=0), density)
        model = Model(slopes, intercepts, density)
    return Model(
        model.slopes, model.intercepts, model.density, float(model.marginal(answers).sum())
    )


def initial_model(answers: Answers) -> Model:
    """Every question as hard as its failures say, all of one discrimination."""
    rate = (answers.failures.sum(axis=0) + 0.5) / (answers.trials.sum(axis=0) + 1)
    rate = np.clip(rate, 0.002, 0.998)
    return Model(np.ones(len(rate)), np.log(rate / (1 - rate)), start())


def newton_step(
    model: Model, failures: Floats, posterior: Floats, answers: Answers
) -> tuple[Floats, Floats]:
    """Slopes and intercepts after a few Newton steps; `failures` has shape (nodes, questions)."""
    trials = posterior.T @ answers.trials
    slopes, intercepts = model.slopes, model.intercepts
    for _ in range(NEWTON):
        chance = Model(slopes, intercepts, model.density).chances()
        left, weight = failures - trials * chance, trials * chance * (1 - chance)
        to_b = left.sum(0) - intercepts / PRIOR_INTERCEPT**2
        to_a = -(left * GRID[:, None]).sum(0) - (slopes - 1) / PRIOR_SLOPE**2
        bb = weight.sum(0) + PRIOR_INTERCEPT**-2
        aa = (weight * GRID[:, None] ** 2).sum(0) + PRIOR_SLOPE**-2
        ab = -(weight * GRID[:, None]).sum(0)
        determinant = bb * aa - ab**2
        intercepts = intercepts + np.clip((aa * to_b - ab * to_a) / determinant, -1, 1)
        step = np.clip((bb * to_a - ab * to_b) / determinant, -0.5, 0.5)
        slopes = np.clip(slopes + step, *SLOPES)
    return slopes, intercepts
