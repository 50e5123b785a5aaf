"""Does our shortened axe answer as axe does alone, and what does it save?

`python -m benchmarks.axe_alone [--site NAME] [--pages 400]` asks both of the same open document, on
every page of ../shared/corpora, as a phone and as a desktop, each first once.
Processor time is that of the renderer's main thread, of what was asked first after a load.
"""

import argparse
import asyncio
from collections import Counter
from dataclasses import dataclass, field
from statistics import mean
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import async_playwright

from audits.browser import isolated_world
from audits.browser.documents import any_address
from audits.browser.launch import browser_context, launch
from audits.browser.viewports import VIEWPORTS, Viewport, emulate
from audits.gatherers.axe import SHORTCUTS, axe
from audits.runner.page_visit import open_page
from audits.runner.settings import AuditSettings
from benchmarks.corpora import EVERY, pages_of, served
from minna.user_agent import CONTACT

ALONE, SHORT = "alone", "short"
SWITCH = """
  self.useShortcuts = (() => {
    const {checks} = axe._audit;
    const seats = [
      [checks['css-orientation-lock'], 'evaluate'],
      [checks['hidden-content'], 'evaluate'],
      [axe.utils.cssParser, 'parse'],
      [axe._audit, 'noHtml'],
    ];
    const read = () => seats.map(([owner, name]) => owner[name]);
    const alone = read();
    SHORTCUTS
    const short = read();
    const put = (values) => seats.forEach(([owner, name], i) => { owner[name] = values[i]; });
    return (way) => put(way === 'short' ? short : alone);
  })();
""".replace("SHORTCUTS", SHORTCUTS)


@dataclass(slots=True)
class Tally:
    """What one site came to, through one window."""

    looks: int = 0
    restless: int = 0  # pages that did not even answer twice the same when asked the same way
    differing: list[str] = field(default_factory=list)
    milliseconds: dict[str, list[float]] = field(default_factory=lambda: {ALONE: [], SHORT: []})


async def use(tab: Tab, way: str) -> None:
    """Let axe go this way in every frame."""
    session = isolated_world.sessions[tab].session
    left = [(await session.send("Page.getFrameTree"))["frameTree"]]
    while left:
        tree = left.pop()
        left += tree.get("childFrames", [])
        given = {"frameId": tree["frame"]["id"], "worldName": isolated_world.WORLD_NAME}
        made = await session.send("Page.createIsolatedWorld", given)
        context = made["executionContextId"]
        asked = {"expression": f"useShortcuts('{way}')", "contextId": context}
        answer = await session.send("Runtime.evaluate", asked)
        if (
            "exceptionDetails" in answer
            and tree["frame"]["id"] == isolated_world.sessions[tab].frame
        ):
            raise isolated_world.ScriptFailed("axe is not in the page")


async def processor(tab: Tab) -> float:
    """Milliseconds of processor time that the renderer's main thread has had."""
    metrics = await isolated_world.sessions[tab].session.send("Performance.getMetrics")
    return 1000 * float({m["name"]: m["value"] for m in metrics["metrics"]}["TaskDuration"])


async def ask(tab: Tab, way: str) -> tuple[dict[str, Any], float]:
    """An answer, and what it cost."""
    await use(tab, way)
    before = await processor(tab)
    answer: dict[str, Any] = await axe().run(tab)
    return answer, await processor(tab) - before


async def compare(tab: Tab, url: str, ways: tuple[str, str], tally: Tally) -> None:
    """Ask one document both ways; where the answers differ, once more the first way."""
    opening = await open_page(tab, url, any_address)
    if opening["status"] != "ok":
        return
    first, milliseconds = await ask(tab, ways[0])
    second, _ = await ask(tab, ways[1])
    tally.looks += 1
    tally.milliseconds[ways[0]].append(milliseconds)
    if first == second:
        return
    third, _ = await ask(tab, ways[0])
    if third != first:
        tally.restless += 1
        return
    tally.differing.append(f"{url} {ways[0]} first: {differences(first, second)}")


def differences(first: dict[str, Any], second: dict[str, Any]) -> dict[str, list[str]]:
    """Rules whose answers differ, by part of the answer."""
    by_url: dict[str, list[str]] = {}
    for bucket in ("violations", "incomplete"):
        rules = [{rule["id"]: rule for rule in answer[bucket]} for answer in (first, second)]
        odd = [r for r in {**rules[0], **rules[1]} if rules[0].get(r) != rules[1].get(r)]
        by_url |= {bucket: odd} if odd else {}
    for bucket in ("passes", "inapplicable", "broken"):
        odd = list(
            Counter(map(str, items(first[bucket]))) - Counter(map(str, items(second[bucket])))
        )
        by_url |= {bucket: odd} if odd else {}
    return by_url


def items(value: Any) -> list[Any]:
    """The parts of a list or a mapping."""
    return list(value.items()) if isinstance(value, dict) else value


async def look(urls: list[str], viewport: Viewport) -> Tally:
    """Compare on every page, through one window."""
    tally = Tally()
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)
        async with browser_context(browser, AuditSettings()) as context:
            tab = await context.new_page()
            await isolated_world.prepare(tab, axe().prepare(spared=False, more=SWITCH))
            await emulate(tab, viewport, CONTACT)
            given = {"timeDomain": "threadTicks"}
            await isolated_world.sessions[tab].session.send("Performance.enable", given)
            for url in urls:
                for ways in ((ALONE, SHORT), (SHORT, ALONE)):
                    try:
                        await compare(tab, url, ways, tally)
                    except (BrowserError, isolated_world.ScriptFailed) as error:
                        print("not compared:", url, str(error).splitlines()[0])
        await browser.close()
    return tally


def main(site: str, most: int) -> None:
    """Compare site by site, print as it goes."""
    print("| site | window | looks | differing | restless | ms alone | ms short | saved |")
    print("|---|---|---|---|---|---|---|---|")
    with served(EVERY) as roots:
        for name in [name for name in EVERY if site in name]:
            urls = [page.address(roots) for page in pages_of(name)][:most]
            for viewport in VIEWPORTS:
                tally = asyncio.run(look(urls, viewport))
                alone, short = (mean(tally.milliseconds[way]) for way in (ALONE, SHORT))
                counts = f"{tally.looks} | {len(tally.differing)} | {tally.restless}"
                cost = f"{alone:.0f} | {short:.0f} | {100 - 100 * short / alone:.0f} %"
                print(f"| {name} | {viewport.name} | {counts} | {cost} |", flush=True)
                print(*tally.differing, sep="\n", end="\n" if tally.differing else "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="")
    parser.add_argument("--pages", type=int, default=400)
    given = parser.parse_args()
    main(given.site, given.pages)
