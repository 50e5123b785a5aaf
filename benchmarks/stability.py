"""Does the same page get the same verdicts each time it is visited, at idle and under load?

`python -m benchmarks.stability [--pages 20] [--visits 10]` visits pages of ../shared/corpora again
and again through both windows, first with the machine to itself, then beside processes that keep
every core busy; `--write` puts the table into docs/engine.md.
"""

import argparse
import asyncio
import multiprocessing
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS
from audits.judging.check_runner import to_records
from audits.runner.page_visit import visit_page
from audits.runner.settings import AuditSettings
from benchmarks import tables
from benchmarks.circumstances import circumstances, run_line
from benchmarks.corpora import EVERY, are_here, choose, served
from benchmarks.engine import SEED
from benchmarks.judged import summary
from minna.records import Evidence

DOCUMENT = Path(__file__).parent.parent / "docs" / "engine.md"
Verdicts = frozenset[tuple[object, ...]]


@contextmanager
def busy_cores() -> Iterator[None]:
    """Two processes for each core that do nothing but work."""
    workers = [multiprocessing.Process(target=work, daemon=True) for _ in range(2 * cores())]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.kill()
            worker.join()


def cores() -> int:
    """How many there are."""
    return os.cpu_count() or 1


def work() -> None:
    """Without end."""
    while True:
        sum(range(100_000))


async def see_all(urls: Sequence[str], times: int) -> list[list[Verdicts]]:
    """Each page's verdicts through each window, time after time."""
    manner = AuditSettings(allow_private=True, frozen_time=1.7e12)
    at_work = asyncio.Semaphore(cores())
    async with async_playwright() as driver:
        browser = await launch(driver, allow_private=True)

        async def one(url: str) -> list[list[Verdicts]]:
            async with at_work:
                return await see(browser, url, times, manner)

        visits_of_pages = await asyncio.gather(*map(one, urls))
        await browser.close()
    return [visits for page in visits_of_pages for visits in page]


async def see(
    browser: Browser, url: str, times: int, manner: AuditSettings
) -> list[list[Verdicts]]:
    """One page's verdicts, by window."""
    blank = Evidence("", "", url, "", "")
    by_viewport: list[list[Verdicts]] = [[] for _ in VIEWPORTS]
    async with fresh_tab(browser, manner) as tab:
        for _ in range(times):
            for verdicts, viewport in zip(by_viewport, VIEWPORTS, strict=True):
                visit = await visit_page(tab, blank, viewport, manner)
                status = frozenset({("status", visit.status, tuple(visit.errors))})
                verdicts.append(status | summary(to_records(replace(visit, seconds=0.0))))
    return by_viewport


def line(name: str, by_viewport: Sequence[Sequence[Verdicts]]) -> list[str]:
    """One row: how many looks there were and how many told something else than most."""
    odd = [
        len(of_viewport) - Counter(of_viewport).most_common(1)[0][1] for of_viewport in by_viewport
    ]
    total = sum(len(of_viewport) for of_viewport in by_viewport)
    return [name, str(total), str(sum(odd)), str(sum(each > 0 for each in odd))]


def odd_rules(by_viewport: Sequence[Sequence[Verdicts]]) -> Counter[str]:
    """The rules that differed."""
    names: Counter[str] = Counter()
    for of_viewport in by_viewport:
        usual = Counter(of_viewport).most_common(1)[0][0]
        for verdicts in of_viewport:
            names.update({str(verdict[0]) for verdict in verdicts ^ usual})
    return names


HEAD = (
    "machine",
    "visits",
    "visits that differ from most of their page",
    "pages and windows with any",
)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--visits", type=int, default=10)
    parser.add_argument("--write", action="store_true", help="into docs/engine.md")
    arguments = parser.parse_args()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    run = circumstances("benchmarks.stability")
    with tempfile.TemporaryDirectory(), served(EVERY) as roots:
        urls = [page.address(roots) for page in choose(arguments.pages, SEED, roots, EVERY)]
        calm = asyncio.run(see_all(urls, arguments.visits))
        with busy_cores():
            busy = asyncio.run(see_all(urls, arguments.visits))
    both = [[*one, *other] for one, other in zip(calm, busy, strict=True)]
    rows = [line("at idle", calm), line("under load", busy), line("both together", both)]
    block = f"{run_line(run)}\n\n{tables.table(HEAD, rows)}"
    print(block, dict(odd_rules(both)), sep="\n\n")
    if arguments.write:
        tables.write(DOCUMENT, "stability", block)


if __name__ == "__main__":
    main()
