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
    by_words = defaultdict(dict)
    for name, kind in KINDS.items():
        if kind.quick and not kind.crawl:
            by_words[" ".join(kind.words) or "as usual", name if kind.alone else ""][name] = kind
    return {": ".join(filter(None, key)): kinds for key, kinds in by_words.items()}


GROUPS = groups()


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What a survey says of the neighbour where there is nobody else, by what the survey is told."""
    by_words = {}

    def told(words):
        if words not in by_words:
            with surveyed({}, tmp_path_factory.mktemp("alone"), *words) as survey:
                holds(survey)
                by_words[words] = survey.neighbour()
        return by_words[words]

    return told


def holds(survey):
    """Every kind is what it is to be, in time and in memory, and nothing is left behind."""
    assert survey.cost.exit_code == 0, survey.said[-3000:]
    assert "Traceback" not in survey.said, survey.said[-3000:]
    wrong = {name: faults for name in survey.kinds if (faults := list(survey.wrong(name)))}
    assert not wrong, wrong
    assert not survey.left
    assert not survey.doubled()
    assert survey.frame(NEIGHBOUR).status == "ok"
    seconds = max((kind.seconds for kind in survey.kinds.values()), default=900)
    assert survey.cost.wall < seconds
    megabytes = max((kind.megabytes for kind in survey.kinds.values()), default=2500)
    assert survey.cost.peak < megabytes


@pytest.mark.parametrize("group", GROUPS)
def test_hostile_sites_cost_themselves_alone(group, tmp_path, alone):
    kinds = GROUPS[group]
    words = next(iter(kinds.values())).words
    with surveyed(kinds, tmp_path, *words) as survey:
        holds(survey)
        assert not survey.lost(alone(words))


def test_hostile_answers_cost_their_own_crawl_alone(tmp_path, alone):
    with crawled({n: kind for n, kind in CRAWLED.items() if n not in SLOW}, tmp_path) as crawl:
        holds(crawl)
        assert not crawl.lost(known_of_the_crawl(alone))


def test_slow_answers_cost_their_own_crawl_alone(tmp_path, alone):
    (tmp_path / "sitecustomize.py").write_text(IMPATIENT, encoding="utf-8")
    with crawled(SLOW, tmp_path / "slow", PYTHONPATH=str(tmp_path)) as crawl:
        holds(crawl)
        assert not crawl.lost(known_of_the_crawl(alone))
        assert crawl.cost.wall < 60, "the crawl did not wait for as long as it usually does"


def known_of_the_crawl(alone):
    return {key: crawl for key, crawl in alone(()).items() if key[1] == "crawl"}


def test_every_kind_says_what_it_is():
    assert len(KINDS) > 200
    assert {name.partition(": ")[0] for name in KINDS} >= {"packed-bombs", "slow-answers"}
