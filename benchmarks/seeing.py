"""Evidence of the collection's pages, kept outside the repository: looked at once, judged often.

Minna's own eyes look at each page as a phone and as a desktop load it, in a few tabs at once. The
database remembers with which eyes: when
a gatherer or the way of visiting changes, pages count as not yet looked at, and until they are,
what earlier eyes saw of them serves in its place.
"""

import asyncio
import hashlib
import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Page as Tab

import audits
from audits import versions
from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS
from audits.judging import axe_rules
from audits.judging.renamed_facts import with_current_names
from audits.runner.page_visit import visit_page
from audits.runner.settings import AuditSettings, frozen_time_of
from audits.runner.site_audit import tab_is_unusable, tab_needs_replacing
from benchmarks.circumstances import kept_to_loopback
from benchmarks.corpora import SitePage
from minna.records import Evidence, Run
from minna.settings import RunSettings
from minna.store import Store

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "minna-bench"
BOOK = CACHE / "detection.db"
ROOM = Path(audits.__file__).parent
SEES = (
    "gatherers/*.*",
    "vendor/axe-core/*.js",
    *(
        f"browser/{name}"
        for name in (
            "blocking.py",
            "byte_limit.py",
            "documents.py",
            "isolated_world.py",
            "launch.py",
            "main_document.py",
            "style_sheet.py",
            "viewports.py",
            "wait_for_stable.*",
        )
    ),
    *("runner/gatherer_registry.py", "runner/page_visit.py", "runner/settings.py"),
)
"""What shapes a look; checks do not."""
MOMENT = "2026-01-01T00:00:00+09:00"
"""From which pages' chances are drawn."""
TABS = 4
"""Of the time that a page takes, half is waiting."""
KEPT = 8
"""Evidence of so many different eyes is kept."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was seen of each page, by whom, and which pages only earlier eyes have seen."""

    pages: Mapping[str, Sequence[Evidence]]
    runs: Sequence[Run]
    stale: Sequence[str]


@cache
def eyes() -> str:
    """A fingerprint of all that shapes a look, besides the browser."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SEES for path in ROOM.glob(pattern)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(" ".join(card.id for card in axe_rules.axe_metas()).encode())
    return digest.hexdigest()[:12]


def unseen(pages: Iterable[SitePage], book: Path = BOOK) -> list[SitePage]:
    """The pages that today's eyes have not looked at."""
    with_today = gathered(pages, book)
    missing = set(with_today.stale)
    return [page for page in pages if page.name in missing or page.name not in with_today.pages]


def gathered(pages: Iterable[SitePage], book: Path = BOOK) -> Gathered:
    """The evidence of each page by today's eyes, or else by the latest that looked at it."""
    book.parent.mkdir(parents=True, exist_ok=True)
    names = {page.name for page in pages}
    sites = sorted({page.site for page in pages})
    store = Store(book)
    try:
        runs = sorted(store.read(Run), key=lambda run: (run.id == eyes(), run.started))
        by_name: dict[str, dict[str, Evidence]] = {}
        by: dict[str, Run] = {}
        for run in runs:
            for evidence in map(with_current_names, store.read(Evidence, run=run.id, site=sites)):
                if evidence.url in names:
                    entry = by_name.setdefault(evidence.url, {})
                    if by.get(evidence.url) != run:
                        entry.clear()
                    entry[evidence.viewport], by[evidence.url] = evidence, run
    finally:
        store.close()
    stale = sorted(name for name, run in by.items() if run.id != eyes())
    used = [run for run in runs if run in by.values()]
    return Gathered({name: tuple(value.values()) for name, value in by_name.items()}, used, stale)


def look_at(pages: Sequence[SitePage], roots: Mapping[str, str], folder: Path) -> None:
    """Look at pages, in a process of its own whose browser reaches nothing but this machine."""
    order = folder / "order.json"
    values = [[page.site, page.name, page.address(roots)] for page in pages]
    order.write_text(json.dumps(values), encoding="utf-8")
    environment = os.environ | {"MINNA_CHROMIUM": str(kept_to_loopback(folder))}
    command = [sys.executable, "-m", "benchmarks.seeing", str(order)]
    subprocess.run(command, env=environment, check=True)


def main(order: str) -> None:
    """Look at the pages of an order, and write each down as it was seen."""
    store = Store(BOOK)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    store.save([Run(eyes(), now, None, "benchmark", "", 0, RunSettings(), versions())])
    forget_the_oldest(store)
    asyncio.run(write_down(json.loads(Path(order).read_text(encoding="utf-8")), store))
    store.close()


async def write_down(order: Sequence[tuple[str, str, str]], store: Store) -> None:
    """Keep the evidence of each page (its site, its name, its address) as it comes."""
    waiting = deque(order)

    def keep(site: str, name: str, result: Sequence[Evidence]) -> None:
        store.save(replace(each, run=eyes(), site=site, url=name) for each in result)
        text = f"{len(order) - len(waiting)} of {len(order)}: {name}"
        print(text, *(e.status for e in result), flush=True)

    async with async_playwright() as driver:
        browser = await launch(driver, allow_private=True)
        await asyncio.gather(*(look_on(browser, waiting, keep) for _ in range(TABS)))
        await browser.close()


async def look_on(
    browser: Browser,
    waiting: deque[tuple[str, str, str]],
    keep: Callable[[str, str, Sequence[Evidence]], None],
) -> None:
    """Look at pages while any wait; with a new site, or after a tab left hung, in a new tab."""
    manner = AuditSettings(allow_private=True, frozen_time=frozen_time_of(MOMENT))
    while waiting:
        site, sound = waiting[0][0], True
        async with fresh_tab(browser, manner) as tab:
            while sound and waiting and waiting[0][0] == site:
                _, name, url = waiting.popleft()
                visits = await see_page(tab, url, manner)
                keep(site, name, visits)
                sound = not any(tab_is_unusable(e) or tab_needs_replacing(e) for e in visits)


async def see_page(tab: Tab, url: str, manner: AuditSettings) -> list[Evidence]:
    """A page through both windows, as a survey loads it."""
    phone, desktop = VIEWPORTS
    first = await visit_page(tab, Evidence("", "", url, "", ""), phone, manner)
    if first.status != "ok":
        return [first]
    return [first, await visit_page(tab, Evidence("", "", url, "", ""), desktop, manner)]


def forget_the_oldest(store: Store) -> None:
    """Evidence is large, and eyes change often."""
    for run in sorted(store.read(Run), key=lambda run: run.started, reverse=True)[KEPT:]:
        store.delete(Evidence, run=run.id)
        store.delete(Run, id=run.id)


if __name__ == "__main__":
    main(sys.argv[1])
