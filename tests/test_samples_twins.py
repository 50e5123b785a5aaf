"""Pages of the made-up prefecture that carry no barrier have none; tests/test_truth.py has twins."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from samples.generate import generate
from samples.pages import build_site
from samples.prefecture import municipalities
from samples.serve import Served, serving

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent.parent / "audits" / "vendor" / "axe-core" / "axe.min.js"
VIEWPORTS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}
ASK = """async () => {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations', 'incomplete'],
    checks: {'color-contrast': {options: {largeTextPt: 22, boldTextPt: 18}}},
    rules: {'target-size': {enabled: true}},
  });
  const told = (sure) => (rule) => ({
    id: rule.id,
    sure,
    advice: rule.tags.includes('best-practice'),
    targets: rule.nodes.map((node) => node.target.join(' ')),
  });
  return [...result.violations.map(told(true)), ...result.incomplete.map(told(false))];
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("prefecture")
    generate(folder)
    with serving(folder) as urls:
        yield urls


@pytest.fixture(scope="module")
def tabs() -> Iterator[dict[str, Any]]:
    from playwright.sync_api import sync_playwright

    from audits.browser import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        contexts = {
            name: browser.new_context(**options, locale="ja-JP")
            for name, options in VIEWPORTS.items()
        }
        for context in contexts.values():
            context.add_init_script(path=AXE)
        yield {name: context.new_page() for name, context in contexts.items()}
        browser.close()


def axe_results(tab: Any, url: str) -> list[dict[str, Any]]:
    """What axe says of a page, violations and things for a person to look at."""
    tab.goto(url)
    answer: list[dict[str, Any]] = tab.evaluate(ASK)
    return answer


def violations(tab: Any, url: str) -> list[dict[str, Any]]:
    return [rule for rule in axe_results(tab, url) if rule["sure"]]


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_a_site_in_any_layout_without_planted_barriers_has_no_violation(
    served: Served, tabs: dict[str, Any], viewport: str
) -> None:
    wrong = {}
    layouts = {town.layout: town for town in municipalities() if town.expected == "ok"}
    for layout, town in layouts.items():
        built = build_site(replace(town, faults=0, template=()), seed=1)
        start, *others = built.pages
        for page in (start, *Random(layout).sample(others, 2)):
            assert page.planted == ()
            tabs[viewport].route("**/clean-page", fulfilling(page.html))
            if rules := violations(tabs[viewport], served[town.code] + "/clean-page"):
                wrong[layout + page.path] = rules
            tabs[viewport].unroute("**/clean-page")
    assert wrong == {}


def fulfilling(html: str) -> Any:
    """Answers with this page, at an address where its images are found."""
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
