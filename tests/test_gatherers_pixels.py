"""What the looks at pictures, at what moves and at what lies behind letters see."""

from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.gatherers import animated_images, axe, pixels, text_backgrounds
from audits.runner.settings import AuditSettings

KEPT = Path(__file__).parent / "checks"
PHONE, DESKTOP = VIEWPORTS
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HEAD = (
    '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申請</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
)
FILES = {
    "/banner.png": KEPT / "images" / "image-of-text" / "banner.png",
    "/photo.jpg": KEPT / "images" / "image-of-text" / "photo.jpg",
    "/endless.gif": KEPT / "loading_and_motion" / "moving-image" / "endless.gif",
    "/light.png": KEPT / "colour" / "text-over-image" / "light.png",
}
OTHER = "http://elsewhere.test"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What gatherers say of a page, the last of them; `after` is evaluated in it then."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def look(body, *gatherers, after=None):
            async def answer(route):
                path = "/" + route.request.url.split("/", 3)[3].partition("?")[0]
                if path in FILES:
                    await route.fulfill(path=FILES[path])
                else:
                    kind = "text/html; charset=utf-8"
                    await route.fulfill(body=HEAD + body, content_type=kind)

            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, PHONE, "tests@example.jp")
                await tab.route("**/*", answer)
                await tab.goto("http://page.test/")
                facts = None
                for gatherer in gatherers:
                    facts = await gatherer.gather(tab)
                return await tab.evaluate(after) if after else facts

        yield look
        await browser.close()


async def test_letters_are_seen_in_pictures_of_every_kind(see):
    body = f"""<img src="/banner.png" alt="a"><img src="{OTHER}/banner.png?2" alt="b">
      <input type="image" src="/banner.png?3" alt="c">
      <div style="width:240px;height:60px;background-image:url(/banner.png?4)"></div>
      <img src="/photo.jpg" alt="d">"""
    body = body.replace("?2", "").replace("?3", "").replace("?4", "")
    items = (await see(body, pixels))["items"]
    letters = {(i["kind"], i["file"]): i["letters"]["letters"] for i in items}
    assert letters["img", "banner.png"] == letters["input", "banner.png"] >= 10
    assert letters["background", "banner.png"] >= 10
    assert letters["img", "photo.jpg"] == 0


async def test_a_picture_says_by_what_it_is_kept_from_screen_readers(see):
    body = """<img src="/photo.jpg" alt=""><div aria-hidden="true"><img src="/photo.jpg" alt="庁舎">
      </div><img src="/photo.jpg" alt="庁舎" role="none"><img src="/photo.jpg" alt="庁舎">
      <svg width="80" height="80"><rect width="9" height="9"/></svg>
      <svg width="80" height="80" aria-label="図"><rect width="9" height="9"/></svg>
      <canvas width="80" height="80"></canvas><canvas width="80" height="80">図</canvas>"""
    items = (await see(body, pixels))["items"]
    rows = [(i["kind"], i["hidden"]) for i in items]
    assert [f for f in rows if f[0] == "img"] == [
        ("img", "alt"),
        ("img", "aria-hidden"),
        ("img", "role"),
        ("img", ""),
    ]
    assert [f for f in rows if f[0] == "svg"] == [("svg", "unnamed"), ("svg", "")]
    assert [f for f in rows if f[0] == "canvas"] == [("canvas", "unnamed"), ("canvas", "")]


async def test_the_words_beside_a_picture_are_told_but_not_a_heading(see):
    body = (
        """<h2>行き方</h2><div><span><img src="/photo.jpg" alt=""></span></div><p>駅から5分</p>"""
    )
    (item,) = (await see(body, pixels))["items"]
    assert (item["before"], item["after"]) == ("", "駅から5分")


async def test_the_letters_of_an_svg_file_are_counted(see):
    body = """<img width="99" height="30" alt="" src="data:image/svg+xml;utf8,<svg
      xmlns='http://www.w3.org/2000/svg' width='99' height='30'><text y='20'>受付中</text></svg>">"""
    assert [i["written"] for i in (await see(body, pixels))["items"]] == [3]


async def test_what_moves_tells_how_long(see):
    body = '<img src="/endless.gif" alt="" width="40" height="40"><img src="/banner.png" alt="">'
    visits = await see(body, animated_images)
    (item,) = visits["items"]
    assert (item["frames"], item["seconds"], item["round"]) == (6, None, 3.0)
    assert not visits["stops"]
    visits = await see(body + "<button>動きを止める</button>", animated_images)
    assert visits["stops"]


HERO = """<style>section {{ background: {ground}; }} h1 {{ color: {colour}; transition: color 1s; }}</style>
  <section><h1>みどり市</h1></section>"""


async def test_contrast_with_every_point_behind_letters_is_measured(see):
    body = HERO.format(ground="linear-gradient(90deg, #000, #000)", colour="#fff")
    (item,) = (await see(body, axe, text_backgrounds))["items"]
    assert item["low"] == item["high"] == 21
    body = HERO.format(ground="url(/light.png)", colour="#fff")
    (item,) = (await see(body, axe, text_backgrounds))["items"]
    assert 1 < item["low"] <= item["mid"] <= item["high"] < 2
    assert (item["at"], item["japanese"], item["bold"]) == (0, True, True)


async def test_where_axe_can_decide_no_picture_is_taken(see):
    assert (await see("<h1>みどり市</h1>", axe, text_backgrounds)) == {"items": []}


async def test_letters_that_something_covers_or_that_have_shadows_are_left_to_a_person(see):
    covered = HERO.format(ground="url(/light.png)", colour="#fff")
    covered += '<div style="position:fixed;inset:0;background:#fff"></div>'
    assert (await see(covered, axe, text_backgrounds))["items"] == []
    shadow = HERO.format(ground="url(/light.png)", colour="#fff; text-shadow: 0 0 3px #000")
    assert (await see(shadow, axe, text_backgrounds))["items"] == []


async def test_hidden_letters_are_shown_again_and_nothing_begins_to_change(see):
    body = HERO.format(ground="url(/light.png)", colour="rgb(9, 9, 9)")
    body += """<script>window.runs = 0; addEventListener('transitionrun', () => { runs += 1; });
      new MutationObserver(() => { runs += 100; }).observe(document, {subtree: true,
      childList: true, attributes: true});</script>"""
    state = """async () => { await new Promise((done) => setTimeout(done, 100));
      return [runs, getComputedStyle(document.querySelector('h1')).color,
      document.adoptedStyleSheets.length]; }"""
    assert await see(body, axe, text_backgrounds, after=state) == [0, "rgb(9, 9, 9)", 0]


async def test_a_page_of_many_pictures_is_read_in_part(see):
    images = "".join(
        f'<img src="/photo.jpg?{n}" alt="" width="50" height="50">' for n in range(400)
    )
    visits = await see(images, pixels)
    assert len(visits["items"]) == 300 and visits["capped"]
    assert sum(i["letters"] is not None for i in visits["items"]) <= 20
