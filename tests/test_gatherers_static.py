"""What the gatherers of words, media, ways and source see, on pages written to trip them."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.main_document import remember
from audits.browser.viewports import VIEWPORTS, emulate
from audits.runner.gatherer_registry import gatherer
from audits.runner.settings import AuditSettings

PHONE, _ = VIEWPORTS
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
NAMES = ("document", "media", "source", "tables", "bypass_links", "text_by_language")
ALL = {name: gatherer(name) for name in NAMES}

HOSTILE = """<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請 | みどり市</title>
<body><img name="body" alt="写真" src=""><img name="querySelectorAll" alt="" src="">
<form action="/s"><input name="id"><input name="parentElement"><input name="tagName">
<input name="getAttribute"><input name="children"><input name="closest"><input name="childNodes">
<input name="nextSibling"><input name="previousSibling">
<nav><a href="/k/">記入例</a><a href="#x">本文へ</a></nav><audio controls src="a.mp3"></audio>
<p id="x">申請する人の住所と氏名を、ボールペンではっきりと記入してください。期限は今月の末日までです。</p>
<table><tr><td>種類<td>手数料</table></form>
<script>
for (const name of ['map', 'filter', 'push', 'slice', 'includes', 'forEach', Symbol.iterator])
  Array.prototype[name] = () => { throw new Error('broken'); };
Element.prototype.querySelectorAll = () => { throw new Error('broken'); };
Map.prototype.get = () => { throw new Error('broken'); };
window.getComputedStyle = () => null;
HTMLMediaElement.prototype.captureStream = () => { throw new Error('broken'); };
</script></body></html>"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What the named gatherers say of a page; `after` is evaluated in it when they have looked."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(html, *names, after=None):
            async def answer(route):
                if route.request.is_navigation_request():
                    headers = {"content-type": "text/html", "cache-control": "no-store"}
                    await route.fulfill(body=html, headers=headers)
                else:
                    await route.fulfill(status=404, body="")

            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, PHONE, "tests@example.jp")
                await tab.route("**/*", answer)
                remember(tab, await tab.goto("http://page.test/a/jidoteate.html?x=1#top"))
                facts = {name: await ALL[name].gather(tab) for name in names or ALL}
                facts["after"] = await tab.evaluate(after) if after else None
            return facts

        yield look
        await browser.close()


def page(body, head="", lang="ja"):
    return (
        f'<!DOCTYPE html><html lang="{lang}"><meta charset="utf-8"><title>申請 | みどり市</title>'
        f'<meta name="viewport" content="width=device-width">{head}<body>{body}</body></html>'
    )


def by_selector(facts, kind="parts"):
    return {part["selector"]: part for part in facts["text_by_language"][kind]}


async def test_a_page_that_breaks_its_own_scripts_is_seen_all_the_same(see):
    facts = await see(HOSTILE)
    assert "申請する人の住所" in by_selector(facts)["html"]["text"]
    assert [item["tag"] for item in facts["media"]["items"]] == ["audio"]
    assert facts["bypass_links"]["skips"][0]["target"] is True
    assert facts["document"]["titles"] == ["申請 | みどり市"]
    assert facts["tables"]["items"][0]["kinds"] == ["dd"]
    assert facts["source"]["faults"] == []


async def test_a_page_is_left_as_it_was_found(see):
    body = '<p id="a">申請</p><audio src="a.mp3" controls></audio><table><tr><td>1</table>'
    state = "() => document.documentElement.outerHTML + Object.keys(window).length + scrollY"
    after = (await see(page(body), after=state))["after"]
    assert after == (await see(page(body), "tables", after=state))["after"]


async def test_words_are_told_by_the_language_in_force(see):
    body = (
        '<p>市役所 <span lang="en">City Hall</span></p><div lang="en"><p lang="fr">Mairie</p></div>'
    )
    facts = await see(page(body), "text_by_language")
    assert {(p["lang"], p["text"]) for p in facts["text_by_language"]["parts"]} == {
        ("ja", "市役所"),
        ("en", "City Hall"),
        ("fr", "Mairie"),
    }


async def test_alternatives_are_words_and_what_is_hidden_is_not(see):
    body = """<img alt="市役所の庁舎"><img aria-labelledby="c"><p id="c" hidden>花火大会</p>
      <p hidden>非公開</p><p aria-hidden="true">飾り</p><img alt="消えた" style="display:none">"""
    text = by_selector(await see(page(body), "text_by_language"))["html"]["text"]
    assert "市役所の庁舎" in text and "花火大会" in text
    assert not any(word in text for word in ("非公開", "飾り", "消えた"))


async def test_a_closed_menu_is_heard_before_it_is_opened(see):
    body = """<nav><ul hidden><li><a href="/en" lang="en">English</a></li></ul></nav>
      <div hidden><a href="/x">消えたリンク</a></div>"""
    facts = await see(page(body), "text_by_language")
    assert [(e["text"], e["lang"]) for e in facts["text_by_language"]["closed"]] == [
        ("English", "en")
    ]


async def test_the_direction_of_a_part_is_that_of_its_text(see):
    body = '<p lang="ar" id="a">مرحبا</p><p lang="ar" id="b"><span dir="rtl">مرحبا</span></p>'
    parts = by_selector(await see(page(body), "text_by_language"))
    assert (parts["#a"]["dir"], parts["#b"]["dir"]) == ("ltr", "rtl")


async def test_text_beside_a_recording_is_what_can_be_seen_or_opened(see):
    body = """<div><audio controls src="a.mp3"></audio><p>あいさつの全文</p>
      <p style="display:none">隠した文</p><p style="text-indent:-9999px">外に出した文</p>
      <p aria-hidden="true">読まれない文</p><details><summary>開く</summary>たたんだ文</details>
      <button aria-controls="t">文字</button><div id="t" hidden>開ける文</div></div>"""
    text = (await see(page(body), "media"))["media"]["items"][0]["text"]
    assert all(words in text for words in ("あいさつの全文", "たたんだ文", "開ける文"))
    assert not any(words in text for words in ("隠した文", "外に出した文", "読まれない文"))


async def test_a_recording_that_cannot_be_had_has_no_length(see):
    body = '<video controls src="none.webm" title="ごみの分け方"></video>'
    item = (await see(page(body), "media"))["media"]["items"][0]
    assert (item["duration"], item["sound"], item["name"]) == (None, None, "ごみの分け方")


async def test_a_frame_of_a_video_service_is_a_player(see):
    body = '<iframe src="https://www.youtube.com/embed/x"></iframe><iframe src="/map"></iframe>'
    players = (await see(page(body), "media"))["media"]["players"]
    assert [p["selector"] for p in players] == ["body > iframe:nth-of-type(1)"]


async def test_the_source_is_read_as_it_came(see):
    body = """<div id="a"><b><i>申請</b></i></div></div><p class="x" class="y">案内</p>
      <script>document.body.innerHTML = '';</script>"""
    facts = (await see(page(body), "source"))["source"]
    assert [(f["kind"], f["tag"]) for f in facts["faults"]] == [
        ("overlap", "i"),
        ("stray", "div"),
        ("twice", "p"),
    ]


async def test_timers_that_lead_on_are_told_and_others_are_not(see):
    body = """<script>setTimeout(function () { location.href = '/next'; }, 900000);
      setTimeout(function () { show(location.href); }, 800000);</script>"""
    timers = (await see(page(body), "source"))["source"]["timers"]
    assert [t["seconds"] for t in timers] == [900]


async def test_search_and_site_map_are_found_by_what_they_are_called(see):
    form = '<form action="/x"><input name="q" placeholder="キーワード"><button>検索</button></form>'
    ways = (await see(page(form), "bypass_links"))["bypass_links"]
    assert (ways["search"], ways["site_map"]) == (True, False)
    ways = (await see(page('<a href="/m"><img alt="サイトマップ"></a>'), "bypass_links"))[
        "bypass_links"
    ]
    assert (ways["search"], ways["site_map"]) == (False, True)
    ways = (await see(page('<form><input name="mail"></form>'), "bypass_links"))["bypass_links"]
    assert (ways["search"], ways["site_map"]) == (False, False)


async def test_a_skip_link_tells_how_many_links_it_passes(see):
    body = f"""<a href="#main">本文へ</a><a href="#none">メニューへ</a>
      {"".join(f'<a href="/{n}">頁{n}</a>' for n in range(6))}
      <div id="main"><p>{"申請する人の住所と氏名を記入してください。" * 3}</p></div>"""
    ways = (await see(page(body), "bypass_links"))["bypass_links"]
    assert [(s["target"], s["past"]) for s in ways["skips"]] == [(True, 7), (False, False)]
    assert (ways["before"], ways["here"], ways["main"]) == (8, 6, 0)


async def test_every_title_is_told_and_drawings_have_none(see):
    body = "<svg><title>図</title></svg>"
    head = "<title>二つ目</title>"
    titles = (await see(page(body, head), "document"))["document"]["titles"]
    assert titles == ["申請 | みどり市", "二つ目"]


async def test_a_table_tells_the_kinds_of_its_cells_and_how_deep_it_stands(see):
    body = """<table><tr><td><ul><li>一</ul><td><table><caption>料金</caption>
      <tr><th scope="col">種類<th>額<tr><td headers="a">住民票<td>300円</table></table>"""
    outer, inner = (await see(page(body), "tables"))["tables"]["items"]
    assert (outer["kinds"], outer["depth"], outer["marks"]) == (["bb"], 0, [])
    assert (inner["kinds"], inner["depth"]) == (["Hh", "dd"], 1)
    assert (inner["marks"], inner["data"]) == (["caption", "th", "scope"], 2)


async def test_a_document_is_read_in_its_own_letters_though_it_may_not_be_kept(see):
    html = page('<p class="案内" id="a" 案内="x" 案内="y">申請</p>').replace("utf-8", "shift_jis")
    facts = await see(html.encode("cp932"), "source")
    assert [f["attribute"] for f in facts["source"]["faults"]] == ["案内"]
