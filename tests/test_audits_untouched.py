"""A page is the same with us and without, before gatherers look and after those that only look."""

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from audits.browser.launch import launch
from audits.browser.viewports import VIEWPORTS
from benchmarks.untouched import alone, change, compare, with_us

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
PHONE, DESKTOP = VIEWPORTS
HEAD = (
    '<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>町</title>'
    '<meta name="viewport" content="width=device-width"><body><h1>町</h1>'
)
LETTERS = '<p style="color:#bbb">薄い文字</p><img src="x.png"><button></button>'
PAGES = {
    "still": f"<div><template shadowrootmode=open>{LETTERS}</template></div>"
    "<x-a style='color:#fff'><template shadowrootmode=open><div style='background:#123'>"
    "<slot></slot></div></template><p>本文</p></x-a>"
    "<form><input name=parentNode><input name=children value=1><input type=date>"
    "<select><option>東<option selected>西</select></form>"
    '<div style="background:linear-gradient(#fff,#888)"><p>見出し</p><a href="/">次</a></div>'
    "<style>p{color:#777;transition:color 1s}a:hover{color:red}</style><p>文</p>"
    '<a href="/">次</a><table><tr><th>一<td>二</table>'
    "<noscript><p>なし</p></noscript><details open><summary>他</summary>中</details>",
    "closed": f"<div><template shadowrootmode=closed><style>p{{margin:40px}}</style>{LETTERS}"
    "</template></div><div id=h></div><script>onload = () => h.setHTMLUnsafe("
    "'<template shadowrootmode=closed><p>中</p></template>')</script>",
    "frame": f"<iframe srcdoc='<div><template shadowrootmode=open>{LETTERS.replace(chr(34), '')}"
    "</template></div>'></iframe><iframe sandbox srcdoc='<noscript><p>中</p></noscript>'></iframe>",
    "observed": "<p>変化 <output id=o>0</output></p><script>new MutationObserver((all) => "
    "{ o.title = all.length }).observe(document.querySelector('h1'), {attributes: true, "
    "childList: true, characterData: true, subtree: true})</script>" + LETTERS,
}
"""What may be changed in passing: shadow trees, fields, grounds, sheets; and who would notice it."""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser():
    async with async_playwright() as playwright:
        started = await launch(playwright, allow_private=True)
        yield started
        await started.close()


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("untouched")
    for name, body in PAGES.items():
        (folder / f"{name}.html").write_text(HEAD + body, encoding="utf-8")
    return serve(folder)


@pytest.mark.parametrize("name", PAGES)
async def test_neither_preparing_nor_looking_changes_a_page(browser, base, name):
    same, prepared, comparison = await compare(browser, f"{base}/{name}.html", PHONE)
    assert same
    assert (prepared, comparison) == (0, 0)


async def test_a_shadow_root_is_seen_by_the_comparison(browser, base):
    state, _ = await with_us(browser, f"{base}/closed.html", DESKTOP)
    assert any(row[0] == "shadowRootType" and row[2] == "closed" for row in state)
    other = await alone(browser, f"{base}/still.html", DESKTOP)
    assert change(state, other, other)
