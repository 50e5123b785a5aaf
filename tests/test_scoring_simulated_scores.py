"""Simulated nations are like the one they are simulated from."""

import numpy as np
import pytest

from benchmarks.trials.classes import Nation, draw
from scoring.check_outcomes import family_numbers
from scoring.simulated_scores import Shared, Simulator, clustered, fault_sizes, template_faults
from scoring.template_families import GRID_OF_SHARES, estimated, likeness
from scoring.tier_test import dispersion, fitted

SEED = 3


def simulator(truth, seed=SEED):
    outcomes, vendors = draw(truth, np.random.default_rng(seed))
    fits = fitted(outcomes)
    alone = np.arange(len(outcomes.sites))
    return (
        fits,
        Simulator(outcomes, fault_sizes(outcomes), fits.continuum, fits.alike, alone),
        vendors,
    )


@pytest.mark.parametrize(
    "truth",
    [
        Nation(600, 8),
        pytest.param(Nation(600, 8, discrete=False, alike=0.2), marks=pytest.mark.slow),
    ],
)
def test_simulated_scores_are_spread_as_the_real_ones(truth):
    _, made, _ = simulator(truth)
    real = made.outcomes.scores()
    drawn = np.concatenate([made.scores(np.random.default_rng(n)) for n in range(8)])
    assert drawn.mean() == pytest.approx(real.mean(), abs=2.5)
    assert drawn.std() == pytest.approx(real.std(), rel=0.1)
    assert np.quantile(drawn, 0.1) == pytest.approx(np.quantile(real, 0.1), abs=5)


def test_a_seed_gives_one_nation():
    _, made, _ = simulator(Nation(60, 6))
    one, two, other = (made.scores(np.random.default_rng(n)) for n in (1, 1, 2))
    assert (one == two).all()
    assert (one != other).any()


@pytest.mark.slow
def test_pages_that_are_alike_beyond_quality_are_noticed():
    plain, _, _ = simulator(Nation(600, 8))
    alike, _, _ = simulator(Nation(600, 8, alike=0.2))
    assert plain.alike.max() < 0.02
    assert 0.05 < np.median(alike.alike) < 0.25
    assert dispersion(plain.continuum, plain.answers, plain.answers).max() < 1.3


def test_clusters_keep_the_chance():
    rng = np.random.default_rng(SEED)
    drawn = clustered(np.full((20_000, 2), 0.1), np.array([0.0, 0.3]), rng)
    assert drawn.mean(axis=0) == pytest.approx([0.1, 0.1], abs=0.005)
    assert np.ptp(drawn[:, 0]) == 0
    assert drawn[:, 1].var() == pytest.approx(0.3 * 0.09, rel=0.1)


def test_sites_of_a_family_fail_alike_as_much_as_they_share():
    rng = np.random.default_rng(SEED)
    family, chance = np.arange(4000) % 400, np.full((4000, 5), 0.3)
    by_share = [
        likeness(template_faults(chance, family, Shared(0, share), rng).astype(float), family)
        for share in (0.0, 0.5, 0.95)
    ]
    assert abs(by_share[0]) < 0.02
    assert 0.2 < by_share[1] < 0.5 < by_share[2]


def test_what_vendors_share_is_found():
    fits, _, vendors = simulator(Nation(1200, 12, vendors=60))
    rng = np.random.default_rng(SEED)
    together = estimated(fits.continuum, fits.answers, family_numbers(vendors), rng)
    assert together.faults >= 0.6
    assert 0.2 <= together.quality <= 0.8
    mixed = family_numbers(rng.permutation(vendors).tolist())
    assert estimated(fits.continuum, fits.answers, mixed, rng) == Shared(
        GRID_OF_SHARES[0], GRID_OF_SHARES[0]
    )
