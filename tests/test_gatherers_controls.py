"""What is seen of names, links, frames, fields, scrolling parts and listeners, on pages made to trip."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.gatherers import handlers
from audits.runner.gatherer_registry import gatherer
from audits.runner.settings import AuditSettings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
accessible_names, fields, iframes, links, scrollers = map(
    gatherer, ("accessible_names", "fields", "iframes", "links", "scrollers")
)
ALL = (fields, iframes, handlers, links, accessible_names, scrollers)

HOSTILE = """<form><input name="id" aria-label="氏名"><input name="parentElement" aria-label="住所">
<input name="querySelectorAll" aria-label="年齢"><input name="labels" aria-label="電話">
<div id="b" style="cursor:pointer">送信</div><a href="/a" aria-label="案内図">案内</a></form>
<iframe title="地図" srcdoc="<p>地図"></iframe><img name="body" src=""><img name="document" src="">
<div style="height:40px;overflow:auto">規約<br>規約<br>規約<br>規約<br>規約<br>規約</div>
<script>
document.getElementById('b').addEventListener('click', () => {});
for (const kind of [Element, Document, Array, Map, EventTarget])
  for (const name of Object.getOwnPropertyNames(kind.prototype))
    try { kind.prototype[name] = () => { throw new Error('broken'); }; } catch {}
window.getComputedStyle = () => null;
JSON.stringify = () => 'broken';
</script>"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What a gatherer sees of a page; `after` is evaluated in it when it has looked."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(body, gatherers, after=None):
            html = f'<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請</title>{body}'
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, VIEWPORTS[0], "tests@example.jp")
                kind = "text/html; charset=utf-8"
                await tab.route("**/*", lambda route: route.fulfill(body=html, content_type=kind))
                await tab.goto("http://page.test/a/b.html")
                facts = [await gatherer.gather(tab) for gatherer in gatherers]
                state = await tab.evaluate(after) if after else None
            return (*facts, state) if after else facts[0] if len(facts) == 1 else facts

        yield look
        await browser.close()


async def test_a_page_that_breaks_what_scripts_rely_on_is_seen_all_the_same(see):
    visits = await see(HOSTILE, ALL)
    field, frame, listened, link, name, scroller = (facts["items"] for facts in visits)
    assert [f["name"] for f in field] == ["氏名", "住所", "年齢", "電話"]
    assert [f["name"] for f in frame] == ["地図"]
    assert [h["words"] for h in listened] == ["送信"]
    assert [e["name"] for e in link] == ["案内図"]
    assert [(n["words"], n["name"]) for n in name if n["tag"] == "a"] == [("案内", "案内図")]
    assert len(scroller) == 1


async def test_a_page_is_left_as_it_was_found(see):
    state = "() => document.documentElement.outerHTML + Object.keys(window).length + scrollY"
    body = '<form><label>氏名<input></label></form><p onclick="1">a</p><iframe srcdoc="a"></iframe>'
    assert (await see(body, ALL, after=state))[-1] == (await see(body, [], after=state))[-1]


async def test_a_page_without_end_is_cut_and_says_so(see):
    body = '<input aria-label="氏名">' * 600 + '<iframe title="a"></iframe>' * 110
    field, frame = await see(body, [fields, iframes])
    assert (len(field["items"]), field["capped"]) == (500, True)
    assert (len(frame["items"]), frame["capped"]) == (100, True)


async def test_a_thousand_listeners_are_cut_and_said_to_be(see):
    body = """<div id="d"></div><script>for (let i = 0; i < 1000; i += 1) {
      const p = document.createElement('p'); p.textContent = i; p.onclick = () => {}; d.append(p) }
      </script>"""
    visits = await see(body, [handlers])
    assert (len(visits["items"]), visits["capped"]) == (400, True)


async def test_a_link_may_be_drawn_or_scripted(see):
    body = """<svg><a href="/a"><text y="20">地図</text></a></svg>
      <svg xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="/b"><text y="9">窓口</text></a></svg>
      <span role="link" tabindex="0" onclick="location.href = '/c'">税</span>
      <span role="link" tabindex="0">不明</span><span role="link" tabindex="0">未定</span><a href="/d" role="button">開く</a><a>印</a>"""
    items = (await see(body, [links]))["items"]
    rows = [
        (link["name"], link["href"].removeprefix("http://page.test"), link["role"])
        for link in items
    ]
    assert rows == [
        ("地図", "/a", "link"),
        ("窓口", "/b", "link"),
        ("税", "/c", "link"),
        ("不明", "", "link"),
        ("未定", "", "link"),
        ("開く", "/d", "button"),
    ]
    assert not any(link["repeats"] for link in items)


async def test_words_are_those_that_the_eye_sees(see):
    body = """<style>.off{position:absolute;left:-9999px}.dot{position:absolute;width:1px;height:1px;
      overflow:hidden}.icon{font-family:"Material Icons"}</style>
      <button aria-label="a">検索<span class="off">欄</span><span class="dot">点</span><span
      style="opacity:0">影</span><i class="icon">search</i><b hidden>隠</b></button>
      <button aria-label="b"><p>前へ</p><p>戻る</p></button><input type="submit" value="送信" aria-label="c">"""
    items = (await see(body, [accessible_names]))["items"]
    assert [control["words"] for control in items] == ["検索", "前へ 戻る", "送信"]


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0",
        "opacity:0",
        "filter:opacity(0)",
        "visibility:hidden",
        "content-visibility:hidden;display:inline-block",
        "color:transparent",
        "-webkit-text-fill-color:transparent",
        "color:#fff",
        "position:absolute;top:-5000px",
        "position:absolute;clip:rect(0 0 0 0)",
        "position:absolute;clip-path:circle(0)",
        "clip-path:inset(50%);display:inline-block",
        "display:inline-block;transform:scale(0)",
        "display:inline-block;transform:translateX(-9999px)",
        "display:inline-block;max-height:0;overflow:hidden",
        "display:inline-block;width:30px;height:30px;overflow:hidden;text-indent:-999px",
        "display:inline-block;width:30px;overflow:hidden;white-space:nowrap;text-indent:100%",
    ],
)
async def test_words_that_are_kept_from_the_eye_are_not_seen(see, style):
    body = f'<a href="/" aria-label="a">検索<span style="{style}">のための欄</span></a>'
    [control] = (await see(body, [accessible_names]))["items"]
    assert (control["words"], control["pieces"]) == ("検索", ["検索"])


@pytest.mark.parametrize(
    "style",
    [
        "background:linear-gradient(red,blue);background-clip:text;color:transparent",
        "color:transparent;text-shadow:0 0 1px #000",
        "color:transparent;-webkit-text-stroke:1px #000",
        "position:absolute;left:20px",
        "overflow:hidden",
        "opacity:0.5",
        "writing-mode:vertical-rl;display:inline-block",
    ],
)
async def test_words_that_are_drawn_in_odd_ways_are_seen(see, style):
    body = f'<a href="/" aria-label="a">検索<span style="{style}">欄</span></a>'
    [control] = (await see(body, [accessible_names]))["items"]
    assert control["words"].replace(" ", "") == "検索欄"


async def test_words_in_the_colour_of_the_ground_behind_a_picture_are_doubtful(see):
    body = """<a href="/" aria-label="a" style="color:#fff;background:linear-gradient(red,blue)">検索</a>
      <a href="/" aria-label="b"><span style="color:#123">検索</span></a>"""
    items = (await see(body, [accessible_names]))["items"]
    assert [(control["words"], control["doubtful"]) for control in items] == [
        ("検索", True),
        ("検索", False),
    ]


async def test_a_picture_on_the_words_hides_them_and_one_below_does_not(see):
    body = """<style>a{position:relative;display:block;width:90px;height:40px}
      img{position:absolute;left:0;top:0;width:90px;height:40px}</style>
      <a href="/" aria-label="a">みなと<img src="a.png" alt=""></a>
      <a href="/" aria-label="b"><img style="z-index:-1" src="a.png" alt="">みなと</a>"""
    items = (await see(body, [accessible_names]))["items"]
    assert [control["words"] for control in items] == ["", "みなと"]


async def test_letters_that_name_an_icon_are_no_words(see):
    body = """<button aria-label="a"><i class="material-icons">menu_open</i>目次</button>
      <button aria-label="b"><span aria-hidden="true">arrow_forward</span>次</button>
      <button aria-label="c"><span translate="no">print</span>印刷</button>
      <button aria-label="d">&#xe001;地図</button>
      <button aria-label="e"><span>print</span></button>"""
    items = (await see(body, [accessible_names]))["items"]
    assert [control["words"] for control in items] == ["目次", "次", "印刷", "地図", "print"]


async def test_ruby_is_told_apart_from_what_it_stands_beside(see):
    body = """<a href="/" aria-label="a"><ruby>申請<rp>（</rp><rt>しんせい</rt><rp>）</rp></ruby>の<ruby>方<rt>ほう</rt>
      法<rt>ほう</rt></ruby></a>
      <a href="/" aria-labelledby="l"><span id="l"><ruby>税<rt>ぜい</rt></ruby></span></a>"""
    one, other = (await see(body, [accessible_names]))["items"]
    assert "".join(one["words"].split()) == "申請の方法"
    assert one["readings"] == [["申請", "しんせい"], ["方", "ほう"], ["法", "ほう"]]
    assert (other["name"], other["words"]) == ("税", "税")


async def test_words_that_a_screen_reader_does_not_get_are_told_apart(see):
    body = '<a href="/" aria-label="a">港祭り<span aria-hidden="true">催し</span></a>'
    [control] = (await see(body, [accessible_names]))["items"]
    assert (control["words"], control["open"]) == ("港祭り催し", "港祭り")
    assert control["pieces"] == ["港祭り", "催し"]


async def test_a_field_shows_the_words_of_its_label(see):
    body = """<label for="t">電話番号</label><input id="t" aria-label="入力欄1" value="0123">
      <label>分館 <select aria-label="場所"><option>本館</option></select></label>
      <input aria-label="語" placeholder="例">"""
    items = (await see(body, [accessible_names]))["items"]
    assert [control["words"] for control in items] == ["電話番号", "分館", ""]


async def test_access_keys_are_told(see):
    items = (
        await see('<a href="/" accesskey="0">戻る</a><a href="/a">次</a>', [accessible_names])
    )["items"]
    assert [control["key"] for control in items] == ["0"]


async def test_a_frame_of_this_site_is_looked_into_and_frames_in_it_as_well(see):
    body = """<iframe title="外" srcdoc="<title>外側</title><h1>見出し</h1><p>文</p>
      <iframe title='内' srcdoc='内側の文'></iframe>"></iframe>
      <iframe title="隠" hidden></iframe><iframe title="別" src="http://other.test/"></iframe>"""
    by_name = {frame["name"]: frame for frame in (await see(body, [iframes]))["items"]}
    assert list(by_name) == ["外", "内", "別"]
    assert by_name["外"]["inside"]["title"] == "外側"
    assert by_name["外"]["inside"]["heading"] == "見出し"
    assert by_name["内"]["inside"]["words"] == "内側の文"
    assert by_name["内"]["selector"] == by_name["外"]["selector"]
    assert by_name["別"]["inside"] is None


async def test_a_field_says_what_stands_around_it(see):
    body = """<h2>申込者</h2><form><fieldset><legend>本人</legend>
      <p><label for="n">氏名 <em>必須</em></label><br><span id="h">全角で</span>
      <input id="n" name="n" required aria-describedby="h" autocomplete="name" maxlength="20"></p></fieldset>
      <table><tr><th>種類<th>数<tr><th>大人<td><input name="k"></table>
      <dl><dt>学年</dt><dd><select name="g"><option>選択してください<option>1</select></dd></dl>
      <label>電話<input name="t"></label> ハイフンなし <button>進む</button></form>"""
    by_field_name = {field["field_name"]: field for field in (await see(body, [fields]))["items"]}
    assert (by_field_name["n"]["label"], by_field_name["n"]["described"]) == ("氏名 必須", "全角で")
    assert by_field_name["n"]["groups"] == [{"seen": "本人", "name": "本人"}]
    assert (
        by_field_name["n"]["heading"],
        by_field_name["n"]["required"],
        by_field_name["n"]["maxlength"],
    ) == (
        "申込者",
        True,
        20,
    )
    assert (by_field_name["k"]["row"], by_field_name["k"]["column"]) == ("大人", "数")
    assert (by_field_name["g"]["row"], by_field_name["g"]["option"]) == ("学年", "選択してください")
    assert (by_field_name["t"]["after"], by_field_name["t"]["button"]) == ("ハイフンなし", "進む")


async def test_words_between_fields_end_at_the_label_of_another(see):
    body = """<form><label for="a">宛先</label><input id="a"> <label for="b">番号</label>
      <span>半角で</span> <input id="b"></form>"""
    one, two = (await see(body, [fields]))["items"]
    assert (one["after"], two["before"]) == ("", "半角で")
    assert (one["beside"], two["beside"]) == (False, True)


async def test_a_label_out_of_sight_is_a_name_and_no_label(see):
    body = '<label style="position:absolute;left:-999px">検索語<input style="position:fixed;left:9px"></label>'
    (field,) = (await see(body, [fields]))["items"]
    assert (field["name"], field["label"]) == ("検索語", "")


async def test_a_message_knows_its_field(see):
    body = """<form class="has-error"><div class="error">エラーがあります</div>
      <p><label>氏名<input id="n"></label><span class="error">未入力です</span></p>
      <p><label>住所<input id="j" aria-describedby="e"></label></p></form>
      <p id="e" class="error-text">正しくありません</p>"""
    by_text = {e["text"]: e["field"] for e in (await see(body, [fields]))["errors"]}
    assert by_text == {"エラーがあります": "", "未入力です": "#n", "正しくありません": "#j"}


async def test_listeners_are_told_of_elements_that_are_no_controls(see):
    body = """<div id="a">押す</div><button id="b">押す</button><a id="c" href="/"><span id="d">押す</span></a>
      <div id="e"><a href="/">中</a></div><p id="f" onclick="1" tabindex="0">押す</p>
      <script>for (const id of 'abcde') document.getElementById(id).addEventListener('click', () => {});
      document.getElementById('f').addEventListener('keydown', () => {});</script>"""
    by_selector = {h["selector"]: h for h in (await see(body, [handlers]))["items"]}
    assert set(by_selector) == {"#a", "#d", "#e", "#f"}
    assert by_selector["#d"]["inside"] and by_selector["#e"]["reached_inside"]
    assert (
        by_selector["#f"]["keys"],
        by_selector["#f"]["tabindex"],
        by_selector["#a"]["keys"],
    ) == (True, "0", False)


async def test_where_the_page_listens_for_all_a_pointing_hand_is_told_of(see):
    body = """<div id="a" style="cursor:pointer"><b>押す</b></div><p>文</p>
      <script>document.addEventListener('click', () => {})</script>"""
    items = (await see(body, [handlers]))["items"]
    assert [(h["selector"], h["types"], h["pointer"]) for h in items] == [("#a", [], True)]


async def test_a_button_that_unfolds_without_saying_so_is_told_of(see):
    body = """<button id="a">メニュー</button><button id="b" aria-expanded="false">メニュー</button>
      <button id="c">印刷</button><script>for (const id of 'abc')
      document.getElementById(id).onclick = () => {}</script>"""
    assert [t["selector"] for t in (await see(body, [handlers]))["toggles"]] == ["#a"]


async def test_only_words_and_images_lie_out_of_sight(see):
    box = "style='height:50px;width:100px;overflow:auto;"
    body = f"""<div id="a" {box}padding-bottom:300px'>短い</div>
      <div id="b" {box}'><div style="height:400px"></div></div>
      <div id="c" {box}'>{"長い文です。" * 30}</div>
      <div id="d" {box}' tabindex="0">{"長い文です。" * 30}</div>
      <div id="e" {box}'><a href="/">先頭</a>{"長い文です。" * 30}</div>
      <div id="f" style="height:20px;overflow:hidden">{"長い文です。" * 30}</div>"""
    by_selector = {s["selector"]: s for s in (await see(body, [scrollers]))["items"]}
    assert {key for key, part in by_selector.items() if part["more"] > 13} == {"#c", "#d", "#e"}
    assert (by_selector["#d"]["itself"], by_selector["#e"]["inside"]) == (True, True)
    assert (by_selector["#c"]["itself"], by_selector["#c"]["inside"]) == (False, False)


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;width:1px;height:1px;overflow:auto",
        "height:60px;overflow:auto;clip-path:inset(50%)",
        "position:absolute;clip:rect(0 0 0 0);height:60px;overflow:auto",
        "position:fixed;left:0;top:0;width:200px;height:60px;overflow:auto;transform:translateX(-100%)",
        "position:absolute;left:-999px;width:200px;height:60px;overflow:auto",
        "max-height:1px;overflow:auto",
        "height:60px;overflow:auto;opacity:0",
    ],
)
async def test_a_part_in_which_nobody_sees_a_word_does_not_scroll(see, style):
    body = f"""<div style="{style}">{"長い文です。" * 60}</div>
      <div id="b" style="height:60px;overflow:auto;clip-path:inset(0 round 8px)">{"長い文です。" * 60}</div>"""
    assert [s["selector"] for s in (await see(body, [scrollers]))["items"]] == ["#b"]


async def test_buttons_beside_a_part_may_turn_its_pages(see):
    box = '<div style="height:60px;overflow:auto">' + "長い文です。" * 60 + "</div>"
    body = (
        f'<div class="swiper">{box}<button>次へ</button></div><div>{box}<button>次へ</button></div>'
    )
    items = (await see(body, [scrollers]))["items"]
    assert [s.get("steered", False) for s in items] == [True, False]


async def test_hidden_parts_say_whether_a_script_may_pass_focus_on(see):
    guard = '<span id="a" tabindex="0" aria-hidden="true" style="position:fixed;width:1px;height:1px"></span>'
    rest = '<div id="b" aria-hidden="true"><a href="/">閉じた案内</a></div><p aria-hidden="true">飾り</p>'
    listen = "<script>TARGET.addEventListener('focus', () => {}, true)</script>"
    for target, heard in (("a", [True, False]), ("window", [True, True])):
        hidden = (await see(guard + rest + listen.replace("TARGET", target), [handlers]))["hidden"]
        assert [(p["selector"], p["behind"]) for p in hidden] == [("#a", False), ("#b", False)]
        assert [p["stops"][0]["focus"] for p in hidden] == heard
        assert [p["stops"][0]["unseen"] for p in hidden] == [True, False]
        assert [p["stops"][0]["empty"] for p in hidden] == [True, False]
    assert "hidden" not in await see(rest.replace("<a", "<b"), [handlers])


SLIDE = "<div style='flex:0 0 300px'>写真の説明の文です</div>"


@pytest.mark.parametrize(
    ("style", "after", "steered"),
    [
        ("scroll-snap-type:x mandatory", "<p><button>二枚目</button></p>", True),
        ("scroll-snap-type:x mandatory", "<p>写真は三枚です</p>", False),
        ("", "<p><button>次の写真</button></p>", True),
        ("", "<button aria-label='next'></button>", True),
        ("", "<p><button>検索</button></p>", False),
        ("", "<p>説明</p><p><button>次の写真</button></p>", False),
        ("flex-wrap:wrap;height:30px", "<p><button>次へ</button></p>", False),
    ],
)
async def test_buttons_that_move_a_part_on_stand_beside_it(see, style, after, steered):
    body = f"<main><div style='display:flex;width:300px;overflow-x:auto;{style}'>{SLIDE * 3}</div>"
    (part,) = (await see(f"{body}{after}</main>", [scrollers]))["items"]
    assert part.get("steered", False) is steered
