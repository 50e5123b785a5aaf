"""What is seen of a page's load, and of what only its scripts bring."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.main_document import remember
from audits.browser.viewports import VIEWPORTS, emulate
from audits.browser.wait_for_stable import wait_for_stable
from audits.gatherers import loading, script_rendered_text
from audits.runner.settings import AuditSettings

PHONE, _ = VIEWPORTS
WORDS = "<p>避難するときは、家族や近所の人に声をかけ、歩いて向かってください。</p>" * 12
SHIFT = """<script>
new PerformanceObserver((list, watch) => {
  watch.disconnect();
  setTimeout(() => { document.getElementById('top').style.height = '400px'; }, DELAY);
}).observe({type: 'paint', buffered: true});
const until = setInterval(() => {
  document.title += '.';
  if (document.getElementById('top').style.height) clearInterval(until);
}, 40);
</script>"""


def browsing(test):
    """A test that opens pages."""
    return pytest.mark.browser(pytest.mark.asyncio(loop_scope="module")(test))


def page(body, head=""):
    return (
        '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>避難所 | みどり市</title>'
        f'<meta name="viewport" content="width=device-width">{head}<body>{body}</body></html>'
    )


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What a gatherer says of a page whose other files all have the same size."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(gatherer, html, size=0, kind="text/html; charset=utf-8"):
            async def answer(route):
                if route.request.is_navigation_request():
                    await route.fulfill(body=html, content_type=kind)
                else:
                    await route.fulfill(body="/*" + "x" * size + "*/", content_type="text/css")

            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, PHONE, "tests@example.jp")
                await tab.route("**/*", answer)
                remember(tab, await tab.goto("http://page.test/"))
                await wait_for_stable(tab)
                return await gatherer.gather(tab)

        yield look
        await browser.close()


def test_a_page_is_first_loaded_in_the_window_whose_load_is_told_of():
    assert (VIEWPORTS[0].name,) == loading.VIEWPORTS


@pytest.mark.parametrize(
    ("size", "trips", "step"), [(2000, 2, 0), (700_000, 3, 0), (730_000, 3, 4), (9_000_000, 3, 30)]
)
def test_a_thin_line_takes_long_for_much(size, trips, step):
    assert loading.step(loading.PAINT, loading.on_thin_line(size, trips)) == step


@browsing
async def test_what_drawing_waits_for_counts_and_what_comes_later_does_not(see):
    style = '<link rel="stylesheet" href="/a.css">'
    late = '<link rel="stylesheet" href="/a.css" media="print">'
    assert (await see(loading, page(WORDS, style), size=800_000))["paint"] == 4
    assert (await see(loading, page(WORDS, late), size=800_000))["paint"] == 0


@browsing
async def test_a_shift_counts_once_the_page_has_been_seen_for_a_moment(see):
    body = f'<div id="top"></div>{WORDS}'
    visits = await see(loading, page(body + SHIFT.replace("DELAY", "400")))
    assert visits["shift"] == 0.25
    assert visits["pushed"]
    at_once = page(body + "<script>document.getElementById('top').style.height='400px'</script>")
    assert (await see(loading, at_once))["shift"] == 0


@browsing
async def test_waiting_is_no_work(see):
    visits = await see(loading, page(WORDS))
    assert (visits["painted"], visits["blocked"]) == (True, 0)


@browsing
async def test_words_that_were_sent_are_told_from_words_that_scripts_bring(see):
    made = "<div id='more'></div><script>more.innerHTML = '<p>新しく届いた<b>お知らせ</b>'</script>"
    visits = await see(
        script_rendered_text, page(f"<main>避難<b>所&amp;</b>備蓄{made}</main><nav>他の頁</nav>")
    )
    assert (visits["shown"], visits["sent"]) == (6 + 10, 6)
    assert [part["selector"] for part in visits["unsent"]] == ["#more > p", "#more > p > b"]


@browsing
async def test_a_page_in_the_wrong_encoding_is_said_to_be_garbled(see):
    text = page(WORDS).replace('<meta charset="utf-8">', '<meta charset="windows-1252">')
    assert (await see(script_rendered_text, text, kind="text/html"))["garbled"]
    assert not (await see(script_rendered_text, page(WORDS)))["garbled"]
