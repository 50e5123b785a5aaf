"""Crawler and browser behave as one visitor: one clock, one robots.txt, one pause."""

import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import ClassVar
from urllib.parse import urlsplit

import pytest

import audits
import crawler
from minna.records import Evidence, Page, RequestLog, Run, Site, SiteCrawl
from minna.request_stats import stats_by_host
from minna.settings import RunSettings
from minna.store import Store

ROBOTS = b"User-agent: Minna\nDisallow: /secret/\nCrawl-delay: 0.4\n"
TEXT = "<!doctype html><html lang=ja><meta charset=utf-8><title>頁{0}</title><body><main><h1>頁{0}</h1>"


class Town(BaseHTTPRequestHandler):
    """Ten pages and a forbidden folder; what is in `gone` is there for the crawler alone."""

    log: ClassVar[list] = []
    gone: ClassVar[set] = set()

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        agent = self.headers["User-Agent"]
        browser = agent.startswith("Mozilla")
        began = time.monotonic()
        links = "".join(f"<a href=/{n}>{n}</a><a href=/secret/{n}>x</a>" for n in range(10))
        body = ROBOTS if self.path == "/robots.txt" else TEXT.format(self.path).encode()
        gone = self.path == "/sitemap.xml" or (browser and self.path in self.gone)
        self.send_response(404 if gone else 200)
        self.send_header("Content-Type", "text/html" if body != ROBOTS else "text/plain")
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body + links.encode() * (body != ROBOTS))
        self.log.append((self.path, browser, began, time.monotonic()))

    def log_message(self, *_):
        pass


@pytest.mark.browser
@pytest.mark.slow
def test_the_audit_keeps_what_robots_txt_asked_of_the_crawl(serve, tmp_path):
    Town.log.clear()
    url = serve(tmp_path, Town)
    store = Store(tmp_path / "m.db")
    settings = {"pause": 0.05, "allow_private": True, "pages": 4, "gatherers": ["axe"]}
    run = Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {})
    store.save([run, Site("r", "s", "町", f"{url}/")])
    crawler.crawl(store, run, progress=lambda *_: None)
    lost = store.get(Page, sample_part="random").url
    Town.gone.add(urlsplit(lost).path)
    audits.audit(store, run, progress=lambda *_: None)

    assert store.get(SiteCrawl).pause == 0.4
    asked = [(path, *rest) for path, *rest in Town.log if path != "/favicon.ico"]
    assert [browser for _, browser, *_ in asked] == sorted(browser for _, browser, *_ in asked)
    gaps = [later[2] - earlier[3] for earlier, later in pairwise(asked)]
    assert min(gaps) > 0.39, "one clock: within the crawl, from it to the audit, and in the audit"
    visited = [path for path, browser, *_ in asked if browser]
    assert not [path for path, *_ in Town.log if path.startswith("/secret")]
    by_url = {e.url: e.status for e in store.read(Evidence, viewport="phone")}
    replaced = [page.url for page in store.read(Page) if page.reason.startswith("replaces")]
    assert (by_url.pop(lost), set(by_url.values())) == ("http_error", {"ok"})
    assert [urlsplit(url).path in visited for url in replaced] == [True]

    [ours] = stats_by_host(store.read(RequestLog))
    server = [(path, browser) for path, browser, *_ in asked]
    assert ours.requests == sum(not browser for _, browser in server)
    assert ours.visits == sum(browser for _, browser in server)
    assert ours.at_once == 1
    by = {
        kind: [a for a in store.read(RequestLog) if a.by == kind]
        for kind in ("crawler", "connection")
    }
    assert ours.connections == len(by["connection"]) >= len(replaced)
    assert ours.bytes == sum(a.bytes for moments in by.values() for a in moments)
    assert sum(a.bytes for a in by["connection"]) > 300 * ours.visits, "headers among them"
    assert 0.39 < ours.gap <= min(gaps) + 0.01, "our own log tells what the server saw"
