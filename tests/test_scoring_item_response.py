"""Item-response models find what made the answers, and their densities are what they say."""

import numpy as np
import pytest

from scoring.item_response import Answers, fit
from scoring.latent_density import (
    GRID,
    Density,
    class_chances,
    continuum,
    separation,
    sinh_arcsinh,
    smaller_share,
    two_classes,
)
from scoring.silverman import local_maxima

SEED = 8
SLOPES = np.array([0.6, 1.0, 1.4, 1.0])
INTERCEPTS = np.array([-1.0, 0.5, -0.5, -2.5])


def answers(quality, rng, pages=20):
    """Two checks' templates, then their pages."""
    chance = 1 / (1 + np.exp(SLOPES * quality[:, None] - INTERCEPTS))
    template = rng.random((len(quality), 2)) < chance[:, :2]
    trials = np.where(template, 0, pages)
    failures = np.concatenate([template, rng.binomial(trials, chance[:, 2:])], axis=1)
    return Answers(failures.astype(float), np.concatenate([np.ones(template.shape), trials], 1))


def test_a_fit_expects_the_failures_that_it_saw():
    rng = np.random.default_rng(SEED)
    responses = answers(rng.normal(0, 1, 3000), rng)
    model = fit(responses, continuum)
    expected = (model.posterior(responses) @ model.chances() * responses.trials).sum(axis=0)
    assert expected == pytest.approx(responses.failures.sum(axis=0), rel=0.02)
    assert (model.intercepts[2:] - model.slopes[2:] * (model.density.weights @ GRID)) == (
        pytest.approx(INTERCEPTS[2:], abs=0.25)
    )


def test_posterior_means_follow_quality():
    rng = np.random.default_rng(SEED)
    quality = rng.normal(0, 1, 800)
    responses = answers(quality, rng)
    model = fit(responses, continuum)
    posterior = model.posterior(responses)
    assert posterior.sum(axis=1) == pytest.approx(np.ones(800))
    assert np.corrcoef(posterior @ GRID, quality)[0, 1] > 0.8


def test_a_fit_that_goes_on_is_no_worse():
    rng = np.random.default_rng(SEED)
    responses = answers(rng.normal(0, 1, 500), rng)
    short = fit(responses, two_classes, rounds=5)
    assert fit(responses, two_classes, short).likelihood >= short.likelihood
    assert short.likelihood == pytest.approx(short.marginal(responses).sum())


def test_answers_that_were_not_asked_tell_nothing():
    rng = np.random.default_rng(SEED)
    responses = answers(rng.normal(0, 1, 200), rng)
    model = fit(responses, continuum)
    blank = Answers(np.zeros((1, 4)), np.zeros((1, 4)))
    assert model.marginal(blank) == pytest.approx(0, abs=1e-6)
    assert model.posterior(blank)[0] == pytest.approx(model.density.weights, abs=1e-9)
    rest = np.array([1, 3])
    hidden = Answers(responses.failures * [0, 1, 0, 1], responses.trials * [0, 1, 0, 1])
    assert model.marginal(responses, rest) == pytest.approx(model.marginal(hidden))


@pytest.mark.parametrize("skew", [-2.5, 0.0, 1.0])
@pytest.mark.parametrize("tail", [-0.8, 0.0, 0.3])
def test_a_continuum_has_one_hump_whatever_its_skew_and_tails(skew, tail):
    density = sinh_arcsinh(np.array([0.2, 0.3, skew, tail]))
    assert density.sum() == pytest.approx(1, abs=1e-6)
    assert local_maxima(np.pad(density, 1)).sum() == 1


def test_a_continuum_takes_the_place_and_the_width_of_the_counts():
    counts = 500 * np.exp(-0.5 * ((GRID - 1) / 0.8) ** 2)
    weights = continuum(counts, None).weights
    mean = weights @ GRID
    assert mean == pytest.approx(1, abs=0.02)
    assert np.sqrt(weights @ (GRID - mean) ** 2) == pytest.approx(0.8, abs=0.03)


def test_two_classes_are_told_with_their_share_and_distance():
    counts = 0.3 * np.exp(-0.5 * (GRID + 2) ** 2) + 0.7 * np.exp(-0.5 * (GRID - 2) ** 2)
    density = None
    for _ in range(40):
        density = two_classes(counts, density)
    assert density.parameters[:3] == pytest.approx((0.3, -2, 2), abs=0.02)
    assert separation(density) == pytest.approx(4, abs=0.05)
    assert smaller_share(density) == pytest.approx(0.3, abs=0.01)


def test_the_chance_of_the_lower_class_falls_with_quality_even_if_it_is_wider():
    wide = Density(np.ones(len(GRID)), (0.5, -1.0, 1.0, 2.0, 0.5))
    chances = class_chances(wide)
    assert (np.diff(chances) <= 1e-12).all()
    assert chances[0] > 0.9
    assert chances[-1] < 0.3
