"""Closed shadow roots: the page's scripts cannot look into them, its readers can, and so do we.

The browser's inspector knows every shadow root, however it came about. Closed ones are handed to
our world of their document, where `shadowRoot` gives them as if they were open. Those that the
browser made itself, within fields and players, are left alone.
"""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.isolated_world import (
    WORLD_NAME,
    ScriptFailed,
    cdp_send,
    context_id,
    evaluate,
    sessions,
)

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
LARGE = 15_000
"""Elements of a document from which on its roots are not looked for; axe sees it in part anyway."""
MOST = 1000
"""Places in a document at which closed roots are handed over."""
HOSTS = frozenset(
    (
        *("article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "main", "nav", "p", "section", "span"),
    )
)
"""What may have a shadow root, besides elements with a hyphen in their name (DOM, 4.8)."""
SECONDS = 20.0
COUNT = guarded("JSON.stringify(document.getElementsByTagName('*').length)")
SHADOWS = "JSON.stringify(globalThis[Symbol.for('minna.shadows')] = true)"

several: WeakSet[Tab] = WeakSet()
"""Tabs whose open page has shadow trees, besides the browser's own."""
unseen: WeakKeyDictionary[Tab, int] = WeakKeyDictionary()
"""Closed roots of the open page that could not be handed over; -1 where nobody knows."""


async def open_closed_roots(tab: Tab) -> None:
    """Let our world see into the closed shadow roots that the open page has now."""
    unseen[tab] = -1
    several.discard(tab)
    try:
        unseen[tab] = await asyncio.wait_for(hand_over(tab), SECONDS)
    except (BrowserError, ScriptFailed, TimeoutError):  # axe tells that it saw the page in part
        return


async def hand_over(tab: Tab) -> int:
    """Give every closed root to our world of its document; how many places could not be given."""
    if await evaluate(tab, COUNT) > LARGE:
        return -1
    told = await cdp_send(tab, "DOMSnapshot.captureSnapshot", computedStyles=[])
    missed = 0
    kinds = {
        told["strings"][k] for d in told["documents"] for k in d["nodes"]["shadowRootType"]["value"]
    }
    if kinds & {"open", "closed"}:
        several.add(tab)
        await evaluate(tab, SHADOWS)
    for document in told["documents"]:
        nodes = list(first_in_roots(document["nodes"], told["strings"]))
        if nodes:
            missed += await give(tab, told["strings"][document["frameId"]], nodes)
    return missed


def first_in_roots(nodes: dict[str, Any], strings: Sequence[str]) -> Iterator[int]:
    """The browser's numbers of nodes, at least one for each closed root that holds any.

    The snapshot is of the flat tree, in which what a root holds stands below its host: the first of
    them is told below everything that may be a host.
    """
    kinds = nodes["shadowRootType"]
    told: set[int] = set()
    for at, kind in zip(kinds["index"], kinds["value"], strict=True):
        parent = nodes["parentIndex"][at]
        name = strings[nodes["nodeName"][parent]].lower()
        if strings[kind] == "closed" and parent not in told and ("-" in name or name in HOSTS):
            told.add(parent)
            yield nodes["backendNodeId"][at]


async def give(tab: Tab, frame: str, nodes: Sequence[int]) -> int:
    """Hand the roots of nodes to our world of their frame; how many it did not take."""
    context = await context_in(tab, frame)
    resolved = (
        cdp_send(tab, "DOM.resolveNode", backendNodeId=node, executionContextId=context)
        for node in nodes[:MOST]
    )
    answers = await asyncio.gather(*resolved, return_exceptions=True)
    objects = [{"objectId": a["object"]["objectId"]} for a in answers if isinstance(a, dict)]
    call = {"functionDeclaration": SCRIPT, "executionContextId": context, "arguments": objects}
    answer = await cdp_send(tab, "Runtime.callFunctionOn", **call)
    return len(nodes) - (0 if "exceptionDetails" in answer else len(objects))


async def context_in(tab: Tab, frame: str) -> int:
    """Our world of a frame."""
    if frame == sessions[tab].frame:
        return await context_id(tab)
    made = await cdp_send(tab, "Page.createIsolatedWorld", frameId=frame, worldName=WORLD_NAME)
    return int(made["executionContextId"])
