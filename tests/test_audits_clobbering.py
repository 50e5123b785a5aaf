"""What fields, images and ids are called changes nothing in what is found on their page."""

import re

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.clobbering import FOREIGN, MEMBER, NAMES, unclobbered
from audits.browser.isolated_world import evaluate
from audits.browser.launch import fresh_tab, launch
from audits.browser.shadow import open_closed_roots
from audits.browser.viewports import VIEWPORTS, emulate
from audits.browser.wait_for_stable import wait_for_stable
from audits.gatherers import activation, character_shortcuts, field_changes, gestures, tab_order
from audits.judging.axe_rules import SCRIPT
from audits.judging.check_runner import run_checks
from audits.runner.gatherer_registry import gatherers, is_interactive
from audits.runner.page_visit import ASK, run_gatherers
from audits.runner.settings import AuditSettings
from minna.records import Evidence

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
HTML = "text/html; charset=utf-8"
DESKTOP = VIEWPORTS[1]
SENT = ("source", "script_rendered_text")  # these hold the document against what was sent
PASSIVE = [(n, module) for n, module in gatherers() if not is_interactive(module) and n not in SENT]
TOUCHING = [
    ("tab_order", tab_order),
    ("character_shortcuts", character_shortcuts),
    ("field_changes", field_changes),
    ("activation", activation),
    ("gestures", gestures),
]
HEAD = (
    '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>申込み | みどり町</title>'
    '<meta name="viewport" content="width=device-width"><body><main><h1>申込み</h1>'
)
REST = (
    '<p style="color:#bbb">薄い文字をここに書く</p><label>子の数 <input name="q1"></label>'
    '<input id="z"><select><option>東<option>西</select><button></button>'
    '<a href="/a" aria-label="別の名">こちら</a><img src="x.png" width="30" height="30">'
    "<table><tr><td>あ<td>い</table>"
)
EVERY_NAME = """() => {
  const names = new Set();
  for (let of of [document.createElement('form'), document]) {
    for (; of && of !== Object.prototype; of = Object.getPrototypeOf(of)) {
      for (const name of Object.getOwnPropertyNames(of)) names.add(name);
    }
  }
  return [...names];
}"""
READ = sorted(set(re.findall(r"[\w)\]]\.([A-Za-z_]\w*)", SCRIPT.read_text(encoding="utf-8"))))
"""Whatever axe reads of anything."""
SETS = {
    "parent": ["parentNode", "parentElement", "getRootNode", "ownerDocument"],
    "children": ["parentNode", "children", "attributes", "childNodes", "firstChild"],
    "reading": ["getAttribute", "hasAttribute", "nodeName", "tagName", "localName", "nodeType"],
    "usual": ["id", "name", "title", "lang", "style", "action", "method", "target", "length"],
    "asking": ["matches", "closest", "contains", "querySelector", "querySelectorAll"],
    "text": ["textContent", "innerText", "innerHTML", "outerHTML", "className", "dataset"],
    "boxes": ["getBoundingClientRect", "getClientRects", "offsetParent", "scrollHeight"],
    "shadow": ["shadowRoot", "assignedSlot", "host", "slot", "role", "isConnected"],
    "odd": ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__", "then", "toJSON"],
    "axe": ["actualNode", "props", "_selectorMap", "shadowId", "vNode", "node", "element", "0"],
}
EVERY_SET = list(dict.fromkeys(name for names in SETS.values() for name in names))
KINDS = {
    "hidden": '<input type="hidden" name="{name}">',
    "output": '<output name="{name}" hidden></output>',
    "fieldset": '<fieldset name="{name}" hidden></fieldset>',
    "id": '<input type="hidden" id="{name}">',
    "elsewhere": '</form><input type="hidden" form="f" name="{name}"><form id="g">',
}


def form(names, field=KINDS["hidden"]):
    """A form with fields of these names, and what is to be found in it."""
    return f'<form id="f" action="/s">{"".join(field.format(name=n) for n in names)}{REST}</form>'


def harmless(names):
    """As many names that mean nothing."""
    return [f"field{at}" for at, _ in enumerate(names)]


def named(names, tag="img"):
    """Images or frames that the document has by their names."""
    return "".join(
        f'<{tag} src="x.png" alt="絵" width="9" height="9" name="{n}"></{tag}>'
        if tag == "img"
        else f'<{tag} name="{n}"><input type="hidden" name="innerText"></{tag}>'
        for n in names
    )


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def see():
    """What is found on a page by the gatherers given, as {(check, message, outcome, count)}."""
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)
        async with fresh_tab(browser, AuditSettings()) as tab:
            html = [""]

            async def answer(route):
                await route.fulfill(body=html[0], content_type=HTML)

            await tab.context.route("**/*", answer)

            async def look_at(body, expected=PASSIVE):
                html[0] = HEAD + body
                await emulate(tab, DESKTOP, "tests@example.jp")
                await tab.goto("http://page.test/")
                await wait_for_stable(tab)
                text, *_ = await evaluate(tab, ASK)
                assert isinstance(text, str)
                await open_closed_roots(tab)
                facts, errors = await run_gatherers(tab, DESKTOP, expected)
                assert not errors
                broken = facts.get("axe", {}).get("broken")
                visit = Evidence("r", "s", tab.url, DESKTOP.name, "ok", facts=facts)
                findings, _ = run_checks(visit)
                kept = [f for f in findings if f.message not in ("not-asked", "no-evidence")]
                return {(f.check, f.message, f.outcome, f.count) for f in kept}, broken, facts, tab

            yield look_at
        await browser.close()


@pytest.mark.parametrize("name", SETS)
async def test_fields_may_be_called_anything(see, name):
    plain, *_ = await see(form(harmless(SETS[name])))
    outcomes, broken, *_ = await see(form(SETS[name]))
    assert outcomes == plain
    assert not broken
    assert {"axe:image-alt", "axe:button-name", "axe:label", "axe:color-contrast"} <= {
        check for check, *_ in outcomes
    }


@pytest.mark.parametrize("kind", KINDS)
async def test_whatever_a_field_is_and_wherever_it_stands(see, kind):
    names = EVERY_SET
    plain, *_ = await see(form(harmless(names), KINDS[kind]))
    outcomes, broken, *_ = await see(form(names, KINDS[kind]))
    assert outcomes == plain
    assert not broken


async def test_all_names_at_once_that_a_form_a_document_or_axe_knows(see):
    *_, tab = await see(form([]))
    names = sorted(set(await tab.evaluate(EVERY_NAME)) | set(READ))
    assert len(names) > 1000
    plain, *_ = await see(form(harmless(names)))
    outcomes, broken, *_ = await see(form(names))
    assert outcomes == plain
    assert not broken


async def test_images_and_forms_may_be_called_as_what_a_document_has(see):
    *_, tab = await see(form([]))
    names = sorted(await tab.evaluate(EVERY_NAME))
    for tag in ("img", "form"):
        plain, *_ = await see(named(harmless(names), tag) + REST)
        outcomes, broken, *_ = await see(named(names, tag) + REST)
        assert outcomes == plain
        assert not broken


async def test_ids_may_be_called_as_what_our_scripts_keep(see):
    kept = ["undecided", "behind", "axe", "module", "define", "exports", "process", "minnaKeys"]
    fields = '<input type="hidden" name="exports"><input type="hidden" name="amd">'

    def forms(ids):
        return "".join(f'<form id="{one}">{fields}</form>' for one in ids) + REST

    plain, *_ = await see(forms(harmless(kept)))
    outcomes, broken, *_ = await see(forms(kept))
    assert outcomes == plain
    assert not broken


async def test_keys_are_pressed_and_fields_changed_all_the_same(see):
    names = EVERY_SET
    plain, _, before, _ = await see(form(harmless(names)), TOUCHING)
    outcomes, _, after, _ = await see(form(names), TOUCHING)
    assert outcomes == plain
    assert not after["tab_order"]["stopped"]
    assert len(after["tab_order"]["stops"]) == len(before["tab_order"]["stops"]) > 3


async def test_links_and_focus_in_svg_and_mathml_stop_nothing(see):
    body = (
        '<svg width="99" height="40"><a href="#end"><text y="20">本文へ</text></a>'
        '<g tabindex="0" class="k"><text y="30">図</text></g></svg>'
        '<math><mrow tabindex="0"><mi>x</mi></mrow></math><div id="end" tabindex="-1">終わり</div>'
        '<a href="/a">次</a>'
    )
    _, _, facts, _ = await see(body, [*PASSIVE, *TOUCHING])
    assert not facts["tab_order"]["stopped"]
    assert {"a", "g"} <= {stop["tag"] for stop in facts["tab_order"]["stops"]}


async def test_the_pages_own_world_meets_nothing_of_ours(see):
    *_, tab = await see(form(SETS["children"]))
    own = """[Object.getOwnPropertySymbols(Object.prototype).length, typeof window.axe,
      document.forms[0].parentNode.localName, document.forms[0].children.localName]"""
    assert await tab.evaluate(own) == [0, "undefined", "input", "input"]


async def test_every_member_that_axe_reads_of_forms_and_documents_is_rewritten(see):
    """But for constants, and for what neither has as a property that a field could hide."""
    *_, tab = await see(form([]))
    members = set(await tab.evaluate(EVERY_NAME)) & set(READ)
    left = {name for name in members - set(NAMES) if not name.isupper()}
    assert left == LEFT
    assert not {n for n in FOREIGN if n in set(await tab.evaluate(EVERY_NAME)) - {"host"}}


LEFT = {
    *("after", "all", "bgColor", "clear", "close", "constructor", "domain", "fgColor"),
    *("forms", "length", "location", "open", "plugins", "pseudo", "reset", "write"),
}
"""Names of axe's own objects, of arrays and of strings, which it asks of no form and no document."""


async def test_rewriting_changes_members_and_nothing_else():
    script = SCRIPT.read_text(encoding="utf-8")
    rewritten = unclobbered(script)
    assert rewritten.count("[m_") > 1000
    assert re.sub(r"(\?\.)?\[m_(\w+)\]", r".\2", rewritten) == script
    left = [match[0] for match in re.finditer(MEMBER, rewritten)]
    assert len(left) < 30  # in the words of its messages, and where a member is deleted
