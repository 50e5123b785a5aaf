"""Evidence of injected pages, kept outside the repository: each page is visited once.

Visits are those of benchmarks.detection through the desktop's window alone. What was seen by other
versions of the gatherers counts as not seen, and serves until the page is visited again.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab

from audits import versions
from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS
from audits.runner.page_visit import visit_page
from audits.runner.settings import AuditSettings, frozen_time_of
from audits.runner.site_audit import tab_is_unusable, tab_needs_replacing
from benchmarks import seeing
from benchmarks.circumstances import kept_to_loopback
from benchmarks.injection.plan import InjectedPage
from benchmarks.injection.server import serving
from minna.records import Evidence, Run
from minna.settings import RunSettings
from minna.store import Store

DB = seeing.CACHE / "injection.db"
TABS = 3
FACT = "injection"
"""The fact that lists hidden cases; no check asks for it."""
HIDDEN = """() => [...document.querySelectorAll('div[data-injection]')].filter(part => {
  const box = part.getBoundingClientRect();
  return !part.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
    || box.left > innerWidth || box.right < 0;
}).map(part => part.dataset.injection)"""
DESKTOP = VIEWPORTS[1]


def unseen(pages: Sequence[InjectedPage]) -> list[InjectedPage]:
    """The pages that today's gatherers have not visited, in their order."""
    missing = {page.name for page in seeing.unseen([p.as_site_page for p in pages], DB)}
    return [page for page in pages if page.name in missing]


def gathered(pages: Sequence[InjectedPage]) -> seeing.Gathered:
    """The evidence of each page that was visited."""
    return seeing.gathered([page.as_site_page for page in pages], DB)


def visit_all(pages: Sequence[InjectedPage]) -> None:
    """Visit pages, in a process of its own whose browser reaches nothing but this machine."""
    with tempfile.TemporaryDirectory() as folder, serving(pages) as addresses:
        order = Path(folder) / "order.json"
        listed = [[page.host.site.name, page.name, addresses[page.name]] for page in pages]
        order.write_text(json.dumps(listed), encoding="utf-8")
        browser = str(kept_to_loopback(Path(folder)))
        environment = os.environ | {"MINNA_CHROMIUM": browser}
        command = [sys.executable, "-m", "benchmarks.injection.visits", str(order)]
        subprocess.run(command, env=environment, check=True)


def main(order: str) -> None:
    """Visit the pages of an order, and keep the evidence of each as it comes."""
    store = Store(DB)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    store.save([Run(seeing.eyes(), now, None, "benchmark", "", 0, RunSettings(), versions())])
    seeing.forget_the_oldest(store)
    pages = deque(json.loads(Path(order).read_text(encoding="utf-8")))
    asyncio.run(visit_order(pages, store))
    store.close()


async def visit_order(waiting: deque[tuple[str, str, str]], store: Store) -> None:
    """Visit pages in a few tabs at once."""
    async with async_playwright() as driver:
        browser = await opened(driver)
        await asyncio.gather(*(visit_next(browser, waiting, store) for _ in range(TABS)))
        await browser.close()


async def opened(driver: Playwright) -> Browser:
    """The browser of an audit, with this machine in reach."""
    return await launch(driver, allow_private=True)


async def visited(browser: Browser, url: str) -> Evidence:
    """One page, in a tab of its own: a barrier may leave a tab in a mess."""
    settings = AuditSettings(allow_private=True, frozen_time=frozen_time_of(seeing.MOMENT))
    async with fresh_tab(browser, settings) as tab:
        evidence = await visit_page(tab, Evidence("", "", url, "", ""), DESKTOP, settings)
        return replace(evidence, facts=evidence.facts | {FACT: await hidden_in(tab)})


async def hidden_in(tab: Tab) -> list[str]:
    """The keys of cases whose place on this page nobody can see; of what was left, none."""
    try:
        return [str(key) for key in await asyncio.wait_for(tab.evaluate(HIDDEN), 5)]
    except (PlaywrightError, TimeoutError) as error:
        # A barrier may have closed the page, or keeps its only thread: then nothing is known.
        print(f"where the barriers are is not known: {error!r}"[:200], flush=True)
        return []


async def visit_next(browser: Browser, waiting: deque[tuple[str, str, str]], store: Store) -> None:
    """Visit pages while any wait."""
    while waiting:
        site, name, url = waiting.popleft()
        evidence = await visited(browser, url)
        store.save([replace(evidence, run=seeing.eyes(), site=site, url=name)])
        mark = " unsound" if tab_is_unusable(evidence) or tab_needs_replacing(evidence) else ""
        print(f"{len(waiting)} left: {name} {evidence.status}{mark}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
