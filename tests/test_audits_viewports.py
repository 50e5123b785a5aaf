"""A tab is what its window says, for servers, for scripts and for style sheets."""

import functools
import json
from http.server import BaseHTTPRequestHandler

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.browser.wait_for_stable import wait_for_stable
from audits.runner.settings import AuditSettings
from minna.user_agent import user_agent

PHONE, DESKTOP = VIEWPORTS
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
PAGE = b"""<!doctype html><html lang=ja><meta charset=utf-8><title>a</title>
<meta name=viewport content='width=device-width'><iframe src=/frame></iframe>"""
ASKED = """() => ({
  agent: navigator.userAgent, inner: innerWidth, screen: [screen.width, screen.height],
  upright: screen.orientation.type, scale: devicePixelRatio, language: navigator.language,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  coarse: matchMedia('(pointer: coarse)').matches, hover: matchMedia('(hover: hover)').matches,
  touch: navigator.maxTouchPoints > 0, mobile: navigator.userAgentData?.mobile,
})"""


class Listening(BaseHTTPRequestHandler):
    """A server that remembers who asked."""

    def __init__(self, *args, heard, **_):
        self.heard = heard
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.heard[self.path] = dict(self.headers)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE if self.path.startswith("/page") else b"<p>a")


@pytest.fixture(scope="module")
def heard():
    return {}


@pytest.fixture(scope="module")
def base(serve, heard, tmp_path_factory):
    listening = functools.partial(Listening, heard=heard)
    return serve(tmp_path_factory.mktemp("heard"), listening)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def tab():
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)
        async with fresh_tab(browser, AuditSettings(contact="https://a.example/about")) as opened:
            yield opened
        await browser.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, PHONE], ids=["phone", "desktop", "again"])
async def test_servers_and_scripts_meet_the_window_that_was_given(tab, base, heard, viewport):
    await emulate(tab, viewport, "https://a.example/about")
    heard.clear()
    await tab.goto(f"{base}/page")
    browser = tab.context.browser
    agent = user_agent(browser.version, mobile=viewport.mobile, contact="https://a.example/about")
    for path in ("/page", "/frame"):
        assert heard[path]["User-Agent"] == agent
        assert heard[path]["Accept-Language"].startswith("ja-JP")
        assert heard[path]["sec-ch-ua-mobile"] == ("?1" if viewport.mobile else "?0")
    assert await tab.evaluate(ASKED) == emulated(viewport, agent)


async def test_a_page_that_is_open_meets_another_window_without_being_loaded_again(
    tab, base, heard
):
    await emulate(tab, PHONE, "https://a.example/about")
    await tab.goto(f"{base}/page")
    await tab.evaluate("() => { window.kept = 1; onresize = () => { window.told = innerWidth } }")
    heard.clear()
    await emulate(tab, DESKTOP, "https://a.example/about")
    await wait_for_stable(tab)
    agent = user_agent(tab.context.browser.version, mobile=False, contact="https://a.example/about")
    window = await tab.evaluate(ASKED)
    assert window == emulated(DESKTOP, agent) | {"hover": False}, (
        "Chromium forgets this, see viewports.py"
    )
    assert await tab.evaluate("() => [window.kept, window.told]") == [1, 1280]
    assert heard == {}


def emulated(viewport, agent):
    """What a page's scripts are to find."""
    return json.loads(
        json.dumps(
            {
                "agent": agent,
                "inner": viewport.width,
                "screen": [viewport.width, viewport.height],
                "upright": "portrait-primary" if viewport.mobile else "landscape-primary",
                "scale": 1,
                "language": "ja-JP",
                "zone": "Asia/Tokyo",
                "coarse": viewport.mobile,
                "hover": not viewport.mobile,
                "touch": viewport.mobile,
                "mobile": viewport.mobile,
            }
        )
    )
