"""Claims of checks: what they count for, and what their number decides."""

from types import SimpleNamespace

import pytest

from audits import ceilings
from benchmarks import claims, sealed
from benchmarks.claims import Count, Place, Way
from benchmarks.sets import FALSE, OPEN, TRUE, Claim, Told
from benchmarks.sightings import Report, Sighting
from minna.records import Certainty

SURE, LIKELY = Way("x", "odd", "sure"), Way("x", "odd", "likely")


@pytest.mark.parametrize(
    ("way", "count", "may_be"),
    [
        (SURE, Count(), Certainty.CERTAIN),
        (SURE, Count(true=1), Certainty.CERTAIN),
        (SURE, Count(true=99, false=1), Certainty.CERTAIN),
        (SURE, Count(true=49, false=1), Certainty.LIKELY),
        (SURE, Count(true=90, false=10), Certainty.LIKELY),
        (SURE, Count(true=1, false=1), Certainty.LIKELY),
        (SURE, Count(true=7, false=3), Certainty.REVIEW),
        (LIKELY, Count(true=8, false=2), Certainty.LIKELY),
        (LIKELY, Count(true=7, false=3), Certainty.REVIEW),
        (LIKELY, Count(false=4), Certainty.LIKELY),
        (LIKELY, Count(false=5), Certainty.REVIEW),
        (LIKELY, Count(unread=100), Certainty.LIKELY),
    ],
)
def test_the_numbers_decide(way, count, may_be):
    assert claims.allowed(way, count) == may_be


def test_the_bound_is_that_of_clopper_and_pearson():
    """With k of k right it is the k-th root of 0.1; one claim more or less moves it as it should."""
    assert Count(true=45).bound == pytest.approx(0.1 ** (1 / 45))
    assert Count(true=45).bound > 0.95 > Count(true=44).bound
    assert Count(true=77, false=1).bound > 0.95 > Count(true=75, false=1).bound


def said(check="x", strength="sure", criteria=("1.1.1",)):
    return Sighting(check, "odd", strength, criteria, 1)


def a_set(given, clean=()):
    return SimpleNamespace(claims=lambda told, former: iter(given), clean=lambda: iter(clean))


def test_claims_are_counted_by_way_and_half(monkeypatch):
    monkeypatch.setattr(sealed, "is_sealed", lambda case: case.startswith("sealed"))
    monkeypatch.setattr(claims, "is_sealed", sealed.is_sealed)
    given = [
        Claim("a", said(), TRUE),
        Claim("a", said(), TRUE),
        Claim("b", said(), FALSE),
        Claim("b", said(strength="likely"), OPEN),
        Claim("sealed", said(), FALSE),
    ]
    found = claims.count({"s": a_set(given)}, Told(Report({}, {}), Report({}, {})), {"s": ""})
    assert found[SURE] == {Place("s", "open"): Count(1, 1), Place("s", "sealed"): Count(0, 1)}
    assert found[LIKELY] == {Place("s", "open"): Count(0, 0, 1)}
    assert claims.total(found[SURE], "open") == Count(1, 1)


def test_pages_that_are_only_read_have_no_sealed_half(monkeypatch):
    monkeypatch.setattr(claims, "is_sealed", lambda case: True)
    found = claims.count(
        {"good": a_set([Claim("a", said(), TRUE)])},
        Told(Report({}, {}), Report({}, {})),
        {"good": ""},
    )
    assert list(found[SURE]) == [Place("good", "open")]


def test_a_clean_page_counts_for_checks_of_its_criteria_that_had_something_to_judge():
    judged = {"a": frozenset({"x", "y"}), "b": frozenset({"y"}), "c": frozenset({"x"})}
    told = Told(Report({}, {"x": ("1.1.1",), "y": ("2.4.2",)}), Report({}, {}), judged)
    clean = [("a", ("1.1.1",)), ("b", ())]
    assert claims.clean_pages({"s": a_set([], clean)}, told) == {"x": 1, "y": 1}


def test_counts_come_back_and_those_of_others_stay(tmp_path):
    path = tmp_path / "claims.csv"
    claims.write({SURE: {Place("planted", "open"): Count(5, 1)}}, path)
    ours = {SURE: {Place("s", "sealed"): Count(1, 2, 3)}, LIKELY: {Place("s", "open"): Count(1)}}
    claims.write(ours, path)
    claims.write(ours, path)
    assert claims.read(path) == {
        SURE: {Place("planted", "open"): Count(5, 1), Place("s", "sealed"): Count(1, 2, 3)},
        LIKELY: {Place("s", "open"): Count(1)},
    }


def test_sealed_claims_lower_nothing():
    assert not list(claims.lowered({SURE: {Place("s", "sealed"): Count(0, 50)}}))
    assert list(claims.lowered({SURE: {Place("s", "open"): Count(0, 50)}})) == [
        ("x", "odd", "certain", "review")
    ]


def test_what_the_judge_reads_is_what_the_numbers_say():
    """Whoever changes counts writes both files (python -m benchmarks.precision --write)."""
    with ceilings.FILE.open(encoding="utf-8") as file:
        written = [tuple(line.strip().split(",")) for line in file][1:]
    assert written == list(claims.lowered(claims.read()))
