"""What pages and browsers do to each other: a crash costs its page a retry, and nobody else."""

import asyncio
import os
import signal
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path as File
from threading import Thread

import pytest
from playwright.async_api import async_playwright

import audits
from audits.browser import browser_pool as pool
from audits.browser import launch as browsers
from audits.browser.browser_pool import BrowserPool, TooManyBrowserCrashes
from audits.browser.processes import descendants
from audits.runner import page_visit, site_audit
from audits.runner.host_throttle import PAGES_PER_CORE
from minna.records import Evidence, Finding, Page, Run, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

pytestmark = pytest.mark.browser
TEXT = "<!doctype html><html lang=ja><meta charset=utf-8><title>頁</title><body><h1>本文</h1>"
BUSY = f"{TEXT}<script>for(;;);</script>"
FEW = ["axe", "document"]
"""Gatherers enough to tell one page's facts and findings from another's."""


@dataclass
class Host:
    """A served site: what it answers by path, and what it was asked for and when."""

    url: str
    answers: dict = field(default_factory=dict)
    log: list = field(default_factory=list)  # (path, moment)

    def asked(self, path):
        return [moment for asked, moment in self.log if asked == path]


@contextmanager
def hosts(count):
    """Sites on loopback; an answer is HTML, (status, headers, body), or a function."""
    with suppress_all() as servers:
        yield [serve_one(servers) for _ in range(count)]


@contextmanager
def suppress_all():
    servers = []
    try:
        yield servers
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def serve_one(servers):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            host.log.append((self.path, time.monotonic()))
            answer = host.answers.get(self.path, (404, {}, b""))
            answer = answer(self) if callable(answer) else answer
            if answer is None:
                return
            status, headers, body = (
                (200, {}, answer.encode()) if isinstance(answer, str) else answer
            )
            self.send_response(status)
            for name, value in {"Content-Type": "text/html", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def handle(self):
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    servers.append(server)
    host = Host(f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return host


def book(served, pages, **settings):
    """A database with the sites and pages of a crawl that has ended."""
    store = Store(":memory:")
    given = {"pause": 0.02, "allow_private": True, "cores": 2, "gatherers": FEW, **settings}
    run = Run("r", "", None, "survey", "", 1, RunSettings.of(given), {})
    store.save([run])
    for n, host in enumerate(served):
        store.save([SiteCrawl("r", f"s{n}", "ok")])
        urls = [f"{host.url}{path}" for path in pages[n]]
        store.save(
            Page("r", f"s{n}", url, "fetched", sample_part="key", visit_order=k)
            for k, url in enumerate(urls)
        )
    return store, run


def audit(served, pages, told=lambda url: None, **settings):
    store, run = book(served, pages, **settings)
    audits.audit(store, run, progress=lambda done, total, url: told(url))
    return store


def statuses(store, site):
    return [e.status for e in store.read(Evidence, site=site)]


def results(store, site):
    """All that a site's pages were found to be, without when and where."""
    visits = {
        (e.url.rpartition("/")[2], e.viewport): (e.status, e.title, sorted(e.facts), e.errors)
        for e in store.read(Evidence, site=site)
    }
    rows = [(f.check, f.viewport, f.outcome, f.count) for f in store.read(Finding, site=site)]
    return visits, sorted(rows)


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(page_visit, "LOAD_SECONDS", 3)
    monkeypatch.setattr(page_visit, "GATHERER_SECONDS", 10)


def healthy(host, pages=4):
    host.answers = {f"/{n}": f"{TEXT}<p>{n}<img src=x.png>" for n in range(pages)}
    return [f"/{n}" for n in range(pages)]


def kind_of(pid):
    try:
        return File(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def is_browser(command):
    """A shell may stand between the driver and the browser proper, and is not meant."""
    named = command.partition(" ")[0]
    return "--remote-debugging-pipe" in command and "--type=" not in command and "/sh" not in named


def ours():
    """Processes of browsers that this test has started: (first ones, renderers)."""
    running = {pid: kind_of(pid) for pid in descendants(os.getpid())}
    browsers = [p for p, c in running.items() if is_browser(c)]
    return browsers, [p for p, c in running.items() if "--type=renderer" in c]


def kill_renderers(_):
    """Whatever was asked for, every page that is open anywhere loses its process."""
    for pid in ours()[1]:
        os.kill(pid, signal.SIGKILL)


def kill_browsers(_):
    for pid in ours()[0]:
        os.kill(pid, signal.SIGKILL)


def crashing(url):
    """Visits in which one page loses its process while it loads."""

    async def crash(tab):
        await asyncio.sleep(1)
        session = await tab.context.new_cdp_session(tab)
        await session.send("Page.crash")

    async def look(tab, blank, viewport, manner, holds):
        dying = asyncio.ensure_future(crash(tab)) if blank.url == url else None
        visit = await page_visit.visit_page(tab, blank, viewport, manner, holds)
        if dying:
            await asyncio.wait({dying}, timeout=2)
            assert not dying.done() or dying.exception(), "a crash is never answered"
            dying.cancel()
        return visit

    return look


def once(does, then=TEXT):
    """An answer that does something the first time, and is an ordinary page afterwards."""
    times = []

    def answer(handler):
        times.append(1)
        if len(times) == 1:
            does(handler)
        return then

    return answer


def always(does):
    def answer(handler):
        does(handler)
        return TEXT

    return answer


def test_healthy_sites_tell_the_same_beside_pages_that_crash_and_hang(hurried, monkeypatch):
    with hosts(5) as served:
        pages = [healthy(host) for host in served[:3]]
        alone = audit(served[:3], pages)
        crash, hang = served[3:]
        slow = always(lambda _: time.sleep(2))
        crash.answers = {"/": f"{TEXT}<img src=/slow>", "/slow": slow, "/after": TEXT}
        monkeypatch.setattr(site_audit, "visit_page", crashing(f"{crash.url}/"))
        hang.answers = {"/": BUSY, "/after": TEXT}
        beside = audit(served, [*pages, ["/", "/after"], ["/", "/after"]])
    for site in ("s0", "s1", "s2"):
        assert results(beside, site) == results(alone, site)
        assert set(statuses(beside, site)) == {"ok"}
    assert statuses(beside, "s3") == ["not_visited", "crashed", "ok", "ok"]
    assert statuses(beside, "s4") == ["not_visited", "timeout", "ok", "ok"]
    reasons = {e.site: e.reason for e in beside.read(Evidence, viewport="phone") if e.reason}
    assert "crash" in reasons["s3"].lower()
    assert len(hang.asked("/")) == 2, "one retry"


def test_a_page_that_crashed_once_is_looked_at_again_and_nothing_is_said_of_it():
    with hosts(1) as [host]:
        host.answers = {"/": once(kill_renderers), "/after": TEXT}
        store = audit([host], [["/", "/after"]])
    assert statuses(store, "s0") == ["ok"] * 4


def test_a_browser_that_is_killed_costs_nobody_a_page():
    with hosts(4) as served:
        pages = [healthy(host) for host in served]
        unhurt = audit(served, pages)
        moments = iter([False, False, True, False, False, True, False])

        def told(_):
            if next(moments, False):
                kill_browsers(None)

        hurt = audit(served, pages, told)
    for site in ("s0", "s1", "s2", "s3"):
        assert results(hurt, site) == results(unhurt, site)
        assert statuses(hurt, site) == ["ok"] * 8


def test_a_page_that_brings_the_browser_down_is_told_so_and_its_neighbours_are_not(monkeypatch):
    lent_alone = []
    lend_alone = BrowserPool.acquire_isolated

    def counted(self):
        lent_alone.append(1)
        return lend_alone(self)

    monkeypatch.setattr(BrowserPool, "acquire_isolated", counted)
    with hosts(4) as served:
        pages = [healthy(host) for host in served[:3]]
        served[3].answers = {"/": always(kill_browsers), "/after": TEXT}
        store = audit(served, [*pages, ["/", "/after"]], cores=1)
    for site in ("s0", "s1", "s2"):
        assert statuses(store, site) == ["ok"] * 8
    assert statuses(store, "s3") == ["not_visited", "crashed", "ok", "ok"]
    most = 2 * PAGES_PER_CORE  # it is asked for twice, and brings down every browser each time
    assert 1 <= len(lent_alone) <= most, "the page itself, and at most those open at that moment"


def test_a_fault_of_ours_is_told_as_what_it_is(monkeypatch):
    async def broken(*_):
        raise TypeError("a fault of ours")

    monkeypatch.setattr(site_audit, "visit_page", broken)
    with hosts(3) as served, pytest.raises(ExceptionGroup) as raised:
        audit(served, [healthy(host) for host in served])
    assert "a fault of ours" in str(raised.value.exceptions[0])


def test_a_page_that_hangs_where_nothing_else_watches_is_ended(monkeypatch):
    async def endless(*_, **__):
        await asyncio.sleep(3600)

    monkeypatch.setattr(site_audit, "VISIT_SECONDS", 1)
    monkeypatch.setattr(page_visit, "wait_for_stable", endless)
    with hosts(1) as [host]:
        host.answers = {"/": TEXT}
        store = audit([host], [["/"]])
    assert statuses(store, "s0") == ["not_visited", "timeout"]
    assert store.get(Evidence, viewport="phone").reason == "no end of looking in 1 s"


def test_a_browser_that_hangs_is_ended_and_its_pages_are_looked_at_in_another(monkeypatch):
    monkeypatch.setattr(site_audit, "VISIT_SECONDS", 15)
    monkeypatch.setattr(browsers, "TAB_SECONDS", 2)
    monkeypatch.setattr(pool, "ANSWER_SECONDS", 1)

    def stop(_):
        for pid in ours()[0]:
            os.kill(pid, signal.SIGSTOP)

    with hosts(2) as served:
        pages = [healthy(host, 2) for host in served]
        served[0].answers["/0"] = once(stop, served[0].answers["/0"])
        store = audit(served, pages)
    assert statuses(store, "s0") == statuses(store, "s1") == ["ok"] * 4
    assert ours() == ([], [])


@pytest.mark.parametrize("limit", [{"sites_per_browser": 1}, {"browser_mb": 1}])
def test_browsers_are_replaced_by_age_and_by_memory_and_no_look_is_interrupted(limit, monkeypatch):
    started = []
    start = BrowserPool.start

    async def counted(self):
        seat = await start(self)
        started.append((self, seat))
        return seat

    monkeypatch.setattr(BrowserPool, "start", counted)
    with hosts(5) as served:
        pages = [healthy(host, 2) for host in served]
        store = audit(served, pages, **limit)
    assert {e.status for e in store.read(Evidence)} == {"ok"}
    assert all(len(host.asked("/0")) == 2 for host in served), "nothing was looked at again"
    assert len(started) == 5, "one browser for each site"
    assert started[0][0].crashes == 0
    assert ours() == ([], [])


@pytest.mark.asyncio
async def test_a_browser_in_use_lives_on_until_its_last_loan_has_ended():
    async with async_playwright() as driver:
        fleet = BrowserPool(driver, 1, allow_private=True, sites_per_browser=2)
        async with fleet.acquire() as first:
            async with fleet.acquire() as second:
                assert first is second
            worn = fleet.browsers[0].pid
            async with fleet.acquire() as third:
                assert third is not first, "a worn-out browser takes no further sites"
                assert first.is_connected()
                page = await first.new_page()
                assert await page.evaluate("1 + 1") == 2
        assert not first.is_connected()
        assert worn and worn not in descendants(os.getpid())
        await fleet.close()
    assert ours() == ([], [])


@pytest.mark.asyncio
async def test_browsers_that_break_again_and_again_end_the_survey_in_one_sentence(monkeypatch):
    monkeypatch.setattr(pool, "MAX_CRASHES", 1)
    async with async_playwright() as driver:
        fleet = BrowserPool(driver, 1, allow_private=True)
        with pytest.raises(TooManyBrowserCrashes, match="goes on where it stopped"):
            for _ in range(4):
                async with fleet.acquire() as browser:
                    kill_browsers(None)
                    await browser.new_page()
        await fleet.close()


def test_a_server_that_asks_for_time_gets_it_and_is_asked_more_slowly_afterwards():
    def busy(_):
        early = len(host.asked("/busy")) == 1
        return (503, {"Retry-After": "1"}, b"") if early else TEXT

    with hosts(1) as [host]:
        host.answers = {"/busy": busy, "/a": TEXT}
        store = audit([host], [["/busy", "/a"]], pause=0.2)
    assert statuses(store, "s0") == ["ok"] * 4
    first, second, *_ = host.asked("/busy")
    assert second - first >= 1.0
    later = sorted(host.asked("/busy")[1:] + host.asked("/a"))
    assert min(b - a for a, b in pairwise(later)) >= 0.4, "twice the pause"


def test_a_site_that_asks_for_time_over_and_over_is_left_in_peace():
    paths = [f"/{n}" for n in range(6)]
    with hosts(1) as [host]:
        host.answers = {path: (429, {"Retry-After": "0"}, b"") for path in paths}
        store = audit([host], [paths])
    assert len(host.log) == 9, "three tries of three pages"
    by_name = {e.url.rpartition("/")[2]: (e.status, e.reason) for e in store.read(Evidence, viewport="phone")}  # fmt: skip
    assert by_name["0"] == ("http_error", "HTTP 429")
    assert by_name["5"] == ("refused", "the server asked for time over and over")


def test_a_server_that_asks_for_too_much_time_is_not_asked_again_for_that_page():
    with hosts(1) as [host]:
        host.answers = {"/": (503, {"Retry-After": "3600"}, b"")}
        store = audit([host], [["/"]])
    assert statuses(store, "s0") == ["not_visited", "http_error"]
    assert len(host.log) == 1


def test_between_two_visits_of_a_host_there_is_its_pause_through_both_windows():
    with hosts(1) as [host]:
        paths = healthy(host, 3)
        began = time.monotonic()
        store = audit([host], [paths], pause=0.5)
    moments = [moment for path, moment in host.log if path in paths]
    assert len(moments) == 6
    assert moments[0] - began >= 0.5, "the crawl may have ended just now"
    seconds = sorted((e.visited_at, e.seconds) for e in store.read(Evidence))
    assert min(b - a for a, b in pairwise(moments)) >= 0.5 + min(s for _, s in seconds) / 2


def test_a_site_whose_pages_are_enough_is_visited_no_further():
    paths, collected = [f"/{n}" for n in range(7)], []
    with hosts(1) as [host]:
        host.answers = dict.fromkeys(paths, TEXT)
        store, run = book([host], [paths[:1]])
        random = [Page("r", "s0", f"{host.url}{path}", "fetched") for path in paths[1:]]
        store.save(
            replace(page, sample_part="random", visit_order=n) for n, page in enumerate(random, 2)
        )
        audits.audit(
            store,
            run,
            progress=lambda done, total, url: collected.append((done, total)),
            sample_target=lambda site, visited: 3 if site == "s0" else 0,
        )
    assert store.count(Evidence, viewport="phone") == 4
    assert [p.sample_part for p in store.read(Page)] == ["key"] + ["random"] * 3 + ["reserve"] * 3
    assert (collected[0], collected[-1]) == ((1, 7), (4, 4))
