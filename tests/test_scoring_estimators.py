"""A site's score and how sure it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.bands import band, is_borderline
from scoring.estimators import Stratum, site_estimate, stratified_mean, wilson
from scoring.sequential_stopping import is_enough

NO_KEY = Stratum(0, ())
points = st.floats(0, 100)
strata = st.lists(
    st.builds(
        lambda scores, more: Stratum(len(scores) + more, tuple(scores)),
        st.lists(points, min_size=1, max_size=10),
        st.integers(0, 300),
    ),
    min_size=1,
    max_size=5,
)


def test_a_worked_example():
    estimate = site_estimate(
        Stratum(15, (90,) * 15), [Stratum(500, (80.0,) * 12), Stratum(1500, (60.0,) * 13)]
    )
    assert estimate.mean == pytest.approx(77.5)  # ½·90 + ½·(¼·80 + ¾·60)
    # ŝ² = 4·144/(4+23); SE(R) = ŝ·√(¼²·(1−12/500)/12 + ¾²·(1−13/1500)/13)
    assert estimate.se == pytest.approx(0.5 * (4 * 144 / 27) ** 0.5 * 0.21904, rel=1e-3)


def test_a_site_measured_whole_has_no_sampling_error():
    assert site_estimate(Stratum(1, (100.0,)), [Stratum(3, (50.0, 70.0, 90.0))]).half_width == 0


def test_clean_pages_alone_do_not_make_a_score_certain():
    assert stratified_mean([Stratum(400, (100.0,) * 10)]).half_width > 3


def test_nothing_measured_has_no_estimate():
    assert site_estimate(NO_KEY, []) is None
    assert site_estimate(Stratum(3, ()), [Stratum(40, ())]) is None


def test_a_part_that_the_site_does_not_have_leaves_its_share_to_the_other():
    assert site_estimate(Stratum(2, (70.0, 80.0)), []) == stratified_mean(
        [Stratum(2, (70.0, 80.0))]
    )
    assert site_estimate(NO_KEY, [Stratum(9, (40.0, 60.0))]).mean == 50


def test_a_part_that_was_lost_widens_the_interval():
    key, random = Stratum(2, (70.0, 80.0)), [Stratum(9, (40.0, 60.0))]
    assert site_estimate(key, []).half_width == 0
    assert site_estimate(key, [Stratum(9, ())]).half_width > 15
    lost = site_estimate(Stratum(2, ()), random)
    assert lost.mean == 50
    assert lost.half_width > site_estimate(NO_KEY, random).half_width


def test_a_key_page_that_was_lost_widens_the_interval():
    random = [Stratum(400, (60.0,) * 20)]
    whole, less = (site_estimate(Stratum(10, (60.0,) * n), random) for n in (10, 9))
    assert less.mean == whole.mean
    assert less.half_width > whole.half_width


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60))
def test_a_site_of_perfect_pages_has_exactly_a_hundred_points(a, b, c):
    """Else it would not be left out of the tests for two tiers."""
    random = [Stratum(size, (100.0,) * 3) for size in (a + 3, b + 3, c + 3)]
    assert site_estimate(Stratum(7, (100.0,) * 7), random).mean == 100


@given(strata)
def test_every_page_twice_is_the_same_score(drawn_strata):
    once, twice = (
        stratified_mean([Stratum(k * s.size, s.scores * k) for s in drawn_strata]) for k in (1, 2)
    )
    assert twice.mean == pytest.approx(once.mean)


@given(strata)
def test_a_mean_lies_within_what_was_measured(drawn_strata):
    scores = [y for s in drawn_strata for y in s.scores]
    assert min(scores) - 1e-9 <= stratified_mean(drawn_strata).mean <= max(scores) + 1e-9


@given(strata, st.integers(1, 200))
def test_a_template_of_which_no_page_was_measured_costs_certainty_and_no_points(drawn_strata, size):
    without, with_unmeasured = (
        stratified_mean(drawn_strata),
        stratified_mean([*drawn_strata, Stratum(size, ())]),
    )
    assert with_unmeasured.mean == pytest.approx(without.mean)
    assert with_unmeasured.se > without.se


def test_a_template_with_one_measured_page_is_not_held_to_be_certain():
    alone = stratified_mean([Stratum(50, (80.0,)), Stratum(50, (80.0,))])
    assert alone.half_width > 15


def test_the_interval_holds_the_truth_95_times_in_100():
    """Known sites of skewed pages: most perfect, some terrible, two templates; V7 in short."""
    rng = np.random.default_rng(5)
    held, pages = 0, 0
    for _ in range(400):
        sizes = rng.integers(100, 1500, 2)
        site = [
            np.clip(100 - rng.gamma(rng.uniform(0.3, 2), rng.uniform(4, 14), n), 0, 100)
            for n in sizes
        ]
        truth = float(np.concatenate(site).mean())
        n = 20
        while True:
            shares = [max(2, round(n * len(h) / sizes.sum())) for h in site]
            drawn = [
                Stratum(len(h), tuple(rng.choice(h, k, replace=False)))
                for h, k in zip(site, shares, strict=True)
            ]
            estimate = site_estimate(Stratum(1, (80.0,)), drawn)
            if is_enough(estimate, n):
                break
            n += 5
        pages += n
        held += abs(estimate.mean - (40 + truth / 2)) <= estimate.half_width
    assert 0.93 <= held / 400 <= 0.985
    assert pages / 400 <= 30


def test_sampling_stops_at_three_points_between_20_and_60_pages():
    assert not is_enough(stratified_mean([Stratum(400, (50.0,) * 5)]), 5)
    wild = stratified_mean([Stratum(4000, (0.0, 100.0) * 15)])
    assert not is_enough(wild, 30)
    assert is_enough(wild, 60)


def test_wilson_limits():
    assert wilson(0, 40) == pytest.approx((0, 0.0876), abs=1e-3)
    assert wilson(40, 40)[1] == pytest.approx(1)
    assert wilson(10, 40) == pytest.approx((0.142, 0.402), abs=1e-3)


def test_bands_are_fixed_and_the_best_has_no_barrier_on_its_key_pages():
    letters = [band(v, key_blocking=False) for v in (90, 89.99, 75, 60, 40, 39.99)]
    assert letters == ["A", "B", "B", "C", "D", "E"]
    assert band(99, key_blocking=True) == "B"
    assert is_borderline(88, 91)
    assert not is_borderline(76, 89)
