"""The directed search in the crawl: polite, bounded, resumed, and no part of the sample."""

from collections import Counter

import pytest

import crawler
from audits.services.directed_search import FOUND
from minna.records import Page, RequestLog, Run, ServicePage, ServiceSearch, Site, TaskFound
from minna.settings import RunSettings
from minna.store import Store
from tests.test_crawler_crawl import Answer, town

SEARCH = "audits.services.task_search"
MENU = "<nav><a href=/>トップ</a><a href=/kurashi/>くらし</a></nav>"
FOOT = "<footer><a href=/accessibility.html>ウェブアクセシビリティ</a></footer>"


def html(title, main, etag=""):
    text = f"<!doctype html><html lang=ja><title>{title}</title>{MENU}<main><h1>{title}</h1>{main}"
    body = f"{text}</main>{FOOT}".encode()
    return Answer(body, headers={"ETag": etag} if etag else {})


def pages():
    moving = (
        "<p>町外へ引っ越すときは、引っ越す日の14日前から届け出てください。</p>"
        "<p>届出に必要なもの：本人確認書類。手数料は無料です。</p>"
    )
    links = "<ul><li><a href=/kurashi/tenshutsu.html>転出届</a><li><a href=/moved>転入届</a></ul>"
    news = "<p>町の広報紙を発行しました。ご覧ください。</p>"
    policy = "<p>JIS X 8341-3:2016のレベルAAに準拠することを目標とします。</p>"
    return {
        "/": html("駒瑠町", "<p>駒瑠町のホームページです。ようこそ。</p>", '"1"'),
        "/kurashi/": html("くらしの手続", links, '"2"'),
        "/kurashi/tenshutsu.html": html("転出届", moving, '"3"'),
        "/moved": Answer(b"", 302, {"Location": "/kurashi/tennyu.html"}),
        "/kurashi/tennyu.html": html("転入届", moving.replace("外へ", "へ"), '"4"'),
        "/koho.html": html("広報", news),
        "/accessibility.html": html("ウェブアクセシビリティ方針", policy),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret/\n", headers={"Content-Type": "text/plain"}),
    }  # fmt: skip


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "towns.db")
    yield opened
    opened.close()


def begun(store, url, run="r", **settings):
    limits = RunSettings(pause=0.0, allow_private=True, pages=10, **settings)
    made = Run(run, "2026-01-01", None, "survey", "", 1, limits, {})
    store.save([made, Site(run, "t", "駒瑠町", url, country="jp", type="town", population=9000)])
    crawler.crawl(store, made, progress=lambda *_: None)
    return made


def search(store, run):
    crawler.search_tasks(store, run, SEARCH, progress=lambda *_: None)


def stored(store, run="r"):
    return {task.task: task for task in store.read(TaskFound, run=run)}


@pytest.mark.slow
def test_a_search_finds_tasks_and_duties_and_leaves_the_sample_as_it_is(store):
    with town(pages()) as served:
        run = begun(store, served.url)
        before = list(store.read(Page, run="r"))
        served.log.clear()
        search(store, run)
        asked = served.asked()
    assert list(store.read(Page, run="r")) == before
    tasks = stored(store)
    assert (tasks["tenshutsu"].outcome, tasks["tenshutsu"].clicks) == (FOUND, 2)
    assert tasks["tennyu"].url.endswith("/kurashi/tennyu.html")
    assert tasks["konin"].outcome == "not_found"
    kept = {page.url.removeprefix(served.url): page for page in store.read(ServicePage, run="r")}
    assert kept["/accessibility.html"].kind == "page"
    assert "準拠" in kept["/accessibility.html"].document["text"]
    assert kept["/moved"].problem == "redirect" and not kept["/moved"].kind
    (state,) = store.read(ServiceSearch, run="r")
    assert (state.status, state.requests) == ("ok", len(kept))
    assert max((asked - Counter(["/robots.txt"])).values()) == 1
    assert store.count(RequestLog, run="r") >= len(kept)
    with town(pages()) as again:
        search(store, run)
        assert not again.log, "a search that ended asks for nothing more"


@pytest.mark.slow
def test_a_second_survey_asks_only_for_what_changed(store):
    with town(pages()) as served:
        search(store, begun(store, served.url))
        served.answered.clear()
        search(store, begun(store, served.url, "s"))
        statuses = {path: status for path, _, status in served.answered}
    assert statuses["/kurashi/tenshutsu.html"] == 304
    assert stored(store)["tenshutsu"].quote == stored(store, "s")["tenshutsu"].quote


@pytest.mark.slow
def test_a_search_that_was_stopped_goes_on_and_asks_for_nothing_twice(store):
    with town(pages()) as served:
        run = begun(store, served.url)
        search(store, run)
        whole = stored(store)
        kept = list(store.read(ServicePage, run="r"))
        first = [page.url for page in kept if page.number <= 3]
        for page in kept:
            if page.url not in first:
                store.delete(ServicePage, run="r", site="t", url=page.url)
        store.delete(TaskFound, run="r")
        store.save([ServiceSearch("r", "t", "pending")])
        served.log.clear()
        search(store, run)
        asked = {served.url + path for path in served.asked()}
    assert stored(store) == whole
    assert not asked & set(first)


@pytest.mark.slow
def test_a_site_that_refuses_is_left_and_nothing_is_not_found_there(store):
    answers = pages()
    with town(answers) as served:
        run = begun(store, served.url)
        for path in list(answers):
            if path not in ("/", "/robots.txt"):
                answers[path] = Answer(b"no", 403)
        links = "".join(f"<li><a href=/p{n}.html>転出届{n}</a>" for n in range(40))
        answers["/"] = html("駒瑠町", f"<ul>{links}</ul>")
        answers |= {f"/p{n}.html": Answer(b"no", 403) for n in range(40)}
        served.log.clear()
        search(store, run)
        assert sum(served.asked().values()) <= 6
    (state,) = store.read(ServiceSearch, run="r")
    assert state.status == "stopped"
    assert {task.outcome for task in stored(store).values()} == {"untested"}


@pytest.mark.slow
def test_addresses_that_robots_txt_closes_and_other_hosts_are_not_asked_for(store):
    answers = pages()
    away = "<a href=http://other.invalid/konin.html>婚姻届</a><a href=/secret/x.html>出生届</a>"
    answers["/kurashi/"] = html("くらしの手続", f"<ul><li>{away}</ul>")
    with town(answers) as served:
        run = begun(store, served.url)
        served.log.clear()
        search(store, run)
        assert not [path for path in served.asked() if path.startswith("/secret")]
    assert "http://other.invalid/konin.html" not in {p.url for p in store.read(ServicePage)}
