"""Where findings lie, and the pictures that are kept of them."""

from dataclasses import replace

import pytest

import audits
from audits.runner import judged_visit
from audits.runner.element_screenshots import (
    MARGIN,
    MAX_BYTES,
    MAX_SCREENSHOTS,
    clip_around,
    findings_to_capture,
)
from audits.runner.runner import visits_of
from audits.runner.settings import AuditSettings
from minna.records import Finding, Page, Run, Screenshot, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

HEAD = "<!doctype html><html lang=ja><meta charset=utf-8><title>写真</title><body style='margin:0'>"
IMAGE = "<img src=x style='display:block;width:200px;height:80px'>"
FRAMED = (
    f"{HEAD}<iframe src=inner.html title=内 style='position:absolute;left:30px;top:500px;border:0'>"
)
DEEP = f"{HEAD}<h1>写真</h1><div style='height:3000px'></div>{IMAGE}<p>みどり市の花です。</p>"


@pytest.fixture
def base(serve, tmp_path):
    for name, html in {"framed": FRAMED, "inner": HEAD + IMAGE, "deep": DEEP, "too": DEEP}.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    return serve(tmp_path)


def finding(check, certainty="certain", outcome="failed", boxes=([0, 0, 9, 9],)):
    told = {"nodes": ("img",), "boxes": boxes}
    return Finding("r", "s", "u", "phone", check, "m", outcome, "serious", certainty, 1, **told)


def image_fault(store_or_seen):
    return next(f for f in store_or_seen if f.check == "axe:image-alt" and f.outcome == "failed")


@pytest.mark.browser
def test_a_finding_knows_where_it_lies_also_in_a_frame(base):
    axe, url = frozenset({"axe"}), f"{base}/framed.html"
    settings = AuditSettings(allow_private=True, touch="none", gatherers=axe)
    ((visit, _),) = visits_of([url], settings, is_judged=True)
    fault = image_fault(visit.findings)
    assert fault.nodes == ("iframe >>> img",)
    assert fault.boxes == ([30, 500, 200, 80],)
    assert tuple(audits.run_checks(visit.evidence)[0]) == visit.findings


@pytest.mark.browser
def test_a_survey_keeps_one_small_picture_of_each_way_to_fail(base, monkeypatch):
    judged = []
    judge = judged_visit.run_checks
    monkeypatch.setattr(judged_visit, "run_checks", lambda e: judged.append(e.url) or judge(e))
    store = Store(":memory:")
    run = Run(
        "r",
        "2026-01-01",
        None,
        "survey",
        "",
        1,
        RunSettings.of({"pause": 0, "allow_private": True, "touch": "none", "gatherers": ["axe"]}),
        {},
    )
    urls = [f"{base}/deep.html", f"{base}/too.html"]
    store.save([run, SiteCrawl("r", "s", "ok")])
    store.save(
        Page("r", "s", url, "fetched", sample_part="random", visit_order=n)
        for n, url in enumerate(urls)
    )
    audits.audit(store, run, progress=lambda done, total, url: None)
    assert sorted(judged) == sorted(urls * 2), "once at each viewport"
    picture = store.get(Screenshot, check="axe:image-alt")
    assert (picture.url, picture.viewport, picture.selector) == (urls[0], "phone", "img")
    assert picture.image[:4] == b"RIFF" and picture.image[8:12] == b"WEBP"
    assert len(picture.image) <= MAX_BYTES
    assert picture.box == (0, MARGIN, 200, 80)
    assert (picture.width, picture.height) == (200 + MARGIN, 80 + 2 * MARGIN)
    placed = image_fault(store.read(Finding))
    audits.judge_again(store, run, progress=lambda done, total, url: None)
    assert image_fault(store.read(Finding)).boxes == placed.boxes != ()


def test_what_is_sure_is_pictured_first_and_no_kind_twice():
    told = [finding("a", "likely"), finding("b"), finding("b"), finding("c", boxes=())]
    told += [finding("d", outcome="cantTell"), finding("e", "review")]
    assert [f.check for f in findings_to_capture(told, set())] == ["b", "a"]
    assert [f.check for f in findings_to_capture(told, {("b", "m")})] == ["a"]
    assert findings_to_capture(told, {(str(n), "m") for n in range(MAX_SCREENSHOTS)}) == []


def test_the_whole_page_is_no_place_to_picture():
    told = replace(finding("a"), nodes=("html",))
    assert findings_to_capture([told], set()) == []


def test_a_picture_begins_at_the_edge_of_the_page():
    assert clip_around((5, 3, 10, 10)) == (0, 0, 15 + MARGIN, 13 + MARGIN)
