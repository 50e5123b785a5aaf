"""Our own pages, under the rules that we hold others to, and a few more."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from audits.browser import chromium
from audits.judging.axe_rules import SCRIPT
from minna.store import Store
from reports import build
from reports.report_data import slug
from tests.made_up_run import VENDOR, fill

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "unmeasured.html",
    "method.html",
    "lists.html",
    "dictionary.html",
    "faults.html",
    "criterion/1.4.3.html",
    f"pref/{slug('東見県')}.html",
    f"vendor/{slug(VENDOR)}.html",
    "sites/000002.html",  # ranked, with faults of every kind
    "sites/000006.html",  # not measured
    "sites/000030.html",  # provisional
)
SCREENS = {"phone": (390, 844), "desktop": (1280, 800)}
ASK = """async ([scheme, largeText]) => {
  // Another scheme has other colours, and is the same page in all else.
  const asked = axe.getRules(scheme === 'dark' ? ['cat.color'] : undefined).map((rule) => rule.ruleId);
  const rules = Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: asked.includes(ruleId)}]));
  const checks = {'color-contrast': {options: largeText}};
  const told = await axe.run(document, {rules, checks, resultTypes: ['violations']});
  return told.violations.map((v) => [v.id, v.nodes.map((n) => [n.target.join(' '), n.html]).slice(0, 3)]);
}"""
JAPANESE_TEXT = {"largeTextPt": 22, "boldTextPt": 18}
"""Text is large, and may have less contrast, from 22 pt on: who meets this meets 18 pt as well."""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    store = Store(":memory:")
    build(store, fill(store), folder)
    store.close()
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium.find()))
        yield started
        started.close()


def open_page(browser: Browser, path: Path, screen: str, scheme: Any = "light") -> Page:
    """The page with everything unfolded, so that folded parts are looked at too."""
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["", "en"])
def test_axe_finds_nothing_on_our_own_pages(
    out: Path, browser: Browser, lang: str, screen: str, scheme: str
) -> None:
    found = {}
    for name in PAGES:
        page = open_page(browser, out / lang / name, screen, scheme)
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
        if violations := page.evaluate(ASK, [scheme, JAPANESE_TEXT]):
            found[name] = violations
        page.context.close()
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["", "en"])
def test_no_page_scrolls_sideways(out: Path, browser: Browser, lang: str, screen: str) -> None:
    wide = []
    for name in PAGES:
        page = open_page(browser, out / lang / name, screen)
        wide += [name] if page.evaluate(SIDEWAYS) else []
        page.set_viewport_size({"width": 320, "height": 640})
        wide += [f"{name} at 320"] if page.evaluate(SIDEWAYS) else []
        page.context.close()
    assert not wide


def test_the_first_stop_of_the_keyboard_skips_to_the_content(out: Path, browser: Browser) -> None:
    page = open_page(browser, out / "index.html", "phone")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.context.close()


def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(out: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    for name in PAGES:
        page.goto((out / name).as_uri())
    assert all(url.startswith(("file:", "data:")) for url in asked)
    context.close()


def test_a_body_is_found_and_opened_by_keyboard(out: Path, browser: Browser) -> None:
    page = open_page(browser, out / "index.html", "phone")
    page.focus("#search-field")
    page.keyboard.type("岩瀬")
    assert page.inner_text("#search [role=status]") == "3件見つかりました。"
    page.keyboard.type("新町")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/sites/000002.html")
    page.context.close()


def test_a_ranking_is_sorted_and_filtered_by_keyboard(out: Path, browser: Browser) -> None:
    page = open_page(browser, out / f"pref/{slug('東見県')}.html", "desktop")
    names = page.locator("table.ranking tbody th a")
    before = names.all_inner_texts()
    page.locator("table.ranking thead button").nth(2).focus()
    page.keyboard.press("Enter")
    assert page.get_attribute("table.ranking thead th:nth-child(3)", "aria-sort") == "ascending"
    assert names.all_inner_texts() == before[::-1]
    page.focus("#filter-field")
    page.keyboard.type(before[0])
    page.get_by_text("1件を表示しています。").wait_for()
    assert page.locator("table.ranking tbody tr:visible").count() == 1
    page.context.close()
