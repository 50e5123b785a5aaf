"""Whether a finding counts is decided by scoring, stored with it, and read by everyone else."""

import sqlite3
from dataclasses import replace

import pytest

from audits.browser import viewports
from minna.cli.site import top_findings
from minna.records import VIEWPORTS, CheckMeta, CheckOutcomes, Finding, PageScore, Scope
from minna.settings import RunSettings
from minna.store import Store
from reports.issues import site_issues
from reports.report_data import load_report
from scoring.pipeline import read_snapshot, score
from tests.old_databases import undo_names
from tests.test_scoring_pipeline import RUN, TEXT, book, fault, judged, page

MESSAGES = TEXT, TEXT, {"m": TEXT}, TEXT
CHECKS = [
    CheckMeta("4.1.1", "moderate", *MESSAGES, level="A", id="parsing", run="run"),
    CheckMeta("1.4.3", "serious", *MESSAGES, level="AA", id="on-key", run="run", interactive=True),
]
JIS, WCAG22 = "jis2016-aa", "wcag22-aa"
SCOPES = {  # by profile: what the certain failures of each check are to the score
    JIS: {"parsing": Scope.SCORED, "sideways-scroll": Scope.OTHER_EDITION},
    WCAG22: {"parsing": Scope.OTHER_EDITION, "sideways-scroll": Scope.SCORED},
}


def failing(path=":memory:"):
    """A site whose first random page fails all kinds of checks; the last page is not measured."""
    store, pages = book()
    if path != ":memory:":
        store.db.conn.backup(Store(path).db.conn)
        store = Store(path)
    store.save(CHECKS)
    more = tuple(check.id for check in CHECKS)
    outcomes = [judged(p, v) for p in pages[:-1] for v in VIEWPORTS]
    store.save([replace(j, passed=j.passed + more) for j in outcomes])
    store.delete(CheckOutcomes, url=pages[-1].url, viewport="phone")
    for check in ("axe:image-alt", "date-notation", "sideways-scroll", *more):
        store.save([fault(pages[n], check=check, impact="moderate") for n in (0, 1, 7)])
    store.save([fault(pages[1], check="axe:color-contrast", certainty="likely")])
    store.save([fault(pages[2], outcome="cantTell", certainty="review")])
    return store


def keys(findings):
    return {(f.url, f.check) for f in findings}


def scored_run(store, profile):
    run = replace(RUN, settings=RunSettings(profile=profile))
    score(store, run)
    return run


@pytest.mark.parametrize("profile", SCOPES)
def test_only_what_moved_the_score_is_stored_as_scored(profile):
    store = failing()
    run = scored_run(store, profile)
    asked = {"axe:image-alt", *(c for c, scope in SCOPES[profile].items() if scope == "scored")}
    key, random = page("s", 0).url, page("s", 1).url
    expected = {(url, check) for url in (key, random) for check in asked} | {(key, "on-key")}
    assert keys(store.read(Finding, scored=True)) == expected
    loads = {s.url: s.penalty for s in store.read(PageScore)}
    for f in list(store.read(Finding)):
        store.delete(Finding, url=f.url, check=f.check)
        score(store, run)
        without = {s.url: s.penalty for s in store.read(PageScore)}
        assert (without != loads) == f.scored, (f.url, f.check)
        store.save([f])


@pytest.mark.parametrize("profile", SCOPES)
def test_the_report_lists_as_certain_what_the_score_is_about_and_nothing_else(profile):
    """Under WCAG 2.2 criterion 4.1.1 was listed as certain, though the score leaves it out."""
    store = failing()
    report = load_report(store, scored_run(store, profile))
    scores = {s.url: s for s in store.read(PageScore)}
    issues = site_issues(report, report.entries[0], scores)
    by_scope = {scope: check for check, scope in SCOPES[profile].items()}
    certain = {issue.meta.id for issue in issues.certain}
    assert certain == {"axe:image-alt", "on-key", by_scope[Scope.SCORED]}
    assert [issue.meta.id for issue in issues.beyond] == [by_scope[Scope.OTHER_EDITION]]
    assert [issue.meta.id for issue in issues.advice] == ["date-notation"]
    assert [issue.meta.id for issue in issues.likely] == ["axe:color-contrast"]
    assert [issue.meta.id for issue in issues.review] == ["axe:image-alt"]


@pytest.mark.parametrize("profile", SCOPES)
def test_the_command_line_and_the_comparison_read_the_same(profile):
    store = failing()
    run = scored_run(store, profile)
    by_scope = {scope: check for check, scope in SCOPES[profile].items()}
    printed = {group[0].check for group in top_findings(store, run)}
    assert printed == {"axe:image-alt", "on-key", by_scope[Scope.SCORED]}
    compared = read_snapshot(store, run).site_snapshot("s").fault_shares
    listed = {(url, share.check) for (url, _), shares in compared.items() for share in shares}
    assert listed == keys(store.read(Finding, scored=True))


def test_scoring_by_another_profile_takes_back_what_counted_before():
    store = failing()
    scored_run(store, JIS)
    scored_run(store, WCAG22)
    assert "parsing" not in {f.check for f in store.read(Finding, scored=True)}
    assert store.get(CheckMeta, id="parsing").scope == Scope.OTHER_EDITION


@pytest.mark.parametrize("profile", SCOPES)
def test_scores_of_earlier_versions_get_the_same_marks_when_they_are_opened(profile, tmp_path):
    path = tmp_path / "old.db"
    store = failing(path)
    scored_run(store, profile)
    findings, checks = list(store.read(Finding)), list(store.read(CheckMeta))
    store.close()
    undo_names(path)
    with sqlite3.connect(path) as db:
        db.execute("alter table finding drop column scored")
        db.execute("alter table card drop column scope")
        db.execute("delete from _sqlite_migrations where name = '0012_scored'")
    assert list(Store(path).read(Finding)) == findings
    assert list(Store(path).read(CheckMeta)) == checks


def test_pages_are_visited_through_the_viewports_that_scoring_asks_for():
    assert tuple(viewport.name for viewport in viewports.VIEWPORTS) == VIEWPORTS
