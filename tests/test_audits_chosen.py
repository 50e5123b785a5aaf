"""A survey takes only the viewports, gatherers and kinds of resources that it is asked to take."""

import functools
from collections import Counter
from http.server import BaseHTTPRequestHandler

import pytest

import audits
from minna.records import Evidence, Page, Run, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

pytestmark = pytest.mark.browser
PAGES = 6
HEAD = (
    "<!doctype html><html lang=ja><meta charset=utf-8><title>お知らせ</title>"
    "<meta name=viewport content='width=device-width'><style>@media (min-width: 800px) "
    "{ .menu { display: none } }</style><body><main><h1>お知らせ</h1>"
)
SAME = f"{HEAD}<p class=menu><img src=x></p><p>市役所からのお知らせです。</p>"


class Counting(BaseHTTPRequestHandler):
    """The same page at every address, and how often each was asked for."""

    def __init__(self, *args, html, asked, **_):
        self.html, self.asked = html, asked
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.asked[self.path] += 1
        is_page = self.path.startswith("/page")
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.html.encode())


@pytest.fixture
def survey(serve, tmp_path):
    """What a survey of a site of one template sees, and how often it asks for a page."""

    def go(html, **settings):
        asked = Counter()
        base = serve(tmp_path, functools.partial(Counting, html=html, asked=asked))
        store = Store(":memory:")
        settings = {"pause": 0, "allow_private": True, "cores": 1, "touch": "none", **settings}
        run = Run(
            "r", "2026-01-01T00:00:00+09:00", None, "survey", "", 1, RunSettings.of(settings), {}
        )
        store.save([run, SiteCrawl("r", "s", "ok")])
        urls = [f"{base}/page{n}" for n in range(PAGES)]
        store.save(
            Page(
                "r",
                "s",
                url,
                "fetched",
                sample_part="random",
                visit_order=n,
                dom_fingerprint="0" * 16,
            )
            for n, url in enumerate(urls, 1)
        )
        audits.audit(store, run, progress=lambda done, total, url: None)
        loads = sum(count for path, count in asked.items() if path.startswith("/page"))
        return store, base, loads

    return go


def test_only_the_windows_and_looks_that_are_asked_for_are_taken(survey):
    store, _, loads = survey(SAME, viewports=["desktop"], gatherers=["document"])
    visits = list(store.read(Evidence))
    assert {e.viewport for e in visits} == {"desktop"}
    assert {tuple(e.facts) for e in visits} == {("document",)}
    assert loads == PAGES


def test_what_is_blocked_is_not_loaded(survey):
    with_image = SAME.replace("src=x", "src=/page-image.png")
    settings = {"viewports": ["desktop"], "gatherers": []}
    assert survey(with_image, block="image", **settings)[2] == PAGES
    assert survey(with_image, **settings)[2] > PAGES
