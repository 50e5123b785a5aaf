"""A check is sure only with clean look-alikes of its fault, and where it is right of them."""

import csv

import pytest

from audits.judging.check_runner import own_checks
from benchmarks import precision
from benchmarks.precision import KeptPage, Tally
from benchmarks.sets import readings
from benchmarks.sets.readings import OPEN, Reading
from minna.records import Evidence


def test_no_sure_check_fails_a_page_that_is_kept_as_clean():
    wrong = {check: tally.wrong for check, tally in precision.tallies().items() if tally.wrong}
    assert not wrong


def test_every_sure_check_of_ours_finds_its_own_fault():
    by_check = {check: tally.found for check, tally in precision.tallies().items()}
    assert [check for check in own_checks() if by_check.get(check, 1) == 0] == []


def test_every_sure_check_has_its_look_alikes():
    assert precision.short_of_look_alikes() == {}


def test_every_sure_check_is_precise_enough():
    assert precision.too_imprecise() == {}


def test_every_sure_finding_on_a_real_page_was_read_and_has_a_reason():
    for reading in readings.readings().values():
        assert reading.reading in ("true", "false"), reading
        assert reading.reason, reading


def kept(check, name, cases=1):
    return KeptPage(check, name, cases, Evidence(*"rsu", "phone", "ok"))


@pytest.mark.parametrize(
    ("page", "outcome", "counted"),
    [
        (kept("a", "pass-like", 4), "passed", (4, 0, 0, 0)),
        (kept("a", "pass-like"), "failed", (0, 0, 0, 1)),
        (kept("a", "inapplicable-like", 3), "inapplicable", (3, 0, 0, 0)),
        (kept("a", "inapplicable"), "inapplicable", (0, 0, 0, 0)),
        (kept("a", "fail-words"), "failed", (0, 0, 1, 0)),
        (kept("a", "fail-words"), "passed", (0, 0, 0, 0)),
        (kept("b", "pass"), "passed", (0, 1, 0, 0)),
        (kept("b", "pass"), "inapplicable", (0, 0, 0, 0)),
        (kept("b", "pass"), "failed", (0, 0, 0, 1)),
        (kept("b", "fail-words"), "failed", (0, 0, 0, 0)),
    ],
)
def test_what_a_kept_page_counts_for(page, outcome, counted):
    tally = Tally()
    precision.take(tally, "a", page, outcome)
    assert (tally.look_alikes, tally.others, tally.found, len(tally.wrong)) == counted


def test_what_nobody_has_read_counts_as_wrong():
    assert Tally(true=99).real_precision == 1.0
    assert Tally(true=98, false=1).real_precision < 0.99
    assert Tally(true=98, unread=1).real_precision < 0.99
    assert Tally().real_precision is None


def test_places_are_counted_by_their_mark():
    text = '<p data-case>a</p><p class=x data-case="why">b</p><p data-cases>c</p>data-case'
    assert len(precision.CASE.findall(text)) == 2


def test_readings_come_back_as_they_were_written(tmp_path):
    rows = [
        Reading("s/b.html", "axe:label", "true", "none, really"),
        Reading("s/a.html", "x (y)", OPEN),
    ]
    readings.write(rows, tmp_path / "r.csv")
    assert list(readings.readings(tmp_path / "r.csv").values()) == rows[::-1]
    readings.write_judged({"b": 2, "a": 1}, tmp_path / "j.csv")
    assert readings.judged(tmp_path / "j.csv") == {"a": 1, "b": 2}


def test_readings_hold_no_text_of_pages():
    """They name the page, the check and what is wrong: short words of ours."""
    with readings.READINGS.open(encoding="utf-8", newline="") as table:
        assert all(len(row["reason"]) < 130 for row in csv.DictReader(table))
