"""Two classes of sites, or one continuum seen through few checks?

A fault in a template moves a score by a step, so few common faults make lumps, and lumps look like
tiers. So two classes are claimed only where the check outcomes and the scores both say so:

* structure: of two item-response models with the same questions, the one with two classes expects
  answers that it has not seen better than the one with a continuum, by a likelihood ratio of more
  than 20 both of sites left out (four folds; a family of templates is never divided, and the gain
  is counted less its error over families) and of checks left out given the others (three folds:
  bi-cross-validation, Owen & Perry 2009); the classes stand
  apart (Ashman's D > 2) and the smaller has a share of at least 5 %: else two classes are but a way
  to draw skew or tails;
* shape: the scores are likelier in nations simulated from the two-class model than in ones from
  the continuum by more than 95 % of the continuum's own nations (a test of separate families, Cox
  1962). Both are scored as real nations are, and their families share what real ones share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.check_outcomes import Outcomes, families_known, family_numbers
from scoring.item_response import Answers, Model, fit
from scoring.latent_density import (
    GRID,
    class_chances,
    continuum,
    separation,
    smaller_share,
    two_classes,
)
from scoring.posterior import Floats
from scoring.simulated_scores import INDEPENDENT, Ints, Rng, Shared, Simulator, fault_sizes
from scoring.template_families import estimated

SITE_FOLDS, CHECK_FOLDS = 4, 3
REFITS = 15
"""Rounds of a fit to a part of the sites, which begins at the fit to all."""
DISPERSION_ROUNDS, MAX_ALIKE = 3, 0.9
NATIONS = 40
"""Simulated from each model."""
MIN_GAIN = float(np.log(20))
Z95_ONE_SIDED = 1.645
MIN_D, MIN_SHARE = 2.0, 0.05
MIN_SHARE_OF_POLES = 0.10
"""Below it there is a group apart and no two poles."""
LEVEL = 0.05
MIN_CHECKS = 3
"""With fewer checks there is nothing to hold against one another."""
BINS = np.linspace(0, 100, 201)
SMOOTHING = np.exp(-0.5 * (np.arange(-4, 5) / 1.5) ** 2)
FLOOR = 1e-3  # expected share of all scores in the bins where no nation has any


@dataclass(frozen=True, slots=True)
class TierTest:
    """What the test says; `decided` names the first condition that fails, "" where all hold."""

    decided: str  # "sites", "checks", "distance", "share", "shape", or "few_checks"
    sites_gain: float | None = None  # logarithm of the likelihood ratio, sites left out
    checks_gain: float | None = None  # the same, checks left out
    ashman_d: float | None = None
    smaller_share: float | None = None
    shape_p: float | None = None
    quality: Floats | None = None  # (sites,): posterior mean by the continuum, in logits
    lower: Floats | None = None  # (sites,): chance of the lower class

    @property
    def is_claimed(self) -> bool:
        """Whether two classes may be spoken of."""
        return not self.decided


@dataclass(frozen=True, slots=True)
class Fits:
    """Both models of the same answers, and how much a site's pages are alike beyond its quality."""

    answers: Answers
    alike: Floats  # (checks,)
    continuum: Model
    classes: Model


def tier_test(outcomes: Outcomes, families: Sequence[str], seed: int) -> TierTest:
    """The answer for sites whose families of templates may be known; "" is an unknown one."""
    if len(outcomes.checks) < MIN_CHECKS:
        return TierTest("few_checks")
    rng = np.random.default_rng(seed)
    fits = fitted(outcomes)
    family = family_numbers(families)
    by_site, by_check = (lower_limit_of_gain(gain, family) for gain in gains(fits, family, rng))
    distance, share = separation(fits.classes.density), smaller_share(fits.classes.density)
    failed = first_failing(by_site, by_check, distance, share)
    p = None if failed else shape_p(outcomes, fits, family, families_known(families), rng)
    if p is not None and p >= LEVEL:
        failed = "shape"
    return TierTest(
        failed,
        by_site,
        by_check,
        distance,
        share,
        p,
        fits.continuum.posterior(fits.answers) @ GRID,
        fits.classes.posterior(fits.answers) @ class_chances(fits.classes.density),
    )


def first_failing(by_site: float, by_check: float, distance: float, share: float) -> str:
    """The name of the first condition of structure that does not hold."""
    holds = {
        "sites": by_site > MIN_GAIN,
        "checks": by_check > MIN_GAIN,
        "distance": distance > MIN_D,
        "share": share >= MIN_SHARE,
    }
    return next((name for name, true in holds.items() if not true), "")


def fitted(outcomes: Outcomes) -> Fits:
    """Both models; pages of a site that are alike beyond its quality count as fewer.

    How alike they are is asked a few times: while they count for too much, quality follows them.
    """
    asked = answers = outcomes.answers()
    once = fit(answers, continuum)
    for _ in range(DISPERSION_ROUNDS):
        excess = dispersion(once, answers, asked)
        answers = scaled(asked, excess)
        once = fit(answers, continuum, once)
    two = fit(answers, two_classes)
    usual = page_trials(asked).sum(0) / np.maximum((page_trials(asked) > 0).sum(0), 1)
    alike = np.clip((excess - 1) / np.maximum(usual - 1, 1), 0, MAX_ALIKE)
    return Fits(answers, alike, once, two)


def dispersion(model: Model, answers: Answers, asked: Answers) -> Floats:
    """How many times as far as chance allows pages' failures spread about the model, (checks,).

    Pearson's χ² for each degree of freedom, never below 1, of the answers as they were `asked`;
    quality is known from `answers`, where pages may count for less.
    """
    checks = asked.trials.shape[1] // 2
    failures, trials = asked.failures[:, checks:], page_trials(asked)
    chance = model.posterior(answers) @ model.chances()[:, checks:]
    variance = np.maximum(trials * chance * (1 - chance), 1e-9)
    squares = np.where(trials > 0, (failures - trials * chance) ** 2 / variance, 0.0)
    ratios: Floats = np.maximum(squares.sum(0) / np.maximum((trials > 0).sum(0), 1), 1.0)
    return ratios


def page_trials(answers: Answers) -> Floats:
    """The trials of the pages' questions, shape (sites, checks)."""
    return answers.trials[:, answers.trials.shape[1] // 2 :]


def scaled(answers: Answers, excess: Floats) -> Answers:
    """The answers with the pages' ones worth so many times less (quasi-likelihood)."""
    worth = np.concatenate([np.ones(len(excess)), 1 / excess])
    return Answers(answers.failures * worth, answers.trials * worth)


def lower_limit_of_gain(gain: Floats, family: Ints) -> float:
    """The sum of the sites' gains; where families are known, what is left of it for sure.

    A family's sites gain together, so that few families can bring a large gain by chance: the sum
    is lowered to the one-sided 95 % limit of its error over families.
    """
    families = int(family.max()) + 1
    total = float(gain.sum())
    if families == len(family) or families < 2:
        return total
    each = np.bincount(family, gain)
    return total - Z95_ONE_SIDED * float(each.std(ddof=1)) * float(np.sqrt(families))


def gains(fits: Fits, family: Ints, rng: Rng) -> tuple[Floats, Floats]:
    """How much better two classes expect sites left out, and checks left out of them; (sites,)."""
    answers = fits.answers
    checks = answers.trials.shape[1] // 2
    fold = rng.permutation(int(family.max()) + 1)[family] % SITE_FOLDS
    held = np.tile(rng.permutation(checks) % CHECK_FOLDS, 2)
    by_site, by_check = np.zeros(len(family)), np.zeros(len(family))
    for number in range(SITE_FOLDS):
        out = fold == number
        if not out.any() or out.all():
            continue
        inside, left = answers.of(~out), answers.of(out)
        one = fit(inside, continuum, fits.continuum, REFITS)
        two = fit(inside, two_classes, fits.classes, REFITS)
        by_site[out] = two.marginal(left) - one.marginal(left)
        for group in range(CHECK_FOLDS):
            rest = np.flatnonzero(held != group)
            given_rest = two.marginal(left, rest) - one.marginal(left, rest)
            by_check[out] += by_site[out] - given_rest
    return by_site, by_check


def shape_p(
    outcomes: Outcomes, fits: Fits, family: Ints, families_are_known: bool, rng: Rng
) -> float:
    """How often scores of a continuum resemble two classes as much as these do."""
    shared = (
        estimated(fits.continuum, fits.answers, family, rng) if families_are_known else INDEPENDENT
    )
    one, two = (nations(outcomes, fits, model, family, shared, rng) for model in models(fits))
    f1, f2 = histogram(np.concatenate(one)), histogram(np.concatenate(two))
    observed = log_ratio(outcomes.scores(), f1, f2)
    at_least = sum(log_ratio(scores, f1, f2) >= observed for scores in one)
    return (at_least + 1) / (len(one) + 1)


def models(fits: Fits) -> tuple[Model, Model]:
    """The continuum first."""
    return fits.continuum, fits.classes


def nations(
    outcomes: Outcomes, fits: Fits, model: Model, family: Ints, shared: Shared, rng: Rng
) -> list[Floats]:
    """Scores of simulated nations, each of shape (sites,)."""
    simulator = Simulator(outcomes, fault_sizes(outcomes), model, fits.alike, family, shared)
    return [simulator.scores(rng) for _ in range(NATIONS)]


def below_full(scores: Floats) -> Floats:
    """Scores of exactly 100 stay out: they are a heap of their own."""
    return scores[scores < 100 - 1e-6]


def histogram(scores: Floats) -> Floats:
    """A smoothed histogram's heights, shape (bins,), none of them nothing; together about 1."""
    counted = np.histogram(below_full(scores), BINS)[0].astype(float)
    smooth = np.convolve(counted, SMOOTHING / SMOOTHING.sum(), "same")
    heights: Floats = (smooth + FLOOR * max(len(scores), 1) / len(smooth)) / max(counted.sum(), 1)
    return heights


def log_ratio(scores: Floats, f1: Floats, f2: Floats) -> float:
    """How much likelier scores are by the second histogram, as a logarithm."""
    bins = np.clip(np.digitize(below_full(scores), BINS) - 1, 0, len(f1) - 1)
    return float(np.log(f2[bins] / f1[bins]).sum())
