"""Figures of the detectors are counted as they are said to be."""

import pytest

from benchmarks.services import measure
from benchmarks.services.measure import Tally, kappa


def test_kappa_is_agreement_beyond_chance():
    assert kappa([(0, 0), (1, 1), (2, 2)]) == 1.0
    assert kappa([(0, 1), (1, 0)]) == -1.0
    assert kappa([(0, 0), (0, 1), (1, 0), (1, 1)]) == 0.0
    assert kappa([]) is None
    near, far = [(0, 0), (5, 5), (4, 5)], [(0, 0), (5, 5), (0, 5)]
    assert kappa(near, is_weighted=True) > kappa(far, is_weighted=True)


def test_precision_and_recall_are_counted_over_values():
    tally = Tally()
    tally.add(frozenset("ab"), frozenset("bc"))
    assert (tally.right, tally.false, tally.missed) == (1, 1, 1)
    assert tally.precision == tally.recall == 0.5
    assert Tally().precision is None


def test_what_is_wrong_is_never_listed_of_the_sealed_half(monkeypatch):
    halves = []
    monkeypatch.setattr(measure, "predictions", lambda half: halves.append(half) or [])
    monkeypatch.setattr(measure, "second", lambda: halves.append("second") or [])
    assert list(measure.wrong("task found", True)) == []
    assert halves == ["open", "second"]


def test_an_unknown_detector_is_told():
    (line,) = measure.wrong("colour", True)
    assert line.startswith("'colour' is none of: task found")


@pytest.mark.slow
def test_the_open_half_is_found():
    tallied = measure.tally(measure.DETECTORS[0], measure.predictions("open"), "all")
    assert tallied.precision > 0.93
    assert tallied.recall > 0.93
