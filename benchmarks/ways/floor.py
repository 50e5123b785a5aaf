"""The least that loading a page and asking axe can cost: plain Playwright and nothing around it.

A browser for each core, one tab in each that is used again and again, axe as an init script, and
the answer, trimmed as Minna trims it, as one string.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import TimeoutError as BrowserTimeout

from audits.browser.launch import ARGUMENTS
from audits.browser.viewports import LANGUAGE, VIEWPORTS
from audits.browser.wait_for_stable import MAX_MS, QUIET_MS, SCRIPT
from audits.gatherers.axe import axe
from benchmarks.meter import CORES
from benchmarks.ways import Job, measured_count

DESKTOP = VIEWPORTS[1]
measured = measured_count


def prepare(job: Job) -> list[str]:
    """The command."""
    job.write()
    return [sys.executable, "-m", "benchmarks.ways.floor", str(job.order)]


async def see(order: dict[str, Any]) -> dict[str, Any]:
    """What axe says of every page."""
    answers: dict[str, Any] = {}
    urls = iter(order["urls"])
    async with async_playwright() as driver:
        workers = [work(driver, order["browser"], urls, answers) for _ in range(CORES)]
        await asyncio.gather(*workers)
    return answers


async def work(driver: Playwright, path: str, urls: Iterator[str], answers: dict[str, Any]) -> None:
    """One browser's part: the next page that nobody has taken, until there is none."""
    browser: Browser = await driver.chromium.launch(executable_path=path, args=ARGUMENTS)
    context = await browser.new_context(
        viewport={"width": DESKTOP.width, "height": DESKTOP.height},
        locale=LANGUAGE,
        timezone_id="Asia/Tokyo",
        service_workers="block",
    )
    await context.add_init_script(axe().prepare(spared=False))
    tab = await context.new_page()
    for url in urls:
        try:
            answers[url] = await look(tab, url)
        except BrowserError as error:
            answers[url] = str(error)
    await browser.close()


async def look(tab: Tab, url: str) -> Any:
    """What axe says of one page, once it has loaded and settled."""
    await tab.goto(url, wait_until="load")
    with suppress(BrowserTimeout):  # as Minna: a network that is never quiet is not waited for
        await tab.wait_for_load_state("networkidle", timeout=MAX_MS)
    await tab.evaluate(SCRIPT, {"quiet": QUIET_MS, "most": MAX_MS})
    return json.loads(await tab.evaluate(axe().question()))


def main(path: str) -> None:
    """Do as ordered."""
    order = json.loads(Path(path).read_text(encoding="utf-8"))
    Path(order["answer"]).write_text(json.dumps(asyncio.run(see(order))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
