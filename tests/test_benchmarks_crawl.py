"""A small nation, crawled whole: what the benchmark measures of the great one."""

import argparse
from collections import Counter

import pytest

from benchmarks.crawl import (
    Asked,
    block,
    book,
    courtesy,
    differences,
    fairness,
    killed,
    log_of,
    recall,
    served,
    surprise,
    trapped,
)
from benchmarks.crawl import command as crawl
from benchmarks.nation import KINDS, LEAST, MOST, Town, nation
from minna.records import Page, SiteCrawl


def test_the_nation_is_always_the_same_and_has_towns_of_all_kinds_and_sizes():
    towns = nation()
    assert towns == nation()
    assert len(towns) == 1741
    assert {town.kind for town in towns} == set(KINDS)
    sizes = sorted(town.pages for town in towns)
    assert sizes[0] == LEAST and sizes[-1] > MOST / 2
    assert 150 < sizes[len(sizes) // 2] < 220


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_town_knows_its_pages_by_every_name(n):
    town = Town(1, n, "t.nation.test", "plain", 200)
    assert [town.index(town.path(i)) for i in range(200)] == list(range(200))
    assert town.index("/nowhere/9.html") in (None, 9)
    assert town.index(town.path(199).replace("199", "200")) is None


def test_every_page_that_is_not_hidden_is_linked():
    town = Town(3, 0, "t.nation.test", "hidden", 500, sitemap="xml")
    linked = {0} | {child for i in range(500) for child in town.children(i)}
    hidden = {i for i in range(500) if town.is_hidden(i)}
    assert hidden and linked | hidden == set(range(500))


def test_the_servers_view_counts_gaps_and_requests_at_once():
    asked = [Asked("town0000.x", "/", 0.0, 1.0), Asked("town0001.x", "/", 0.5, 2.0)]
    assert courtesy(asked, public=False).at_once == 1
    politeness = courtesy(asked, public=True)
    assert (politeness.at_once, politeness.gap) == (2, -0.5)


def test_an_even_draw_is_told_from_an_uneven_one():
    assert surprise([250, 248, 252, 250] * 10, 0.25, 1000) > 0.9
    assert surprise([150, 350] * 20, 0.25, 1000) < 1e-6
    pages = [
        Page("r", "s", f"https://a.jp/{n}", "fetched", discovered_via="link") for n in range(60)
    ]
    [p] = fairness(pages, 20, 200)
    assert p > 0.001


@pytest.mark.slow
def test_a_small_nation_is_found_whole_politely_and_the_same_after_kills(tmp_path):
    import random
    import subprocess

    settings = {"crawl_pages": 120, "pause": 0.02}
    with served(14, 5, 40, tmp_path / "log") as towns:
        whole = book(tmp_path / "whole.db", towns, settings)
        subprocess.run(crawl(tmp_path / "whole.db"), check=True)
        recalled = recall(whole, towns, 120)
        torn = book(tmp_path / "torn.db", towns, settings)
        assert killed(tmp_path / "torn.db", 2, 6.0, random.Random(1)) >= 1
        assert differences(whole, torn) == []
    asked = log_of(tmp_path / "log")
    assert recalled.worst == 1.0
    assert recalled.extra <= 0.15 * recalled.pages
    politeness = courtesy(asked, public=False)
    assert (politeness.at_once, politeness.gap >= 0.02) == (1, True)
    # towns of forty pages: 13 answers that say the same weigh more here than in a whole nation
    assert trapped(asked, towns.towns) <= 0.12 * len(asked)
    statuses = Counter(frame.status for frame in whole.read(SiteCrawl))
    assert statuses["pending"] == 0


def test_the_tables_tell_what_was_promised_beside_what_came():
    numbers = {
        "rows": [("`minna`", "x", "1", "1", "1", "1")],
        "recall": argparse.Namespace(found=99, pages=100, towns=2, worst=0.9, extra=0),
        "courtesy": courtesy([Asked("a", "/", 0.0, 1.0)], public=False),
        "trapped": 0,
        "peak": 100.0,
        "pause": 1.0,
    }
    assert "99.00% of 100 pages" in block(numbers)
