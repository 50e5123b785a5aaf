"""What the looks at styles and style sheets see."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.runner.gatherer_registry import gatherer
from audits.runner.settings import AuditSettings

PHONE, DESKTOP = VIEWPORTS
styles, stylesheets = map(gatherer, ("styles", "stylesheets"))
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HEAD = '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請</title>'
HOSTILE = """<img name="styleSheets" alt="" src=""><form><input name="style" placeholder="例">
<input name="parentElement"><a href="/" style="color:red">申請する</a>の方法を見る</form>
<style>p::after { content: "必須の" } @media (orientation: portrait) { body { rotate: 90deg } }</style>
<p>名前</p><script>Array.prototype.push = () => { throw 1; };
window.getComputedStyle = () => null; window.CSSStyleRule = null; window.DOMMatrix = null;</script>"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What a gatherer says of a page; `after` is evaluated in it when it has looked."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(body, gatherer=styles, viewport=PHONE, after=None):
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, viewport, "tests@example.jp")
                kind = "text/html; charset=utf-8"
                await tab.route(
                    "**/*", lambda route: route.fulfill(body=HEAD + body, content_type=kind)
                )
                await tab.goto("http://page.test/")
                facts = await gatherer.gather(tab) if gatherer else None
                return await tab.evaluate(after) if after else facts

        yield look
        await browser.close()


async def test_a_hostile_page_is_seen_all_the_same(see):
    visits = await see(HOSTILE)
    assert [link["text"] for link in visits["links"]] == ["申請する"]
    assert len(visits["fields"]) == 2
    visits = await see(HOSTILE, stylesheets)
    assert [g["text"] for g in visits["generated"]] == ["必須の"]
    assert [r["turn"] for r in visits["rotations"]] == [90]


@pytest.mark.parametrize(
    ("style", "cue"),
    [
        ("", "underline"),
        ("text-decoration:none", None),
        ("text-decoration:none; border-bottom:1px dotted", "box"),
        ("text-decoration:none; font-weight:bold", "weight"),
        ("text-decoration:none; font-style:italic", "slant"),
        ("text-decoration:none; background:#ff0", "ground"),
        ("text-decoration:none; font-size:2em", "size"),
    ],
)
async def test_a_link_says_what_tells_it_from_the_text(see, style, cue):
    visits = await see(f'<p>申請の<a href="/k/" style="{style}">記入例</a>を見てください</p>')
    (link,) = visits["links"]
    assert link["cues"] == ([cue] if cue else [])
    assert (link["letters"], link["in_line"]) == (3, 10)


async def test_whether_pointing_changes_more_than_the_colour_is_read_from_the_sheets(see):
    body = """<style>a { text-decoration: none } a:hover { color: red }
      .b:hover { text-decoration: underline }</style>
      <p>申請の<a href="/k/">記入例</a>と<a class="b" href="/h/">方法</a>を見てください</p>"""
    assert [link["changes"] for link in (await see(body))["links"]] == [False, True]


async def test_words_on_other_lines_of_the_block_are_counted_apart(see):
    visits = await see(
        '<p>申請の方法<br><a href="/k/">記入例</a></p><ul><li><a href="/a/">A</a></ul>'
    )
    (link,) = visits["links"]
    assert (link["in_line"], link["in_block"]) == (0, 5)


async def test_lines_are_counted_as_they_are_drawn(see):
    visits = await see(f'<p style="width: 200px; font-style: italic">{"申請" * 60}</p>')
    (block,) = visits["prose"]
    assert block["slanted"] and block["japanese"] and block["rows"] > 5
    assert visits["looked"] == {"japanese": 1, "latin": 0}


async def test_fields_tell_their_edges_their_hints_and_how_far_their_labels_are(see):
    body = """<style>::placeholder { color: rgb(200, 200, 200) }</style>
      <div style="display: flex; justify-content: space-between"><label for="a">名前</label>
      <input id="a" placeholder="例" style="border: 2px solid rgb(1, 2, 3)"></div>"""
    (field,) = (await see(body, viewport=DESKTOP))["fields"]
    assert field["edges"] == [[1, 2, 3, 1]] * 4
    assert field["hint"] == [200, 200, 200, 1]
    assert field["ground"] == field["outside"] == [255, 255, 255, 1]
    assert field["label"]["gap"] > 900


async def test_a_ground_with_a_picture_is_no_plain_ground(see):
    body = (
        '<div style="background: linear-gradient(red, blue)"><input style="background: none"></div>'
    )
    assert (await see(body))["fields"][0]["ground"] is None


async def test_colours_in_the_markup_are_found_and_those_of_backgrounds_are_not(see):
    body = '<p style="background-color: red">地</p><p style="color: red">字の色</p><font color="red">字</font>'
    assert [item["text"] for item in (await see(body))["coloured"]] == ["字の色", "字"]


async def test_only_the_turn_that_the_device_makes_counts(see):
    body = """<style>body { transform: rotate(10deg) }
      @media (orientation: landscape) { body { transform: rotate(100deg) } }
      @media print and (orientation: portrait) { body { transform: rotate(90deg) } }
      @media (orientation: portrait) { body { margin: 10px } }</style>申請"""
    visits = await see(body, stylesheets)
    assert [(r["held"], r["turn"]) for r in visits["rotations"]] == [("landscape", 90)]


async def test_words_of_sheets_that_do_not_apply_or_draw_pictures_are_left_out(see):
    body = """<style>@media print { p::after { content: "印刷" } } p::before { content: "▼" }
      i::before { font-family: "My Icons"; content: "home" } b::after { content: attr(title) }
      em::before { content: "注意" } em { display: none }</style>
      <p>申請</p><i></i><b title="題名">字</b><em>字</em>"""
    assert (await see(body, stylesheets))["generated"] == []


async def test_a_page_of_many_links_is_bounded(see):
    visits = await see("<p>申請の方法" + '<a href="/k/">記入例</a>' * 900 + "</p>")
    assert len(visits["links"]) == 400 and visits["capped"]


async def test_a_page_is_left_as_it_was_found(see):
    body = '<p>申請の<a href="/k/">記入例</a>を見る</p><input placeholder="例">'
    state = "() => document.documentElement.outerHTML + Object.keys(window).length"
    for each in (styles, stylesheets):
        before = await see(body, gatherer=None, after=state)
        assert await see(body, gatherer=each, after=state) == before


@pytest.mark.parametrize(
    ("style", "cues"),
    [
        (
            "a::after{content:'';position:absolute;inset:auto 0 0;height:2px;background:#06c}",
            ["mark"],
        ),
        ("a::after{content:'';position:absolute;inset:auto 0 0;height:2px}", []),
        ("a::after{content:'→'}", ["mark"]),
        ("a::after{content:'';display:table;clear:both}", []),
        ("a::before{content:'';display:inline-block;border:4px solid;width:0}", ["mark"]),
        ("a::after{content:'→';opacity:0}", []),
        ("a::after{content:'新';position:absolute;width:1px;height:1px;overflow:hidden}", []),
        ("a::after{content:'→';display:inline-block;transform:scale(0)}", []),
        ("a{border-bottom:2px solid #fff}", []),
        ("a{border-bottom:2px solid transparent;border-image:linear-gradient(red,red) 1}", ["box"]),
        ("a{box-shadow:inset 0 -2px transparent}", []),
        ("a{background:linear-gradient(red,red) 0 100%/0 2px no-repeat}", []),
        ("a{background:linear-gradient(red,red) 0 100%/100% 2px no-repeat}", ["picture"]),
        ("a{background:linear-gradient(transparent 60%,red 60%)}", ["picture"]),
        ("a{background:linear-gradient(#fff,#fff)}", []),
        ("a{background:linear-gradient(#fff0,transparent)}", []),
        ("p{text-decoration:underline}a{text-decoration:inherit}", []),
    ],
)
async def test_what_is_drawn_at_a_link_is_a_mark_and_what_is_not_is_none(see, style, cues):
    css = f"<style>a{{text-decoration:none;position:relative}}{style}</style>"
    visits = await see(css + '<p>申請の<a href="/k/">記入例</a>を見てください</p>')
    assert visits["links"][0]["cues"] == cues
    assert not visits["links"][0].get("hints")


@pytest.mark.parametrize(
    ("markup", "cues"),
    [
        ('<a href="/k/">記入例</a><img src="/x" width="9" height="9">', ["picture"]),
        ('<a href="/k/">記入例</a>と<img src="/x" width="9" height="9">', []),
        ('<a href="/k/">https://www.example.lg.jp/</a>', ["address"]),
        ('<a href="/k/">≫記入例</a>', ["mark"]),
        ('<u><a href="/k/">記入例</a></u>', ["underline"]),
        ('<a href="/k/">記入例<svg width="9" height="9" style="display:none"></svg></a>', []),
    ],
)
async def test_what_stands_in_or_right_beside_a_link_marks_it(see, markup, cues):
    visits = await see(
        f"<style>a{{text-decoration:none}}</style><p>申請の{markup}を見てから出してください</p>"
    )
    assert visits["links"][0]["cues"] == cues


@pytest.mark.parametrize(
    ("style", "hint"),
    [("letter-spacing:.2em", "letterSpacing"), ("text-shadow:0 0 2px red", "textShadow")],
)
async def test_slight_differences_are_told_as_hints(see, style, hint):
    visits = await see(
        f'<p>申請の<a href="/k/" style="text-decoration:none;{style}">記入例</a>を見てください</p>'
    )
    assert (visits["links"][0]["cues"], visits["links"][0]["hints"]) == ([], [hint])
