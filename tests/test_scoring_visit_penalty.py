"""What the figure beside the score promises: the axioms, on made-up costs of rules on pages."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.estimators import Stratum, site_estimate
from scoring.visit_penalty import of_costs, worst_met

PAGES, SIZE = 6, 40
"""Two key pages and four random ones, of a stratum of so many."""
costs = st.sampled_from((0.0, 0.5, 1.5, 3.5, 5.0, 7.0, 10.0))
rows = st.lists(costs, min_size=PAGES, max_size=PAGES)
sites = st.lists(rows, min_size=1, max_size=4)
places = st.tuples(st.integers(0, 3), st.integers(0, PAGES - 1))


def estimate(penalties, padding=0):
    """A site's figure; `padding` pages of a template of their own have no fault, and one is seen."""
    random = 0.5 * SIZE / (SIZE + padding) / 4
    weights = [0.25, 0.25, *[random] * 4, *[0.5 * padding / (SIZE + padding)] * bool(padding)]

    def site(brought):
        strata = [Stratum(SIZE, tuple(brought[2:PAGES])), Stratum(padding, tuple(brought[PAGES:]))]
        return site_estimate(Stratum(2, tuple(brought[:2])), strata[: 1 + bool(padding)])

    padded = [[*row, *[0.0] * bool(padding)] for row in penalties]
    return of_costs(np.array(padded).reshape(len(penalties), len(weights)), np.array(weights), site)


def changed(penalties, place, cost):
    more = [list(row) for row in penalties]
    more[place[0] % len(penalties)][place[1]] = cost
    return more


@given(sites, places, costs)
def test_a_fault_that_costs_more_on_a_page_lowers_and_mending_a_part_of_it_raises(
    penalties, place, cost
):
    """A1 and A3, strictly: of every page there are visits that meet nothing worse."""
    assume(cost > penalties[place[0] % len(penalties)][place[1]])
    assert estimate(changed(penalties, place, cost)).mean < estimate(penalties).mean


@given(sites, rows)
def test_one_more_rule_that_fails_lowers_and_one_that_passes_changes_nothing(penalties, row):
    """A2 and A4."""
    before, after = estimate(penalties), estimate([*penalties, row])
    assert after.mean < before.mean if any(row) else after.mean == pytest.approx(before.mean)


@given(sites, st.integers(1, 100))
def test_pages_without_a_fault_never_lower_and_hide_nothing_of_the_key_pages(penalties, padding):
    """V4."""
    after = estimate(penalties, padding).mean
    keys_alone = estimate([[*row[:2], 0, 0, 0, 0] for row in penalties]).mean
    assert estimate(penalties).mean - 1e-9 <= after <= keys_alone + 1e-9


@given(st.lists(costs, min_size=1, max_size=4))
def test_a_fault_on_all_pages_costs_what_it_costs_each_of_them(row):
    everywhere = [[cost] * PAGES for cost in row]
    assert estimate(everywhere).mean == pytest.approx(100 * np.exp(-sum(row) / 20))


@given(sites, st.integers(2, 3))
def test_every_page_twice_leaves_a_site_where_it_was(penalties, times):
    """V3."""
    weights = np.array([0.25, 0.25, *[0.125] * 4])
    once, more = (
        of_costs(
            np.repeat(np.array(penalties), k, axis=1),
            np.repeat(weights, k) / k,
            lambda brought, k=k: site_estimate(
                Stratum(2 * k, tuple(brought[: 2 * k])),
                [Stratum(SIZE * k, tuple(brought[2 * k :]))],
            ),
        )
        for k in (1, times)
    )
    assert more.mean == pytest.approx(once.mean)


@given(st.floats(0.001, 0.999), st.sampled_from((1.0, 3.5, 10.0)))
def test_a_fault_costs_between_its_share_and_five_times_its_share(share, cost):
    met = worst_met(np.array([[0.0, cost]]), np.array([[1 - share, 1.0]])).item()
    assert cost * share <= met + 1e-12
    assert met <= min(cost, 5 * cost * share) + 1e-12


def test_it_is_the_mean_of_the_worst_of_five_drawn_pages():
    penalties = np.array([0.0, 0.0, 3.5, 5.0, 0.0, 7.0])
    weights = np.array([0.25, 0.25, *[0.125] * 4])
    drawn = np.random.default_rng(1).choice(penalties, (40_000, 5), p=weights).max(axis=1)
    rising = np.argsort(penalties, kind="stable")
    reached = np.cumsum(weights[rising])
    worst = worst_met(penalties[rising][None], reached[None]).item()
    assert worst == pytest.approx(drawn.mean(), abs=0.05)


def test_a_clean_site_has_all_points_and_an_interval():
    estimated = estimate([[0.0] * PAGES])
    assert (estimated.mean, estimated.se > 0) == (100, True)


def test_the_interval_follows_what_each_page_brings():
    """Near what was seen, the figure moves as the pages' mean of what they bring."""
    penalties = [[0.0, 3.5, 0.0, 5.0, 0.0, 7.0], [10.0, 0.0, 0.0, 0.0, 5.0, 0.0]]
    weights = np.array([0.25, 0.25, *[0.125] * 4])
    brought = []
    of_costs(np.array(penalties), weights, lambda b: brought.append(b) or site_estimate_of(b))
    moved = weights.copy()
    moved[[2, 5]] += (-1e-6, 1e-6)
    before, after = (
        of_costs(np.array(penalties), w, lambda b: site_estimate_of(b)).mean
        for w in (weights, moved)
    )
    assert (after - before) / 1e-6 == pytest.approx(brought[0][5] - brought[0][2], rel=1e-3)


def site_estimate_of(brought):
    return site_estimate(Stratum(2, tuple(brought[:2])), [Stratum(SIZE, tuple(brought[2:]))])


def test_a_site_without_any_rule_that_fails_has_all_points():
    assert estimate([]).mean == 100
