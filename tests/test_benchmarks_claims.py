"""Claims of checks: what they count for, and what their number decides."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from audits.judging import ceilings
from audits.judging.check_runner import own_metas
from benchmarks import claims, kinds_of_test, sealed
from benchmarks.claims import Count, Place, Way
from benchmarks.sets import FALSE, OPEN, TRUE, Claim, EngineReports
from benchmarks.sightings import Report, Sighting
from minna.records import Certainty

SURE, LIKELY = Way("x", "odd", "sure"), Way("x", "odd", "likely")
COMPUTED = Way("axe:image-alt", "violation", "sure")
JUDGED = Way("page-title-words", "address", "sure")
ADVICE = Way("long-lines", "long", "sure")
PROVEN = Count(true=45)


@pytest.fixture(autouse=True)
def a_check_that_scores(monkeypatch):
    """“x” can move a score, and its verdicts are judged."""
    card = claims.scoring_cards()["page-title-words"]
    cards = claims.scoring_cards() | {"x": card}
    monkeypatch.setattr(claims, "scoring_cards", lambda: cards)


@pytest.mark.parametrize(
    ("way", "count", "may_be"),
    [
        (SURE, Count(), Certainty.LIKELY),
        (SURE, Count(true=44), Certainty.LIKELY),
        (SURE, Count(true=45), Certainty.CERTAIN),
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


@pytest.mark.parametrize(
    ("count", "like", "may_be"),
    [
        (Count(), PROVEN, Certainty.CERTAIN),
        (Count(true=3), PROVEN, Certainty.CERTAIN),
        (Count(true=3), Count(true=44), Certainty.LIKELY),
        (Count(true=3), Count(true=95, false=5), Certainty.LIKELY),
        (Count(true=30, false=1), PROVEN, Certainty.LIKELY),
        (Count(true=99, false=1), Count(), Certainty.CERTAIN),
        (Count(true=3, false=3), PROVEN, Certainty.REVIEW),
    ],
)
def test_its_like_speaks_for_a_way_that_was_never_wrong(count, like, may_be):
    assert claims.allowed(COMPUTED, count, like) == may_be


def test_advice_stays_sure_until_it_is_wrong():
    assert claims.allowed(ADVICE, Count(true=1)) == Certainty.CERTAIN
    assert claims.allowed(ADVICE, Count(true=1, false=1)) == Certainty.LIKELY


def test_what_keeps_a_way_sure_is_held_against_the_half_that_did_not_decide():
    """A way that was wrong in one half adds nothing of the other; one that shows nothing may."""
    here, there = Place("s", "open"), Place("s", "sealed")
    other = COMPUTED._replace(check="axe:label")
    unseen = COMPUTED._replace(check="axe:list")
    counts = {
        COMPUTED: {here: Count(5), there: Count(7, 1)},
        other: {here: Count(10, 2), there: Count(20)},
        unseen: {there: Count(40, 3)},
        JUDGED: {here: Count(100), there: Count(100)},
    }
    assert claims.kept_sure(counts) == {
        "computed": Count(7 + 40, 1 + 3) + Count(10, 2),
        "tried": Count(),
    }


def test_ways_that_no_page_shows_are_lowered_unless_their_like_speaks_for_them():
    proof = {COMPUTED: {Place("s", half): Count(45) for half in ("open", "sealed")}}
    rows = {(check, way): may_be for check, way, _, may_be in claims.lowered(proof)}
    assert rows["page-title-words", "address"] == "likely"
    assert ("axe:label", "violation") not in rows
    assert rows["keyboard-trap", "trapped"] == "likely"
    assert ("long-lines", "long") not in rows


def test_the_kinds_that_are_pooled_are_as_precise_as_the_rule_asks():
    """Where this fails, every sure way of the kind is lowered: mend what is wrong, then write."""
    for kind, count in claims.kept_sure(claims.read()).items():
        assert count.is_precise, (kind, count, count.precision, count.bound)


def test_every_check_that_is_named_with_a_kind_exists():
    named = {check for checks in kinds_of_test.OURS.values() for check in checks}
    assert named <= set(own_metas())
    assert kinds_of_test.OURS.keys() == set(kinds_of_test.POOLED)


def test_the_bound_is_that_of_clopper_and_pearson():
    """With k of k right it is the k-th root of 0.1; one claim more or less moves it as it should."""
    assert Count(true=45).bound == pytest.approx(0.1 ** (1 / 45))
    assert Count(true=45).bound > 0.95 > Count(true=44).bound
    assert Count(true=77, false=1).bound > 0.95 > Count(true=75, false=1).bound


def said(check="x", strength="sure", criteria=("1.1.1",)):
    return Sighting(check, "odd", strength, criteria, 1)


def a_set(given, clean=()):
    return SimpleNamespace(claims=lambda reports, former: iter(given), clean=lambda: iter(clean))


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
    counts = claims.count(
        {"s": a_set(given)}, EngineReports(Report({}, {}), Report({}, {})), {"s": ""}
    )
    assert counts[SURE] == {Place("s", "open"): Count(1, 1), Place("s", "sealed"): Count(0, 1)}
    assert counts[LIKELY] == {Place("s", "open"): Count(0, 0, 1)}
    assert claims.total(counts[SURE], "open") == Count(1, 1)


def test_what_a_template_repeats_on_a_site_is_one_claim(monkeypatch):
    monkeypatch.setattr(claims, "is_sealed", lambda case: case.endswith("z"))

    def claim(page, *elements, reading=TRUE):
        return Claim(page, replace(said(), elements=frozenset(elements)), reading)

    given = [
        claim("site/a", "menu", "logo"),
        claim("site/b", "menu"),
        claim("site/c", "menu", "other"),
        claim("site/d", "menu", reading=FALSE),
        claim("site/e"),
        claim("site/f"),
        claim("site/z", "menu"),
        claim("town/a", "menu"),
    ]
    kept = [claim.case[-3:] for _, claim in claims.distinct("s", given)]
    assert kept == ["e/a", "e/c", "e/d", "e/e", "e/f", "e/z", "n/a"]


def test_pages_that_are_only_read_have_no_sealed_half(monkeypatch):
    monkeypatch.setattr(claims, "is_sealed", lambda case: True)
    counts = claims.count(
        {"good": a_set([Claim("a", said(), TRUE)])},
        EngineReports(Report({}, {}), Report({}, {})),
        {"good": ""},
    )
    assert list(counts[SURE]) == [Place("good", "open")]


def test_a_clean_page_counts_for_checks_of_its_criteria_that_had_something_to_judge():
    judged = {"a": frozenset({"x", "y"}), "b": frozenset({"y"}), "c": frozenset({"x"})}
    reports = EngineReports(Report({}, {"x": ("1.1.1",), "y": ("2.4.2",)}), Report({}, {}), judged)
    clean = [("a", ("1.1.1",)), ("b", ())]
    assert claims.clean_pages({"s": a_set([], clean)}, reports) == {"x": 1, "y": 1}


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


def test_sealed_claims_lower_no_way_by_themselves():
    proof = {Place("s", half): Count(200) for half in ("open", "sealed")}
    for half, lowered in (("sealed", False), ("open", True)):
        wrong = {Place("s", half): Count(20, 1)}
        other = COMPUTED._replace(check="axe:label")
        rows = claims.lowered({COMPUTED: wrong, other: proof})
        assert (("axe:image-alt", "violation", "certain", "likely") in rows) == lowered


def test_what_the_judge_reads_is_what_the_numbers_say():
    """Whoever changes counts writes both files (python -m benchmarks.precision --write)."""
    with ceilings.FILE.open(encoding="utf-8") as file:
        written = [tuple(line.strip().split(",")) for line in file][1:]
    assert written == list(claims.lowered(claims.read()))
