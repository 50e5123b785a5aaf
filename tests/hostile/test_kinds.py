"""Whatever kind of hostile site is surveyed, it costs itself and nobody else."""

from collections import defaultdict

import pytest

from tests.hostile.kinds import all_kinds
from tests.hostile.surveys import NEIGHBOUR, crawled, surveyed

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KINDS = all_kinds()
CRAWLED = {name: kind for name, kind in KINDS.items() if kind.crawl}
SLOW = {name: kind for name, kind in CRAWLED.items() if name.startswith("slow-answers: ")}
"""A crawl that has them waits twice as long as an answer may take, and for nothing else."""
IMPATIENT = """import sys
if "crawler" in sys.orig_argv:
    from crawler import settings
    settings.DOWNLOAD_TIMEOUT = 6
"""
"""What every Python begins with here: a crawl waits a fifth of its time for an answer."""


def groups():
    """Kinds that share a survey, by what the survey is told and, where they are alone, by name."""
    found = defaultdict(dict)
    for name, kind in KINDS.items():
        if kind.quick and not kind.crawl:
            found[" ".join(kind.words) or "as usual", name if kind.alone else ""][name] = kind
    return {": ".join(filter(None, key)): kinds for key, kinds in found.items()}


GROUPS = groups()


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What a survey says of the neighbour where there is nobody else, by what the survey is told."""
    known = {}

    def told(words):
        if words not in known:
            with surveyed({}, tmp_path_factory.mktemp("alone"), *words) as seen:
                holds(seen)
                known[words] = seen.neighbour()
        return known[words]

    return told


def holds(seen):
    """Every kind is what it is to be, in time and in memory, and nothing is left behind."""
    assert seen.cost.exit_code == 0, seen.said[-3000:]
    assert "Traceback" not in seen.said, seen.said[-3000:]
    wrong = {name: found for name in seen.kinds if (found := list(seen.wrong(name)))}
    assert not wrong, wrong
    assert not seen.left
    assert not seen.doubled()
    assert seen.frame(NEIGHBOUR).status == "ok"
    seconds = max((kind.seconds for kind in seen.kinds.values()), default=900)
    assert seen.cost.wall < seconds
    megabytes = max((kind.megabytes for kind in seen.kinds.values()), default=2500)
    assert seen.cost.peak < megabytes


@pytest.mark.parametrize("group", GROUPS)
def test_hostile_sites_cost_themselves_alone(group, tmp_path, alone):
    kinds = GROUPS[group]
    words = next(iter(kinds.values())).words
    with surveyed(kinds, tmp_path, *words) as seen:
        holds(seen)
        assert not seen.lost(alone(words))


def test_hostile_answers_cost_their_own_crawl_alone(tmp_path, alone):
    with crawled({n: kind for n, kind in CRAWLED.items() if n not in SLOW}, tmp_path) as seen:
        holds(seen)
        assert not seen.lost(known_of_the_crawl(alone))


def test_slow_answers_cost_their_own_crawl_alone(tmp_path, alone):
    (tmp_path / "sitecustomize.py").write_text(IMPATIENT, encoding="utf-8")
    with crawled(SLOW, tmp_path / "slow", PYTHONPATH=str(tmp_path)) as seen:
        holds(seen)
        assert not seen.lost(known_of_the_crawl(alone))
        assert seen.cost.wall < 60, "the crawl did not wait for as long as it usually does"


def known_of_the_crawl(alone):
    return {key: told for key, told in alone(()).items() if key[1] == "crawl"}


def test_every_kind_says_what_it_is():
    assert len(KINDS) > 200
    assert {name.partition(": ")[0] for name in KINDS} >= {"packed-bombs", "slow-answers"}
