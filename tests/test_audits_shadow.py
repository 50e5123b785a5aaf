"""What stands in a shadow tree is judged as if it stood in the page, however the tree came about."""

import json

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser import shadow
from audits.browser.isolated_world import attach
from audits.browser.launch import fresh_tab, launch
from audits.browser.shadow import first_in_roots, open_closed_roots
from audits.browser.viewports import VIEWPORTS, emulate
from audits.judging.check_runner import run_checks
from audits.runner.gatherer_registry import gatherer, gatherers, is_interactive
from audits.runner.page_visit import run_gatherers
from audits.runner.settings import AuditSettings
from minna.records import Evidence, Outcome

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HTML = "text/html; charset=utf-8"
PHONE, DESKTOP = VIEWPORTS
SENT = ("source", "script_rendered_text")  # these hold the document against what was sent
PASSIVE = [(n, module) for n, module in gatherers() if not is_interactive(module) and n not in SENT]
HEAD = (
    '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>ごみの出し方 | みどり町</title>'
    '<meta name="viewport" content="width=device-width"><body><main><h1>ごみの出し方</h1>'
    "<p>燃えるごみは月曜日に出してください。</p>"
)
INNER = (
    '<img src="x.png" width="50" height="50"><button style="width:40px;height:40px"></button>'
    '<p style="color:#bbb">影の中の薄い文を読む</p><p>東京都 のお知らせ、２０２６年</p><h2>見出し</h2>'
    '<a href="/a" aria-label="別の名">こちら</a><label for="q">地区</label><input id="q">'
    '<input id="z"><div onclick="1" style="cursor:pointer">押す</div>'
    '<p>・一つ目<br>・二つ目<br>・三つ目</p><img src="y.png" alt="y.png" width="40" height="40">'
)
FOUND = {"image-alt", "button-name", "color-contrast", "label"}


def attached(mode, inner=INNER, host="h"):
    """A script that gives an element a shadow root."""
    content = json.dumps(inner).replace("</", "<\\/")
    return f"{host}.attachShadow({{mode: '{mode}'}}).innerHTML = {content}"


def element(name, body):
    """A script that defines an element."""
    return f"customElements.define('{name}', class extends HTMLElement {{ {body} }})"


ALIKE = {
    "open": f"<div id=h></div><script>{attached('open')}</script>",
    "closed": f"<div id=h></div><script>{attached('closed')}</script>",
    "declared": f"<div><template shadowrootmode=closed>{INNER}</template></div>",
    "declared-open": f"<section><template shadowrootmode=open>{INNER}</template></section>",
    "declared-in-declared": "<div><template shadowrootmode=closed><article>"
    f"<template shadowrootmode=closed>{INNER}</template></article></template></div>",
    "element": "<x-a></x-a><script>"
    + element("x-a", f"connectedCallback() {{ {attached('closed', host='this')} }}")
    + "</script>",
    "internals": f"<x-b><template shadowrootmode=closed>{INNER}</template></x-b><script>"
    + element("x-b", "constructor() { super(); this.kept = this.attachInternals().shadowRoot; }")
    + "</script>",
    "open-in-closed": "<x-c></x-c><script>"
    + element("x-d", f"connectedCallback() {{ {attached('open', host='this')} }}")
    + ";"
    + element("x-c", f"connectedCallback() {{ {attached('closed', '<x-d></x-d>', 'this')} }}")
    + "</script>",
    "closed-in-open": "<x-c></x-c><script>"
    + element("x-d", f"connectedCallback() {{ {attached('closed', host='this')} }}")
    + ";"
    + element("x-c", f"connectedCallback() {{ {attached('open', '<p><x-d></x-d></p>', 'this')} }}")
    + "</script>",
    "slotted": f"<div id=h>{INNER}</div><script>{attached('closed', '<i></i><slot></slot>')}</script>",
    "named-slot": f"<div id=h><div slot=n>{INNER}</div></div><script>"
    + attached("closed", "<div><slot name=n></slot></div>")
    + "</script>",
    "slot-in-slot": f"<x-o>{INNER}</x-o><script>"
    + element("x-i", f"connectedCallback() {{ {attached('closed', '<slot></slot>', 'this')} }}")
    + ";"
    + element(
        "x-o", f"connectedCallback() {{ {attached('closed', '<x-i><slot></slot></x-i>', 'this')} }}"
    )
    + "</script>",
    "manual-slot": f"<div id=h>{INNER}</div><script>const r = h.attachShadow({{mode: 'closed', "
    "slotAssignment: 'manual'}); r.innerHTML = '<slot></slot>'; "
    "r.firstChild.assign(...h.childNodes)</script>",
    "overridden": "<script>Element.prototype.attachShadow = new Proxy(Element.prototype.attachShadow,"
    " {}); Object.defineProperty(Element.prototype, 'shadowRoot', {get() { throw 1 }});"
    "Node.prototype.getRootNode = () => { throw 2 }</script>"
    f"<div id=h></div><script>{attached('closed')}</script>",
    "forgotten": f"<div id=h></div><script>{attached('closed')}; h.shadowRoot; "
    "document.currentScript.remove()</script>",
    "display-contents": f"<div id=h style='display:contents'></div><script>{attached('closed')}</script>",
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What is found on a page, as {(check, message, outcome, count)}, and its findings."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)
        async with fresh_tab(browser, AuditSettings()) as tab:
            html = [""]

            async def answer(route):
                await route.fulfill(body=html[0], content_type=HTML)

            await tab.context.route("**/*", answer)

            async def look_at(body, viewport=PHONE, then=None):
                html[0] = HEAD + body
                await emulate(tab, viewport, "tests@example.jp")
                await tab.goto("http://page.test/")
                await tab.evaluate(then or "0")
                await attach(tab)
                await open_closed_roots(tab)
                facts, errors = await run_gatherers(tab, viewport, PASSIVE)
                assert not errors
                visit = Evidence("r", "s", tab.url, viewport.name, "ok", facts=facts)
                findings, _ = run_checks(visit)
                kept = [f for f in findings if f.message not in ("not-asked", "no-evidence")]
                return {(f.check, f.message, f.outcome, f.count) for f in kept}, kept, tab

            yield look_at
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def plain(see):
    """What is found where the same stands in the page itself."""
    return {view.name: (await see(f"<div>{INNER}</div>", view))[0] for view in VIEWPORTS}


@pytest.mark.parametrize("name", ALIKE)
async def test_a_shadow_tree_hides_nothing_and_adds_nothing(see, plain, name):
    outcomes, findings, _ = await see(ALIKE[name])
    assert outcomes == plain["phone"]
    assert {f"axe:{rule}" for rule in FOUND} <= {check for check, *_ in outcomes}
    assert all(place for f in findings for place in f.nodes)


async def test_the_same_holds_on_the_desktop(see, plain):
    assert (await see(ALIKE["declared-in-declared"], DESKTOP))[0] == plain["desktop"]


async def test_a_tree_in_a_frame_and_one_that_comes_later_are_looked_into(see):
    inner = (HEAD + ALIKE["closed"]).replace('"', "&quot;")
    outcomes, *_ = await see(f'<iframe title="枠" srcdoc="{inner}"></iframe>')
    assert {f"axe:{rule}" for rule in FOUND} <= {check for check, *_ in outcomes}
    outcomes, *_ = await see("<div id=h></div>", then=attached("closed"))
    assert {f"axe:{rule}" for rule in FOUND} <= {check for check, *_ in outcomes}


async def test_trees_of_the_browsers_own_are_left_alone(see):
    fields = (
        "<label>日 <input type=date></label><details open><summary>他</summary>中</details>"
        "<label>量 <input type=range></label><label>区 <select><option>東</select></label>"
    )
    outcomes, _, tab = await see(fields)
    assert not outcomes
    assert tab not in shadow.several


async def test_the_page_does_not_come_to_see_its_closed_roots(see):
    _, _, tab = await see(ALIKE["closed"])
    own = "[h.shadowRoot, String(Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot').get)]"
    assert await tab.evaluate(own) == [None, "function get shadowRoot() { [native code] }"]


async def test_a_tree_that_cannot_be_looked_into_leaves_the_rules_untested(see, monkeypatch):
    monkeypatch.setattr(shadow, "MOST", 0)
    outcomes, *_ = await see(ALIKE["closed"])
    untested = {check for check, message, outcome, _ in outcomes if outcome is Outcome.UNTESTED}
    assert {f"axe:{rule}" for rule in FOUND} <= untested
    messages = {message for check, message, *_ in outcomes if check.startswith("axe:")}
    assert messages == {"unseen-roots"}


async def test_one_place_is_told_for_each_root_that_holds_anything():
    names = ["#document", "DIV", "P", "X-A", "SLOT", "IMG", "closed", "user-agent", "INPUT"]
    nodes = {
        "nodeName": [0, 1, 2, 3, 5, 4, 5, 8, 1],
        "parentIndex": [-1, 0, 1, 1, 3, 3, 5, 0, 7],
        "backendNodeId": [10, 11, 12, 13, 14, 15, 16, 17, 18],
        "shadowRootType": {"index": [2, 3, 4, 5, 6, 8], "value": [6, 6, 6, 6, 6, 7]},
    }
    assert list(first_in_roots(nodes, names)) == [12, 14]


async def test_labels_and_ids_are_those_of_the_tree_that_a_field_stands_in(see):
    tree = (
        "<template shadowrootmode=closed><label for=q>{0}の名</label><input id=q aria-describedby=d>"
        "<p id=d>{0}の書き方</p><a href=/ aria-labelledby=d>案内</a></template>"
    )
    _, _, tab = await see("".join(f"<div>{tree.format(word)}</div>" for word in ("地区", "日程")))
    asked = (await gatherer("fields").gather(tab))["items"]
    assert [f["label"] for f in asked] == ["地区の名", "日程の名"]
    assert [f["described"] for f in asked] == ["地区の書き方", "日程の書き方"]
    links = [
        n["name"]
        for n in (await gatherer("accessible_names").gather(tab))["items"]
        if n["tag"] == "a"
    ]
    assert links == ["地区の書き方", "日程の書き方"]


@pytest.mark.parametrize(
    ("control", "words"),
    [
        (
            "<template shadowrootmode=closed><a href=/ aria-label=町><slot>他</slot></a></template>観光",
            "観光",
        ),
        (
            "<template shadowrootmode=open><a href=/ aria-label=町><slot>他の町</slot></a></template>",
            "他の町",
        ),
        (
            "<a href=/ aria-label=町><i><template shadowrootmode=open>防災</template>裏の文</i></a>",
            "裏の文",
        ),
        (
            "<a href=/ aria-label=町><span><template shadowrootmode=open>防災</template>裏の文</span></a>",
            "防災",
        ),
    ],
)
async def test_the_words_on_a_control_are_those_that_are_drawn_there(see, control, words):
    _, _, tab = await see(f"<div>{control}</div>")
    named = [
        n for n in (await gatherer("accessible_names").gather(tab))["items"] if n["tag"] == "a"
    ]
    assert [n["words"] for n in named] == [words]
