"""A page is looked at when it has stopped changing, and what never stops is stilled."""

import asyncio
import time
from http.server import BaseHTTPRequestHandler

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.browser.wait_for_stable import wait_for_stable
from audits.runner.settings import AuditSettings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HEAD = "<!doctype html><html lang=ja><meta charset=utf-8><title>a</title><body>"
PAGES = {
    "/late": "<p id=p>読み込み中</p><script>onload = () => fetch('/slow').then((r) => r.text())"
    ".then((t) => { p.textContent = t })</script>",
    "/steps": "<p id=p>0</p><script>let n = 0; onload = () => { const t = setInterval(() => {"
    "p.textContent = ++n; if (n === 8) clearInterval(t); }, 100) }</script>",
    "/fade": "<style>@keyframes in { from { opacity: 0 } to { opacity: 1 } }"
    "p { animation: in 60s both }</style><p id=p>本文</p>",
    "/short-fade": "<style>@keyframes in { from { opacity: 0 } to { opacity: 1 } }"
    "p { animation: in .6s both }</style><p id=p>本文</p>",
    "/turning": "<style>@keyframes turn { from { left: 0 } to { left: 900px } }"
    "p { position: relative; animation: turn 3s linear infinite }</style><p id=p>お知らせ</p>",
    "/scroll": "<style>@keyframes in { from { opacity: 0 } to { opacity: 1 } }"
    "p { animation: in auto linear; animation-timeline: scroll() }</style><p id=p>本文</p>"
    "<div style='height: 3000px'></div>",
    "/halted": "<p id=p>本文</p><script>onload = () => { p.animate([{opacity: 0}, {opacity: 1}], 500)"
    ".playbackRate = 0 }</script>",
    "/resize": "<meta name=viewport content='width=device-width'><p id=p></p><script>"
    "onload = () => setTimeout(() => addEventListener('resize', ({isTrusted}) => {"
    "p.append((p.textContent && ' ') + isTrusted + ' ' + innerWidth) }))</script>",
    "/restless": "<p id=p></p><script>setInterval(() => { p.textContent = Date.now() }, 20)</script>",
    "/chances": "<p id=p></p><script>p.textContent = [Math.random(), Math.random()]</script>",
    "/wait": "<p id=p></p><script>const t = Date.now(); while (Date.now() - t < 60);"
    "p.textContent = 'done'</script>",
}


class Slow(BaseHTTPRequestHandler):
    """Some pages, and an answer that takes its time."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path == "/slow":
            time.sleep(0.4)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((HEAD + PAGES.get(self.path.partition("?")[0], "届きました")).encode())


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory):
    return serve(tmp_path_factory.mktemp("settle"), Slow)


TABS = 6
"""At once: a page is mostly waited for."""
SAYS = """() => {
  const [moves] = p.getAnimations(), style = getComputedStyle(p);
  return {text: p.textContent, opacity: style.opacity, left: style.left, state: moves?.playState};
}"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def settled(base):
    """What each page says and shows when it has settled, `/chances` a second time as well."""
    said, left = {}, iter([*PAGES, "/chances?again"])
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def see_each():
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, VIEWPORTS[0], "https://a.example/")
                for path in left:
                    await tab.goto(base + path)
                    await wait_for_stable(tab)
                    said[path] = await tab.evaluate(SAYS)

        async with asyncio.TaskGroup() as tabs:
            for _ in range(TABS):
                tabs.create_task(see_each())
        await browser.close()
    return said


async def test_what_is_still_on_its_way_is_waited_for(settled):
    assert settled["/late"]["text"].endswith("届きました")


async def test_a_page_that_builds_itself_step_by_step_is_waited_for(settled):
    assert settled["/steps"]["text"] == "8"


async def test_a_page_that_never_rests_is_looked_at_all_the_same(settled):
    assert settled["/restless"]["text"]


@pytest.mark.parametrize("path", ["/fade", "/short-fade"])
async def test_what_appears_slowly_is_seen_as_it_will_be(settled, path):
    assert settled[path]["opacity"] == "1"


@pytest.mark.parametrize("path", ["/scroll", "/halted"])
async def test_what_does_not_move_by_itself_is_left_as_it_is(settled, path):
    assert (settled[path]["state"], settled[path]["opacity"]) == ("running", "0")


async def test_what_turns_for_ever_is_seen_at_its_beginning(settled):
    assert settled["/turning"]["left"] == "0px"


async def test_the_window_is_resized_after_the_page_has_loaded_as_a_hand_does_it(settled):
    assert settled["/resize"]["text"] in ("true 390", "true 390 true 390")


async def test_every_page_meets_the_same_chances(settled):
    first, again = (settled[path]["text"] for path in ("/chances", "/chances?again"))
    assert first == again
    assert len(set(first.split(","))) == 2


async def test_another_survey_meets_other_chances(settled, base):
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True, frozen_time=1.0)
        async with fresh_tab(browser, AuditSettings()) as tab:
            await tab.goto(base + "/chances")
            other = await tab.evaluate("p.textContent")
        await browser.close()
    assert other != settled["/chances"]["text"]


async def test_a_page_that_waits_by_the_clock_comes_to_an_end(settled):
    assert settled["/wait"]["text"] == "done"
