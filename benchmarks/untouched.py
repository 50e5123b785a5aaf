"""Whether a page is the same with us and without: its trees, its fields, its layout.

`python -m benchmarks.untouched [pages]` loads pages of the corpora in both windows: twice by
themselves, as we prepare them before any gatherer has looked, and after all that only look. What
two loads by themselves do not agree on is the page's own doing, and is left out.
"""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from playwright.async_api import Browser, async_playwright
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import attach, evaluate, prepare, sessions
from audits.browser.launch import browser_context, fresh_tab, launch
from audits.browser.main_document import remember
from audits.browser.shadow import open_closed_roots
from audits.browser.viewports import VIEWPORTS, Viewport, emulate, resize
from audits.browser.wait_for_stable import MAX_MS, QUIET_MS, SCRIPT, quiet_network, wait_for_stable
from audits.runner.gatherer_registry import gatherers, is_interactive
from audits.runner.page_visit import run_gatherers
from audits.runner.settings import AuditSettings
from benchmarks.corpora import EVERY, choose, served

STYLES = ("display", "visibility", "opacity", "color", "background-color", "font-size", "position")
MANNER = AuditSettings(allow_private=True, frozen_time=1_790_000_000_000.0)
SAMPLE = 60
State = list[tuple[Any, ...]]


async def alone(browser: Browser, url: str, viewport: Viewport) -> State:
    """A page in our window, settled as ours are, with no script of ours before its own.

    What settling does (docs/engine.md) every load here has met.
    """
    async with browser_context(browser, MANNER) as context:
        tab = await context.new_page()
        await prepare(tab, "")
        await emulate(tab, viewport, MANNER.contact)
        await tab.goto(url, wait_until="load")
        await quiet_network(tab)
        await attach(tab)
        await resize(tab)
        await evaluate(tab, f"({SCRIPT})({json.dumps({'quiet': QUIET_MS, 'most': MAX_MS})})")
        return await state_of(tab)


async def with_us(browser: Browser, url: str, viewport: Viewport) -> tuple[State, State]:
    """A page as gatherers find it, and as those that only look leave it."""
    async with fresh_tab(browser, MANNER) as tab:
        await emulate(tab, viewport, MANNER.contact)
        remember(tab, await tab.goto(url, wait_until="load"))
        await wait_for_stable(tab)
        before = await state_of(tab)
        await open_closed_roots(tab)
        chosen = [(n, m) for n, m in gatherers() if MANNER.runs(n) and not is_interactive(m)]
        await run_gatherers(tab, viewport, chosen)
        return before, await state_of(tab)


async def state_of(tab: Tab) -> State:
    """All trees of a page and its frames, closed ones included, with every box and its colours."""
    asked = {"computedStyles": list(STYLES), "includePaintOrder": False}
    snapshot = await sessions[tab].session.send("DOMSnapshot.captureSnapshot", asked)
    return [
        row for document in snapshot["documents"] for row in rows(document, snapshot["strings"])
    ]


def rows(document: dict[str, Any], strings: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Nodes with parents, names, values and attributes; fields; boxes with their styles."""

    def text(at: int) -> str:
        return strings[at] if at >= 0 else ""

    nodes, layout = document["nodes"], document["layout"]
    rare = ("shadowRootType", "inputValue", "textValue", "inputChecked", "optionSelected")
    for at, parent in enumerate(nodes["parentIndex"]):
        held = [text(one) for one in nodes["attributes"][at]]
        yield at, parent, text(nodes["nodeName"][at]), text(nodes["nodeValue"][at]), *held
    for name in rare:
        values = nodes[name].get("value") or [-1] * len(nodes[name]["index"])
        for at, value in zip(nodes[name]["index"], values, strict=True):
            yield name, at, text(value)
    for at, box, styles in zip(
        layout["nodeIndex"], layout["bounds"], layout["styles"], strict=True
    ):
        yield "box", at, *box, *map(text, styles)


def change(state: State, first: State, second: State) -> list[tuple[Any, ...]]:
    """What a state has that neither load by itself had; nothing where these differ in kind."""
    addresses = set(first) | set(second)
    gone = (set(first) & set(second)) - set(state)
    own = {row[:3] for row in set(first) ^ set(second)}
    return [
        row
        for row in [*state, *gone]
        if (row not in addresses or row in gone) and row[:3] not in own
    ]


async def compare(browser: Browser, url: str, viewport: Viewport) -> tuple[bool, int, int]:
    """Whether a page is the same twice by itself; rows changed by preparing, and by looking."""
    first, second = [await alone(browser, url, viewport) for _ in range(2)]
    before, after = await with_us(browser, url, viewport)
    # What is folded away has boxes in the browser's books from when somebody measured it.
    boxed = {row[1] for row in before if row[0] == "box"}
    measured = {row for row in after if row[0] == "box" and row[1] not in boxed}
    skipped = len(set(before) ^ (set(after) - measured))
    return first == second, len(change(before, first, second)), skipped


async def main(most: int) -> None:
    """Compare a sample of all pages and tell of each that differs."""
    steady = prepared = count = loads = 0
    with served(EVERY) as roots:
        async with async_playwright() as playwright:
            browser = await launch(playwright, allow_private=True)
            for page in choose(most, 12, roots, EVERY):
                for viewport in VIEWPORTS:
                    try:
                        same, one, two = await compare(browser, page.address(roots), viewport)
                    except BrowserError as error:
                        print(page.name, viewport.name, str(error).splitlines()[0])
                        continue
                    loads += 1
                    steady += same
                    prepared += one > 0
                    count += two > 0
                    if one or two:
                        print(f"{page.name} {viewport.name}: {one} by preparing, {two} by looking")
            await browser.close()
    print(f"{loads} pages and windows, {steady} alike twice by themselves")
    print(f"changed by preparing: {prepared}; changed by looking: {count}")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE))
