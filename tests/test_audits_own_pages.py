"""What is judged in a site's name is the site's: no page is scored by the one that it leads to."""

from http.server import BaseHTTPRequestHandler
from types import ModuleType

import pytest

import audits
import crawler
from audits.runner import page_visit
from audits.runner.gatherer_registry import gatherers
from minna.records import Evidence, Finding, Page, Run, Screenshot, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

HEAD = (
    "<!doctype html><html lang=ja><meta charset=utf-8><title>町の頁</title><body><main><h1>町</h1>"
)
FAULT = "<img src=/x.png width=40 height=40>"
LATE = "setTimeout(() => {{ {} }}, {})"
LEAD = {
    "at-once": "<script>location = '{}'</script>",
    "by-refresh": "<meta http-equiv=refresh content='0;url={}'>",
    "by-link": "<a id=a href='{}'>x</a><script>a.click()</script>",
    "by-answer": "",
    "after-load": "<script>onload = () => setTimeout(() => location.replace('{}'), 250)</script>",
    "looked-at": "",
    "on-desktop": "<script>if (innerWidth > 900) location = '{}'</script>",
    "to-its-404": "<script>location = '{}none'</script>",
    "frame-leads": "<iframe title=x srcdoc=\"<script>top.location = '{}'</script>\"></iframe>",
    "folder-above": "<script>location = '/elsewhere/'</script>",
}
"""How a page leads out of its site, which is the folder /t/ of its server."""
STAY = {
    "frame": "<iframe title=x src='{}'></iframe>",
    "renamed": "<script>history.pushState(null, '', '/elsewhere/')</script>",
    "within": "<script>location = '/t/good'</script>",
    "there-and-back": "<script>if (!sessionStorage.x) {{ sessionStorage.x = 1; "
    "location = '{}back?' + location }}</script>",
    "touched": "",
    "window": "<script>open('{}')</script>",
}


class Town(BaseHTTPRequestHandler):
    """A town in a folder whose pages lead to another server, which is clean."""

    elsewhere = ""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        name = path.removeprefix("/t/")
        if path == "/back":
            return self.answer(200, f"<script>location = '{query}'</script>")
        if name == "by-answer" and "Chrome" in self.headers["User-Agent"]:
            return self.answer(302, "", Location=self.elsewhere)
        lead = (LEAD | STAY).get(name, "" if path in ("/t/good", "/elsewhere/", "/") else None)
        fault = FAULT if path.startswith("/t/") else ""
        body = HEAD + fault + (lead or "").format(self.elsewhere)
        return self.answer(404 if lead is None else 200, body)

    def answer(self, status, body, **headers):
        self.send_response(status)
        for header, value in {"Content-Type": "text/html", **headers}.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def mover(name):
    """A gatherer during which a page of this name leads away by itself, and is waited for."""

    async def gather(tab):
        if tab.url.endswith(name):
            await tab.evaluate("url => { location = url }", Town.elsewhere)
            await tab.wait_for_url(Town.elsewhere)
        return [tab.url]

    made = ModuleType(name)
    made.gather = gather
    return made


@pytest.fixture(scope="module", autouse=True)
def movers():
    """One while a page is only looked at, and one when it is touched."""
    last = {"zz": mover("touched")}
    with pytest.MonkeyPatch.context() as patch:
        all_looks = [("aa", mover("looked-at")), *gatherers(), *last.items()]
        patch.setattr(page_visit, "gatherers", lambda: all_looks)
        patch.setattr(page_visit, "interactive", lambda: frozenset(last))
        yield


@pytest.fixture(scope="module")
def book(serve, tmp_path_factory):
    """An audit of all these pages as key pages of one site, and another's of one window."""
    folder = tmp_path_factory.mktemp("own")
    Town.elsewhere = f"{serve(folder, Town)}/".replace("127.0.0.1", "localhost")
    base = serve(folder, Town)
    store = Store(folder / "m.db")
    settings = {
        "pause": 0,
        "allow_private": True,
        "cores": 2,
        "touch": "all",
        "gatherers": ["axe", "document", "aa", "zz"],
    }
    run = Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {})
    store.save([run, SiteCrawl("r", "t", "ok", pages=1), Site("r", "t", "町", f"{base}/t/")])
    home = Page("r", "t", f"{base}/t/good", "fetched", discovered_via="start")
    store.save([home])
    for n, name in enumerate([*LEAD, *STAY], 1):
        store.save(
            [Page("r", "t", f"{base}/t/{name}", "fetched", sample_part="key", visit_order=n)]
        )
    belongs = crawler.scopes(store, run)
    audits.audit(store, run, progress=lambda *_: None, belongs=belongs)
    return store


def visits_of(book, name):
    return [e for e in book.read(Evidence) if e.url.endswith(f"/t/{name}")]


@pytest.mark.browser
@pytest.mark.parametrize("name", LEAD)
def test_a_page_that_leads_out_of_its_site_is_not_scored_by_where_it_leads(book, name):
    phone, desktop = sorted(visits_of(book, name), key=lambda e: e.viewport != "phone")
    led = [desktop] if name == "on-desktop" else [phone, desktop]
    for each in led:
        assert each.status == "redirected_away", (each.status, each.reason)
        assert each.reason.startswith("the address leads to http")
        assert each.facts == {}
        assert "/t/" not in each.final_url
    where = {"viewport": [e.viewport for e in led], "url": led[0].url}
    assert not book.count(Finding, **where) and not book.count(Screenshot, **where)


@pytest.mark.browser
@pytest.mark.parametrize("name", STAY)
def test_a_page_that_stays_or_comes_back_is_judged_by_its_own_faults(book, name):
    for each in visits_of(book, name):
        assert (each.status, each.reason) == ("ok", ""), each.errors
        assert ("zz" in each.facts) == (name != "touched"), "what was seen elsewhere is not kept"
        findings = book.read(Finding, url=each.url, viewport=each.viewport, outcome="failed")
        assert any("image" in f.check for f in findings)


SCOPES = [
    # address in the registry, its scope column, home, an address, whether it is the site's
    ("https://a.jp/", "", "https://www.a.jp/", "http://a.jp/x#y", True),
    ("https://a.jp/", "", "https://www.a.jp/", "https://b.a.jp/", False),
    ("https://a.jp/", "domain", "https://a.jp/", "https://b.a.jp/", True),
    ("https://a.jp/", "b.a.jp c.jp", "https://a.jp/", "https://c.jp/1", True),
    ("https://a.jp/", "", "https://a.jp/", "https://a.jp.evil.com/", False),
    ("https://a.jp/", "", "https://a.jp/", "https://a.jp@evil.com/", False),
    ("https://a.jp/", "", "https://a.jp/", "https://evil.com/https://a.jp/", False),
    ("https://a.jp/ku/", "", "https://a.jp/ku/", "https://a.jp/", False),
    ("https://a.jp/ku/", "", "https://a.jp/ku-2/top/", "https://a.jp/ku-2/x", True),
    ("https://町.jp/", "", "https://xn--xhq.jp/", "https://xn--xhq.jp/x", True),
    ("https://a.jp/", "", "https://a.jp/", "https://a.jp/other/x", False),  # another row's
    ("https://a.jp/", "", "https://a.jp/", "https://a.jp:8443/", False),
    ("https://a.jp/", "", "https://a.jp/", "about:blank", False),
]


@pytest.mark.parametrize(("url", "given_scope", "home", "address", "is_its"), SCOPES)
def test_the_scope_is_the_one_that_the_crawl_ended_with(url, given_scope, home, address, is_its):
    store, run = Store(":memory:"), Run("r", "", None, "survey", "", 1, RunSettings(), {})
    store.save([Site("r", "t", "町", url, extra={"scope": given_scope} if given_scope else {})])
    store.save([Site("r", "o", "他", "https://a.jp/other/")])
    store.save([Page("r", "t", home, "fetched", discovered_via="start")])
    belongs = crawler.scopes(store, run)
    assert belongs("t", address) is is_its
    assert belongs("without a row", address)
