"""Controls that are pressed, forms whose button is pressed, and what comes of it.

Nothing leaves the page meanwhile: what a script asks the network for is refused, and a press after
which it asked says so (`tried`). What a page changed is put back afterwards.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Page as Tab
from playwright.async_api import Route

from audits.gatherers._look import look
from audits.gatherers._touch import Stopped, Touch, asker, touching

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 70  # what is pressed may leave more behind than what is only given focus
call = asker("minnaActivation")
HEARD = {"click", "mousedown", "mouseup", "pointerdown", "pointerup", "keydown", "submit"}
HEARD |= {"blur", "focusout", "change", "input", "keyup"}
HEARERS = 200
"""So many elements with listeners are asked about."""
HARMLESS = ("image", "stylesheet", "script", "font", "media")
"""Kinds of requests by which a page shows what it has, and asks nothing."""
FOCUS_MS, CLOSING_MS = 700, 300
"""Until a dialog has taken focus, and until it has gone."""
FIELDS = 6
"""Fields of one form that are written into."""
AROUND = 12
"""Presses of the Tab key after which focus counts as held in a dialog."""

Item = dict[str, Any]


async def gather(tab: Tab) -> dict[str, Any]:
    """Of each control, form and field what its use set off; why it stopped.

    `pressed` are controls with name, text and states before and after, parts that `opened`, new
    `texts`, where `focus` is, the `dialog` that came up, and what a second press did (`again`).
    `sent` are forms whose button was pressed, first as they were, then with a letter in each empty
    field (`wrong`); `left` are fields that got a letter and were left.
    """
    told: dict[str, Any] = {"pressed": [], "sent": [], "left": [], "stopped": ""}
    async with touching(tab) as touch:
        try:
            begun = await look(tab, "activation")
            await note_hearers(touch)
            counts = await touch.ask(call("begin"))
            async with nothing_asked(touch):
                for number in range(counts["controls"]):
                    if item := await press(touch, number):
                        told["pressed"].append(item)
                for number in range(counts["forms"]):
                    told["sent"] += await send(touch, number)
                for number in range(counts["fields"]):
                    if item := await leave(touch, number):
                        told["left"].append(item)
            await touch.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


@asynccontextmanager
async def nothing_asked(touch: Touch) -> AsyncIterator[None]:
    """Meanwhile scripts of the page get nothing from the network, and send nothing there."""

    async def refuse(route: Route) -> None:
        request = route.request
        if request.is_navigation_request() or request.resource_type in HARMLESS:
            await route.fallback()
        else:
            touch.note("request", request.url)
            await route.abort("aborted")

    await touch.tab.context.route("**/*", refuse)
    try:
        yield
    finally:
        await touch.tab.context.unroute("**/*", refuse)


async def note_hearers(touch: Touch) -> None:
    """Tell our script which elements listen to what."""
    calls = (
        touch.call(node, f"function() {{ minnaActivation.hears(this, {json.dumps(kinds)}); }}")
        for node, kinds in list((await touch.heard(HEARD)).items())[:HEARERS]
    )
    await asyncio.gather(*calls)


async def press(touch: Touch, number: int) -> Item | None:
    """A control, once and perhaps again to take back what came; None if it takes no focus."""
    if not await touch.ask(call("enter", number, False)):
        return None
    touch.taken()
    where = await touch.ask(call("describe", number))
    await press_key(touch, where)
    seen = await touch.ask(call("after"))
    tried = sorted({event["kind"] for event in touch.taken()})
    if not seen:
        return None
    told: Item = where | seen | {"tried": tried, "again": None}
    if seen["dialog"]:
        told["dialog"] |= await try_dialog(touch)
    elif did_something(seen) and await touch.ask(call("enter", number, True)):
        await press_key(touch, where)
        told["again"] = await touch.ask(call("again"))
    await touch.ask(call("undo"))
    return told


async def press_key(touch: Touch, where: Item) -> None:
    """Press the key that works a control: boxes and switches know only the space bar."""
    await touch.press("Space" if where["role"] in ("checkbox", "switch") else "Enter")


def did_something(seen: Item) -> bool:
    """Whether a press changed anything that a second one may change back."""
    changed = any(seen[what][0] != seen[what][1] for what in ("name", "text", "states"))
    return bool(
        seen["shown"] and (changed or seen["opened"] or seen["turned"] or seen["elsewhere"])
    )


async def try_dialog(touch: Touch) -> Item:
    """Whether focus is in a dialog that came up, what closes it, and where focus is then.

    `focus` says where it is at first, `tab` where the next Tab leads if that is not the dialog.
    `shut` is what closed it: `Escape`, a `button`, or nothing; `held` says that Tab never led out.
    """
    told: Item = {"tab": "", "shut": "", "held": False, "after": "", "control": True}
    told["focus"] = await touch.ask(call("where", FOCUS_MS))
    if told["focus"] != "in":
        await touch.press("Tab")
        told["tab"] = await touch.ask(call("where", 50))
    told["shut"] = await shut(touch)
    if told["shut"]:
        await asyncio.sleep(CLOSING_MS / 1000)
        told["after"] = await touch.ask(call("where", 0))
        told["control"] = await touch.ask(call("controlShown"))
    else:
        told["held"] = await is_held(touch)
    return told


async def shut(touch: Touch) -> str:
    """What closes the dialog by key: `Escape`, a `button`, or nothing."""
    await touch.press("Escape")
    if not await touch.ask(call("isOpen", CLOSING_MS)):
        return "Escape"
    for number in await touch.ask(call("closers")):
        if await touch.ask(call("focus", number)):
            await touch.press("Enter")
            if not await touch.ask(call("isOpen", CLOSING_MS)):
                return "button"
    return ""


async def is_held(touch: Touch) -> bool:
    """Whether the Tab key never leads out of the dialog."""
    if await touch.ask(call("focusFirst")) != "in":
        return False
    for key in ("Tab",) * AROUND + ("Shift+Tab",) * AROUND:
        await touch.press(key)
        if await touch.ask(call("where", 0)) != "in":
            return False
    return True


async def send(touch: Touch, number: int) -> list[Item]:
    """A form's button pressed with the fields as they are, and with a letter in empty ones."""
    found = []
    for wrong in (False, True):
        if wrong and not await write(touch, number):
            break
        if await touch.ask(call("enterForm", number)):
            touch.taken()
            await touch.press("Enter")
            seen: Item = await touch.ask(call("afterForm"))
            tried = sorted({event["kind"] for event in touch.taken()})
            found.append(seen | {"wrong": wrong, "tried": tried})
        await touch.ask(call("undo"))
    return found


async def write(touch: Touch, number: int) -> bool:
    """Type a letter into the empty fields of a form, which few kinds of answers begin with."""
    written = 0
    for at in range(FIELDS):
        if await touch.ask(call("writeInto", number, at)):
            await touch.press("x")
            written += 1
    return bool(written)


async def leave(touch: Touch, number: int) -> Item | None:
    """A field that got a letter and was left; None if it takes no focus or holds something."""
    touch.taken()
    if not await touch.ask(call("enterField", number)):
        await touch.ask(call("undo"))
        return None
    await touch.press("x")
    seen: Item = await touch.ask(call("leaveField"))
    tried = sorted({event["kind"] for event in touch.taken()})
    await touch.ask(call("undo"))
    return seen | {"tried": tried}
