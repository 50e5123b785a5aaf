"""Tasks, duties, trust and products of a body, judged from what a search has stored."""

import json

import pytest

from audits.judging.service_runner import judge_services
from audits.services import task_search, validation
from audits.services.kept_answers import KeptAnswers
from minna.records import (
    CheckMeta,
    CheckOutcomes,
    ClaimComparison,
    DutyOutcome,
    Finding,
    Page,
    Run,
    ServiceDetector,
    ServiceFact,
    ServicePage,
    ServiceSearch,
    Site,
    SiteProduct,
    TaskFound,
    TaskMeta,
    TaskOutcome,
    TrustOutcome,
)
from minna.settings import RunSettings
from minna.store import Store
from minna.task_search import Answer

HOST = "https://www.town.komaru.lg.jp"
RUN = Run("r", "2026-11-30T00:00:00+00:00", None, "survey", "", 1, RunSettings(), {})
SITE = Site("r", "t", "駒瑠町", f"{HOST}/", country="jp", type="town", population=9_000)
ONLINE = "https://logoform.jp/form/ab12/345"
FOOT = (
    "<footer><a href=/accessibility.html>ウェブアクセシビリティ</a><a href=/privacy.html>"
    "プライバシーポリシー</a><a href=/sitemap.html>サイトマップ</a></footer>"
)
MADE_BY = '<link rel=stylesheet href="/assets/cms/public.css"><script>SS.config = {}</script>'


def page(title, main):
    head = f"<!doctype html><html lang=ja><head><title>{title}</title>{MADE_BY}</head>"
    return f"{head}<body><main><h1>{title}</h1>{main}</main>{FOOT}"


PAGES = {
    "/": page(
        "駒瑠町",
        "<ul><li><a href=/moving.html>引っ越しの手続</a><li><a href=/sodai.html>粗大ごみの申込み</a>"
        "<li><a href=/bousai.html>防災・避難所</a><li><a href=/bid.html>入札参加資格審査申請</a></ul>",
    ),
    "/moving.html": page(
        "転出届", "<p>町外へ引っ越すときは14日前から届け出てください。</p><h2>届出に必要なもの</h2>"
        "<p>本人確認書類</p><h2>手数料</h2><p>無料</p><h2>窓口</h2><p>町民課 電話0138-00-0000</p>"
        "<p>更新日：2026年4月1日</p>"
    ),
    "/sodai.html": page(
        "粗大ごみの申込み", f"<p><a href={ONLINE}>粗大ごみの収集をオンラインで申し込む</a></p>"
    ),
    "/bousai.html": page("防災", "<p>避難所の一覧です。</p>"),
    "/bid.html": page(
        "入札参加資格審査申請", "<p>町の入札に参加する方は申請してください。</p>"
        "<p><a href=/bid.xlsx>入札参加資格審査申請書（Excel）</a></p>"
    ),
    "/accessibility.html": page(
        "ウェブアクセシビリティ方針",
        "<h2>目標</h2><p>JIS X 8341-3:2016の適合レベルAAに準拠</p><h2>目標を達成する期限</h2>"
        "<p>令和6年度末</p><p><a href=/result.html>ウェブアクセシビリティ試験結果</a></p>",
    ),
    "/result.html": page(
        "ウェブアクセシビリティ試験結果",
        "<p>JIS X 8341-3:2016の適合レベルAに準拠しています。</p><p>試験実施期間：2023年2月1日から"
        "2023年2月20日</p><p>無作為に選んだ40ページを試験しました。</p>",
    ),
}  # fmt: skip


def searched(pages=None, store=None, site=SITE):
    """A database with the search of a site, as the crawler leaves it."""
    pages = PAGES if pages is None else pages
    store = store or Store(":memory:")
    kept, search = {}, task_search.search(site, f"{HOST}/", lambda url: url.startswith(HOST), ())
    try:
        url = next(search)
        while True:
            html = pages.get(url.removeprefix(HOST))
            made = ServicePage("r", site.code, url, len(kept) + 1, url, 404, "", "http")
            if html is not None:
                made = ServicePage(
                    "r", site.code, url, len(kept) + 1, url, 200, "page", "",
                    {"content-type": "text/html"}, document={"text": html},
                )  # fmt: skip
            kept[url] = made
            document = task_search.read(made)
            url = search.send(Answer(made, document) if document is not None else None)
    except StopIteration as end:
        result = end.value
    home = Page("r", site.code, f"{HOST}/", "fetched", discovered_via="start")
    store.save([RUN, site, home, *kept.values(), result.search, *result.tasks])
    return store


def judge(store, **options):
    judge_services(
        store, RUN, progress=lambda *_: None, belongs=lambda _, url: url.startswith(HOST), **options
    )
    return {outcome.task: outcome for outcome in store.read(TaskOutcome, run="r")}


@pytest.fixture(scope="module")
def judged():
    store = searched()
    return store, judge(store)


def test_each_task_has_its_step_its_quote_and_what_its_page_tells(judged):
    _, tasks = judged
    moving, waste, bid = tasks["tenshutsu"], tasks["sodai"], tasks["nyusatsu_shikaku"]
    assert (moving.outcome, moving.step, moving.clicks, moving.audience) == (
        "found", 1, 1, "citizen",
    )  # fmt: skip
    assert moving.is_answer and {"bring", "fee", "where"} <= set(moving.facts)
    assert moving.contact == ("phone",) and moving.updated == "2026-04-01"
    assert waste.step >= 4 and any(s.startswith("logoform") for s in waste.systems)
    assert (bid.step, bid.audience) == (2, "business")
    assert tasks["konin"].outcome == "not_found" and not tasks["konin"].url
    assert all(task.quote for task in tasks.values() if task.outcome == "found")


def test_duties_tell_what_is_past_and_what_is_stale(judged):
    store, _ = judged
    duties = {duty.duty: duty for duty in store.read(DutyOutcome, run="r")}
    policy, result = duties["policy"], duties["result"]
    assert (policy.outcome, policy.clicks, policy.format) == ("found", 1, "page")
    assert (policy.deadline, policy.is_past) == ("2025-03-31", True)
    assert result.clicks == 2 and result.tested == "2023-02-01 2023-02-20" and result.is_stale
    assert duties["evaluation"].outcome == "not_found"


def test_a_claim_stands_beside_what_was_measured_and_is_called_neither_wrong_nor_right():
    store = searched()
    meta = CheckMeta("1.1.1", "serious", {}, {}, {}, {}, level="A", id="x", run="r")
    finding = Finding("r", "t", f"{HOST}/", "phone", "x", "m", "failed", "serious", "certain", 1)
    outcomes = CheckOutcomes("r", "t", f"{HOST}/", "phone", (), ("x",), (), (), ())
    store.save([meta, finding, outcomes])
    judge(store)
    rows = {row.claim: row for row in store.read(ClaimComparison, run="r")}
    assert rows["result A 準拠"].outcome == "differs"
    assert rows["result A 準拠"].criteria == ("1.1.1",)
    assert rows["goal AA 準拠"].outcome == "goal"
    assert all(row.text["ja"] and row.text["en"] and row.quote for row in rows.values())


def test_marks_of_trust_are_found_or_not_found_or_not_asked(judged):
    store, _ = judged
    marks = {mark.item: mark for mark in store.read(TrustOutcome, run="r")}
    assert marks["privacy"].outcome == "passed" and "プライバシー" in marks["privacy"].quote
    assert marks["https"].outcome == "passed" and marks["hsts"].outcome == "failed"
    assert marks["feedback"].outcome == "failed" and marks["feedback"].confidence == "likely"
    assert marks["security_txt"].outcome == "failed"


def test_the_product_is_known_by_two_signs_of_its_markup(judged):
    store, _ = judged
    (product,) = store.read(SiteProduct, run="r")
    assert (product.product, product.certainty) == ("SHIRASAGI", "sure") and product.quote


def test_judging_again_from_what_is_stored_says_the_same(judged):
    store, before = judged
    facts = list(store.read(ServiceFact, run="r"))
    found = list(store.read(TaskFound, run="r"))
    assert judge(store, again=True) == before
    assert list(store.read(ServiceFact, run="r")) == facts
    assert list(store.read(TaskFound, run="r")) == found


def test_a_stopped_search_leaves_tasks_and_duties_untested():
    store = searched({"/": PAGES["/"]})
    state = store.get(ServiceSearch, run="r")
    store.save([ServiceSearch("r", "t", "stopped", requests=state.requests)])
    assert {task.outcome for task in judge(store, again=True).values()} <= {"untested", "found"}
    assert {duty.outcome for duty in store.read(DutyOutcome, run="r")} == {"untested"}


def test_a_home_page_that_was_not_read_leaves_everything_untested():
    tasks = judge(searched({}))
    assert {task.outcome for task in tasks.values()} == {"untested"}


def test_catalogues_and_titles_are_records_so_that_reports_need_no_files(judged):
    store, tasks = judged
    metas = {meta.id: meta for meta in store.read(TaskMeta, run="r")}
    assert set(tasks) <= set(metas)
    assert all(meta.title["ja"] and meta.title["en"] for meta in metas.values())
    assert sum(m.in_index and m.audience == "citizen" for m in metas.values()) == 20
    assert sum(m.in_index and m.audience == "business" for m in metas.values()) == 16


def test_who_reached_its_bar_is_decided_by_what_was_measured(judged, monkeypatch):
    store, _ = judged
    stored = {one.id: one for one in store.read(ServiceDetector, run="r")}
    assert stored.keys() == validation.BARS.keys()
    figures = json.loads(validation.FILE.read_text())
    for name, one in stored.items():
        assert one.passes == validation.passes(figures[name], validation.BARS[name]), name
    perfect = {"precision": 1.0, "recall": 1.0, "kappa": 1.0}
    bar = validation.BARS["task"]
    assert validation.passes(dict.fromkeys(validation.CLASSES, perfect), bar)
    lower = dict.fromkeys(validation.CLASSES, perfect) | {"village": perfect | {"recall": 0.94}}
    assert not validation.passes(lower, bar), "a bar holds in each size class"


def test_circles_of_redirects_end():
    around = [
        ServicePage("r", "t", f"{HOST}/{a}", n, f"{HOST}/{b}", 302, "", "redirect")
        for n, (a, b) in enumerate((("a", "b"), ("b", "a")), 1)
    ]
    assert KeptAnswers(around).answer(f"{HOST}/a") is None


def test_duties_that_only_another_page_leads_to_are_found_without_clicks():
    bare = {path: html.replace("/accessibility.html", "/#") for path, html in PAGES.items()}
    link = "<p><a href=/accessibility.html>ウェブアクセシビリティ方針</a></p></main>"
    bare["/bousai.html"] = bare["/bousai.html"].replace("</main>", link)
    bare["/"] = bare["/"].replace("ウェブアクセシビリティ</a>", "サイトについて</a>")
    bare["/moving.html"] = bare["/moving.html"].replace("</main>", link)
    store = searched(bare)
    judge(store)
    before = {duty.duty: duty for duty in store.read(DutyOutcome, run="r")}
    assert (before["policy"].outcome, before["policy"].clicks) == ("found", None)
    assert before["result"].outcome == "found"
    judge(store, again=True)
    assert {duty.duty: duty for duty in store.read(DutyOutcome, run="r")} == before
