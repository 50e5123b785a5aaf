"""What the looks at the page as it is heard, weighed and covered see."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.runner.gatherer_registry import gatherer
from audits.runner.settings import AuditSettings
from tests.test_audits_gatherers import HOSTILE, HTML

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
ALL = {name: gatherer(name) for name in ("overlays", "speech_before_main", "page_weight")}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What a gatherer says of a page."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(name, html):
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, VIEWPORTS[0], "tests@example.jp")
                await tab.route("**/*", lambda route: route.fulfill(body=html, content_type=HTML))
                await tab.goto("http://page.test/a/")
                return await ALL[name].gather(tab)

        yield look
        await browser.close()


async def test_what_is_spoken_before_the_main_content_is_counted(see):
    visits = await see(
        "speech_before_main",
        """<header><p>みどり市</p><img alt="市章" src=""><p hidden>かくし</p>
        <p aria-hidden="true">かざり</p></header><main><h1>申請</h1></main>""",
    )
    assert (visits["chars"], visits["lines"], visits["marked"]) == (6, 2, True)


async def test_without_a_main_element_the_first_heading_of_the_content_begins_it(see):
    visits = await see(
        "speech_before_main", "<header><h1>みどり市</h1></header><p>道</p><h2>申請</h2>"
    )
    assert visits["main"]["html"] == "<h2>申請</h2>"
    assert (visits["chars"], visits["marked"]) == (5, False)


@pytest.mark.parametrize(
    ("link", "works"),
    [
        ('<a href="#main">本文へ</a>', True),
        ('<a href="#inner">本文へ</a>', True),
        ('<a href="#top">先頭へ</a>', False),
        ('<a href="#nowhere">本文へ</a>', False),
        ('<a href="/main">本文へ</a>', False),
        ('<a href="#main" hidden>本文へ</a>', False),
    ],
)
async def test_a_skip_link_leads_into_the_main_content(see, link, works):
    html = f'<p id="top">道</p>{link}<main id="main"><h1 id="inner">申請</h1></main>'
    visits = await see("speech_before_main", html)
    assert bool(visits["skip"]) is works
    assert not works or (visits["skip"]["chars"], visits["skip"]["lines"]) == (1, 1)


async def test_things_loaded_are_counted_and_weighed(see):
    visits = await see("page_weight", '<script src="/a.js?x=1"></script><img src="/b.png" alt="">')
    assert visits["requests"] == 3
    assert visits["bytes"] > 0
    assert [script["src"] for script in visits["scripts"]] == ["http://page.test/a.js"]


async def test_a_box_over_the_page_is_measured(see):
    visits = await see(
        "overlays",
        """<main><h1>申請</h1></main>
        <div id="box" style="position: fixed; inset: 0 0 50% 0"><p>お知らせ</p></div>""",
    )
    [box] = visits["items"]
    assert (box["selector"], box["share"], box["holds_main"]) == ("#box", 50, False)


@pytest.mark.parametrize("name", sorted(ALL))
async def test_a_page_that_breaks_its_own_scripts_is_seen_all_the_same(see, name):
    assert await see(name, HOSTILE)
