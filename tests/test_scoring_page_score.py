"""A page's mark: monotone in every fault, and nothing else can move it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minna.records import Finding
from scoring.page_score import extent, failed_rules, viewport_score

IMPACTS = ["minor", "moderate", "serious", "critical"]


def finding(
    check="a", impact="critical", count=1, outcome="failed", certainty="certain", message="m"
):
    return Finding("r", "s", "u", "phone", check, message, outcome, impact, certainty, count)


findings = st.lists(
    st.builds(
        finding,
        check=st.sampled_from("abcde"),
        impact=st.sampled_from(IMPACTS),
        count=st.integers(1, 200),
        outcome=st.sampled_from(["failed", "cantTell"]),
        certainty=st.sampled_from(["certain", "likely", "review"]),
    ),
    max_size=8,
)


def score(*findings):
    return viewport_score(findings, {}).score


@pytest.mark.parametrize(
    ("impact", "points"),
    [("critical", 77.9), ("serious", 83.9), ("moderate", 92.8), ("minor", 97.5)],
)
def test_one_fault_on_one_element_costs_what_the_method_says(impact, points):
    assert score(finding(impact=impact)) == pytest.approx(points, abs=0.05)


def test_a_page_without_faults_has_a_hundred_points():
    assert viewport_score([], {}) == viewport_score([], {"a": True})
    assert (score(), viewport_score([], {}).clean, viewport_score([], {}).blocking) == (
        100,
        True,
        False,
    )


def test_the_extent_of_a_fault_grows_with_its_elements_up_to_32():
    extents = {n: extent(n) for n in (0, 1, 2, 4, 8, 32, 64)}
    assert extents == pytest.approx({0: 0, 1: 0.5, 2: 0.6, 4: 0.7, 8: 0.8, 32: 1, 64: 1})


def test_a_fault_of_the_whole_page_costs_its_full_weight_at_once():
    assert viewport_score([finding(impact="serious")], {"a": True}).penalty == 7


@given(findings, st.sampled_from(IMPACTS))
def test_one_fault_more_never_raises_and_a_new_one_always_lowers(on_page, impact):
    assert score(*on_page, finding("new", impact)) < score(*on_page)


@given(findings, findings, st.sampled_from(IMPACTS))
def test_a_fault_never_raises_whatever_comes_along_with_it(on_page, along, impact):
    unsure = [replace(f, certainty="likely") for f in along]
    assert score(*on_page, *unsure, finding("new", impact)) < score(*on_page)


@given(findings, st.integers(1, 60))
def test_one_failing_element_more_never_raises_and_lowers_up_to_32(on_page, count):
    fewer, more = (score(*on_page, finding("new", count=n)) for n in (count, count + 1))
    assert more < fewer if count < 32 else more == fewer


@given(findings)
def test_what_cannot_be_told_moves_the_lower_bound_and_not_the_score(on_page):
    sure = [f for f in on_page if f.outcome == "failed" and f.certainty == "certain"]
    assert score(*on_page) == score(*sure)
    assert viewport_score(on_page, {}).low <= viewport_score(on_page, {}).score + 1e-9
    assert (
        viewport_score([*on_page, finding("x", outcome="cantTell", certainty="review")], {}).low
        < viewport_score(on_page, {}).low
    )


@given(findings)
def test_the_order_of_findings_changes_nothing(on_page):
    assert viewport_score(on_page, {}) == viewport_score(on_page[::-1], {})


def test_several_messages_of_one_check_are_one_fault():
    two = failed_rules([finding(message="x", impact="minor"), finding(message="y", count=3)], {})
    assert (two["a"].impact, two["a"].count) == ("critical", 4)


@pytest.mark.parametrize("certainty", ["likely", "review", "manual"])
def test_only_what_is_sure_counts(certainty):
    unsure = viewport_score([finding(certainty=certainty)], {})
    assert (unsure.score, unsure.clean, unsure.blocking) == (100, True, False)


def test_a_critical_fault_blocks():
    assert viewport_score([finding()], {}).blocking
    assert not viewport_score([finding(impact="serious")], {}).blocking
