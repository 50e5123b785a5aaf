"""The shape of scores is called two-humped when it is, and hardly ever otherwise."""

import numpy as np
import pytest
from scipy.optimize import linprog

from scoring.dip import dip, dip_test, uniform_dips
from scoring.mixture import delta_bic, fit
from scoring.silverman import modes, silverman_test
from scoring.tiers import bimodality_test

SEED = 20
ONE_HUMP = {
    "normal": lambda rng, n: rng.normal(65, 12, n),
    "left skew": lambda rng, n: 100 * rng.beta(8, 3, n),
    "heavy tails": lambda rng, n: 65 + 8 * rng.standard_t(4, n),
    "two widths": lambda rng, n: 65 + rng.standard_normal(n) * rng.choice([6, 14], n),
    "flat": lambda rng, n: rng.uniform(40, 95, n),
}


def two(n, share, d, seed=SEED):
    """A share of the sites about 45 points, the others d standard deviations of 6 above."""
    rng, lower = np.random.default_rng(seed), round(share * n)
    return np.r_[rng.normal(45, 6, lower), rng.normal(45 + 6 * d, 6, n - lower)]


def test_one_hump_is_hardly_ever_called_two():
    rng = np.random.default_rng(SEED)
    statuses = {
        name: [bimodality_test(draw(rng, n), 1).status for n in (47, 300) for _ in range(3)]
        for name, draw in ONE_HUMP.items()
    }
    assert {status for name in statuses if name != "flat" for status in statuses[name]} == {"S0"}
    assert statuses["flat"].count("S0") >= 5, "the hardest shape: 5 to 7 % are called two"


@pytest.mark.parametrize("shape", ONE_HUMP)
def test_a_nation_with_one_hump_is_not_called_two_tiered(shape):
    assert bimodality_test(ONE_HUMP[shape](np.random.default_rng(SEED), 1741), 1).status == "S0"


@pytest.mark.parametrize(
    ("n", "share", "d", "status"),
    [(300, 0.5, 4, "S2"), (1741, 0.3, 4, "S2"), (1741, 0.15, 4, "S1")],
)
def test_two_humps_are_found(n, share, d, status):
    bimodality = bimodality_test(two(n, share, d), 1)
    assert bimodality.status == status
    assert bimodality.smaller_share == pytest.approx(min(share, 1 - share), abs=0.04)
    assert 45 < bimodality.antimode < 45 + 6 * d
    assert (bimodality.lower_mean, bimodality.upper_mean) == pytest.approx((45, 45 + 6 * d), abs=2)


def test_47_sites_cannot_bear_a_claim_unless_the_poles_are_far_apart():
    assert bimodality_test(two(47, 0.3, 3), 1).status == "S0"


def test_rounding_alone_makes_no_tiers():
    scores = np.random.default_rng(SEED).normal(65, 12, 300).round()
    assert bimodality_test(scores, 1).status == "S0"


def test_a_repeated_value_makes_no_tiers():
    """Many sites of one maker, with one fault on every page, share a score."""
    scores = np.random.default_rng(SEED).normal(65, 12, 300)
    assert bimodality_test(np.r_[scores, np.full(12, 77.88)], 1).dip_p > 0.05


def test_too_few_or_equal_scores_are_not_asked():
    assert bimodality_test(np.linspace(10, 90, 19), 1) is None
    assert bimodality_test(np.full(50, 80.0), 1) is None


def test_the_dip_of_known_samples():
    assert dip(np.arange(10.0)) == pytest.approx(1 / 20)  # evenly spaced: the least there is
    assert dip(np.array([3.0, 3.0, 3.0])) == pytest.approx(1 / 6)
    assert dip(np.r_[np.zeros(50), np.ones(50)]) == pytest.approx(1 / 4, abs=1e-5)  # the most


def test_the_dip_ignores_place_scale_and_order():
    x = two(80, 0.4, 4)
    assert dip(x) == pytest.approx(dip(np.random.default_rng(1).permutation(-3 * x + 7)))


def dip_by_definition(sample):
    """The least band about the steps with room for a curve of one hump, by linear programming.

    For a mode at each value in turn: heights left of it (with the one just before a jump there),
    heights from it on, and the half-width of the band, to be as small as can be.
    """
    x, counts = np.unique(sample, return_counts=True)
    heads = np.cumsum(counts) / len(sample)
    feet = heads - counts / len(sample)
    return max(1 / (2 * len(sample)), min(band(x, feet, heads, m) for m in range(len(x))))


def band(x, feet, heads, m):
    left, right = m + 1, len(x) - m
    size = left + right + 1
    rows, bounds = [], []

    def at_most(bound, **terms):
        row = np.zeros(size)
        for at, factor in terms.items():
            row[int(at[1:])] += factor
        rows.append(row)
        bounds.append(bound)

    for i in range(left):  # before the jump at the mode, the steps' feet are what counts
        at_most(-(feet[i] if i == m else heads[i]), **{f"u{i}": -1, f"d{size - 1}": -1})
        at_most(feet[i], **{f"u{i}": 1, f"d{size - 1}": -1})
    for i in range(m, len(x)):  # after it, their heads
        at_most(-heads[i], **{f"u{i + 1}": -1, f"d{size - 1}": -1})
        at_most(heads[i] if i == m else feet[i], **{f"u{i + 1}": 1, f"d{size - 1}": -1})
    for i in range(left + right - 1):
        at_most(0, **{f"u{i}": 1, f"v{i + 1}": -1})  # never falling
    for first, last, bend in ((0, m, 1), (m, len(x) - 1, -1)):  # convex, then concave
        for i in range(first + 1, last):
            before, after = 1 / (x[i] - x[i - 1]), 1 / (x[i + 1] - x[i])
            u = i if bend == 1 else i + 1
            slopes = {f"u{u}": before + after, f"v{u - 1}": -before, f"w{u + 1}": -after}
            at_most(0, **{at: bend * factor for at, factor in slopes.items()})
    aim = np.eye(size)[-1]
    return linprog(aim, A_ub=np.array(rows), b_ub=bounds, bounds=[(0, 1)] * size).fun


@pytest.mark.parametrize("seed", range(24))
def test_the_dip_is_that_of_the_definition(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 22))
    draws = {
        "flat": rng.random(n),
        "skewed": rng.exponential(size=n),
        "two": np.r_[rng.normal(0, 1, n // 2), rng.normal(5, 1, n - n // 2)],
        "ties": rng.integers(0, 8, n).astype(float),
    }
    for sample in draws.values():
        assert dip(sample) == pytest.approx(dip_by_definition(sample), abs=1e-6)


def test_the_dip_test_is_fair_on_uniform_samples():
    rng = np.random.default_rng(SEED)
    small = [dip_test(rng.random(60), 1)[1] for _ in range(200)]
    assert 0.05 <= np.mean(np.array(small) < 0.1) <= 0.16


def test_silverman_tells_one_hump_from_two():
    rng = np.random.default_rng(SEED)
    assert silverman_test(rng.normal(60, 10, 300), 1) > 0.05
    assert silverman_test(two(300, 0.5, 4), 1) < 0.01
    assert modes(np.r_[rng.normal(0, 1, 500), rng.normal(10, 1, 500)], 1.0) == 2


def test_a_lone_site_far_out_is_no_hump():
    scores = np.r_[np.random.default_rng(SEED).normal(80, 4, 300), 5.0]
    assert modes(scores, 3.0) == 1


def test_a_mixture_finds_its_components():
    fitted = fit(two(2000, 0.3, 5))
    assert fitted.means == pytest.approx((45, 75), abs=1)
    assert fitted.sds == pytest.approx((6, 6), abs=0.6)
    assert fitted.share == pytest.approx(0.3, abs=0.03)
    assert fitted.ashman_d > 4


def test_a_mixture_alone_is_fooled_by_skew():
    """Why no claim rests on it alone."""
    skewed = ONE_HUMP["left skew"](np.random.default_rng(SEED), 1741)
    assert delta_bic(skewed, fit(skewed)) > 10


@pytest.mark.parametrize("n", [30, 150, 1500])
def test_the_dips_of_a_size_that_was_not_tried_are_read_off_between(n):
    rng = np.random.default_rng(SEED)
    own = np.quantile([dip(rng.random(n)) for _ in range(600)], [0.5, 0.9])
    assert np.quantile(uniform_dips(n, 1), [0.5, 0.9]) == pytest.approx(own, rel=0.04)
