"""The made-up nation: real places, invented results, and a report that says so everywhere."""

from html.parser import HTMLParser

import numpy as np
import pytest

import audits
import reports
import scoring
from minna.cli.demo import make_up_nation, places
from minna.records import MADE_UP, Finding, Site, SiteCrawl
from minna.store import Store
from samples.nation import survey, truth
from scoring.check_outcomes import Outcomes
from scoring.tier_test import tier_test


@pytest.fixture(scope="module")
def municipalities():
    return places()


def nation(path, seed, sites):
    store = Store(path)
    run = make_up_nation(store, seed, sites)
    scoring.score(store, run)
    return store, run


def some(sites, count):
    """Places from all over the country."""
    return sites[:: len(sites) // count][:count]


def test_all_municipalities_are_there(municipalities):
    assert len(municipalities) == 1741
    assert sum(site.population is None for site in municipalities) <= 1  # 双葉町 had no residents


def test_each_fault_is_one_that_a_check_reports():
    metas = {meta.id: meta for meta in audits.check_metas()}
    unknown = [
        fault
        for fault in truth.faults()
        if fault.check not in metas or fault.message not in metas[fault.check].failed
    ]
    assert unknown == []


def test_the_same_seed_makes_the_same_nation(tmp_path, municipalities):
    sites = some(municipalities, 3)
    stores = [Store(tmp_path / f"{n}.db") for n in range(3)]
    runs = [make_up_nation(s, seed, sites) for s, seed in zip(stores, (1, 1, 2), strict=True)]
    found = [
        [(f.site, f.url, f.viewport, f.check, f.count) for f in store.read(Finding, run=run.id)]
        for store, run in zip(stores, runs, strict=True)
    ]
    assert found[0] == found[1] != found[2]
    assert runs[0].kind == MADE_UP


class Links(HTMLParser):
    """The addresses that a page leads to or loads."""

    def __init__(self):
        super().__init__()
        self.addresses = set()

    def handle_starttag(self, tag, attrs):
        self.addresses |= {value for name, value in attrs if name in ("href", "src") and value}


def test_every_page_says_that_it_is_made_up_and_none_leads_to_a_real_body(tmp_path, municipalities):
    sites = some(municipalities, 4)
    store, run = nation(tmp_path / "n.db", 1, sites)
    reports.build(store, run, tmp_path / "out")
    notes = ("実在の自治体の結果ではありません", "not the results of real bodies")
    pages = sorted((tmp_path / "out").rglob("*.html"))
    assert len(pages) >= 2 * (len(sites) + 3)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert sum(note in text for note in notes) == 1, page
        assert '<meta name="robots" content="noindex">' in text, page
        links = Links()
        links.feed(text)
        assert not [a for a in links.addresses for site in sites if a.startswith(site.url)], page
    real = {site.url for site in sites}
    assert real.isdisjoint(site.url for site in store.read(Site, run=run.id))


def test_faults_of_a_template_are_those_of_its_vendor(municipalities):
    """Sites of one vendor share more of their templates than sites of different ones."""
    by_vendor = {}
    for site in municipalities:
        made = truth.site_truth(site, 1)
        by_vendor.setdefault(made.vendor, []).append(made.template)
    first, second = by_vendor[0][:80], by_vendor[1][:80]

    def likeness(some, others):
        pairs = [(a, b) for a in some for b in others if a is not b and a | b]
        return sum(len(a & b) / len(a | b) for a, b in pairs) / len(pairs)

    assert likeness(first, first) > 1.3 * likeness(first, second)


def test_some_sites_are_not_measured_and_each_says_why(tmp_path, municipalities):
    store = Store(tmp_path / "n.db")
    run = make_up_nation(store, 3, some(municipalities, 120))
    missing = [crawl for crawl in store.read(SiteCrawl, run=run.id) if crawl.status != "ok"]
    assert 0 < len(missing) < 10
    assert all(crawl.reason for crawl in missing)
    assert {crawl.status for crawl in missing} <= {status for status, _ in survey.UNMEASURED}


PAGES = 40
WEIGHTS = {"critical": 10, "serious": 7, "moderate": 3, "minor": 1}


def as_outcomes(sites, seed):
    """What the checks find in a nation, and who made each site: as scoring would have it."""
    metas = {meta.id: meta for meta in audits.check_metas()}
    counted = [
        number
        for number, fault in enumerate(truth.faults())
        if metas[fault.check].criterion and metas[fault.check].certainty == "certain"
    ]
    made = [truth.site_truth(site, seed) for site in sites]
    template = np.array([[number in each.template for number in counted] for each in made])
    rates = np.array([each.page_rate for each in made])[:, None, None]
    chance = np.random.default_rng(seed)
    fails = template[:, None, :] | (chance.random((len(sites), PAGES, len(counted))) < rates)
    weights = np.array([WEIGHTS[metas[truth.faults()[n].check].impact] for n in counted])
    outcomes = Outcomes(
        tuple(site.code for site in sites),
        tuple(truth.faults()[n].check for n in counted),
        np.full((len(sites), PAGES), 1 / PAGES),
        (fails * weights).astype(np.float32),
        np.ones(fails.shape, bool),
        template,
    )
    return outcomes, ["" if each.vendor is None else str(each.vendor) for each in made]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_two_tiers_are_claimed_of_the_nation_that_has_two_and_of_no_other(municipalities, seed):
    outcomes, vendors = as_outcomes(municipalities, seed)
    assert tier_test(outcomes, vendors, seed).is_claimed is truth.has_two_classes(seed)
