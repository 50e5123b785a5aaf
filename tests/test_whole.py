"""The whole pipeline on the made-up prefecture, whose truth is known."""

import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from scipy.stats import spearmanr

import audits
from audits.judging.gatherer_declarations import interactive
from minna.records import CheckOutcomes, Evidence, Finding
from minna.store import Store
from samples.serve import serving, write_registry

TRUTH = json.loads(
    (Path(__file__).parent.parent / "samples/truth.json").read_text(encoding="utf-8")
)
BARRIERS = {barrier["id"]: barrier for barrier in TRUTH["barriers"]}
INTERACTIVE = {card.id: card.interactive for card in audits.check_metas()}
pytestmark = [pytest.mark.browser, pytest.mark.slow]


FEWER = """from minna.cli import demo, main
demo.SETTINGS |= {"pages": 5, "touch": "none"}
main()"""
"""The command line, but for the fewest pages that bear a score, and no keys pressed."""
TOUCHED = "990014,990024"
"""Sites whose key pages are tried with keys besides: barriers stand there that show only so."""


def minna(*words, program=("-m", "minna")):
    command = [sys.executable, *program, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder that `minna demo` fills."""
    folder = tmp_path_factory.mktemp("demo")
    done = minna("demo", "--out", folder, "--lang", "ja", program=("-c", FEWER))
    assert done.returncode == 0, done.stderr
    (folder / "table.txt").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def touched(demo):
    """A survey of sites whose key pages, and one page of each template, are touched."""
    with serving(demo / "sites") as served:
        write_registry(demo / "touched.csv", served)
        words = ["survey", demo / "touched.csv", "--only", TOUCHED, "--pages", "6", "--pause", "0"]
        words += ["--allow-private", "--crawl-pages", "60", "--db", demo / "touched.db"]
        done = minna(*words, "--out", demo / "touched")
    assert done.returncode == 0, done.stderr
    return Store(demo / "touched.db")


@pytest.fixture(scope="module")
def store(demo):
    return Store(demo / "minna.db")


@pytest.fixture(scope="module")
def ranking(demo):
    with (demo / "report/data/ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_site_has_the_status_that_was_planned_for_it(ranking):
    planned = {site["code"]: site["expected"] for site in TRUTH["sites"]}
    assert {code: row["status"] for code, row in ranking.items()} == planned


def test_the_ranking_agrees_with_what_was_planted(ranking):
    measured = [site for site in TRUTH["sites"] if site["expected"] == "ok"]
    scores = [float(ranking[site["code"]]["score"]) for site in measured]
    agreement = spearmanr([-site["weight"] for site in measured], scores).statistic
    assert agreement >= 0.9, agreement


def test_what_was_not_measured_has_neither_score_nor_rank(ranking):
    for row in ranking.values():
        if row["status"] != "ok":
            assert (row["score"], row["rank"], row["band"]) == ("", "", "")


def test_the_terminal_shows_the_table_and_the_gap(demo):
    shown = (demo / "table.txt").read_text(encoding="utf-8")
    assert "雪平村" in shown
    assert "上位10%と下位10%の差は" in shown


def test_each_planted_barrier_that_a_check_claims_to_see_is_found_where_it_is(store):
    """On every visited page, by the check, at the very element."""
    places, missed = met(store)
    assert places[False] > 150
    assert missed == []


def test_so_is_what_shows_only_to_who_presses_keys_on_key_pages(touched):
    """And on one page of each template."""
    places, missed = met(touched)
    assert places[True] > 5
    assert missed == []


def met(store):
    """How many planted barriers stand on pages that were visited, and those that were not found."""
    places_by_barrier = defaultdict(set)
    for finding in store.read(Finding):
        if finding.outcome in ("failed", "cantTell"):
            path = "/" + finding.url.split("/", 3)[3]
            places_by_barrier[finding.site, path, finding.check] |= set(finding.nodes) or {""}
    looked_at = {
        (e.site, "/" + e.url.split("/", 3)[3], touched)
        for e in store.read(Evidence)
        for touched in {False, not interactive().isdisjoint(e.facts.keys() | e.errors.keys())}
    }
    missed, counts = [], Counter()
    for site in TRUTH["sites"]:
        for planted in site["planted"]:
            checks = BARRIERS[planted["barrier"]]["checks"]
            touched = all(INTERACTIVE[check] for check in checks)
            if checks and (site["code"], planted["path"], touched) in looked_at:
                counts[touched] += 1
                if not any(
                    (site["code"], planted["path"], check) in places_by_barrier for check in checks
                ):
                    missed.append((site["name"], planted["path"], planted["barrier"]))
    return counts, missed


def test_a_page_is_visited_once_through_each_viewport_and_the_phone_comes_first(store):
    views = defaultdict(list)
    for evidence in store.read(Evidence):
        views[evidence.site, evidence.url].append((evidence.visited_at, evidence.viewport))
    for view in views.values():
        assert [viewport for _, viewport in sorted(view, key=lambda v: v[0])] in (
            ["phone", "desktop"],
            ["desktop", "phone"] if len({at for at, _ in view}) == 1 else ["phone", "desktop"],
        )


def test_judging_the_stored_evidence_again_gives_the_same_findings(demo, store):
    before = (list(store.read(Finding)), list(store.read(CheckOutcomes)))
    done = minna("judge", "--db", demo / "minna.db")
    assert done.returncode == 0, done.stderr
    assert (list(store.read(Finding)), list(store.read(CheckOutcomes))) == before


def audited(urls):
    """What `minna page` tells of these pages."""
    done = minna("page", *urls, "--json", "--allow-private")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_reports_own_pages_pass_our_own_audit(demo, serve):
    base = serve(demo / "report")
    names = ["index", "en/method", "unmeasured", "en/sites/990011", "sites/990025"]
    urls = [f"{base}/{name}.html" for name in names]
    pages = audited(urls)
    assert [page["url"] for page in pages] == urls
    failed = [
        (p["url"], f["check"], f["nodes"][:1])
        for p in pages
        for f in p["findings"]
        if f["outcome"] == "failed" and f["criterion"]  # advice is no barrier
    ]
    assert failed == []
