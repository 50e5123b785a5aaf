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

from audits.facts.activation import Activation, LeftField, PressedControl, SentForm
from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 70  # what is pressed may leave more behind than what is only given focus
call = method_caller("minnaActivation")
HEARD = {"click", "mousedown", "mouseup", "pointerdown", "pointerup", "keydown", "submit"}
HEARD |= {"blur", "focusout", "change", "input", "keyup"}
HEARERS = 200
"""Maximum elements with listeners that are examined."""
HARMLESS = ("image", "stylesheet", "script", "font", "media")
"""Kinds of requests by which a page shows what it has, and asks nothing."""
FOCUS_MS, CLOSING_MS = 700, 300
"""Until a dialog has taken focus, and until it has gone."""
FIELDS = 6
"""Fields of one form that are written into."""
AROUND = 12
"""Presses of the Tab key after which focus counts as held in a dialog."""

Item = dict[str, Any]


async def gather(tab: Tab) -> Activation:
    """Of each control, form and field what its use set off; why it stopped.

    `pressed` are controls with name, text and states before and after, parts that `opened`, new
    `texts`, where `focus` is, the `dialog` that came up, and what a second press did (`again`).
    `sent` are forms whose button was pressed, first as they were, then with a letter in each empty
    field (`wrong`); `left` are fields that got a letter and were left.
    """
    told: Activation = {"pressed": [], "sent": [], "left": [], "stopped": ""}
    async with interaction(tab) as session:
        try:
            begun = await look(tab, "activation")
            await note_hearers(session)
            counts = await session.ask(call("begin"))
            async with nothing_asked(session):
                for number in range(counts["controls"]):
                    if item := await press(session, number):
                        told["pressed"].append(item)
                for number in range(counts["forms"]):
                    told["sent"] += await send(session, number)
                for number in range(counts["fields"]):
                    if field := await leave(session, number):
                        told["left"].append(field)
            await session.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


@asynccontextmanager
async def nothing_asked(session: InteractionSession) -> AsyncIterator[None]:
    """Meanwhile scripts of the page get nothing from the network, and send nothing there."""

    async def refuse(route: Route) -> None:
        request = route.request
        if request.is_navigation_request() or request.resource_type in HARMLESS:
            await route.fallback()
        else:
            session.note("request", request.url)
            await route.abort("aborted")

    await session.tab.context.route("**/*", refuse)
    try:
        yield
    finally:
        await session.tab.context.unroute("**/*", refuse)


async def note_hearers(session: InteractionSession) -> None:
    """Tell our script which elements listen to what."""
    calls = (
        session.call(node, f"function() {{ minnaActivation.hears(this, {json.dumps(kinds)}); }}")
        for node, kinds in list((await session.heard(HEARD)).items())[:HEARERS]
    )
    await asyncio.gather(*calls)


async def press(session: InteractionSession, number: int) -> PressedControl | None:
    """A control, once and perhaps again to take back what came; None if it takes no focus."""
    if not await session.ask(call("enter", number, False)):
        return None
    session.taken()
    where = await session.ask(call("describe", number))
    await press_key(session, where)
    seen = await session.ask(call("after"))
    tried = sorted({event["kind"] for event in session.taken()})
    if not seen:
        return None
    told: PressedControl = where | seen | {"tried": tried, "again": None}
    if seen["dialog"]:
        told["dialog"] = seen["dialog"] | await try_dialog(session)
    elif did_something(seen) and await session.ask(call("enter", number, True)):
        await press_key(session, where)
        told["again"] = await session.ask(call("again"))
    await session.ask(call("undo"))
    return told


async def press_key(session: InteractionSession, where: Item) -> None:
    """Press the key that works a control: boxes and switches know only the space bar."""
    await session.press("Space" if where["role"] in ("checkbox", "switch") else "Enter")


def did_something(seen: Item) -> bool:
    """Whether a press changed anything that a second one may change back."""
    changed = any(seen[what][0] != seen[what][1] for what in ("name", "text", "states"))
    return bool(
        seen["shown"] and (changed or seen["opened"] or seen["turned"] or seen["elsewhere"])
    )


async def try_dialog(session: InteractionSession) -> Item:
    """Whether focus is in a dialog that came up, what closes it, and where focus is then.

    `focus` says where it is at first, `tab` where the next Tab leads if that is not the dialog.
    `shut` is what closed it: `Escape`, a `button`, or nothing; `held` says that Tab never led out.
    """
    told: Item = {"tab": "", "shut": "", "held": False, "after": "", "control": True}
    told["focus"] = await session.ask(call("where", FOCUS_MS))
    if told["focus"] != "in":
        await session.press("Tab")
        told["tab"] = await session.ask(call("where", 50))
    told["shut"] = await shut(session)
    if told["shut"]:
        await asyncio.sleep(CLOSING_MS / 1000)
        told["after"] = await session.ask(call("where", 0))
        told["control"] = await session.ask(call("controlShown"))
    else:
        told["held"] = await is_held(session)
    return told


async def shut(session: InteractionSession) -> str:
    """What closes the dialog by key: `Escape`, a `button`, or nothing."""
    await session.press("Escape")
    if not await session.ask(call("isOpen", CLOSING_MS)):
        return "Escape"
    for number in await session.ask(call("closers")):
        if await session.ask(call("focus", number)):
            await session.press("Enter")
            if not await session.ask(call("isOpen", CLOSING_MS)):
                return "button"
    return ""


async def is_held(session: InteractionSession) -> bool:
    """Whether the Tab key never leads out of the dialog."""
    if await session.ask(call("focusFirst")) != "in":
        return False
    for key in ("Tab",) * AROUND + ("Shift+Tab",) * AROUND:
        await session.press(key)
        if await session.ask(call("where", 0)) != "in":
            return False
    return True


async def send(session: InteractionSession, number: int) -> list[SentForm]:
    """A form's button pressed with the fields as they are, and with a letter in empty ones."""
    found: list[SentForm] = []
    for wrong in (False, True):
        if wrong and not await write(session, number):
            break
        if await session.ask(call("enterForm", number)):
            session.taken()
            await session.press("Enter")
            seen = await session.ask(call("afterForm"))
            tried = sorted({event["kind"] for event in session.taken()})
            found.append(seen | {"wrong": wrong, "tried": tried})
        await session.ask(call("undo"))
    return found


async def write(session: InteractionSession, number: int) -> bool:
    """Type a letter into the empty fields of a form, which few kinds of answers begin with."""
    written = 0
    for at in range(FIELDS):
        if await session.ask(call("writeInto", number, at)):
            await session.press("x")
            written += 1
    return bool(written)


async def leave(session: InteractionSession, number: int) -> LeftField | None:
    """A field that got a letter and was left; None if it takes no focus or holds something."""
    session.taken()
    if not await session.ask(call("enterField", number)):
        await session.ask(call("undo"))
        return None
    await session.press("x")
    seen = await session.ask(call("leaveField"))
    tried = sorted({event["kind"] for event in session.taken()})
    await session.ask(call("undo"))
    left: LeftField = seen | {"tried": tried}
    return left
