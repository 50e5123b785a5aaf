"""A walk with the Tab key: where focus goes, whether it is seen, and whether it gets out again.

Forwards for up to 60 stops, backwards from the end where that leaves some, and to each control that
listens for keys or for losing focus. Then the skip links are pressed.
"""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 40
call = method_caller("minnaWalk")
STOPS = 60
BACK = 20
SUSPECTS = 12
PICTURES = 8
"""Kinds of controls whose focus is looked for in pixels, as no style near them tells of it."""
LATE_MS, LATEST_MS = 300, 1000
"""A script or an animation may show focus only after so long; some scripts after the latter."""
GUARDS, PASSING_MS = 12, 150
"""Stops hidden from screen readers that are given focus, and the time they have to pass it on."""
INNER = 25
"""Stops within one control that has several of its own: a film, a date, a frame."""
TRAPS = 3
RESTLESS, RESTING_MS = 4, 300
"""Number of times that focus was given within one step, and again in that time without any key."""
OPENERS = 3
OPENING_MS = 600
OPENED = 12
"""Stops within what a button has opened."""
FOCUS = ("focus", "focusin", "blur", "focusout")
KEPT = ("keydown", "keypress", "blur", "focusout", "focus", "focusin")
COMBINATION = re.compile(
    r"(?<![A-Za-z])((?:(?:ctrl|control|alt|shift|コントロール|オルト|シフト)(?:キー)?\s*[+＋と\-]\s*){0,2})"
    r"(esc(?:ape)?|エスケープ|f\d{1,2}|tab|enter|[a-z0-9])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
NAMES = {
    "esc": "Escape",
    "escape": "Escape",
    "エスケープ": "Escape",
    "tab": "Tab",
    "enter": "Enter",
}
HELD = {"ctrl": "Control", "control": "Control", "コントロール": "Control", "オルト": "Alt"}
HELD |= {"alt": "Alt", "shift": "Shift", "シフト": "Shift"}

Stop = dict[str, Any]


@dataclass(slots=True)
class Walk:
    """What has been seen on the way."""

    session: InteractionSession
    stops: list[Stop] = field(default_factory=list)
    lost: dict[int, Stop] = field(default_factory=dict)
    traps: list[Stop] = field(default_factory=list)
    changes: list[Stop] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    pictures: dict[str, str] = field(default_factory=dict)
    hidden: list[Stop] = field(default_factory=list)
    listens: bool | None = None
    complete: bool = False


async def gather(tab: Tab) -> dict[str, Any]:
    """Stops in their order, traps, lost focus, what focus set off, skip links; why it stopped.

    `hidden`, where there are any, are parts kept from screen readers: whether the Tab key `met` a
    stop in them, and whether one `kept` the focus that it was given.
    """
    async with interaction(tab) as session:
        walk = Walk(session)
        told: dict[str, Any] = {"tabbable": 0, "skips": [], "stopped": ""}
        try:
            begun = await look(tab, "tab_order")
            told["tabbable"] = begun["count"]
            if begun["count"]:
                await walk_through(walk)
                told["skips"] = await skip_links(walk)
                await try_guards(walk)
            await session.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    if walk.hidden:
        told["hidden"] = walk.hidden
    return told | {
        "complete": walk.complete,
        "stops": walk.stops,
        "lost": list(walk.lost.values()),
        "traps": walk.traps,
        "changes": walk.changes,
    }


async def walk_through(walk: Walk) -> None:
    """Forwards, backwards from the end, and to those who may hold focus."""
    await forwards(walk)
    if not walk.complete and len(walk.traps) < TRAPS:
        await backwards(walk)
    await try_suspects(walk)
    await try_openers(walk)


async def go(walk: Walk, key: str, before: Stop | None) -> Stop:
    """Press a key, see where focus is, and note what that set off."""
    await walk.session.press(key)
    stop: Stop = await walk.session.ask(call("step"))
    await notice_restlessness(walk, stop)
    tried = walk.session.taken()
    number = stop["number"]
    here = [n for n in stop["focused"] if n != (before or {}).get("number")]
    if stop["nobody"] and not stop["out"]:
        for other in here[-1:]:
            walk.lost.setdefault(other, await walk.session.ask(call("describe", other)))
    moved = len(here) > 1 and number is not None and number == here[-1]
    if tried and here:
        where = await walk.session.ask(call("describe", here[0]))
        walk.changes += [where | event for event in tried]
    elif moved and number not in (before or {}).get("focused", []):
        where = await walk.session.ask(call("describe", here[0]))
        to = await walk.session.ask(call("describe", number))
        walk.changes.append(where | {"kind": "focus", "what": to["selector"]})
    stop["tried"] = tried if not here else []
    return stop


async def notice_restlessness(walk: Walk, stop: Stop) -> None:
    """Where focus goes to and fro by itself, nobody gets anywhere, and the walk ends."""
    if stop["events"] < RESTLESS:
        return
    later = await walk.session.ask(call("step", RESTING_MS))
    if later["events"] < RESTLESS:
        return
    members = [await walk.session.ask(call("describe", number)) for number in later["focused"]]
    walk.traps.append({"numbers": later["focused"], "members": members, "tried": []})
    raise Stopped("restless")


async def forwards(walk: Walk) -> None:
    """From the top, until the end, too many stops, or a place that lets nobody on."""
    order: list[int] = []
    here: Stop | None = None
    inner = jumps = 0
    while len(walk.stops) < STOPS:
        came = await go(walk, "Tab", here)
        if came["out"]:
            walk.complete = True
            if here and came["number"] == here["number"]:
                await judge_circle(walk, [here["number"]], came)
            return
        number = came["number"]
        if number is None:
            if len(walk.lost) >= STOPS:
                return
            order.append(-1 - len(order))
            if len(order) > STOPS * 2:
                return
            continue
        if here and here["number"] == number and came["several"] and inner < INNER:
            inner += 1
            continue
        inner = 0
        if number not in order:
            order.append(number)
            here = await noted(walk, came)
            continue
        circle = order[order.index(number) :]
        if not came["several"]:
            await judge_circle(walk, [n for n in circle if n >= 0], came)
        after = await walk.session.ask(call("nextAfter", max(circle)))
        jumps += 1
        if after is None or jumps > TRAPS:
            return
        await walk.session.ask(call("focus", after))
        here = await walk.session.ask(call("step"))
        if here["number"] != after or after in order:
            return
        order.append(after)
        here = await noted(walk, here)


async def noted(walk: Walk, stop: Stop) -> Stop:
    """A new stop, with what pixels say where its styles do not tell whether focus is seen."""
    if stop["number"] in walk.seen:
        return stop
    walk.seen.add(stop["number"])
    if stop["shown"] == "no" and not stop["writes"] and not stop["several"]:
        stop["shown"] = await shown_in_pixels(walk, stop)
    hidden = ("focused", "events", "out", "nobody", "scroll", "tried", "context")
    walk.stops.append({k: v for k, v in stop.items() if k not in hidden})
    return stop


async def shown_in_pixels(walk: Walk, stop: Stop) -> str:
    """Whether the window looks another with focus on a control than without: `yes` or `no`.

    `unknown` where nobody can say: the control lies out of sight, or its place moves by itself.
    """
    if stop["off_page"] or stop["inside"]:
        return "unknown"
    if await walk.session.ask(call("differsAround", stop["number"])):
        return "yes"
    context = stop["context"]
    if context not in walk.pictures:
        if len(walk.pictures) >= PICTURES:
            return "unknown"
        walk.pictures[context] = await compared_pictures(walk, stop["number"])
    return walk.pictures[context]


async def compared_pictures(walk: Walk, number: int) -> str:
    """What pictures of the window say that are taken with focus and without."""
    session = walk.session

    listens = await listens_to_focus(walk)

    async def taken(how: str, late_ms: int) -> str:
        await session.ask(call(how, number))
        if listens or await session.ask(call("isChanging")):
            await asyncio.sleep(late_ms / 1000)
        return await session.picture(await session.ask(call("window")))

    late_ms = LATE_MS
    pictures = [await taken("refocus", late_ms), await taken("blur", late_ms)]
    if listens and pictures[0] == pictures[1]:
        late_ms = LATEST_MS
        pictures = [await taken("refocus", late_ms), await taken("blur", LATE_MS)]
    if pictures[0] != pictures[1]:
        pictures += [await taken("refocus", late_ms), await taken("blur", LATE_MS)]
    await session.ask(call("refocus", number))
    if len(pictures) == 2:
        return "no"
    found = await session.ask(call("compare", number, pictures))
    if found["changed"]:
        return "yes"
    return "unknown" if found["moving"] else "no"


async def listens_to_focus(walk: Walk) -> bool:
    """Whether scripts of the page listen to focus, so that they may show it by and by."""
    if walk.listens is None:
        on_window = {each["type"] for each in await walk.session.listeners("window")}
        heard = await walk.session.hearers(FOCUS, 1)
        walk.listens = bool(heard) or not on_window.isdisjoint(FOCUS)
    return walk.listens


async def try_guards(walk: Walk) -> None:
    """Whether what is hidden from screen readers keeps the focus that it is given."""
    parts: dict[str, Stop] = {}
    for stop in (await walk.session.ask(call("hidden")))[:GUARDS]:
        kept = await walk.session.ask(call("keeps", stop["number"], PASSING_MS))
        met = stop["number"] in walk.seen
        part = parts.setdefault(
            stop["selector"],
            {"selector": stop["selector"], "html": stop["html"], "kept": False, "met": False},
        )
        if kept and (met or not part["kept"]):
            part |= {"kept": True, "met": met}
    walk.hidden = list(parts.values())


async def backwards(walk: Walk) -> None:
    """From the end of the page upwards, for stops that the way down did not reach."""
    await walk.session.ask(call("focus", 0))
    here: Stop | None = None
    for _ in range(BACK):
        came = await go(walk, "Shift+Tab", here)
        if came["number"] is None or came["out"]:
            continue
        if came["number"] in walk.seen or (here and here["number"] == came["number"]):
            return
        came["back"] = True
        here = await noted(walk, came)


async def try_suspects(walk: Walk) -> None:
    """Controls that listen for keys or for losing focus, and were not met on the way."""
    numbers = []
    for node in await walk.session.hearers(KEPT, SUSPECTS * 4):
        number = await walk.session.call(node, "function() { return minnaWalk.ifTabbable(this); }")
        if number is not None and number not in walk.seen and number not in walk.lost:
            numbers.append(number)
    for number in numbers[:SUSPECTS]:
        if len(walk.traps) >= TRAPS:
            return
        await walk.session.ask(call("focus", number))
        here = await walk.session.ask(call("step"))
        if here["number"] != number or here["out"] or here["several"]:
            continue
        circle = [number]
        for _ in range(3):
            came = await go(walk, "Tab", here)
            if came["out"] or came["number"] is None:
                break
            if came["number"] in circle:
                await judge_circle(walk, circle[circle.index(came["number"]) :], came)
                break
            circle.append(came["number"])
            here = came


async def try_openers(walk: Walk) -> None:
    """What buttons open: whether the Tab key leads out of it again."""
    for number in (await walk.session.ask(call("openers")))[:OPENERS]:
        if len(walk.traps) >= TRAPS:
            return
        await walk.session.ask(call("focus", number))
        here = await walk.session.ask(call("step"))
        if here["number"] != number:
            continue
        here = await go(walk, "Enter", here)
        if not await walk.session.ask(call("isOpen", number, OPENING_MS)):
            continue
        circle: list[int] = []
        for _ in range(OPENED):
            if here["out"] or here["number"] is None or here.get("several"):
                break
            if here["number"] in circle:
                circle = circle[circle.index(here["number"]) :]
                if number not in circle:
                    await judge_circle(walk, circle, here)
                break
            circle.append(here["number"])
            here = await go(walk, "Tab", here)
        if await walk.session.ask(call("isOpen", number, 0)):
            await walk.session.ask(call("focus", number))
            await walk.session.press("Enter")


async def judge_circle(walk: Walk, circle: list[int], here: Stop) -> None:
    """Whether keys lead out of a few stops that come round again; if not, it is a trap."""
    for trap in walk.traps:
        if set(trap["numbers"]) & set(circle):
            return
    if await gets_out(walk, circle, here):
        return
    session = walk.session
    dialog = await session.ask(call("inDialog", circle))
    if dialog and await session.ask(call("canClose", circle)):
        return
    told = await session.ask(call("textShown"))
    if await is_told_the_way_out(walk, circle, told):
        return
    for number in await session.ask(call("tellers", circle)):
        await click(session, number)
        more = await session.ask(call("textShown"))
        if more != told and await is_told_the_way_out(walk, circle, more):
            return
        told = more
    members = [await session.ask(call("describe", number)) for number in circle]
    tried = [event["kind"] for event in here["tried"]]
    walk.traps.append({"numbers": circle, "members": members, "tried": tried})


async def click(session: InteractionSession, number: int) -> None:
    """Press a control with the pointer, or with a key where the pointer does not meet it."""
    if spot := await session.ask(call("spot", number)):
        await session.click(*spot)
    else:
        await session.ask(call("focus", number))
        await session.press("Enter")


async def gets_out(walk: Walk, circle: list[int], here: Stop) -> bool:
    """By Shift and Tab, or by Escape and Tab; who is out does not come back at the next press."""
    presses = len(circle) + 1
    for keys in (("Shift+Tab",) * presses, ("Escape", *("Tab",) * presses)):
        for key in keys:
            before, here = here, await go(walk, key, here)
            if here["out"] and here["number"] != before["number"]:
                return True
            if not here["out"] and here["number"] not in (None, *circle):
                here = await go(walk, keys[-1], here)
                if here["number"] not in circle:
                    return True
    return False


async def is_told_the_way_out(walk: Walk, circle: list[int], text: str) -> bool:
    """Whether keys that the page names lead out."""
    for keys in combinations(text)[:5]:
        await walk.session.ask(call("focus", circle[0]))
        await walk.session.ask(call("step"))
        await walk.session.press(keys)
        here = await walk.session.ask(call("step"))
        if here["number"] not in (None, *circle):
            return True
        here = await go(walk, "Tab", here)
        if here["number"] not in (None, *circle):
            return True
    return False


def combinations(text: str) -> list[str]:
    """Keys with others held, and Escape and the function keys, that a text names.

    >>> combinations("Press Ctrl+M to exit, or Esc. ESCキー、Alt + 0 で戻る")
    ['Control+m', 'Escape', 'Alt+0']
    """
    found: dict[str, None] = {}
    for held, key in COMBINATION.findall(text):
        holding = [HELD[h.lower()] for h in re.findall("|".join(HELD), held, re.IGNORECASE)]
        name = NAMES.get(key.lower(), key.lower() if len(key) == 1 else key.upper())
        if holding or (len(name) > 1 and name not in ("Tab", "Enter")):
            found["+".join([*holding, name])] = None
    return list(found)


async def skip_links(walk: Walk) -> list[Stop]:
    """Each skip link pressed: whether there is where it leads, and where the next Tab goes."""
    session, found = walk.session, []
    for number in await session.ask(call("skips")):
        await session.ask(call("focus", number))
        await session.ask(call("step"))
        await session.press("Enter")
        pressed = await session.ask(call("step"))
        at_once = await session.ask(call("skipped", number, pressed["number"]))
        moved = at_once["moved"]
        await session.press("Tab")
        after = await session.ask(call("step"))
        told = await session.ask(call("skipped", number, None if after["out"] else after["number"]))
        found.append(told | {"moved": moved, "end": after["out"] or after["nobody"]})
        session.taken()
    return found
