"""Places as ranges."""

import numpy as np
import pytest

from scoring.gap import gap
from scoring.groups import population_class
from scoring.ranking import rank_intervals, tie_group_start
from scoring.simultaneous_ranks import largest_difference, simultaneous_intervals


def test_ties_share_the_middle_of_their_places():
    intervals = rank_intervals(np.array([90.0, 80.0, 80.0, 70.0]), np.zeros(4), 1)
    assert [p.rank for p in intervals] == [1, 2.5, 2.5, 4]
    assert [p.alike for p in intervals] == [0, 1, 1, 0]


def test_a_place_lies_within_its_range():
    rng = np.random.default_rng(2)
    for p in rank_intervals(rng.normal(60, 10, 200), rng.uniform(1, 4, 200), 3):
        assert 1 <= p.low <= p.rank <= p.high <= 200


def test_the_same_seed_gives_the_same_ranges():
    x, se = np.linspace(40, 90, 30), np.full(30, 3.0)
    assert rank_intervals(x, se, 7) == rank_intervals(x, se, 7)


def test_one_site_alone_is_first():
    assert [
        (p.rank, p.low, p.high) for p in rank_intervals(np.array([50.0]), np.array([2.0]), 1)
    ] == [(1, 1, 1)]


def test_rank_ranges_hold_the_true_place_95_times_in_100():
    rng = np.random.default_rng(11)
    held = []
    for seed in range(8):
        truth, se = rng.normal(65, 12, 300), rng.uniform(1, 3, 300)
        true_rank = (-truth).argsort().argsort() + 1
        intervals = rank_intervals(truth + se * rng.standard_normal(300), se, seed)
        held += [p.low <= t <= p.high for p, t in zip(intervals, true_rank, strict=True)]
    assert np.mean(held) >= 0.93


def test_noise_is_not_counted_as_gap():
    rng = np.random.default_rng(1)
    truth, se = rng.normal(60, 8, 1500), np.full(1500, 6.0)
    gaps = gap(truth + se * rng.standard_normal(1500), se, np.full(1500, 1e4), 1)
    expected = float(np.quantile(truth, 0.9) - np.quantile(truth, 0.1))
    value, low, high = gaps["p90_p10"]
    assert low <= expected <= high
    assert value == pytest.approx(expected, abs=1.5)
    assert gaps["sd"][0] == pytest.approx(8, abs=0.5)
    assert gaps["residents_below_60"][0] == pytest.approx(0.5, abs=0.05)


def test_residents_are_counted_where_they_are_known():
    gaps = gap(np.array([30.0, 90.0, 95.0]), np.full(3, 0.1), np.array([100.0, 300.0, np.nan]), 1)
    assert gaps["residents_below_60"][0] == pytest.approx(0.25)
    assert "residents_below_60" not in gap(np.array([1.0, 2.0]), np.ones(2), np.full(2, np.nan), 1)


def test_population_classes():
    classes = {population_class(n) for n in (0, 9_999, 10_000, 49_999, 99_999, 100_000, 2_000_000)}
    assert classes == {"0-10000", "10000-50000", "50000-100000", "100000-300000", "300000-"}


def test_sites_within_half_a_point_are_one_group():
    x = np.array([80.0, 79.6, 79.4, 79.0, 90.0])
    assert tie_group_start(x).tolist() == [2, 2, 4, 4, 1], (
        "half a point from the best of the group, no chains"
    )


def test_places_for_all_at_once_are_wider_and_hold_for_all_of_them():
    rng = np.random.default_rng(3)
    wrong = 0
    for seed in range(60):
        truth, se = rng.normal(65, 12, 60), rng.uniform(1, 3, 60)
        true_rank = (-truth).argsort().argsort() + 1
        x = truth + se * rng.standard_normal(60)
        best, worst = simultaneous_intervals(x, se, seed)
        wrong += not ((best <= true_rank) & (true_rank <= worst)).all()
        if seed < 3:
            intervals = rank_intervals(x, se, seed)
            assert all(p.simultaneous_low <= p.rank <= p.simultaneous_high for p in intervals)
            assert (
                np.mean(
                    [p.simultaneous_high - p.simultaneous_low >= p.high - p.low for p in intervals]
                )
                > 0.9
            )
    assert wrong <= 6, "95 % of the tables have no wrong range at all"


def test_the_largest_difference_is_that_of_all_pairs():
    rng = np.random.default_rng(5)
    for n in (2, 50, 400):
        z, se = rng.standard_normal(n), rng.uniform(0.2, 8, n)
        noise = se * z
        every = np.abs(noise[:, None] - noise) / np.sqrt(se[:, None] ** 2 + se**2)
        assert largest_difference(z, se) == pytest.approx(every.max())
