"""A clock that is set by hours and days during a survey changes nothing that it says."""

import time
from itertools import pairwise

import pytest

from minna import clock
from minna.records import Evidence, RequestLog
from minna.request_stats import CONNECTION, stats_by_host
from tests.hostile.surveys import NEIGHBOUR, surveyed

JUMPS = '''"""Every second the machine's clock is set by hours or days, back and forth."""

import datetime
import time

real, began = time.time, time.monotonic()
HOURS = (0, 5, -7, 30, -50, 9000, -9000)


def jumping():
    return real() + 3600 * HOURS[int(time.monotonic() - began) % len(HOURS)]


class Jumping(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(jumping(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(jumping(), datetime.UTC).replace(tzinfo=None)


time.time, time.time_ns = jumping, lambda: int(jumping() * 1e9)
datetime.datetime = Jumping
'''
PAUSE = 0.1


@pytest.mark.browser
@pytest.mark.slow
def test_a_survey_under_a_jumping_clock_says_the_same(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(JUMPS, encoding="utf-8")
    words = ("--pause", str(PAUSE))
    with surveyed({}, tmp_path / "steady", *words) as survey:
        alone = survey.neighbour()
    with surveyed({}, tmp_path / "jumping", *words, PYTHONPATH=str(tmp_path)) as survey:
        assert survey.cost.exit_code == 0, survey.said[-3000:]
        assert "Traceback" not in survey.said
        assert survey.neighbour() == alone and not survey.left and not survey.doubled()
        days = {e.visited_at[:10] for e in survey.store.read(Evidence, site=NEIGHBOUR)}
        assert len(days) > 1, "the clock did jump"
        asked = [a for a in survey.store.read(RequestLog) if a.by != CONNECTION]
        (stats,) = stats_by_host(asked)
        assert stats.at_once == 1 and stats.gap >= PAUSE * 0.9
        in_order = sorted(asked, key=lambda a: a.began)
        assert all(a.ended <= b.began for a, b in pairwise(in_order))
        connections = survey.store.read(RequestLog, by=CONNECTION)
        assert all(0 <= c.ended - c.began < survey.cost.wall + 1 for c in connections)
        assert in_order[-1].ended - in_order[0].began < survey.cost.wall + 1


def test_our_own_clock_is_not_set(monkeypatch):
    before = clock.now()
    assert abs(before - time.time()) < 5
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert 0 <= clock.now() - before < 5
