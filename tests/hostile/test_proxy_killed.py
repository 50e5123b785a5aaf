"""The proxy that is killed is no site's fault: it comes again, or the survey says how to go on."""

import os
import signal
from http.server import BaseHTTPRequestHandler

import pytest

import audits
import crawler
from minna.egress import Egress, EgressStopped
from minna.records import Evidence, Page, RequestLog, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

PAGES = 6


class Town(BaseHTTPRequestHandler):
    """A few pages, each with a style sheet."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        links = "".join(f"<a href=/{n}>第{n}号のお知らせ</a>" for n in range(PAGES))
        text = f"<p>{self.path} 夏祭りは八月{len(self.path)}日です。{self.path * 9}</p>{links}"
        raw = f"<!doctype html><html lang=ja><title>{self.path}</title><body><main>{text}".encode()
        kind = "text/html" if self.path.strip("/").isdigit() or self.path == "/" else "text/plain"
        self.send_response(200 if kind == "text/html" else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        pass


@pytest.fixture
def proxies(monkeypatch):
    """The proxies' processes as they are started."""
    begun = []
    start = Egress.start

    def started(egress):
        child = start(egress)
        begun.append(child)
        return child

    monkeypatch.setattr(Egress, "start", started)
    return begun


@pytest.fixture
def survey(serve, tmp_path):
    store = Store(tmp_path / "m.db")
    settings = {
        "pause": 0.2,
        "allow_private": True,
        "pages": PAGES,
        "gatherers": ["axe"],
        "cores": 1,
    }
    run = Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {})
    store.save([run, Site("r", "s", "町", f"{serve(tmp_path, Town)}/")])
    return store, run


def kill(proxies):
    os.kill(proxies[-1].pid, signal.SIGKILL)


@pytest.mark.slow
def test_a_crawl_goes_on_when_its_proxy_is_killed(survey, proxies):
    store, run = survey
    killed = []

    def progress(*_):
        if len(killed) < 2 and store.count(Page, run="r", state="fetched") > 2 * len(killed):
            killed.append(kill(proxies))

    crawler.crawl(store, run, progress=progress)
    frame = store.get(SiteCrawl)
    assert (frame.status, frame.pages, len(killed)) == ("ok", PAGES + 1, 2)
    assert not [p for p in store.read(Page) if p.state == "excluded" and "connection" in p.reason]


@pytest.mark.browser
@pytest.mark.slow
def test_an_audit_goes_on_when_its_proxy_is_killed_and_at_last_says_so(survey, proxies):
    store, run = survey
    crawler.crawl(store, run, progress=lambda *_: None)
    del proxies[:]
    audits.audit(store, run, progress=lambda done, *_: kill(proxies) if done in (1, 3) else None)
    assert len(proxies) == 3
    visits = list(store.read(Evidence))
    assert {v.status for v in visits} == {"ok"}
    assert len(visits) == 2 * PAGES
    assert store.count(RequestLog, by="connection")

    for visit in visits:
        store.delete(Evidence, url=visit.url)
    del proxies[:]
    with pytest.raises(EgressStopped, match="it goes on where it stopped"):
        audits.audit(store, run, progress=lambda *_: kill(proxies))
    assert {v.status for v in store.read(Evidence)} <= {"ok", "broken"}
    assert all(child.poll() is not None for child in proxies)
