"""axe-playwright-python as its README shows it, page after page, with the axe that it brings along.

`kept` opens one browser for all pages, and a new tab for each; the README opens a browser for each.
"""

import json
import sys
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserType, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from benchmarks.ways import Job, measured_count

measured = measured_count


def prepare(job: Job) -> list[str]:
    """The command."""
    job.write(kept=job.settings.get("kept", False))
    return [sys.executable, "-m", "benchmarks.ways.readme", str(job.order)]


def see(order: dict[str, Any]) -> dict[str, int | str]:
    """How many violations each page has."""
    axe = Axe()
    with sync_playwright() as playwright:
        chromium, path = playwright.chromium, order["browser"]
        if not order["kept"]:
            return {
                url: look_with_a_fresh_browser(axe, chromium, path, url) for url in order["urls"]
            }
        browser = chromium.launch(executable_path=path)
        answers = {url: look_with_a_fresh_page(axe, browser, url) for url in order["urls"]}
        browser.close()
        return answers


def look_with_a_fresh_browser(axe: Axe, chromium: BrowserType, path: str, url: str) -> int | str:
    """The README's lines, from the launch to the close."""
    browser = chromium.launch(executable_path=path)
    answer = look(axe, browser.new_page(), url)
    browser.close()
    return answer


def look_with_a_fresh_page(axe: Axe, browser: Browser, url: str) -> int | str:
    """The README's lines, in a browser that is there already."""
    page = browser.new_page()
    answer = look(axe, page, url)
    page.close()
    return answer


def look(axe: Axe, page: Page, url: str) -> int | str:
    """How many violations a page has, or what kept it from being seen."""
    try:
        page.goto(url)
        violations: int = axe.run(page).violations_count
    except BrowserError as error:
        return str(error)
    return violations


def main(path: str) -> None:
    """Do as ordered."""
    order = json.loads(Path(path).read_text(encoding="utf-8"))
    Path(order["answer"]).write_text(json.dumps(see(order)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
