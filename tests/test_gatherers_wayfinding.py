"""What the look at a page's ways sees."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.runner.gatherer_registry import gatherer
from audits.runner.settings import AuditSettings
from tests.test_audits_gatherers import HOSTILE, HTML

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What the gatherer says of a page."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(html):
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, VIEWPORTS[1], "tests@example.jp")
                await tab.route("**/*", lambda route: route.fulfill(body=html, content_type=HTML))
                await tab.goto("http://page.test/a/")
                return await gatherer("navigation").gather(tab)

        yield look
        await browser.close()


def names(menu):
    return [link["name"] for link in menu["links"]]


async def test_menus_are_told_with_their_part_and_their_closed_items(see):
    visits = await see(
        """<header><nav><ul><li><a href="/k">くらし</a><ul style="display:none"><li><a href="/g">
        ごみ</a></ul><li><a href="/s"><img alt="市政" src=""></a></ul></nav></header>
        <main><p><a href="/m">本文のリンク</a></p></main>
        <div id="footer"><p><a href="/c">お問い合わせ</a></div>"""
    )
    assert [(m["part"], m["nav"], names(m)) for m in visits["menus"]] == [
        ("header", True, ["くらし", "市政"]),
        ("header", True, ["ごみ"]),
        ("footer", False, ["お問い合わせ"]),
    ]
    assert [link["shown"] for link in visits["menus"][1]["links"]] == [False]
    assert visits["menus"][0]["links"][0]["href"] == "http://page.test/k"


@pytest.mark.parametrize(
    "search",
    [
        '<form action="/s"><label>サイト内検索<input></label><button>検索</button></form>',
        '<form role="search"><input name="w"><input type="image" alt="検索"></form>',
        '<input type="search">',
        '<form action="/search.cgi"><input name="q" type="text"><input type="submit"></form>',
        '<div class="gcse-search"></div>',
    ],
)
async def test_a_search_is_seen(see, search):
    assert len((await see(search))["searches"]) == 1


@pytest.mark.parametrize(
    "form",
    [
        '<form action="/login"><input name="id"><input type="password"><button>OK</button></form>',
        '<form action="/enquete"><textarea></textarea><button>送信</button></form>',
    ],
)
async def test_another_form_is_no_search(see, form):
    assert (await see(form))["searches"] == []


async def test_other_languages_are_seen(see):
    visits = await see(
        """<link rel="alternate" hreflang="EN" href="/en/"><div id="google_translate_element"></div>
        <select><option>日本語<option>English</select><button>ふりがなをつける</button>"""
    )
    assert visits["languages"] == ["en"]
    assert len(visits["widgets"]) == 1
    assert [choice["names"] for choice in visits["choices"]] == [["日本語", "English"]]
    assert [button["name"] for button in visits["buttons"]] == ["ふりがなをつける"]


async def test_a_page_that_breaks_its_own_scripts_is_seen_all_the_same(see):
    assert [names(menu) for menu in (await see(HOSTILE))["menus"]] == [["記入例"]]


async def test_a_page_without_end_is_cut_and_says_so(see):
    visits = await see('<p><a href="/">戻る</a></p>' * 1100)
    assert visits["capped"] is True
    assert len(visits["menus"]) == 1000
