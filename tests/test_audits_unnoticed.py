"""A page that looks for us while every gatherer is at work notices nothing but what is disclosed.

tests/unnoticed.html has the detectors, docs/engine.md what is disclosed.
"""

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import ClassVar

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS
from audits.runner.page_visit import visit_page
from audits.runner.settings import AuditSettings
from minna.records import Evidence

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
PAGE = Path(__file__).with_name("unnoticed.html")
KNOWN = "known: "
"""How a detector's name begins that sees what is disclosed."""
WORKER = b"""self.addEventListener('install', (e) => e.waitUntil(fetch('/from-the-worker')));
fetch('/from-the-worker'); skipWaiting();
self.addEventListener('fetch', (e) => e.respondWith(new Response('from the worker')));"""

SHAKEN = b"""<!doctype html><html lang=ja><title>a</title><p>a</p><script>window.noticed = [];
addEventListener('devicemotion', ({isTrusted, acceleration}) => { if (acceleration && acceleration.x) {
  noticed.push(isTrusted); document.querySelector('p').title = acceleration.x } });</script>"""


class Page(BaseHTTPRequestHandler):
    """The page, its service worker, and a note of all that was asked for."""

    asked: ClassVar[list[str]] = []

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.asked.append(self.path)
        html = "text/html; charset=utf-8"
        kinds = {
            "/shaken": (html, SHAKEN),
            "/worker.js": ("text/javascript", WORKER),
            "/g.svg": ("image/svg+xml", SVG),
        }
        kind, body = kinds.get(self.path, (html, PAGE.read_bytes()))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="20" height="40"/></svg>'


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def by_viewport(serve, tmp_path_factory):
    """What the page noticed and heard through each window, and what we saw of it."""
    base = serve(tmp_path_factory.mktemp("unnoticed"), Page)
    visits = {}
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)
        async with fresh_tab(browser, manner := AuditSettings(allow_private=True)) as tab:
            for viewport in VIEWPORTS:
                visit = await visit_page(
                    tab, Evidence("", "", base + "/", "", ""), viewport, manner
                )
                noticed = await tab.evaluate("(look(), noticed)")
                visits[viewport.name] = (visit, noticed, await tab.evaluate("heard"))
            shaken = await visit_page(
                tab, Evidence("", "", base + "/shaken", "", ""), VIEWPORTS[1], manner
            )
            visits["shaken"] = shaken, await tab.evaluate("noticed")
        await browser.close()
    return visits


@pytest.mark.parametrize("window", ["phone", "desktop"])
async def test_a_page_notices_nothing_but_what_is_disclosed(by_viewport, window):
    visit, noticed, _ = by_viewport[window]
    assert visit.status == "ok" and visit.errors == {}
    assert [each for each in noticed if not each[0].startswith(KNOWN)] == []


async def test_all_of_it_was_done_all_the_same(by_viewport):
    """Nothing was noticed, and not because nothing happened."""
    visit, _, heard = by_viewport["desktop"]
    assert heard["resize"] >= 1 and heard["keydown"] > 20 and heard["pointermove"] > 1
    assert heard["how"] >= 1, "what may tell the way out of a trap was pressed"
    assert visit.facts["tab_order"]["traps"]
    assert visit.facts["text_backgrounds"]["items"], "letters were hidden for a picture"
    assert by_viewport["phone"][2]["resize"] >= 1


async def test_what_only_shaking_moves_is_found_all_the_same(by_viewport):
    """By events of ours, which are disclosed: no protocol moves the accelerometer."""
    visit, noticed = by_viewport["shaken"]
    assert [each["selector"] for each in visit.facts["motion_and_orientation"]["tilted"]] == [
        "body > p"
    ]
    assert noticed == [False, False]


async def test_axe_speaks_with_frames_and_sees_into_closed_trees(by_viewport):
    visit, *_ = by_viewport["phone"]
    told_of = str(visit.facts["axe"])
    assert "iframe" in told_of or "frame-tested" in visit.facts["axe"]["passes"]
    assert not visit.facts["axe"].get("unseen")


async def test_no_service_worker_answers_in_place_of_the_server(by_viewport):
    assert "/worker.js" in Page.asked
    assert Page.asked.count("/") == 2, "each window's page came from the server"
    assert Page.asked.count("/g.svg") >= 1
