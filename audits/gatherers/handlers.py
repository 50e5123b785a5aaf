"""Elements that scripts listen to, without being links, buttons or fields themselves.

The browser's own inspector says which elements have listeners. Where a script listens at the top of
the page for all of it, elements with a pointing hand are told of as well (`pointer`, no `types`).
`toggles` are buttons that seem to open and close something without saying whether it is open.
`hidden`, where there are any, are parts kept from screen readers in which the Tab key stops: of
each stop whether it is `unseen` and `empty`, and whether a script listens to its `focus` or `keys`;
`behind` says that a dialog is open.
"""

import asyncio
import json
from collections import defaultdict
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import ScriptFailed, cdp_send, context_id
from audits.browser.shadow import several
from audits.gatherers._scripts import function
from minna.text import well_formed

MOUSE = {"click", "dblclick", "mousedown", "mouseup", "mouseover", "mouseenter"}
MOUSE |= {"pointerdown", "pointerup", "touchstart", "touchend"}
OTHERS = {"keydown", "keyup", "keypress", "focus", "focusin", "change", "input"}
RESOLVED = 400
"""Maximum elements that are examined, whatever the page listens to."""


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 400 `items`; `keys` says whether the page as a whole listens to keys."""
    context = await context_id(tab)
    # Asked of a document in a world of ours, the inspector would tell of our listeners alone.
    given: dict[str, Any] = {"expression": "document", "returnByValue": False}
    page = (await cdp_send(tab, "Runtime.evaluate", **given))["result"]["objectId"]
    asked = {"objectId": page, "depth": -1, "pierce": tab in several}
    told = (await cdp_send(tab, "DOMDebugger.getEventListeners", **asked))["listeners"]
    types: dict[int, set[str]] = defaultdict(set)
    for listener in told:
        if listener["type"] in MOUSE | OTHERS and "backendNodeId" in listener:
            types[listener["backendNodeId"]].add(listener["type"])
    nodes = list(types)[:RESOLVED]
    objects = await asyncio.gather(*(resolve(tab, node, context) for node in nodes))
    found = [(sorted(types[n]), o) for n, o in zip(nodes, objects, strict=True) if o]
    call = {
        "functionDeclaration": function("handlers"),
        "executionContextId": context,
        "returnByValue": True,
        "arguments": [
            {"value": json.dumps([listened for listened, _ in found])},
            *({"objectId": node} for _, node in found),
        ],
    }
    answer = await cdp_send(tab, "Runtime.callFunctionOn", **call)
    if problem := answer.get("exceptionDetails"):
        raise ScriptFailed(problem.get("exception", {}).get("description", problem["text"])[:300])
    found_here = dict(well_formed(json.loads(answer["result"]["value"])))
    many = len(types) > RESOLVED
    if parts := found_here.get("hidden"):
        heard = set().union(*types.values()) if many else await window_listens(tab)
        for stop in (stop for part in parts for stop in part["stops"]):
            stop["focus"] = stop["focus"] or not heard.isdisjoint({"focus", "focusin"})
            stop["keys"] = stop["keys"] or "keydown" in heard
    return found_here | {"capped": many or found_here["capped"]}


async def window_listens(tab: Tab) -> set[str]:
    """The events that scripts of the page listen to on its window."""
    given: dict[str, Any] = {"expression": "window", "returnByValue": False}
    window = (await cdp_send(tab, "Runtime.evaluate", **given))["result"]["objectId"]
    told = await cdp_send(tab, "DOMDebugger.getEventListeners", objectId=window)
    return {listener["type"] for listener in told["listeners"]}


async def resolve(tab: Tab, node: int, context: int) -> str:
    """An element by the browser's number, as our world's object; nothing if it has gone."""
    given = {"backendNodeId": node, "executionContextId": context}
    try:
        answer = await cdp_send(tab, "DOM.resolveNode", **given)
    except BrowserError:  # pages go on changing while they are looked at
        return ""
    return str(answer["object"]["objectId"])
