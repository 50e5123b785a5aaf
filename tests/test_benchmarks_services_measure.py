"""Figures of the detectors are counted as they are said to be."""

import pytest

from benchmarks.services import measure, truth
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


def test_names_of_pages_tell_tasks_and_news_do_not():
    named, news = measure.names_tally("names.txt"), measure.names_tally("news.txt")
    assert named.precision > 0.95
    assert named.recall > 0.9
    assert news.false < 4


def test_a_line_of_names_without_a_task_is_refused(tmp_path):
    (tmp_path / "names.txt").write_text("-: ごみ\nsky: 空\n", encoding="utf-8")
    with pytest.raises(truth.BadLabel, match=r"names\.txt:2: "):
        truth.names(tmp_path / "names.txt")
