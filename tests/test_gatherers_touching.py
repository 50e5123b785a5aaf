"""What the gatherers see that press, point, type and enlarge, on pages written to trip them."""

import json

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.gatherers import (
    _interaction,
    activation,
    character_shortcuts,
    color_schemes,
    field_changes,
    gestures,
    hover,
    hover_focus_styles,
    motion_and_orientation,
    tab_order,
    zoom,
)
from audits.runner import page_visit
from audits.runner.gatherer_registry import gatherers, is_interactive
from audits.runner.page_visit import run_gatherers
from audits.runner.settings import AuditSettings

DESKTOP = VIEWPORTS[1]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
TOUCHING = (
    motion_and_orientation,
    color_schemes,
    zoom,
    hover_focus_styles,
    hover,
    tab_order,
    character_shortcuts,
    field_changes,
    activation,
    gestures,
)
ALL = {m.__name__.rpartition(".")[2]: m for m in TOUCHING}
HTML = "text/html; charset=utf-8"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What the named gatherers say of a page; `after` is evaluated in it when they have looked."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look_at(html, names, after=None):
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, DESKTOP, "tests@example.jp")
                asked = []

                async def answer(route):
                    asked.append((route.request.method, route.request.url))
                    await route.fulfill(body=html, content_type=HTML)

                await tab.context.route("**/*", answer)
                await tab.goto("http://page.test/a/index.html")
                facts, errors = await run_gatherers(
                    tab, DESKTOP, [(name, ALL[name]) for name in names]
                )
                assert not errors
                facts["asked"] = asked
                facts["after"] = await tab.evaluate(after) if after else None
            return facts

        yield look_at
        await browser.close()


def page(body):
    return (
        '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請 | みどり市</title>'
        f"<body>{body}</body></html>"
    )


async def test_what_touches_comes_last_and_in_an_order_that_spoils_nothing():
    names = [name for name, module in gatherers() if is_interactive(module)]
    ours = [name for name in names if name in ALL]
    first = [
        "motion_and_orientation",
        "color_schemes",
        "zoom",
        "hover_focus_styles",
        "hover",
        "tab_order",
        "character_shortcuts",
        "field_changes",
    ]
    assert ours == [*first, "activation", "gestures"]
    assert [name for name, _ in gatherers()][-len(names) :] == names


async def test_twenty_thousand_elements_are_walked_within_bounds(see):
    body = '<p><a href="/a">申請</a><span>手続き</span></p>' * 6700
    visits = await see(page(body), list(ALL))
    assert len(visits["tab_order"]["stops"]) <= 60 + 20
    assert not visits["tab_order"]["complete"]
    assert len(json.dumps(visits)) < 200_000


async def test_an_endless_focus_loop_is_a_trap_and_comes_to_an_end(see):
    body = """<a href="/a">上</a><button id="a">一</button><button id="b">二</button><a href="/b">下</a>
    <script>const [a, b] = [document.getElementById('a'), document.getElementById('b')];
    a.onfocus = () => setTimeout(() => b.focus(), 1); b.onfocus = () => setTimeout(() => a.focus(), 1);
    </script>"""
    tab_order = (await see(page(body), ["tab_order"]))["tab_order"]
    assert tab_order["traps"] or tab_order["stopped"]


async def test_a_page_that_hangs_when_focused_is_ended_and_told(see):
    body = """<a href="/a">上</a><a href="/b" onfocus="for (;;) {}">下</a>"""
    visits = await see(page(body), ["tab_order"], after="() => 1 + 1")
    assert visits["tab_order"]["stopped"] == "hung"
    assert visits["after"] == 2


async def test_dialogs_are_dismissed_and_told(see):
    body = """<script>setTimeout(() => alert('ようこそ'), 0)</script>
    <a href="/a" onfocus="if (!window.told) { window.told = 1; confirm('移りますか'); }">申請</a>"""
    visits = await see(page(body), ["tab_order"])
    assert [c["kind"] for c in visits["tab_order"]["changes"]] == ["dialog"]


async def test_a_page_that_navigates_when_focused_stays_and_is_told(see):
    body = """<a href="/a">上</a><a href="/b" onfocus="location.href = '/elsewhere'">下</a>"""
    visits = await see(page(body), ["tab_order"], after="() => location.href")
    assert [c["kind"] for c in visits["tab_order"]["changes"]] == ["navigation"]
    assert visits["after"] == "http://page.test/a/index.html"
    assert len(visits["asked"]) == 1


async def test_nothing_is_sent_and_no_window_stays_open(see):
    body = """<form action="/send" method="post"><select name="s"><option>一<option>二</select></form>
    <script>document.querySelector('select').addEventListener('change', (event) => {
      fetch('/log', {method: 'POST'}).catch(() => {}); navigator.sendBeacon('/beacon');
      window.open('/window'); event.target.form.submit(); });</script>"""
    visits = await see(
        page(body), ["field_changes"], after="() => document.querySelector('select').value"
    )
    assert visits["field_changes"]["items"][0]["did"] in ("navigation", "window")
    assert [method for method, _ in visits["asked"]] == ["GET"]
    assert visits["after"] == "一"


ASKING = """<form action="/send" method="post"><label>本の題名 <input name="title" value=""></label>
<p class="said"></p><button>申し込む</button></form>
<div><button type="button" class="more">くわしく見る</button><p hidden>申請の説明</p></div>
<div class="in"><button type="button" class="big">確認する</button><dialog><p>確認</p></dialog></div>
<script>
const by = (name) => document.querySelector(name);
by('form').addEventListener('submit', (event) => {
  fetch('/search?q=' + by('input').value); navigator.sendBeacon('/beacon', 'x');
  by('.said').textContent = '確認してください'; by('.said').append(document.createElement('b'));
  if (by('input').value) event.target.submit();
});
by('.more').addEventListener('click', (event) => {
  event.target.nextElementSibling.hidden = false; event.target.remove(); location.hash = 'more';
});
by('.big').addEventListener('click', () => by('dialog').showModal());
</script>"""


async def test_what_is_pressed_asks_and_sends_nothing_and_is_put_back(see):
    state = """() => [document.body.innerHTML, document.querySelector('input').value,
      document.querySelectorAll(':modal').length, location.href]"""
    before = await see(page(ASKING), [], after=state)
    visits = await see(page(ASKING), ["activation"], after=state)
    assert [url for _, url in visits["asked"]] == ["http://page.test/a/index.html"]
    assert visits["after"] == before["after"]
    activation = visits["activation"]
    assert [item["wrong"] for item in activation["sent"]] == [False, True]
    assert "request" in activation["sent"][0]["tried"]
    assert {item["text"][0] for item in activation["pressed"]} == {"くわしく見る", "確認する"}
    assert [bool(item["dialog"]) for item in activation["pressed"]] == [False, True]


async def test_pages_without_listeners_for_keys_are_not_typed_into(see):
    character_shortcuts = (await see(page('<a href="/a">申請</a>'), ["character_shortcuts"]))[
        "character_shortcuts"
    ]
    assert character_shortcuts == {
        "listeners": [],
        "keys": [],
        "settings": [],
        "unsteady": [],
        "stopped": "",
    }


async def test_focus_is_followed_into_shadow_roots_and_frames_of_the_same_origin(see):
    body = """<my-menu></my-menu><iframe srcdoc="<a href='/c'>枠の中</a>"></iframe><script>
    document.querySelector('my-menu').attachShadow({mode: 'open'}).innerHTML = '<a href="/b">影</a>';
    </script>"""
    stops = (await see(page(body), ["tab_order"]))["tab_order"]["stops"]
    assert [s["html"] for s in stops if s["inside"]] == [
        '<a href="/b">影</a>',
        '<a href="/c">枠の中</a>',
    ]


async def test_the_page_is_left_in_its_window_at_its_top_and_with_its_words(see):
    body = (
        '<main id="main"><a href="#main">本文へ</a><p>申請</p><input value="林"></main>'
        + "<p>次" * 99
    )
    state = """() => [innerWidth, scrollY, location.href, document.querySelector('input').value,
      document.activeElement.localName, document.adoptedStyleSheets.length]"""
    visits = await see(page(body), list(ALL), after=state)
    assert visits["after"] == [1280, 0, "http://page.test/a/index.html", "林", "body", 0]


async def test_time_that_has_run_out_is_told_and_nothing_is_passed(see, monkeypatch):
    monkeypatch.setattr(_interaction, "BUDGET", 0.0)
    tab_order = (await see(page('<a href="/a">申請</a>'), ["tab_order"]))["tab_order"]
    assert tab_order["stopped"] == "time"


async def test_a_touch_ends_with_the_time_for_all_touches(see, monkeypatch):
    """If it went on, its whole look would be given up, and every look after it."""
    monkeypatch.setattr(_interaction, "BUDGET", 1.0)
    body = """<a href="/a">上</a><a href="/b" onfocus="for (;;) {}">下</a>"""
    visits = await see(page(body), ["tab_order"], after="() => 1 + 1")
    assert visits["tab_order"]["stopped"] == "time"
    assert visits["after"] == 2


async def test_looks_that_touch_end_before_they_are_given_up():
    assert _interaction.BUDGET < page_visit.GATHERER_SECONDS


async def test_keys_that_a_text_names_are_found():
    assert tab_order.combinations("入力欄から抜けるには Ctrl+M を押してください") == ["Control+m"]
    assert tab_order.combinations("Go to the next element") == []


PALE = """<style>a { color: #036; transition: color 9s, background 9s } a:hover { color: #ccc }
li:hover { background: #036 } li:focus-within { background: #eee }
.btn:hover { animation: flash .5s } @keyframes flash { 50% { opacity: 0 } }</style>"""


async def test_colours_are_read_as_they_are_when_a_state_lasts(see):
    body = PALE + '<p><a href="/b" class="btn">電子申請</a></p>'
    hover_focus_styles = (await see(page(body), ["hover_focus_styles"]))["hover_focus_styles"]
    assert [(i["state"], i["letters"], i["drawn"]) for i in hover_focus_styles["items"]] == [
        ("hover", [204, 204, 204, 1], [255, 255, 255, 1]),
    ]


async def test_what_a_link_stands_in_is_pointed_at_as_well(see):
    body = PALE + '<ul><li><a href="/a">申請</a></ul>'
    hover_focus_styles = (await see(page(body), ["hover_focus_styles"]))["hover_focus_styles"]
    assert {i["state"]: i["ground"] for i in hover_focus_styles["items"]} == {
        "hover": [0, 51, 102, 1],
        "focus": [238, 238, 238, 1],
    }


async def test_states_are_let_go_of_and_nothing_fades_back(see):
    after = """() => { const s = getComputedStyle(document.querySelector('a'));
      return [s.color, s.transitionDuration, document.getAnimations().length,
        document.querySelector('a').matches(':hover'), document.activeElement.localName]; }"""
    body = PALE + '<p><a href="/a">申請</a></p>'
    visits = await see(page(body), ["hover_focus_styles"], after=after)
    assert visits["after"] == ["rgb(0, 51, 102)", "9s, 9s", 0, False, "body"]


async def test_a_hostile_page_has_states_as_well(see):
    body = """<img name="styleSheets" alt="" src=""><img name="getAnimations" alt="" src="">
    <form><input name="parentElement"><a href="/a">申請</a></form>
    <style>a:is(:hover, :focus) { color: #ccc } a:not(:hover, :focus) { color: #036 }</style><script>window.getComputedStyle = null; Array.prototype.map = null;</script>"""
    hover_focus_styles = (await see(page(body), ["hover_focus_styles"]))["hover_focus_styles"]
    assert {i["state"] for i in hover_focus_styles["items"]} == {"hover", "focus"}


async def test_pages_whose_sheets_ask_for_no_state_are_not_touched(see):
    hover_focus_styles = (await see(page('<a href="/a">申請</a>'), ["hover_focus_styles"]))[
        "hover_focus_styles"
    ]
    assert hover_focus_styles == {"items": [], "styles": 0, "stopped": ""}


async def test_colours_that_a_device_asks_for_are_put_back(see):
    after = """() => [matchMedia('(forced-colors: active)').matches,
      matchMedia('(prefers-color-scheme: dark)').matches, document.adoptedStyleSheets.length,
      getComputedStyle(document.body).color]"""
    style = """<style>body { color: #222; background: #fff; transition: color 9s }
      @media (prefers-color-scheme: dark) { body { color: #eee } }</style>"""
    visits = await see(page(style + "<p>申請の方法</p>"), ["color_schemes"], after=after)
    assert visits["after"] == [False, False, 0, "rgb(34, 34, 34)"]
    assert [(t["letters"], t["ground"]) for t in visits["color_schemes"]["dark"]] == [
        ([238, 238, 238, 1], [255, 255, 255, 1])
    ]


async def test_a_page_that_speaks_of_no_dark_colours_is_not_looked_at_in_them(see):
    color_schemes = (await see(page("<p style='color: #222'>申請</p>"), ["color_schemes"]))[
        "color_schemes"
    ]
    assert (color_schemes["is_dark"], color_schemes["dark"], color_schemes["forced"]) == (
        False,
        [],
        [],
    )


async def test_focus_that_shows_elsewhere_is_seen_and_its_absence_with_each_control(see):
    body = """<style>a:focus{outline:none} li{padding:30px} li.k:focus-within{background:#cfe}
      .far:has(a:focus) b{background:#06c} b{display:block;height:9px;margin-top:90px}</style>
      <ul><li><a href="/a">一</a></li><li class="k"><a href="/b">二</a></li><li><a href="/c">三</a></li></ul>
      <div class="far"><p><a href="/d">四</a></p><div><b></b></div></div>"""
    stops = (await see(page(body), ["tab_order"]))["tab_order"]["stops"]
    assert [s["shown"] for s in stops] == ["no", "yes", "no", "yes"]


async def test_what_moves_by_itself_is_no_sign_of_focus(see):
    body = """<style>a:focus{outline:none}@keyframes m{to{transform:translateX(300px)}}
      i{display:block;width:50px;height:50px;background:#999;animation:m 2s linear infinite}</style>
      <i></i><p style="margin-top:80px"><a href="/a">一</a></p>"""
    stops = (await see(page(body), ["tab_order"]))["tab_order"]["stops"]
    assert [s["shown"] for s in stops] == ["no"]


async def test_focus_that_a_script_shows_late_is_waited_for(see):
    body = """<style>a:focus{outline:none}</style><p><s></s><a href="/a">一</a></p><script>
      const s = document.querySelector('s'), a = document.querySelector('a');
      a.addEventListener('focus', () => setTimeout(() => { s.textContent = '▶'; }, 150));
      a.addEventListener('blur', () => setTimeout(() => { s.textContent = ''; }, 50));</script>"""
    stops = (await see(page(body), ["tab_order"]))["tab_order"]["stops"]
    assert [s["shown"] for s in stops] == ["yes"]


async def test_a_hidden_guard_that_keeps_focus_is_told_from_one_that_passes_it_on(see):
    body = """<span id="a" tabindex="0" aria-hidden="true">一</span><button id="t">二</button>
      <span id="b" tabindex="0" aria-hidden="true">三</span><button>四</button>
      <script>document.getElementById('a').onfocus = () => setTimeout(() => t.focus(), 0)</script>"""
    hidden = (await see(page(body), ["tab_order"]))["tab_order"]["hidden"]
    assert [(p["selector"], p["kept"], p["met"]) for p in hidden] == [
        ("#a", False, False),
        ("#b", True, True),
    ]
    assert "hidden" not in (await see(page("<button>一</button>"), ["tab_order"]))["tab_order"]


async def test_a_link_in_a_drawing_is_walked_over_as_any_other(see):
    body = """<svg width="90" height="30"><a href="#main"><text y="20">本文へ</text></a></svg>
      <main id="main"><a href="/a">一</a></main>"""
    tab_order = (await see(page(body), ["tab_order"]))["tab_order"]
    assert [s["tag"] for s in tab_order["stops"]] == ["a", "a"]
    assert (tab_order["complete"], tab_order["stopped"]) == (True, "")


# What pages do by themselves, each with a listener for keys that does nothing to be seen.
DEAF = (
    "<script>document.addEventListener('keydown', (event) => { window.last = event.key })</script>"
)
BY_ITSELF = {
    "news": "<p id=n></p><script>setInterval(() => { n.innerHTML = '<b>' + Date.now() + '</b>' }, 20)</script>",
    "rows": "<ul id=n></ul><script>setInterval(() => { const li = document.createElement('li'); "
    "li.append('新着'); n.prepend(li); n.children[9]?.remove(); }, 35)</script>",
    "clock": "<p id=n></p><script>setInterval(() => { n.textContent = Date.now() }, 10)</script>",
    "scrolling": "<p>長い文章<div style='height:9000px'></div><script>setInterval(() => "
    "scrollBy(0, 7), 25)</script>",
    "focusing": "<input id=n><script>setInterval(() => n.focus(), 25)</script>",
    "leaving": "<script>setInterval(() => { location.href = '/next?' + Math.random() }, 60)</script>",
    "attributes": "<div id=n></div><script>setInterval(() => { const i = document.createElement('i');"
    "n.replaceChildren(i); i.className = 'k' + Date.now(); }, 15)</script>",
}


@pytest.mark.parametrize("name", BY_ITSELF)
async def test_no_key_is_blamed_for_what_a_page_does_by_itself(see, name):
    character_shortcuts = (await see(page(BY_ITSELF[name] + DEAF), ["character_shortcuts"]))[
        "character_shortcuts"
    ]
    assert character_shortcuts["listeners"]
    assert character_shortcuts["keys"] == []


ACTING = {
    "opens": "h: () => { n.hidden = !n.hidden }",
    "focuses": "h: () => { f.focus() }",
    "scrolls": "h: () => { scrollBy(0, 300) }",
    "leaves": "h: () => { location.href = '/next' }",
    "asks": "h: () => { confirm('よいですか') }",
}


@pytest.mark.parametrize("name", ACTING)
async def test_a_key_that_acts_is_found_also_beside_a_clock(see, name):
    body = f"""<p id=c></p><div id=n>案内</div><input id=f><div style="height:9000px"></div><script>
    setInterval(() => {{ c.textContent = Date.now() }}, 100);
    const acts = {{{ACTING[name]}}};
    document.addEventListener('keydown', (event) => acts[event.key]?.());</script>"""
    character_shortcuts = (await see(page(body), ["character_shortcuts"]))["character_shortcuts"]
    assert [each["key"] for each in character_shortcuts["keys"]] == ["h"]


@pytest.mark.parametrize(
    "acts",
    [
        "setInterval(() => { location.href = '/next?' + Math.random() }, 50)",
        "setInterval(() => { document.querySelector('button').focus() }, 70)",
        "setInterval(() => { alert('お知らせ') }, 80)",
    ],
)
async def test_no_field_is_blamed_for_what_a_page_does_by_itself(see, acts):
    body = f"""<select><option>一<option>二</select><button type="button">次</button><script>
    document.querySelector('select').addEventListener('change', () => {{ window.last = 1 }});
    {acts};</script>"""
    field_changes = (await see(page(body), ["field_changes"]))["field_changes"]
    assert {item["did"] for item in field_changes["items"]} <= {""}


async def test_what_a_page_changes_by_itself_is_not_laid_to_a_press(see):
    body = """<p id="clock">0</p><p id="text" style="cursor:pointer">案内の文章です。</p>
    <script>document.getElementById('text').addEventListener('click', () => { window.seen = 1; });
    let count = 0;
    setInterval(() => { document.getElementById('clock').textContent = ++count; }, 20);</script>"""
    (tried,) = (await see(page(body), ["gestures"]))["gestures"]["tried"]
    assert (tried["pressed"], tried["keyed"]) == ("", False)


async def test_keys_that_the_whole_page_listens_to_are_tried_where_the_pointer_works(see):
    body = """<div><p id="said"></p><p><span role="button" tabindex="0" class="b">一</span>
    <span role="button" tabindex="0" class="b" id="two">二</span></p></div>
    <script>const said = document.getElementById('said');
    for (const each of document.querySelectorAll('.b'))
      each.addEventListener('click', () => { said.textContent += each.textContent; });
    addEventListener('keydown', (event) => {
      if (event.key === ' ' && event.target.id === 'two') event.target.click(); });</script>"""
    tried = (await see(page(body), ["gestures"]))["gestures"]["tried"]
    assert [(each["keyed"], each["pressed"]) for each in tried] == [(False, "click"), (True, "")]
