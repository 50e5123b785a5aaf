"""What pressing, dragging and stroking with the pointer sets off, and what keys set off there.

Tried are elements that scripts listen to and that keys may not work, and those that listen to the
pointer going down or moving. `untabbed` are controls that the Tab key passes by;
`items` and `drops` are to be dragged, and to drop files on, with no other way beside them.
"""

import asyncio
import json
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import ScriptFailed, context_id
from audits.gatherers._look import look
from audits.gatherers._touch import Stopped, Touch, asker, touching
from minna.text import well_formed

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 80
call = asker("minnaGestures")
PRESSES = {"click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup"}
TOUCH_EVENTS = {"touchstart", "touchend", "touchmove", "gesturechange", "pointermove", "mousemove"}
OTHERS = {"keydown", "keyup", "keypress", "dragstart", "dragover", "drop"}
HEARD = PRESSES | TOUCH_EVENTS | OTHERS
NODES = 400
"""So many elements are asked about, whatever a page listens to."""
STEP_MS, LATE_MS = 50, 120
"""What a press has done after the former is seen at once; some scripts wait a little."""
RESTING_MS = 200
AWAY = (2.0, 2.0)
STROKE = 120
"""CSS pixels, in so many steps."""
STEPS = 6
MEANT = ("navigation", "window", "dialog")
"""What a page tries that a person would notice; what it sends may be to count visitors."""

Item = dict[str, Any]


async def gather(tab: Tab) -> dict[str, Any]:
    """What each did by keys and by pointer; what strokes did; why the look stopped."""
    told: dict[str, Any] = {"tried": [], "strokes": [], "items": [], "drops": [], "untabbed": []}
    told["stopped"] = ""
    async with touching(tab) as touch:
        try:
            begun = await look(tab, "gestures")
            found = await chosen(touch)
            tried, strokes = found.pop("tried"), found.pop("strokes")
            told |= {key: found[key] for key in ("items", "drops", "untabbed")}
            if tried or strokes:
                await touch.ask(call("rest", RESTING_MS))
            for number, item in enumerate(tried):
                told["tried"].append(await press_each(touch, number, item))
            for number, item in enumerate(strokes):
                told["strokes"].append(item | await stroke(touch, number))
            await touch.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def chosen(touch: Touch) -> dict[str, Any]:
    """The elements to try, out of all that scripts of the page listen to."""
    types = await touch.heard(HEARD)
    context = await context_id(touch.tab)
    nodes = list(types)[:NODES]
    objects = await asyncio.gather(*(resolved(touch, node, context) for node in nodes))
    there = [(types[n], o) for n, o in zip(nodes, objects, strict=True) if o]
    answer = await touch.send(
        "Runtime.callFunctionOn",
        functionDeclaration="function (listened, ...elements) {"
        " return JSON.stringify(minnaGestures.choose(JSON.parse(listened), elements)); }",
        executionContextId=context,
        returnByValue=True,
        arguments=[
            {"value": json.dumps([kinds for kinds, _ in there])},
            *({"objectId": node} for _, node in there),
        ],
    )
    if problem := answer.get("exceptionDetails"):
        raise ScriptFailed(problem.get("exception", {}).get("description", problem["text"])[:300])
    return dict(well_formed(json.loads(answer["result"]["value"])))


async def resolved(touch: Touch, node: int, context: int) -> str:
    """An element by the browser's number, as our world's object; nothing if it has gone."""
    given = {"backendNodeId": node, "executionContextId": context}
    try:
        answer = await touch.send("DOM.resolveNode", **given)
    except BrowserError:  # pages go on changing while they are looked at
        return ""
    return str(answer["object"]["objectId"])


async def press_each(touch: Touch, number: int, item: Item) -> Item:
    """An element with what came of pressing it, at the first of its targets that did something."""
    told = item | {"keyed": False, "pressed": "", "pressed_down": False}
    for target in range(item["targets"]):
        spot = await touch.ask(call("ready", "tried", number, target))
        if not spot:
            continue
        if item["kind"] == "control" and not item["by_key"]:
            told["keyed"] = await keyed(touch, number)
        if not told["keyed"]:
            told |= await pressed(touch, item, spot["x"], spot["y"])
        if told["pressed"] or told["keyed"]:
            await touch.press("Escape")
            return told
    return told


async def keyed(touch: Touch, number: int) -> bool:
    """Whether the Enter key or the space bar does something where a control has focus."""
    if not await touch.ask(call("focus", number)):
        return False
    await touch.ask(call("begin"))
    for key in ("Enter", "Space"):
        await touch.press(key)
        if await something(touch, LATE_MS):
            return True
    return False


async def pressed(touch: Touch, item: Item, x: float, y: float) -> Item:
    """What going down does that leaving and letting go does not undo; and what a click does."""
    await touch.point(x, y)
    await touch.ask(call("begin"))
    touch.taken()
    if item["down"] and await acts_on_down(touch):
        return {"pressed": "down", "pressed_down": True}
    await touch.point(x, y)
    await touch.ask(call("begin"))
    await touch.click(x, y)
    if await something(touch, LATE_MS):
        return {"pressed": "click"}
    if item["double"]:
        await touch.within(touch.tab.mouse.dblclick(x, y))
        if await something(touch, LATE_MS):
            return {"pressed": "dblclick"}
    return {}


async def acts_on_down(touch: Touch) -> bool:
    """Whether the pointer going down did something that stays when it goes up elsewhere."""
    await touch.within(touch.tab.mouse.down())
    down = await outcome(touch, STEP_MS)
    await touch.point(*AWAY)
    await touch.within(touch.tab.mouse.up())
    return down == "tried" or bool(down and await outcome(touch, STEP_MS))


async def something(touch: Touch, ms: int) -> bool:
    """Whether anything came of a touch within some ms."""
    return bool(await outcome(touch, ms))


async def outcome(touch: Touch, ms: int) -> str:
    """Whether the page `tried` to leave or to ask, or has `changed` near the element."""
    seen = await touch.ask(call("did", ms))
    if any(each["kind"] in MEANT for each in touch.taken()):
        return "tried"
    return "changed" if seen["changed"] else ""


async def stroke(touch: Touch, number: int) -> Item:
    """What strokes of one finger and of two, and of the pressed mouse, do that a tap does not."""
    spot = await touch.ask(call("ready", "strokes", number, 0))
    if not spot:
        return {"did": "", "moved": False, "tapped": False}
    x, y = spot["x"], spot["y"]
    did = ""
    moved = False
    await touch.point(x, y)
    await touch.ask(call("begin"))
    await touch.click(x, y)
    tapped = await something(touch, STEP_MS)
    for name, way in (("drag", dragged), ("swipe", swiped), ("pinch", pinched)):
        await touch.ask(call("begin"))
        await way(touch, x, y)
        seen = await touch.ask(call("did", LATE_MS))
        if seen["changed"] or seen["moved"]:
            did, moved = name, name == "drag" and bool(seen["moved"])
            break
    touch.taken()
    return {"did": did, "moved": moved, "tapped": tapped}


async def dragged(touch: Touch, x: float, y: float) -> None:
    """The pressed mouse to the left."""
    await touch.point(x, y)
    await touch.within(touch.tab.mouse.down())
    for step in range(1, STEPS + 1):
        await touch.point(x - STROKE * step / STEPS, y)
    await touch.within(touch.tab.mouse.up())


async def swiped(touch: Touch, x: float, y: float) -> None:
    """One finger to the left."""
    await fingers(touch, [[(x - STROKE * step / STEPS, y)] for step in range(STEPS + 1)])


async def pinched(touch: Touch, x: float, y: float) -> None:
    """Two fingers away from each other."""
    apart = [10 + STROKE / 2 / STEPS * step for step in range(STEPS + 1)]
    await fingers(touch, [[(x - way, y), (x + way, y)] for way in apart])


async def fingers(touch: Touch, places: list[list[tuple[float, float]]]) -> None:
    """Fingers put down, moved from place to place, and lifted."""
    for number, points in enumerate(places):
        kind = "touchMove" if number else "touchStart"
        told = [{"x": x, "y": y, "id": each} for each, (x, y) in enumerate(points)]
        await touch.send("Input.dispatchTouchEvent", type=kind, touchPoints=told)
    await touch.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
