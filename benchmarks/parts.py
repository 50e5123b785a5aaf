"""What could be saved at most if parts that pages share were looked at once per site?

`python -m benchmarks.parts [--site B20] [--pages 10]` is a trial and no way to audit.
A page's header, menu, footer and other large blocks outside its main part are told apart by a key
of what axe's verdicts on them rest on. The key is paid for; then every part counts as known, and
rules leave its elements out. Remembering real verdicts saves less: parts must be seen first, and
verdicts put back.
"""

import argparse
import asyncio
import json
import random
from pathlib import Path
from statistics import mean, median
from typing import Any

from playwright.async_api import Browser, async_playwright

from audits import world
from audits.browser import VIEWPORTS, launch, window
from audits.gatherers.axe import SHORTCUTS, axe
from audits.visit import open_page
from benchmarks.axe_alone import processor, served
from minna.identity import CONTACT

TWO = ["color-contrast", "target-size"]
SEVEN = [
    *TWO,
    "hidden-content",
    "avoid-inline-spacing",
    "link-name",
    "label-content-name-mismatch",
    "link-in-text-block",
]
SKIP = Path(__file__).with_name("parts.js").read_text(encoding="utf-8")
WAYS = {
    "alone": "",
    "short": SHORTCUTS,
    "two rules": SHORTCUTS + SKIP.replace("RULES", json.dumps(TWO)),
    "seven rules": SHORTCUTS + SKIP.replace("RULES", json.dumps(SEVEN)),
}


async def measure(
    browser: Browser, urls: list[str]
) -> tuple[dict[str, list[float]], list[dict[str, Any]]]:
    """Milliseconds of every way on every page, the better of two loads; and the parts."""
    spent: dict[str, list[float]] = {way: [] for way in WAYS}
    found: list[dict[str, Any]] = []
    async with window(browser, VIEWPORTS[1], CONTACT) as context:
        tabs = {way: await context.new_page() for way in WAYS}
        for way, tab in tabs.items():
            await world.prepare(tab, axe().prepare(WAYS[way]))
            given = {"timeDomain": "threadTicks"}
            await world.worlds[tab].session.send("Performance.enable", given)
        for url in urls:
            best = dict.fromkeys(WAYS, float("inf"))
            for way in random.sample([*WAYS, *WAYS], 2 * len(WAYS)):
                await open_page(tabs[way], url, allow_private=True)
                before = await processor(tabs[way])
                await axe().run(tabs[way])
                best[way] = min(best[way], await processor(tabs[way]) - before)
            for way in WAYS:
                spent[way].append(best[way])
            found.append(await world.ask(tabs["two rules"], "JSON.stringify(parts)"))
    return spent, found


async def main(site: str, most: int) -> None:
    """Measure site by site, print as it goes."""
    print("| site | elements | in parts | ms for the key |", " | ".join(WAYS), "|")
    print("|---|---|---|---|" + "---|" * len(WAYS))
    with served() as pages:
        async with async_playwright() as playwright:
            browser = await launch(playwright, allow_private=True)
            for name in [name for name in pages if site in name]:
                urls = random.sample(pages[name], min(most, len(pages[name])))
                spent, found = await measure(browser, urls)
                counts = [mean(seen[kind] for seen in found) for kind in ("elements", "inside")]
                key = median(seen["ms"] for seen in found)
                costs = " | ".join(f"{mean(spent[way]):.0f} ms" for way in WAYS)
                print(f"| {name} | {counts[0]:.0f} | {counts[1]:.0f} | {key:.1f} | {costs} |")
            await browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="")
    parser.add_argument("--pages", type=int, default=10)
    given = parser.parse_args()
    random.seed(5)
    asyncio.run(main(given.site, given.pages))
