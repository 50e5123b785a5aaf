"""Two classes are claimed where checks and scores say so, and one fault or vendor is named."""

import numpy as np
import pytest

from benchmarks.trials.classes import Nation, draw, trial
from scoring.check_outcomes import Outcomes
from scoring.leave_one_out import divides, dividing_check, dividing_vendor, most_unlike
from scoring.tier_test import first_failing, tier_test
from scoring.tiers import bimodality_test

SEED = 5


def nation(*truth, seed=SEED, **more):
    return draw(Nation(*truth, **more), np.random.default_rng(seed))


def with_fault(outcomes, sites, load=50.0):
    """The same nation with one more check, whose template fails on some of the sites."""
    loads = np.zeros((*outcomes.weights.shape, 1), np.float32)
    loads[sites] = load
    return Outcomes(
        outcomes.sites,
        (*outcomes.checks, "one"),
        outcomes.weights,
        np.concatenate([outcomes.penalties, loads], axis=2),
        np.ones((*outcomes.weights.shape, len(outcomes.checks) + 1), bool),
        np.column_stack([outcomes.template, sites]),
    )


@pytest.mark.slow
def test_two_classes_are_claimed_with_who_belongs_to_them():
    outcomes, vendors = nation(600, 12, two=(0.3, 4.0))
    tier = tier_test(outcomes, vendors, 1)
    assert tier.is_claimed
    assert tier.shape_p < 0.05
    assert tier.smaller_share == pytest.approx(0.3, abs=0.08)
    assert tier.lower.mean() == pytest.approx(0.3, abs=0.08)
    assert outcomes.scores()[tier.lower > 0.9].max() < outcomes.scores()[tier.lower < 0.1].mean()
    assert np.corrcoef(tier.quality, outcomes.scores())[0, 1] > 0.5


@pytest.mark.slow
def test_lumps_of_few_checks_are_no_classes():
    """By their shape alone, most such nations would be called two-tiered."""
    outcomes = [trial(Nation(1741, 6), n) for n in range(4)]
    assert sum(t["shape"] in ("S1", "S2") for t in outcomes) >= 2
    assert all(t["decided"] for t in outcomes)


def test_the_same_seed_says_the_same():
    outcomes, vendors = nation(200, 8, two=(0.5, 4.0))
    one, two = (tier_test(outcomes, vendors, 1) for _ in range(2))
    assert (one.sites_gain, one.shape_p) == (two.sites_gain, two.shape_p)


def test_with_two_checks_nothing_is_asked():
    outcomes, vendors = nation(100, 2)
    assert tier_test(outcomes, vendors, 1).decided == "few_checks"


def test_each_condition_decides_in_its_turn():
    assert first_failing(2.9, 9, 9, 0.5) == "sites"
    assert first_failing(9, 2.9, 9, 0.5) == "checks"
    assert first_failing(9, 9, 1.9, 0.5) == "distance"
    assert first_failing(9, 9, 9, 0.04) == "share"
    assert first_failing(9, 9, 9, 0.05) == ""


def shows_lumps(outcomes, kept):
    return bimodality_test(outcomes.scores(), 1).status != "S0"


def test_one_grave_fault_on_half_the_sites_is_no_second_class_and_is_named():
    outcomes, vendors = nation(300, 25, sd=0.5, discrete=False)
    has = np.random.default_rng(SEED).random(300) < 0.5
    divided = with_fault(outcomes, has)
    assert shows_lumps(divided, None)
    assert not shows_lumps(outcomes, None)
    assert tier_test(divided, vendors, 1).decided
    lower = (divided.scores() < np.median(divided.scores())).astype(float)
    assert dividing_check(divided, lower, shows_lumps) == "one"
    assert divides(has.astype(float), has.astype(float))
    assert not divides(has.astype(float), np.random.default_rng(1).random(300))


def test_a_check_or_vendor_without_which_all_stays_is_not_named():
    outcomes, _ = nation(400, 25, sd=0.5)
    lower = (outcomes.scores() < np.median(outcomes.scores())).astype(float)
    vendors = [f"v{n % 5}" for n in range(400)]
    assert dividing_check(outcomes, lower, lambda left, kept: True) == ""
    assert dividing_vendor(outcomes, vendors, lower, lambda left, kept: True) == ""
    asked = []
    dividing_check(outcomes, lower, lambda left, kept: asked.append(len(left.checks)) or True)
    assert asked == [24, 24, 24], "three are tried"


def test_the_vendor_whose_sites_are_the_lower_group_is_named():
    outcomes, _ = nation(300, 12)
    lower = np.arange(300) < 90
    vendors = ["甲社" if below else f"v{n % 10}" for n, below in enumerate(lower)]

    def still_two(left, kept):
        return bool(lower[kept].any())

    assert dividing_vendor(outcomes, vendors, lower.astype(float), still_two) == "甲社"


def test_columns_that_differ_most_come_first():
    lower = np.array([1.0, 1, 0, 0])
    values = np.array([[1.0, 0, 5, 2], [1, 0, 5, 2], [1, 3, 0, 1], [1, 3, 0, 1]])
    assert most_unlike(values, lower) == [2, 1, 3]
