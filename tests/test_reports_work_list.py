"""The web officer's work list: fixes by points regained, template first, as page, xlsx and CSV."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from minna.records import Finding, Outcome, Run, ScoreLoss
from minna.store import Store
from reports import build, export, load_report
from reports.report_data import SiteEntry, SurveyReport
from reports.work_list import WorkItem, findings_by_fix, work_list
from scoring.pipeline import score
from tests.made_up_run import RUN, fill
from tests.test_scoring_pipeline import RUN as SCORED_RUN
from tests.test_scoring_pipeline import book, fault


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store(":memory:")
    fill(store, 4)
    yield store
    store.close()


@pytest.fixture(scope="module")
def report(store: Store) -> SurveyReport:
    return load_report(store, store.run(None))


def entry(report: SurveyReport, code: str = "000002") -> SiteEntry:
    return next(e for e in report.entries if e.site.code == code)


@pytest.fixture(scope="module")
def items(report: SurveyReport) -> tuple[WorkItem, ...]:
    return work_list(report, entry(report))


def test_template_faults_come_first_and_then_what_regains_most(items: tuple[WorkItem, ...]) -> None:
    assert [(i.number, i.loss.by, i.meta.id) for i in items] == [
        (1, "template", "text-contrast"),
        (2, "page", "image-text"),
        (3, "page", "text-contrast"),
    ]
    assert items[1].gain > items[2].gain > 0


def test_a_kind_that_is_in_the_template_and_on_pages_is_two_fixes(
    items: tuple[WorkItem, ...],
) -> None:
    template, _, own = items
    assert template.selectors == ("#header > nav a",)
    assert len(template.urls) == len(own.urls) == 12
    assert "#header > nav a" not in {place.selector for place in own.locations}
    # four elements a page, two of which evidence lists: the others are the page's own
    assert (template.finding.count, own.finding.count) == (12, 36)


def test_every_element_is_in_one_fix(report: SurveyReport, items: tuple[WorkItem, ...]) -> None:
    of_site = {"run": RUN.id, "site": "000002", "scored": True}
    counts: dict[tuple[str, str], int] = {}
    for finding in report.store.read(Finding, **of_site):
        key = finding.check, finding.url
        counts[key] = max(counts.get(key, 0), finding.count)
    listed = sum(i.finding.count for i in items if i.meta.id != "page-language")
    assert listed == sum(n for (check, _), n in counts.items() if check != "page-language")


def test_a_place_in_both_viewports_is_told_once(items: tuple[WorkItem, ...]) -> None:
    keys = [(place.url, place.selector) for place in items[0].locations]
    assert len(keys) == len(set(keys))
    assert {place.viewports for place in items[0].locations} == {("phone", "desktop")}


def test_scoring_and_the_list_divide_faults_at_the_same_place() -> None:
    store, pages = book()
    found = [
        replace(f, count=2, nodes=("#header a", f"#x{n}"), snippets=("<a>", "<a>"))
        for n, f in enumerate(fault(p) for p in pages[:8])
    ]
    store.save(found)
    score(store, SCORED_RUN)
    losses = {(x.by, x.check, x.group): x.pages for x in store.read(ScoreLoss)}
    report = load_report(store, SCORED_RUN)
    items = work_list(report, next(e for e in report.entries if e.score.value is not None))
    assert items
    for item in items:
        assert losses[item.loss.by, item.loss.check, item.loss.group] == len(item.urls)


def test_elements_without_a_selector_are_still_counted() -> None:
    finding = Finding(
        *("r", "s", "https://a.example/", "phone", "c", "m", Outcome.FAILED, "serious"),
        *("certain", 5, (), ()),
    )
    by_fix = findings_by_fix([finding], 10)
    assert [(where, part.count) for (where, *_), (part,) in by_fix.items()] == [("page", 5)]


def test_a_site_without_a_score_has_no_list(report: SurveyReport) -> None:
    unmeasured = replace(entry(report), score=replace(entry(report).score, value=None))
    assert work_list(report, unmeasured) == ()


def test_the_workbook_is_what_another_reader_sees(report: SurveyReport, tmp_path: Path) -> None:
    export("work-list", report, tmp_path, "ja", frozenset({"000002"}))
    book = openpyxl.load_workbook(tmp_path / "000002.work-list.xlsx")
    assert book.sheetnames == ["作業リスト", "該当箇所"]
    rows = list(book["作業リスト"].iter_rows(values_only=True))
    assert rows[0][:6] == ("順", "種別", "直すこと", "直し方", "担当の目安", "戻る点数")
    assert [row[1] for row in rows[1:]] == ["テンプレート", "ページ", "ページ"]
    assert all(isinstance(row[5], float) and row[4] for row in rows[1:])
    assert "alt 属性" in rows[2][3]
    places = list(book["該当箇所"].iter_rows(values_only=True))
    assert places[1][4:7] == (
        "https://www.town1.example.jp/0.html",
        "スマートフォン、パソコン",
        "#header > nav a",
    )
    raw = (tmp_path / "000002.work-list.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel in Japan needs the mark"
    table = list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row[2] for row in table] == [row[2] for row in rows]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(
    report: SurveyReport, tmp_path: Path
) -> None:
    export("work-list", report, tmp_path, "en")
    for path in tmp_path.glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                assert all(cell.data_type in ("s", "n") and not cell.hyperlink for cell in row)


def test_the_same_survey_gives_the_same_workbook(report: SurveyReport, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        export("work-list", report, tmp_path / folder, "ja", frozenset({"000002"}))
    a, b = (tmp_path / folder / "000002.work-list.xlsx" for folder in ("a", "b"))
    assert a.read_bytes() == b.read_bytes()


@pytest.mark.parametrize(("kind", "has_files"), [("site", True), ("survey", False)])
def test_ones_own_report_brings_the_files_along(kind: str, has_files: bool, tmp_path: Path) -> None:
    store = Store(":memory:")
    fill(store, 2)
    run: Run = replace(RUN, kind=kind)
    build(store, run, tmp_path)
    store.close()
    for folder in (tmp_path, tmp_path / "en"):
        page = (folder / "sites" / "000002.html").read_text(encoding="utf-8")
        assert 'id="work"' in page
        for suffix in ("xlsx", "csv"):
            link = f"../data/000002.work-list.{suffix}"
            assert (link in page) is has_files
            assert (folder / "sites" / link).resolve().exists() is has_files


def test_the_page_says_who_where_and_how_much(report: SurveyReport, tmp_path: Path) -> None:
    store = Store(":memory:")
    fill(store, 2)
    build(store, RUN, tmp_path)
    store.close()
    page = (tmp_path / "sites" / "000002.html").read_text(encoding="utf-8")
    section = page.split('<h2 id="work">')[1].split("</section>")[0]
    template, own = section.index("サイト構築・保守の事業者"), section.index("ページの作成者")
    assert template < own and "12ページに共通" in section and "#header &gt; nav a" in section
    assert 'href="#text-contrast-low"' in section and 'id="text-contrast-low"' in page
