"""Procedures and duties in the report: per body with evidence, across bodies by audience."""

import csv
import json
import re
from dataclasses import replace

import pytest

from minna.records import AudienceIndex, Rank, Score, SiteCrawl
from minna.store import Store
from reports.build import build
from reports.report_data import load_report
from reports.services import services_across
from tests.test_audits_judge_services import PAGES, RUN, SITE, judge, searched


@pytest.fixture(scope="module")
def reported(tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    store = searched()
    bad = {
        **PAGES,
        "/moving.html": PAGES["/moving.html"].replace("町外へ", "<b>&lt;script&gt;</b>"),
    }
    searched(bad, store, replace(SITE, code="u", name="外ヶ町"))
    judge(store)
    for code in ("t", "u"):
        store.save(
            [SiteCrawl("r", code, "ok"), Score("r", code, "ok", value=80.0, low=70, high=90)]
        )
        store.save([Rank("r", code, "all", 1.5, 1, 2, 2, 2)])
        store.save(
            AudienceIndex(
                "r", code, audience, 80, 70, 90, 50, 60, 70, missing=("task", "trust"),
                trial=("task", "trust"), trial_value=60,
            )
            for audience in ("citizens", "businesses")
        )  # fmt: skip
    build(store, RUN, out)
    return store, out


def text(path):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))


def test_a_body_has_two_ladders_with_quotes_links_and_how_sure(reported):
    _, out = reported
    page = (out / "sites" / "t.html").read_text(encoding="utf-8")
    citizens, businesses = page.index("住民の手続き"), page.index("事業者の手続き")
    assert citizens < page.index("粗大ごみ") < businesses < page.index("入札参加資格")
    said = text(out / "sites" / "t.html")
    assert "この調査の手間の範囲で" in said and "（確認）" in said
    assert 'href="https://www.town.komaru.lg.jp/moving.html"' in page
    assert "期限を過ぎています" in said and "24か月を超えています" in said
    assert "試行" in said and "手続きの案内 50.0点" in said
    assert "目標 レベルAA「準拠」" in said


def test_across_bodies_each_task_has_its_shares_audiences_apart(reported):
    store, out = reported
    across = services_across(load_report(store, RUN))
    assert across and across.sites == 2
    shares = {one.meta.id: one for one in across.tasks["businesses"]}
    assert shares["nyusatsu_shikaku"].steps == (0, 0, 2, 0, 0, 0)
    assert "tenshutsu" not in shares and shares["nyusatsu_shikaku"].share(2) == 1.0
    for one in (*across.tasks["citizens"], *across.tasks["businesses"]):
        assert one.of + one.untested == 2
    said = text(out / "services.html")
    assert "住民の手続き" in said and "基準に達していません（試行）" in said
    assert "procedure" in text(out / "en" / "services.html").lower()


def test_the_first_page_leads_there_and_says_that_pillars_are_on_trial(reported):
    _, out = reported
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="services.html"' in page and "試行中のため、指標はまだありません" in page


def test_data_files_say_the_same(reported):
    _, out = reported
    with (out / "data" / "services.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["code"], row["task"]): row for row in csv.DictReader(file)}
    assert rows["t", "nyusatsu_shikaku"]["step"] == "2"
    assert rows["t", "konin"]["outcome"] == "not_found"
    data = json.loads((out / "data" / "services.json").read_text(encoding="utf-8"))
    assert len(data["tasks"]) == len(rows) and data["detectors"] and data["catalogue"]
    steps = {(one["code"], one["task"]): str(one["step"]) for one in data["tasks"]}
    assert steps == {key: row["step"] for key, row in rows.items()}
    with (out / "data" / "duties.csv").open(encoding="utf-8-sig", newline="") as file:
        duties = {(row["code"], row["duty"]): row["outcome"] for row in csv.DictReader(file)}
    assert duties["t", "policy"] == "found" and duties["t", "evaluation"] == "not_found"


def test_what_pages_say_cannot_harm_the_reader(reported):
    _, out = reported
    assert "<script>" not in (out / "sites" / "u.html").read_text(encoding="utf-8")


def test_a_survey_without_a_search_has_no_such_page(tmp_path):
    store = Store(":memory:")
    store.save([RUN, SITE])
    build(store, RUN, tmp_path)
    assert not (tmp_path / "services.html").exists()
    assert "services.html" not in (tmp_path / "index.html").read_text(encoding="utf-8")
