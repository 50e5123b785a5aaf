"""axe-playwright-python's own `run` with Minna's axe file, rules, options and window: what is true.

No way to measure, but one to compare with. Pages come in the same order and in one clean context a
site, so that a notice about cookies shows on the same page, and have settled by Minna's rule.
Axe is in every frame; large Latin text has its own limit as in `audits/gatherers/axe.js`, worked
out anew.
"""

import asyncio
import json
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

from audits.browser.launch import ARGUMENTS, fresh_tab
from audits.browser.viewports import VIEWPORTS, emulate
from audits.browser.wait_for_stable import wait_for_stable
from audits.gatherers.axe import OPTIONS
from audits.judging.axe_rules import SCRIPT, axe_metas
from audits.runner.settings import AuditSettings, frozen_time_of
from benchmarks.ways import Job, measured_count
from benchmarks.ways.minna import STARTED

OPEN_TO_FRAMES = "\n;axe.configure({allowedOrigins: ['<unsafe_all_origins>']});"
RULES = [card.id.removeprefix("axe:") for card in axe_metas()]
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
LARGE, LARGE_BOLD = 18, 14
"""Points from which on Latin text is large; it needs a contrast of three then."""
TEXT_OF = """(target) => {
  let place = document, found = null;
  for (const step of target) {
    for (const selector of [].concat(step)) {
      found = place.querySelector(selector);
      if (found && Array.isArray(step)) place = found.shadowRoot;
    }
    if (found && found.contentDocument) place = found.contentDocument;
  }
  return found ? found.textContent : null;
}"""
measured = measured_count


def prepare(job: Job) -> list[str]:
    """The command."""
    job.write()
    return [sys.executable, "-m", "benchmarks.ways.reference", str(job.order)]


async def see(order: dict[str, Any]) -> dict[str, Any]:
    """What axe says of every page."""
    axe = Axe.from_file(SCRIPT)
    axe.axe_script += OPEN_TO_FRAMES
    manner = AuditSettings(VIEWPORTS[1:], allow_private=True, frozen_time=frozen_time_of(STARTED))
    answers: dict[str, Any] = {}
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=order["browser"], args=ARGUMENTS)
        for _, urls in groupby(order["urls"], key=lambda url: urlsplit(url).netloc):
            async with fresh_tab(browser, manner) as tab:
                await tab.context.add_init_script(axe.axe_script)
                await emulate(tab, manner.viewports[0], manner.contact)
                for url in urls:
                    try:
                        answers[url] = await look(axe, tab, url)
                    except BrowserError as error:
                        answers[url] = str(error)
        await browser.close()
    return answers


async def look(axe: Axe, tab: Tab, url: str) -> dict[str, dict[str, int]]:
    """Elements by rule, of violations and of what axe could not decide."""
    await tab.goto(url, wait_until="load")
    await wait_for_stable(tab)
    options = {**OPTIONS, "runOnly": {"type": "rule", "values": RULES}}
    response = (await axe.run(tab, options=options)).response
    broken = {rule["id"] for rule in response["incomplete"] if is_broken(rule)}
    counts: dict[str, dict[str, int]] = {}
    for outcome in ("violations", "incomplete"):
        rules = [rule for rule in response[outcome] if rule["id"] not in broken]
        sums = {rule["id"]: await counted(tab, rule, outcome) for rule in rules}
        counts[outcome] = {rule: number for rule, number in sums.items() if number}
    return counts


async def counted(tab: Tab, rule: dict[str, Any], outcome: str) -> int:
    """A rule's elements, without large Latin text that has contrast enough."""
    number = len(rule["nodes"])
    if rule["id"] == "color-contrast" and outcome == "violations":
        for node in rule["nodes"]:
            number -= is_large(node) and await is_latin(tab, node["target"])
    return number


def is_large(node: dict[str, Any]) -> bool:
    """Whether it would be large, and readable, if it were Latin text."""
    data = next((c["data"] for c in checks(node) if (c["data"] or {}).get("contrastRatio")), None)
    if not data or data["contrastRatio"] < 3:
        return False
    weight = str(data["fontWeight"])
    is_bold = weight == "bold" or (weight.isdigit() and int(weight) >= 700)
    return float(data["fontSize"].partition("pt")[0]) >= (LARGE_BOLD if is_bold else LARGE)


async def is_latin(tab: Tab, target: list[Any]) -> bool:
    """Whether an element has no Japanese in it."""
    text = await tab.evaluate(TEXT_OF, target)
    return text is not None and not JAPANESE.search(text)


def is_broken(rule: dict[str, Any]) -> bool:
    """Whether axe itself stumbled over this rule."""
    return any(c["id"] == "error-occurred" for node in rule["nodes"] for c in checks(node))


def checks(node: dict[str, Any]) -> list[dict[str, Any]]:
    """All checks that were made of an element."""
    return [*node["any"], *node["all"], *node["none"]]


def main(path: str) -> None:
    """Do as ordered."""
    order = json.loads(Path(path).read_text(encoding="utf-8"))
    Path(order["answer"]).write_text(json.dumps(asyncio.run(see(order))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
