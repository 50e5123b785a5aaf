"""What the gatherers see, on pages written to trip them."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.isolated_world import ScriptFailed
from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.gatherers import _scripts
from audits.runner.gatherer_registry import gatherer
from audits.runner.settings import AuditSettings

PHONE, DESKTOP = VIEWPORTS
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
NAMES = ("document", "images", "layout", "links", "tables", "text")
ALL = {name: gatherer(name) for name in NAMES}

HOSTILE = """<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請 | みどり市</title>
<body><img name="body" alt="写真" src=""><img name="querySelectorAll" alt="" src="">
<img name="documentElement" alt="" src="">
<form action="/s"><input name="id"><input name="parentElement"><input name="tagName">
<input name="getAttribute"><input name="children"><input name="innerHTML"><input name="closest">
<p>申請する人の<a href="/k/">記入例</a></p><table><tr><td>種類<td>手数料</table></form>
<script>
Array.prototype.everywhere = 1;
Array.prototype.toJSON = () => 'broken';
Object.prototype.toJSON = () => 'broken';
for (const name of ['map', 'filter', 'push', 'slice', 'includes', 'forEach', Symbol.iterator])
  Array.prototype[name] = () => { throw new Error('broken'); };
Element.prototype.querySelectorAll = () => { throw new Error('broken'); };
Map.prototype.get = () => { throw new Error('broken'); };
window.getComputedStyle = () => null;
</script></body></html>"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What the named gatherers say of a page; `after` is evaluated in it when they have looked."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(html, names=tuple(ALL), viewport=PHONE, after=None):
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, viewport, "tests@example.jp")
                await tab.route("**/*", lambda route: route.fulfill(body=html, content_type=HTML))
                await tab.goto("http://page.test/a/jidoteate.html?x=1")
                facts = {name: await ALL[name].gather(tab) for name in names}
                facts["after"] = await tab.evaluate(after) if after else None
            return facts

        yield look
        await browser.close()


HTML = "text/html; charset=utf-8"


def page(body, head=""):
    return (
        '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請 | みどり市</title>'
        f'<meta name="viewport" content="width=device-width">{head}<body>{body}</body></html>'
    )


async def test_a_page_that_breaks_its_own_scripts_and_hides_its_own_properties_is_seen_all_the_same(
    see,
):
    facts = await see(HOSTILE)
    assert facts["document"]["title"] == "申請 | みどり市"
    assert [link["name"] for link in facts["links"]["items"]] == ["記入例"]
    assert "申請する人の記入例" in [block["text"] for block in facts["text"]["items"]]
    assert facts["images"]["items"][0]["alt"] == "写真"
    assert facts["tables"]["items"][0]["cells"] == [["種類", "手数料"]]
    assert facts["layout"]["screen"] == 390


async def test_a_page_is_left_as_it_was_found(see):
    body = """<form><input name="id"></form><p id="a">申請</p><a href="/">戻る</a>
      <table><tr><td>1</table>"""
    state = "() => document.documentElement.outerHTML + Object.keys(window).length + scrollY"
    before = (await see(page(body), names=(), after=state))["after"]
    assert (await see(page(body), after=state))["after"] == before


async def test_every_selector_finds_just_its_element(see):
    body = """<main><p>一</p><p>二 <a href="/a">A</a> <a href="/b">B</a></p>
      <div id="x"><p>三</p></div><div id="x"><p>四</p></div><div id="3:5"><p>五</p></div></main>"""
    count = "(s) => document.querySelectorAll(s).length"
    facts = await see(page(body), names=("text", "links"))
    selectors = [item["selector"] for name in ("text", "links") for item in facts[name]["items"]]
    assert len(selectors) == len(set(selectors)) == 7
    script = f"() => {selectors!r}.map({count})"
    assert set((await see(page(body), names=(), after=script))["after"]) == {1}


async def test_a_page_without_end_is_cut_and_says_so(see):
    endless = page("<p>申請</p>" * 2100 + '<a href="/">戻る</a>' * 2100)
    facts = await see(endless, names=("text", "links"))
    for name in ("text", "links"):
        assert len(facts[name]["items"]) == 2000
        assert facts[name]["capped"] is True


async def test_markup_is_quoted_short(see):
    facts = await see(page(f'<p class="{"c" * 500}">{"申請" * 500}</p>'), names=("text",))
    assert len(facts["text"]["items"][0]["html"]) <= 300


async def test_the_document_says_its_particulars(see):
    body = '<main><h1>申請</h1><h3>期間</h3><p lang="en">Hello</p></main>'
    facts = (await see(page(body), names=("document",)))["document"]
    assert (facts["lang"], facts["file"], facts["charset"]) == ("ja", "jidoteate.html", "UTF-8")
    assert [(h["level"], h["text"]) for h in facts["headings"]] == [(1, "申請"), (3, "期間")]
    assert [part["role"] for part in facts["landmarks"]] == ["main"]
    assert facts["viewport"] == "width=device-width"


async def test_letters_are_counted_where_the_pages_own_language_is_in_force(see):
    body = '<p>申請の方法</p><p lang="en">Hello</p><p style="display:none">かくし</p><p>PDF</p>'
    letters = (await see(page(body), names=("document",)))["document"]["letters"]
    assert (letters["han"], letters["kana"], letters["latin"]) == (4, 1, 3)


async def test_text_keeps_its_lines_and_wide_spaces_and_drops_what_nobody_reads(see):
    body = """<p>日　時<br>6月8日</p><p>申請
      方法  は</p><div>外<p>内</p>外</div><p aria-hidden="true">飾り</p><p hidden>なし</p>
      <p><ruby>期間<rt>きかん</rt></ruby></p><pre>一  二\n三</pre>"""
    blocks = (await see(page(body), names=("text",)))["text"]["items"]
    assert [b["text"] for b in blocks] == [
        "日　時\n6月8日",
        "申請方法 は",
        "外\n外",
        "内",
        "期間",
        "一  二\n三",
    ]
    assert [b["ruby"] for b in blocks if b["text"] == "期間"] == [True]


async def test_a_block_says_where_it_stands_and_how_it_looks(see):
    body = """<table><tr><th>氏名<th>会派<tr><td>林　誠<td><b>市民の声</b></table>
      <p lang="ko">한국어</p>"""
    blocks = {b["text"]: b for b in (await see(page(body), names=("text",)))["text"]["items"]}
    assert blocks["林　誠"]["column"] == "氏名"
    assert blocks["林　誠"]["first_cell"] is True
    assert blocks["市民の声"]["first_cell"] is False
    assert blocks["市民の声"]["bold"] is True
    assert set(blocks["市民の声"]["within"]) == {"td", "table"}
    assert blocks["한국어"]["langs"] == ["ko"]


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ('<a href="/">児童<b>手当</b></a>', "児童手当"),
        ('<a href="/" aria-label="児童手当の申請">申請</a>', "児童手当の申請"),
        ('<a href="/" aria-labelledby="h">詳細</a>', "見出し"),
        ('<a href="/"><img src="" alt="地図"> を開く</a>', "地図 を開く"),
        ('<a href="/"><span aria-hidden="true">→</span>申請</a>', "申請"),
        ('<a href="/" title="検索"></a>', "検索"),
    ],
)
async def test_a_link_is_called_what_a_screen_reader_would_call_it(see, markup, name):
    facts = await see(page(f'<h1 id="h">見出し</h1><p>{markup}</p>'), names=("links",))
    assert [link["name"] for link in facts["links"]["items"]] == [name]


async def test_a_link_says_where_it_leads_and_what_stands_around_it(see):
    body = """<p>方法は<a href="../b.pdf" target="_blank">様式</a>（PDF 20KB）</p>
      <p><a href="/x">甲</a> <a href="/x">乙</a></p>"""
    one, two, three = (await see(page(body), names=("links",)))["links"]["items"]
    assert (one["href"], one["target"]) == ("http://page.test/b.pdf", "_blank")
    assert one["around"] == "方法は様式（PDF 20KB）"
    assert (two["repeats"], three["repeats"]) == (False, True)


async def test_an_image_says_its_alternative_its_file_and_its_surroundings(see):
    body = """<figure><img src="/i/a.jpg?v=1" alt=""><figcaption>桜</figcaption></figure>
      <a href="/"><img src="b.png" alt="図書館"></a><img src="c.png">
      <a href="/"><img src="d.png" alt="公園">中央公園</a>"""
    facts = (await see(page(body), names=("images",)))["images"]["items"]
    rows = [(i["alt"], i["file"], i["in_link"], i["alone"]) for i in facts]
    assert rows == [
        ("", "a.jpg", False, False),
        ("図書館", "b.png", True, True),
        (None, "c.png", False, False),
        ("公園", "d.png", True, False),
    ]
    assert facts[0]["caption"] == "桜"


async def test_a_table_says_its_size_and_its_headers(see):
    body = "<table><caption>手数料</caption><tr><th>種類<th>額<tr><td>写し<td>300円</table>"
    table = (await see(page(body), names=("tables",)))["tables"]["items"][0]
    assert (table["rows"], table["widths"], table["headers"]) == (2, [2, 2], 2)
    assert table["caption"] == "手数料"


async def test_what_sticks_out_is_named_by_its_innermost_element(see):
    wide = page('<div style="width:900px"><p>申請の方法</p></div>')
    facts = (await see(wide, names=("layout",)))["layout"]
    assert (facts["width"], facts["scroll_width"], facts["scrolls"]) == (390, 908, True)
    assert [(o["text"], o["two_ways"]) for o in facts["offenders"]] == [(True, False)]
    assert (await see(wide, names=("layout",), viewport=DESKTOP))["layout"]["offenders"] == []


async def test_what_its_own_frame_holds_back_does_not_stick_out(see):
    body = '<div style="overflow-x:auto"><table style="width:900px"><tr><td>1</table></div>'
    assert (await see(page(body), names=("layout",)))["layout"]["scrolls"] is False


async def test_a_page_that_does_not_ask_to_fit_a_phone_is_wider_than_the_screen(see):
    bare = '<!DOCTYPE html><html lang="ja"><title>申請</title><p>申請'
    facts = (await see(bare, names=("layout",)))["layout"]
    assert (facts["screen"], facts["width"]) == (390, 980)


async def test_a_script_that_throws_is_an_error_and_not_an_empty_answer(see, monkeypatch):
    monkeypatch.setattr(_scripts, "script", lambda name: "(() => { throw new Error('broken') })()")
    with pytest.raises(ScriptFailed, match="broken"):
        await see(page("<p>申請</p>"), names=("text",))
