"""Sites that answer a browser's ordinary name otherwise are told; those that vary by chance are not."""

import itertools
import random
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest

import audits
from audits.runner.agent_test import LEVEL, VISITS, difference, p_value, stands_out
from audits.runner.agents import ORDINARY, OWN, drawn
from minna.records import (
    AgentComparison,
    AgentVisit,
    Evidence,
    Page,
    RequestLog,
    Run,
    Site,
    SiteCrawl,
)
from minna.settings import RunSettings
from minna.store import Store
from minna.user_agent import brands, user_agent

HEAD = "<!doctype html><html lang=ja><head><meta charset=utf-8><title>町のお知らせ</title></head><body>"
CLEAN = HEAD + "<main><h1>お知らせ</h1><p>町からのお知らせです。</p></main></body></html>"
FAULTY = (
    HEAD.replace(" lang=ja", "") + "<main><h1>お知らせ</h1><p>町からのお知らせです。</p>"
    "<img src=data:, width=90 height=90><button></button></main></body></html>"
)
numbers = count()


def by_name(headers):
    return CLEAN if "Minna" in headers["User-Agent"] else FAULTY


def by_hints(headers):
    return CLEAN if "Minna" in headers.get("sec-ch-ua", "") else FAULTY


def by_chance(headers):
    return random.choice([CLEAN, FAULTY])


def by_turns(headers):
    return [CLEAN, FAULTY][next(numbers) % 2]


def refused(headers):
    return CLEAN if "Minna" not in headers["User-Agent"] else ""


SITES = {
    "same": (lambda headers: CLEAN, {"alike"}),
    "name": (by_name, {"differs"}),
    "hints": (by_hints, {"differs"}),
    "refused": (refused, {"differs"}),
    "chance": (by_chance, {"alike", "unknown"}),
    "turns": (by_turns, {"alike", "unknown"}),
}


class Answers(BaseHTTPRequestHandler):
    """A site a folder, each answering in its own way."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        answer = SITES.get(self.path.split("/")[1], SITES["same"])[0](self.headers)
        self.send_response(200 if answer else 403)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(answer.encode())


SETTINGS = {
    "allow_private": True,
    "pause": 0.0,
    "viewports": ["phone"],
    "gatherers": ["axe", "document"],
    "pictures": False,
}


def begun(path, base):
    """A survey whose sites have been audited."""
    store = Store(path)
    run = Run("r", "2026-11-30T00:00:00+00:00", None, "survey", "", 3, RunSettings.of(SETTINGS), {})
    store.save([run])
    for name in SITES:
        url = f"{base}/{name}/"
        pages = [
            Page(
                "r",
                name,
                f"{url}{n}",
                "fetched",
                sample_part="random",
                visit_order=n,
                probability=1.0,
            )
            for n in (1, 2)
        ]
        store.save([Site("r", name, name, url), SiteCrawl("r", name, "ok", pages=2), *pages])
    audits.audit(store, run, progress=lambda *_: None)
    return store, run


@pytest.mark.browser
def test_sites_that_answer_by_name_are_told_and_no_others(serve, tmp_path):
    store, run = begun(tmp_path / "m.db", serve(tmp_path, Answers))
    before = store.count(RequestLog)
    audits.compare_agents(store, run, progress=lambda *_: None)
    by_site = {each.site: each for each in store.read(AgentComparison)}
    assert {
        name: by_site[name].status for name in SITES if by_site[name].status not in SITES[name][1]
    } == {}
    for name in ("name", "hints", "refused"):
        assert by_site[name].p_value <= LEVEL and by_site[name].between > by_site[name].within == 0
    assert by_site["same"].pages == 1 and by_site["same"].visits == 0
    visits = store.count(AgentVisit)
    assert store.count(RequestLog) - before == visits, "each visit is in the log of what we ask"
    assert store.count(AgentVisit, site="same") == 2
    assert store.count(AgentVisit, site="name") == 2 + 2 * VISITS
    audits.compare_agents(store, run, progress=lambda *_: None)
    assert store.count(AgentVisit) == visits, "nobody is visited twice"
    store.delete(AgentComparison, site="name")
    audits.compare_agents(store, run, progress=lambda *_: None)
    assert store.count(AgentVisit) == visits, "what was visited before we were ended is kept"
    assert store.get(AgentComparison, site="name") == by_site["name"]


def test_of_sites_that_vary_by_chance_no_more_are_told_than_the_level_says():
    """Also where two verdicts hang together, and where one is rare."""
    chance = random.Random(5)

    def visit(odds):
        first = chance.random() < odds[0]
        return {"a": first, "b": first, "c": chance.random() < odds[1]}

    for odds in ((0.5, 0.5), (0.1, 0.9), (0.02, 0.3)):
        trials = 500
        count = sum(
            p_value([visit(odds) for _ in range(VISITS)], [visit(odds) for _ in range(VISITS)])
            <= LEVEL
            for _ in range(trials)
        )
        assert count / trials <= LEVEL + 3 * (LEVEL / trials) ** 0.5, odds


def test_a_difference_through_noise_is_told():
    chance = random.Random(6)
    count = 0
    for _ in range(100):
        own = [{"a": "x", "n": chance.random() < 0.5} for _ in range(VISITS)]
        other = [{"a": "y", "n": chance.random() < 0.5} for _ in range(VISITS)]
        count += p_value(own, other) <= LEVEL
    assert count >= 60


def test_the_level_can_be_reached_at_all():
    divisions = len(list(itertools.combinations(range(2 * VISITS), VISITS)))
    assert 2 / divisions <= LEVEL < 6 / divisions


def test_what_is_not_in_both_visits_is_no_difference():
    assert difference({"a": "passed"}, {"b": "failed"}) == 0
    assert not stands_out({"a": "x"}, {"a": "y"}, {"a": "x"})
    assert not stands_out({"a": "x"}, {"a": "y"}, {"a": "y"})
    assert stands_out({"a": "x"}, {"a": "x"}, {"a": "y"})
    assert not stands_out({"a": "x", "b": "1"}, {"a": "x", "b": "2"}, {"a": "y", "b": "1"})


@pytest.mark.parametrize(("pages", "again"), [(1, 1), (20, 1), (75, 2), (150, 3), (2000, 40)])
def test_two_pages_in_a_hundred_are_drawn_and_at_least_one(tmp_path, pages, again):
    store = Store(tmp_path / "m.db")
    run = Run("r", "", None, "survey", "", 3, RunSettings(), {})
    drawn_ = [
        Page("r", "s", f"http://a/{n}", "fetched", sample_part="random", visit_order=n)
        for n in range(pages)
    ]
    store.save(
        [
            run,
            *drawn_,
            Page("r", "s", "http://a/never", "fetched", sample_part="random", visit_order=9999),
        ]
    )
    store.save([Evidence("r", "s", page.url, "phone", "ok") for page in drawn_])
    sample = [page.url for page in drawn(store, run, "s")]
    assert len(set(sample)) == len(sample) == again
    assert sample == [page.url for page in drawn(store, run, "s")]
    assert "http://a/never" not in sample


def test_the_ordinary_name_is_the_browsers_and_ours_is_in_no_header():
    assert "Minna" in user_agent("156.0", mobile=True)
    assert "Minna" not in user_agent("156.0", mobile=True, contact="")
    assert "Minna" in str(brands("156")) and "Minna" not in str(brands("156", ""))
    assert "Headless" not in str(brands("156"))


def test_both_names_are_words_of_the_record():
    assert (OWN, ORDINARY) == ("own", "ordinary")
