"""One load serves both windows where a template has shown that it tells the same, and only there."""

import functools
from collections import Counter
from http.server import BaseHTTPRequestHandler

import pytest

import audits
from audits.trust import TRIALS, verdicts
from minna.records import Evidence, Finding, Frame, Judged, Page, Run
from minna.store import Store

pytestmark = pytest.mark.browser
PAGES = 6
HEAD = (
    "<!doctype html><html lang=ja><meta charset=utf-8><title>お知らせ</title>"
    "<meta name=viewport content='width=device-width'><style>@media (min-width: 800px) "
    "{ .menu { display: none } }</style><body><main><h1>お知らせ</h1>"
)
SAME = f"{HEAD}<p class=menu><img src=x></p><p>市役所からのお知らせです。</p>"
DECIDES = (
    f"{HEAD}<p>市役所からのお知らせです。</p><script>if (innerWidth < 800) "
    "document.body.insertAdjacentHTML('beforeend', '<img src=x>')</script>"
)
"""A page whose script decides once, as it loads, what a phone gets."""


class Counting(BaseHTTPRequestHandler):
    """The same page at every address, and how often each was asked for."""

    def __init__(self, *args, html, asked, **_):
        self.html, self.asked = html, asked
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.asked[self.path] += 1
        found = self.path.startswith("/page")
        self.send_response(200 if found else 404)
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
        run = Run("r", "2026-01-01T00:00:00+09:00", None, "survey", "", 1, settings, {})
        store.save([run, Frame("r", "s", "ok")])
        urls = [f"{base}/page{n}" for n in range(PAGES)]
        store.save(
            Page("r", "s", url, "fetched", part="random", order=n, skeleton="0" * 16)
            for n, url in enumerate(urls, 1)
        )
        audits.audit(store, run, progress=lambda done, total, url: None)
        loads = sum(count for path, count in asked.items() if path.startswith("/page"))
        return store, base, loads

    return go


def told(store, base):
    """All verdicts by page and window, wherever the pages were served."""
    looks = {}
    for kind in (Finding, Judged):
        for record in store.read(kind):
            place = record.url.removeprefix(base), record.viewport
            looks.setdefault(place, []).append(record)
    return {look: verdicts(records) for look, records in looks.items()}


def test_a_template_that_tells_the_same_is_loaded_twice_only_to_learn_that(survey):
    store, base, loads = survey(SAME, one_load=True)
    resized = [e.url for e in store.read(Evidence, viewport="desktop") if e.resized]
    assert len(resized) == PAGES - TRIALS
    assert loads == PAGES + TRIALS
    plain, plain_base, plain_loads = survey(SAME, plain=True)
    assert told(store, base) == told(plain, plain_base)
    assert plain_loads == 2 * PAGES
    faulty = {f.viewport for f in store.read(Finding, check="axe:image-alt", outcome="failed")}
    assert faulty == {"phone"}, "the menu is hidden from a desktop, resized or not"


def test_a_template_that_decides_as_it_loads_is_loaded_for_each_window(survey):
    store, base, loads = survey(DECIDES, one_load=True)
    assert not any(evidence.resized for evidence in store.read(Evidence))
    assert loads == 2 * PAGES
    plain, plain_base, _ = survey(DECIDES, plain=True)
    assert told(store, base) == told(plain, plain_base)


def test_only_the_windows_and_looks_that_are_asked_for_are_taken(survey):
    store, _, loads = survey(SAME, viewports=["desktop"], gatherers=["document"])
    seen = list(store.read(Evidence))
    assert {e.viewport for e in seen} == {"desktop"}
    assert {tuple(e.facts) for e in seen} == {("document",)}
    assert loads == PAGES


def test_what_is_blocked_is_not_loaded(survey):
    with_image = SAME.replace("src=x", "src=/page-image.png")
    settings = {"viewports": ["desktop"], "gatherers": []}
    assert survey(with_image, block="image", **settings)[2] == PAGES
    assert survey(with_image, **settings)[2] > PAGES
