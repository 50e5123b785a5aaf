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
from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look
from minna.text import well_formed

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 80
call = method_caller("minnaGestures")
PRESSES = {"click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup"}
TOUCH_EVENTS = {"touchstart", "touchend", "touchmove", "gesturechange", "pointermove", "mousemove"}
OTHERS = {"keydown", "keyup", "keypress", "dragstart", "dragover", "drop"}
HEARD = PRESSES | TOUCH_EVENTS | OTHERS
NODES = 400
"""Maximum elements that are examined, whatever the page listens to."""
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
    async with interaction(tab) as session:
        try:
            begun = await look(tab, "gestures")
            found = await chosen(session)
            tried, strokes = found.pop("tried"), found.pop("strokes")
            told |= {key: found[key] for key in ("items", "drops", "untabbed")}
            if tried or strokes:
                await session.ask(call("rest", RESTING_MS))
            for number, item in enumerate(tried):
                told["tried"].append(await press_each(session, number, item))
            for number, item in enumerate(strokes):
                told["strokes"].append(item | await stroke(session, number))
            await session.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def chosen(session: InteractionSession) -> dict[str, Any]:
    """The elements to try, out of all that scripts of the page listen to."""
    types = await session.heard(HEARD)
    context = await context_id(session.tab)
    nodes = list(types)[:NODES]
    objects = await asyncio.gather(*(resolved(session, node, context) for node in nodes))
    there = [(types[n], o) for n, o in zip(nodes, objects, strict=True) if o]
    answer = await session.send(
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


async def resolved(session: InteractionSession, node: int, context: int) -> str:
    """An element by the browser's number, as our world's object; nothing if it has gone."""
    given = {"backendNodeId": node, "executionContextId": context}
    try:
        answer = await session.send("DOM.resolveNode", **given)
    except BrowserError:  # pages go on changing while they are looked at
        return ""
    return str(answer["object"]["objectId"])


async def press_each(session: InteractionSession, number: int, item: Item) -> Item:
    """An element with what came of pressing it, at the first of its targets that did something."""
    told = item | {"keyed": False, "pressed": "", "pressed_down": False}
    for target in range(item["targets"]):
        spot = await session.ask(call("ready", "tried", number, target))
        if not spot:
            continue
        if item["kind"] == "control" and not item["by_key"]:
            told["keyed"] = await keyed(session, number)
        if not told["keyed"]:
            told |= await pressed(session, item, spot["x"], spot["y"])
        if told["pressed"] or told["keyed"]:
            await session.press("Escape")
            return told
    return told


async def keyed(session: InteractionSession, number: int) -> bool:
    """Whether the Enter key or the space bar does something where a control has focus."""
    if not await session.ask(call("focus", number)):
        return False
    await session.ask(call("begin"))
    for key in ("Enter", "Space"):
        await session.press(key)
        if await something(session, LATE_MS):
            return True
    return False


async def pressed(session: InteractionSession, item: Item, x: float, y: float) -> Item:
    """What going down does that leaving and letting go does not undo; and what a click does."""
    await session.point(x, y)
    await session.ask(call("begin"))
    session.taken()
    if item["down"] and await acts_on_down(session):
        return {"pressed": "down", "pressed_down": True}
    await session.point(x, y)
    await session.ask(call("begin"))
    await session.click(x, y)
    if await something(session, LATE_MS):
        return {"pressed": "click"}
    if item["double"]:
        await session.within(session.tab.mouse.dblclick(x, y))
        if await something(session, LATE_MS):
            return {"pressed": "dblclick"}
    return {}


async def acts_on_down(session: InteractionSession) -> bool:
    """Whether the pointer going down did something that stays when it goes up elsewhere."""
    await session.within(session.tab.mouse.down())
    down = await outcome(session, STEP_MS)
    await session.point(*AWAY)
    await session.within(session.tab.mouse.up())
    return down == "tried" or bool(down and await outcome(session, STEP_MS))


async def something(session: InteractionSession, ms: int) -> bool:
    """Whether anything came of a touch within some ms."""
    return bool(await outcome(session, ms))


async def outcome(session: InteractionSession, ms: int) -> str:
    """Whether the page `tried` to leave or to ask, or has `changed` near the element."""
    seen = await session.ask(call("did", ms))
    if any(each["kind"] in MEANT for each in session.taken()):
        return "tried"
    return "changed" if seen["changed"] else ""


async def stroke(session: InteractionSession, number: int) -> Item:
    """What strokes of one finger and of two, and of the pressed mouse, do that a tap does not."""
    spot = await session.ask(call("ready", "strokes", number, 0))
    if not spot:
        return {"did": "", "moved": False, "tapped": False}
    x, y = spot["x"], spot["y"]
    did = ""
    moved = False
    await session.point(x, y)
    await session.ask(call("begin"))
    await session.click(x, y)
    tapped = await something(session, STEP_MS)
    for name, way in (("drag", dragged), ("swipe", swiped), ("pinch", pinched)):
        await session.ask(call("begin"))
        await way(session, x, y)
        seen = await session.ask(call("did", LATE_MS))
        if seen["changed"] or seen["moved"]:
            did, moved = name, name == "drag" and bool(seen["moved"])
            break
    session.taken()
    return {"did": did, "moved": moved, "tapped": tapped}


async def dragged(session: InteractionSession, x: float, y: float) -> None:
    """The pressed mouse to the left."""
    await session.point(x, y)
    await session.within(session.tab.mouse.down())
    for step in range(1, STEPS + 1):
        await session.point(x - STROKE * step / STEPS, y)
    await session.within(session.tab.mouse.up())


async def swiped(session: InteractionSession, x: float, y: float) -> None:
    """One finger to the left."""
    await fingers(session, [[(x - STROKE * step / STEPS, y)] for step in range(STEPS + 1)])


async def pinched(session: InteractionSession, x: float, y: float) -> None:
    """Two fingers away from each other."""
    apart = [10 + STROKE / 2 / STEPS * step for step in range(STEPS + 1)]
    await fingers(session, [[(x - way, y), (x + way, y)] for way in apart])


async def fingers(session: InteractionSession, places: list[list[tuple[float, float]]]) -> None:
    """Fingers put down, moved from place to place, and lifted."""
    for number, points in enumerate(places):
        kind = "touchMove" if number else "touchStart"
        told = [{"x": x, "y": y, "id": each} for each, (x, y) in enumerate(points)]
        await session.send("Input.dispatchTouchEvent", type=kind, touchPoints=told)
    await session.send("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
