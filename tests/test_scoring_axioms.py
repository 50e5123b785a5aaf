"""What a score promises whatever the page: the axioms A1 to A4, and what is given up for them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minna.records import CheckMeta, Finding, Page
from scoring.estimators import Stratum, site_estimate, stratified_mean
from scoring.page_scores import page_scores
from scoring.weights import PARAMETERS

IMPACTS = ("minor", "moderate", "serious", "critical")
TEXT = {"ja": "x", "en": "x"}
CARDS = {
    name: CheckMeta("1.1.1", impact, TEXT, TEXT, {"m": TEXT}, TEXT, level="A", id=name)
    for name, impact in zip("abcd", IMPACTS, strict=True)
}
PAGE = Page("r", "s", "u", "fetched", sample_part="key")
counts = st.integers(1, 200)
rules = st.sampled_from("abcd")
viewports = st.sampled_from(("phone", "desktop"))


def fault(check, viewport="phone", count=1, outcome="failed", certainty="certain"):
    impact = CARDS[check].impact
    return Finding("r", "s", "u", viewport, check, "m", outcome, impact, certainty, count)


pages = st.dictionaries(st.tuples(rules, viewports), counts, max_size=6).map(
    lambda told: [fault(check, viewport, count) for (check, viewport), count in told.items()]
)


def mark(findings, cards=CARDS):
    (page_score,) = page_scores([PAGE], findings, cards)
    return page_score


def changed(findings, check, viewport, count):
    """The same page with another number of failing elements of one rule at one viewport."""
    rest = [f for f in findings if (f.check, f.viewport) != (check, viewport)]
    return [*rest, fault(check, viewport, count)] if count else rest


@given(pages, rules, counts)
def test_a1_one_more_failing_element_never_raises_and_up_to_32_lowers(findings, check, count):
    both = [
        changed(changed(findings, check, "phone", n), check, "desktop", n)
        for n in (count, count + 1)
    ]
    fewer, more = (mark(page).score for page in both)
    assert more < fewer if count < 32 else more == fewer


@given(pages, rules, viewports, counts, st.integers(0, 50))
def test_a2_a_fault_never_raises_whatever_passes_beside_it(findings, check, viewport, count, good):
    """Checks that pass leave no finding, and cards of theirs change nothing."""
    present = sum(f.count for f in findings if (f.check, f.viewport) == (check, viewport))
    worse = changed(findings, check, viewport, present + count)
    more = CARDS | {f"new-{n}": replace(CARDS["d"], id=f"new-{n}") for n in range(good)}
    assert mark(worse, more).score <= mark(findings).score


@given(pages, rules, st.integers(2, 32), st.integers(0, 31))
def test_a3_partial_repair_is_rewarded(findings, check, before, after):
    after = min(after, before - 1)
    both = [
        changed(changed(findings, check, "phone", n), check, "desktop", n) for n in (before, after)
    ]
    broken, mended = (mark(page).score for page in both)
    assert mended > broken


@given(pages, st.integers(1, 200))
def test_a4_padding_changes_nothing(findings, new):
    more = CARDS | {f"new-{n}": replace(CARDS["d"], id=f"new-{n}") for n in range(new)}
    assert mark(findings, more) == mark(findings)


@given(pages)
def test_a_page_glued_to_itself_loses_little(findings):
    """What is given up: a tenth of each failing rule's weight, ½·W/log₂ 32, is all that it costs."""
    twice = [replace(f, count=2 * f.count) for f in findings]
    weights = sum(PARAMETERS.weights[CARDS[check].impact] for check in {f.check for f in findings})
    assert 0 <= mark(twice).penalty - mark(findings).penalty <= 0.1 * weights + 1e-9


@given(pages, counts)
def test_the_graver_fault_costs_more(findings, count):
    clean = [f for f in findings if f.check not in "ad"]
    light, grave = (
        mark([*clean, fault(c, "phone", count), fault(c, "desktop", count)]) for c in "ad"
    )
    assert grave.score < light.score


@given(pages, st.lists(st.tuples(rules, viewports, counts), max_size=6))
def test_what_cannot_be_told_never_raises_a_score(findings, unsure):
    """V6: passes turned into cantTell move the lower bound, and nothing else."""
    more = [fault(c, v, n, outcome="cantTell", certainty="review") for c, v, n in unsure]
    before, after = mark(findings), mark([*findings, *more])
    assert after.score == before.score
    assert after.low <= before.low + 1e-9


scores = st.lists(st.floats(0, 100), min_size=2, max_size=20)


@given(scores, scores, st.integers(20, 200), st.integers(1, 100))
def test_empty_good_pages_move_a_site_by_the_weight_of_their_stratum_alone(
    key, page_values, size, empty
):
    """V4: fifty pages without anything do not hide among others; they are a template of their own."""
    keys = Stratum(len(key), tuple(key))
    before = site_estimate(keys, [Stratum(size, tuple(page_values))])
    padding = Stratum(empty, (100.0,) * min(3, empty))
    after = site_estimate(keys, [Stratum(size, tuple(page_values)), padding])
    share = empty / (size + empty)
    mean = stratified_mean([Stratum(size, tuple(page_values))]).mean
    assert after.mean - before.mean == pytest.approx(share * (100 - mean) / 2, abs=1e-9)


@given(scores, st.integers(1, 5))
def test_every_page_twice_leaves_a_site_where_it_was(page_values, more):
    """V3, with the key pages as well."""
    once, twice = (
        site_estimate(
            Stratum(k * 3, (50.0, 60.0, 70.0) * k),
            [Stratum(k * (len(page_values) + more), tuple(page_values) * k)],
        )
        for k in (1, 2)
    )
    assert abs(once.mean - twice.mean) < 1e-9
