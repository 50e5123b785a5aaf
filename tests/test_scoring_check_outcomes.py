"""Outcomes of checks by site: from the pages' marks, and back to the very same scores."""

import numpy as np
import pytest

from scoring.check_outcomes import SiteOutcomes, families_known, family_numbers, joined
from scoring.estimators import Stratum, site_estimate


def site(key, random, strata=(1.0,), **more):
    """A site whose pages have these loads by check: key pages, then random ones by stratum."""
    weights = [0.5 / key] * key
    for share in strata:
        weights += [0.5 * share / (random // len(strata))] * (random // len(strata))
    return SiteOutcomes(np.array(weights), np.arange(key + random) < key, **more)


def test_scores_are_those_of_the_formula():
    loads = {"a": np.array([7.0, 0, 7, 0, 0, 0]), "b": np.array([0, 0, 3.5, 3.5, 0, 0])}
    outcomes = joined(["s"], {"s": site(2, 4, (0.75, 0.25), penalties=loads)})
    pages = 100 * np.exp(-(loads["a"] + loads["b"]) / 20)
    strata = [Stratum(75, tuple(pages[2:4])), Stratum(25, tuple(pages[4:]))]
    assert outcomes.scores()[0] == pytest.approx(
        site_estimate(Stratum(2, tuple(pages[:2])), strata).mean
    )
    assert outcomes.without("b").scores()[0] > outcomes.scores()[0]
    assert outcomes.without("b").checks == ("a",)


def test_a_fault_on_nearly_all_pages_or_in_a_shared_part_is_the_templates():
    most, some = np.array([0.0, 7, 7, 7, 7]), np.array([0.0, 0, 0, 7, 7])
    sites = {
        "s": site(1, 4, penalties={"a": most, "b": some}),
        "t": site(1, 4, penalties={"b": some}, shared=frozenset({"b"})),
    }
    outcomes = joined(["s", "t"], sites)
    assert outcomes.template.tolist() == [[True, False], [False, True]]
    answers = outcomes.answers()
    assert answers.failures.tolist() == [[1, 0, 0, 2], [0, 1, 0, 0]]
    assert answers.trials.tolist() == [[1, 1, 0, 5], [1, 1, 5, 0]]


def test_a_check_of_key_pages_is_asked_of_key_pages_alone():
    on_key = np.array([7.0, 7, 0, 0, 0])
    key_only = frozenset({"k"})
    sites = {
        "s": site(2, 3, penalties={"k": on_key}, key_only=key_only),
        "t": SiteOutcomes(np.full(4, 0.25), np.zeros(4, bool), {}, key_only=key_only),
    }
    outcomes = joined(["s", "t"], sites)
    assert outcomes.template[0, 0], "both of the pages that count"
    assert outcomes.answers().trials[:, 0].tolist() == [1, 0], (
        "a site without key pages is not asked"
    )


def test_sites_of_unlike_size_stand_side_by_side():
    sites = {"s": site(1, 4, penalties={"a": np.full(5, 7.0)}), "t": site(3, 9, penalties={})}
    outcomes = joined(["s", "t"], sites)
    assert outcomes.scores() == pytest.approx([100 * np.exp(-7 / 20), 100])
    assert outcomes.counted().tolist() == [[5], [12]]
    assert outcomes.of(np.array([False, True])).sites == ("t",)
    assert joined(["s", "unheard-of"], sites) is None


def test_families_are_numbered_and_an_unknown_one_is_its_own():
    assert family_numbers(["a", "", "b", "a", ""]).tolist() == [0, 1, 2, 0, 3]
    assert families_known(["a", "", "a"])
    assert not families_known(["a", "", "b", ""])
