"""Gap figures against known truth, and against what they must be by definition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from scoring import inequality
from scoring.gap import between_groups, bounds, size_gradient
from scoring.posterior import posterior_draws, posterior_moments
from scoring.residuals import after_size, after_vendor
from scoring.slopes import slopes
from scoring.variance import variance_components, vendor_effects

SEED = 4
samples = st.lists(st.floats(1, 100), min_size=2, max_size=40).map(np.array)


def nation(n=1741, slope=5.0, se=1.5, vendor_sd=4.0, pref_sd=2.0, seed=SEED):
    """Scores with a known slope on log10 population and known spreads of vendors and prefectures."""
    rng = np.random.default_rng(seed)
    size = rng.normal(4.4, 0.65, n)
    pref, vendor = rng.integers(0, 47, n), rng.integers(0, 40, n)
    truth = 65 + slope * (size - 4.4) + rng.normal(0, 8, n)
    truth += rng.normal(0, pref_sd, 47)[pref] + (effects := rng.normal(0, vendor_sd, 40))[vendor]
    x = truth + se * rng.standard_normal(n)
    labels = {"pref": [f"p{i}" for i in pref], "vendor": [f"v{i}" for i in vendor]}
    return x, np.full(n, se), 10**size, labels, effects


def test_slopes_on_population_are_found():
    x, se, population, *_ = nation(se=4.0)
    for name, (value, low, high) in size_gradient(x, se, population, 1).items():
        assert low < value < high
        assert value == pytest.approx(5, abs=1.6), name
    assert size_gradient(x[:19], se[:19], population[:19], 1) == {}
    assert size_gradient(x, se, np.full(len(x), 1e4), 1) == {}


@pytest.mark.parametrize("q", [0.1, 0.5, 0.9])
def test_a_line_through_a_quantile_is_that_of_the_linear_program(q):
    rng = np.random.default_rng(SEED)
    size, n = rng.normal(4, 1, 61), 61
    y = 50 + 4 * size + rng.standard_t(3, n) * (1 + np.abs(size))
    cost = np.r_[0, 0, np.full(n, q), np.full(n, 1 - q)]
    equal = np.hstack([np.ones((n, 1)), size[:, None], np.eye(n), -np.eye(n)])
    free = [(None, None)] * 2 + [(0, None)] * (2 * n)
    best = linprog(cost, A_eq=equal, b_eq=y, bounds=free)
    assert slopes(y[None, :], size, q)[0] == pytest.approx(best.x[1], abs=1e-6)


def test_slopes_are_not_flattened_by_noise():
    x, se, population, *_ = nation(se=8.0)
    size = np.log10(population)
    design = np.column_stack([np.ones(len(size)), size])
    drawn = posterior_draws(x, se, 50, np.random.default_rng(1), design).mean(axis=0)
    assert np.polyfit(size, drawn, 1)[0] == pytest.approx(np.polyfit(size, x, 1)[0], rel=0.05)


def test_shares_of_variance_are_found():
    x, se, _, labels, _ = nation()
    components = variance_components(x, se, labels, 1)
    expected = {"share_pref": 4, "share_vendor": 16}
    total = 4 + 16 + 64 + 25 * 0.65**2
    for name, variance in expected.items():
        value, low, high = components[name]
        assert low <= value <= high
        assert low <= variance / total <= high, name


@pytest.mark.slow
def test_measurement_error_is_nobodys_share():
    x, se, _, labels, _ = nation(se=1.0, pref_sd=0.0)
    noisy, more, *_ = nation(se=10.0, pref_sd=0.0)
    sharp, blurred = (
        variance_components(x, se, labels, 1),
        variance_components(noisy, more, labels, 1),
    )
    assert blurred["share_vendor"][0] == pytest.approx(sharp["share_vendor"][0], abs=0.08)


def test_what_divides_nobody_has_no_share():
    x, se, _, labels, _ = nation(n=60)
    alike, apart = ["a"] * 60, [str(i) for i in range(60)]
    assert variance_components(x, se, {"pref": alike, "vendor": apart, "size": [""] * 60}, 1) == {}
    assert set(variance_components(x, se, {"pref": alike, "vendor": labels["vendor"]}, 1)) == {
        "share_vendor"
    }
    assert variance_components(x[:10], se[:10], {"pref": ["a", "b"] * 5}, 1) == {}


def test_vendors_are_told_shrunken_and_with_their_interval():
    x, _, _, labels, effects = nation()
    by_vendor = vendor_effects(x, labels, "vendor")
    inside = [
        by_vendor[f"vendor:v{i}"][1] <= e <= by_vendor[f"vendor:v{i}"][2]
        for i, e in enumerate(effects)
    ]
    assert np.mean(inside) >= 0.85
    values = np.array([by_vendor[f"vendor:v{i}"][0] for i in range(40)])
    assert np.corrcoef(values, effects)[0, 1] > 0.9
    assert values.std() < effects.std() * 1.1
    few = vendor_effects(x, {"vendor": ["rare"] * 9 + labels["vendor"][9:]}, "vendor")
    assert set(few) == set(by_vendor), "nine customers say nothing"
    in_turn = {"vendor": [str(place % 2) for place in x.argsort().argsort()]}
    assert vendor_effects(x, in_turn, "vendor") == {}, "vendors that do not differ are not told"


def test_residuals_leave_neither_size_nor_vendor():
    x, _, population, labels, _ = nation()
    left = after_size(x, population)
    assert np.corrcoef(left, np.log10(population))[0, 1] == pytest.approx(0, abs=1e-9)
    bare = after_vendor(x, population, labels["vendor"])
    means = [bare[np.array(labels["vendor"]) == f"v{i}"].mean() for i in range(40)]
    assert np.abs(means).max() < 1e-9
    unknown = np.where(np.arange(len(x)) < 5, np.nan, population)
    assert np.isnan(after_size(x, unknown)[:5]).all()
    assert np.isnan(after_size(x, np.full(len(x), np.nan))).all()


@given(samples)
def test_the_relative_series_keep_to_their_definitions(x):
    apart = np.abs(x[:, None] - x[None, :])
    gini = apart.mean() / (2 * x.mean())
    order = np.sort(x)
    half = len(x) // 2
    poorer = (order[:half].sum() + (order[half] / 2 if len(x) % 2 else 0)) / x.sum()
    wolfson = 4 * x.mean() / np.median(x) * (0.5 - poorer - gini / 2)
    assert inequality.wolfson(x[None, :])[0] == pytest.approx(wolfson, abs=1e-9)
    assert inequality.theil(x[None, :])[0] >= -1e-12
    alone = [str(i) for i in range(len(x))]
    if np.ptp(x) > 1e-3:
        assert inequality.theil_between(x[None, :], alone)[0] == pytest.approx(1)
    assert inequality.theil_between(x[None, :], ["a"] * len(x))[0] == pytest.approx(0, abs=1e-6)


def test_theil_falls_apart_into_between_and_within():
    x = np.array([20.0, 40.0, 60.0, 90.0, 80.0, 70.0])
    group = list("aabbcc")
    within = sum(
        x[k].sum() / x.sum() * inequality.theil(x[None, k])[0] for k in ([0, 1], [2, 3], [4, 5])
    )
    whole = inequality.theil(x[None, :])[0]
    share = inequality.theil_between(x[None, :], group)[0]
    assert share == pytest.approx(1 - within / whole)
    assert set(between_groups(x, np.ones(6), ["a"] * 6, 1)) == {"theil"}


def test_der_is_the_mean_of_identification_times_alienation():
    rng = np.random.default_rng(SEED)
    x = np.sort(rng.normal(60, 10, 400))
    h = 0.9 * x.std() * 400**-0.2
    away = np.abs(x[:, None] - x[None, :])
    f = np.mean(np.exp(-0.5 * (away / h) ** 2), axis=1) / (h * np.sqrt(2 * np.pi))
    expected = np.mean(f**0.5 * away.mean(axis=1)) / x.mean() ** 0.5
    assert inequality.der(x[None, :])[0] == pytest.approx(expected, rel=0.01)
    poles = np.r_[rng.normal(40, 3, 200), rng.normal(80, 3, 200)]
    assert (
        inequality.der(poles[None, :])[0] > inequality.der(rng.normal(60, poles.std(), (1, 400)))[0]
    )
    assert inequality.der(np.full((1, 5), 70.0))[0] == 0


def test_bounds_take_the_unmeasured_at_their_worst_and_best():
    x, residents = np.array([50.0, 90.0]), np.array([100.0, 300.0])
    bound_by_measure = bounds(x, residents, np.array([600.0, 0.0]))
    assert bound_by_measure["unmeasured_sites"] == (0.5, 0.5, 0.5)
    assert bound_by_measure["mean_bounds"] == (70, 35, 85)
    assert bound_by_measure["unmeasured_residents"][0] == pytest.approx(0.6)
    assert bound_by_measure["residents_below_60_bounds"] == pytest.approx((0.25, 0.1, 0.7))
    assert "unmeasured_residents" not in bounds(x, residents, np.array([np.nan]))


def test_a_sure_score_stays_and_an_unsure_one_is_drawn_to_the_others():
    x, se = np.array([40.0, 60.0, 80.0, 50.0, 70.0]), np.array([0.0, 3.0, 3.0, 3.0, 20.0])
    mean, sd = posterior_moments(x, se)
    assert mean[0] == pytest.approx(40)
    assert sd[0] < 1e-3
    assert 55 < mean[4] < 67
    assert (sd <= np.maximum(se, 1e-6)).all()
