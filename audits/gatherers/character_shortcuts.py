"""Single keys pressed while nothing has focus, on pages that listen for keys as a whole.

Letters, figures and signs that are typed alone: a page that acts on one acts on what people say to
a speech recognition, and on every slip of the hand. Pages without such a listener cost nothing.
"""

import asyncio
from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 50
call = method_caller("minnaKeys")
WHOLE = ("window", "document", "document.documentElement", "document.body")
KINDS = ("keydown", "keypress", "keyup")
KEYS = "abcdefghijklmnopqrstuvwxyz0123456789/?.,;+-=[]'`*#!@"
MANY = 12
"""A page that answers to so many keys answers to typing as such, not to a shortcut."""
FOUND = 6
RESTING_MS = 200
TRIALS = 3
"""So often a key is pressed in all before it is blamed, and so often the page is left alone in turn
with it: what a page does by itself, it does in these pauses as well."""
LONGER = 4
"""A pause is so many times as long as a key has, so that chance favours the page."""
STEP_MS = 15
LATE_MS = 150
"""Some pages wait a little before they act; by then other keys have been pressed."""
BEFORE, SEARCHES = 8, 2
"""So many of the keys before are tried again, and so often on one page."""


async def gather(tab: Tab) -> dict[str, Any]:
    """Who listens, what each key did each time, and controls that may stop it.

    `unsteady` are keys after which something happened, on a page that does as much by itself.
    """
    told: dict[str, Any] = {"listeners": [], "keys": [], "settings": [], "unsteady": []}
    told["stopped"] = ""
    async with interaction(tab) as session:
        try:
            told["listeners"] = await listening(session)
            if told["listeners"]:
                begun = await look(tab, "character_shortcuts")
                told |= await press_all(session, begun["address"])
                told["settings"] = await session.ask(call("settings"))
                await session.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def listening(session: InteractionSession) -> list[str]:
    """The objects of the whole page that listen for keys."""
    found = []
    for whole in WHOLE:
        kinds = {each["type"] for each in await session.listeners(whole)}
        if kinds & set(KINDS):
            found.append(whole)
    return found


async def press_all(session: InteractionSession, address: str) -> dict[str, Any]:
    """Each key once, and those after which something happened against the page left alone."""
    await session.ask(call("top"))
    await session.ask(call("rest", RESTING_MS))
    found: list[dict[str, Any]] = []
    unsteady: list[str] = []
    searches = 0
    for at, key in enumerate(KEYS):
        first = await did(session, key, address)
        if not first:
            continue
        cause = await cause_of(session, key, address)
        if cause == "key":
            found.append({"key": key, **first})
        elif not cause and searches < SEARCHES:
            searches += 1
            found += await late(session, KEYS[max(0, at - BEFORE) : at], address)
        elif cause == "page":
            unsteady.append(key)
        if len(found) >= MANY:
            return {"keys": [], "unsteady": []}
        if len(unsteady) >= FOUND:
            break
    return {"keys": found[:FOUND], "unsteady": unsteady}


async def late(session: InteractionSession, keys: str, address: str) -> list[dict[str, Any]]:
    """Which of the keys before did something a little later, each time, and nothing else did."""
    for key in reversed(keys):
        if (first := await did(session, key, address, LATE_MS)) and not await did(
            session, "", address, LONGER * LATE_MS
        ):
            again = await did(session, key, address, LATE_MS)
            if again and not await did(session, "", address, LONGER * LATE_MS):
                return [{"key": key, **first}]
    return []


async def cause_of(session: InteractionSession, key: str, address: str) -> str:
    """Whether the `key` or the `page` itself is behind what was seen; nothing if it was once."""
    for _ in range(TRIALS - 1):
        if await did(session, "", address, LONGER * STEP_MS):
            return "page"
        if not await did(session, key, address):
            return ""
    return "page" if await did(session, "", address, LONGER * STEP_MS) else "key"


async def did(
    session: InteractionSession, key: str, address: str, ms: int = STEP_MS
) -> dict[str, Any]:
    """What one key set off within some milliseconds, or nothing; without a key, the page itself."""
    session.taken()
    if key:
        await session.press(key)
    await asyncio.sleep(0)
    seen = await session.ask(call("step", ms))
    tried = [each for each in session.taken() if each["kind"] != "sending"]
    if tried:
        return {"kind": tried[0]["kind"], "selector": "html", "html": "<html>"}
    if seen["address"].partition("#")[0] != address.partition("#")[0]:
        return {"kind": "address", "selector": "html", "html": "<html>"}
    if seen["focus"]:
        return {"kind": "focus", "selector": seen["focus"], "html": ""}
    if changed := [*seen["changed"], *seen["valued"]]:
        return {"kind": "changed", "selector": changed[0], "html": ""}
    if seen["scroll"]:
        await session.ask(call("top"))
        return {"kind": "scroll", "selector": "html", "html": ""}
    return {}
