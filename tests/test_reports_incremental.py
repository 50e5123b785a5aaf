"""A report is made anew where something changed, and only there."""

import gzip
import sys
from dataclasses import replace

import pytest

import reports
from minna.records import Page, Reply, Score, Site
from minna.store import Store
from reports.incremental import STATE
from tests import made_up_run

BUILD = sys.modules["reports.build"]  # the package has a function of this name


@pytest.fixture
def built(tmp_path):
    store = Store(tmp_path / "n.db")
    run = made_up_run.fill(store, 5)
    reports.build(store, run, tmp_path / "out")
    return store, run, tmp_path / "out"


def pages(out):
    return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in out.rglob("sites/*.html")}


def rewritten(out, before):
    return {name for name, when in pages(out).items() if before.get(name) != when}


def of(*codes):
    return {f"{folder}sites/{code}.html" for code in codes for folder in ("", "en/")}


def test_what_did_not_change_is_not_written_again(built):
    store, run, out = built
    before = pages(out)
    files = reports.build(store, run, out)
    assert rewritten(out, before) == set()
    assert files == reports.build(store, run, out) > len(before)


@pytest.mark.parametrize("kind", ["page", "reply", "name"])
def test_one_changed_body_has_its_page_made_anew(built, kind):
    store, run, out = built
    before, code = pages(out), "000001"
    page = store.get(Page, run=run.id, site=code)
    site = store.get(Site, run=run.id, code=code)
    changed = {
        "page": replace(page, title="別の題名"),
        "reply": Reply(run.id, code, 1, "2026-12-01", {"ja": "別の題名"}),
        "name": replace(site, name="別の題名"),
    }
    store.save([changed[kind]])
    reports.build(store, run, out)
    assert rewritten(out, before) >= of(code)
    if kind != "name":
        assert rewritten(out, before) == of(code)
    assert "別の題名" in (out / f"sites/{code}.html").read_text(encoding="utf-8")


def test_a_report_in_steps_is_the_report_in_one(built, tmp_path):
    """Whatever changes, no page is left as it was that would be another now."""
    store, run, out = built
    scores = [s for s in store.read(Score, run=run.id) if s.value is not None]
    for score in scores[:3]:
        store.save([replace(score, value=score.value - 7, band="D", rules="other")])
        page = store.get(Page, run=run.id, site=score.site)
        store.save([replace(page, url=page.url, title="新しい題名")])
        reports.build(store, run, out)
    reports.build(store, run, tmp_path / "fresh")
    for path in sorted((tmp_path / "fresh").rglob("*.html")):
        name = path.relative_to(tmp_path / "fresh")
        assert (out / name).read_bytes() == path.read_bytes(), name


@pytest.mark.parametrize("harm", ["gone", "edited", "no state", "odd state"])
def test_what_others_did_to_the_folder_is_mended(built, harm):
    store, run, out = built
    path = out / "sites/000001.html"
    whole = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "edited":
        path.write_text("edited", encoding="utf-8")
    else:
        (out / STATE).write_text("{}" if harm == "no state" else '{"000001": 3}', encoding="utf-8")
    reports.build(store, run, out)
    assert path.read_bytes() == whole


def test_two_processes_write_what_one_writes(built, tmp_path, monkeypatch):
    store, run, out = built
    monkeypatch.setattr(BUILD, "MIN_FOR_PROCESSES", 1)
    monkeypatch.setattr(BUILD, "CHUNK", 3)
    reports.build(store, run, tmp_path / "two")
    for name in pages(out):
        assert (out / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_findings_of_many_sites_are_packed_and_every_link_leads_to_them(built, monkeypatch):
    store, run, out = built
    plain = (out / "data/findings.csv").read_bytes()
    monkeypatch.setattr(BUILD, "MAX_PLAIN_SITES", 1)
    out = out.with_name("packed")
    reports.build(store, run, out)
    assert gzip.decompress((out / "data/findings.csv.gz").read_bytes()) == plain
    assert not (out / "data/findings.csv").exists()
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="data/findings.csv.gz"' in index
