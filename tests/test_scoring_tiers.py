"""Two tiers are claimed when the tests say so, and hardly ever otherwise."""

import numpy as np
import pytest

from scoring.dip import dip, dip_test
from scoring.mixture import fit
from scoring.silverman import modes, silverman_test
from scoring.tiers import humps

RNG = np.random.default_rng(20)
ONE_HUMP = {
    "normal": lambda n: RNG.normal(65, 12, n),
    "left skew": lambda n: 100 * RNG.beta(8, 3, n),
    "heavy tails": lambda n: 65 + 8 * RNG.standard_t(4, n),
    "two widths": lambda n: 65 + RNG.standard_normal(n) * RNG.choice([6, 14], n),
}


def two(n, share, d):
    lower = round(share * n)
    return np.r_[RNG.normal(45, 6, lower), RNG.normal(45 + 6 * d, 6, n - lower)]


@pytest.mark.parametrize("shape", ONE_HUMP)
@pytest.mark.parametrize("n", [47, 300, 1741])
def test_one_hump_is_not_called_two(shape, n):
    claims = sum(
        humps(ONE_HUMP[shape](n), seed).status != "S0" for seed in range(6 if n < 1000 else 2)
    )
    assert claims == 0


@pytest.mark.parametrize(
    ("n", "share", "d", "status"),
    [(300, 0.5, 4, "S2"), (1741, 0.3, 4, "S2"), (1741, 0.15, 4, "S1")],
)
def test_two_humps_are_found(n, share, d, status):
    told = humps(two(n, share, d), 1)
    assert told.status == status
    assert told.smaller_share == pytest.approx(min(share, 1 - share), abs=0.04)
    assert 45 < told.antimode < 45 + 6 * d
    assert told.lower_mean == pytest.approx(45, abs=2)


def test_47_sites_cannot_bear_a_claim_unless_the_poles_are_far_apart():
    assert humps(two(47, 0.3, 3), 1).status == "S0"


def test_too_few_or_equal_scores_are_not_asked():
    assert humps(np.linspace(10, 90, 19), 1) is None
    assert humps(np.full(50, 80.0), 1) is None


def test_the_dip_of_known_samples():
    assert dip(np.arange(10.0)) == pytest.approx(1 / 20)  # evenly spaced: no hump less than 1/(2n)
    assert dip(np.array([3.0, 3.0, 3.0])) == pytest.approx(1 / 6)
    assert dip(np.r_[np.zeros(50), np.ones(50)]) == pytest.approx(
        1 / 4
    )  # two atoms: the most there is
    assert dip(np.array([0.0, 1.0, 10.0, 11.0])) == pytest.approx(1 / 6 + 1 / 24, abs=0.09)


def test_the_dip_ignores_place_scale_and_order():
    x = two(80, 0.4, 4)
    assert dip(x) == pytest.approx(dip(RNG.permutation(-3 * x + 7)))


def test_the_dip_test_is_fair_on_uniform_samples():
    small = [dip_test(RNG.random(60), 1)[1] for _ in range(200)]
    assert 0.01 <= np.mean(np.array(small) < 0.1) <= 0.2


def test_silverman_tells_one_hump_from_two():
    assert silverman_test(RNG.normal(60, 10, 300), 1) > 0.05
    assert silverman_test(two(300, 0.5, 4), 1) < 0.01
    assert modes(np.r_[RNG.normal(0, 1, 500), RNG.normal(10, 1, 500)], 1.0) == 2


def test_a_mixture_finds_its_components():
    found = fit(two(2000, 0.3, 5))
    assert found.means == pytest.approx((45, 75), abs=1)
    assert found.sds == pytest.approx((6, 6), abs=0.6)
    assert found.share == pytest.approx(0.3, abs=0.03)
    assert found.ashman_d > 4
