"""Fields that are changed as visitors change them: the next option, a tick, a letter.

Only where something listens for it. What was changed is put back; nothing is sent.
"""

from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Page as Tab

from audits.facts.field_changes import FieldChange, FieldChanges
from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 60
call = method_caller("minnaInputs")
KINDS = ("change", "input", "keyup", "keydown", "keypress", "click")
PAUSES = 30
"""Of 40 ms, in which a page that acted is left alone: what it does then, it does by itself."""
ENDING = 10
"""Pauses before that, in which what a change set off may come to its end."""

Item = dict[str, Any]


async def gather(tab: Tab) -> FieldChanges:
    """Each field that was changed, with what its change set off; why it stopped."""
    told: FieldChanges = {"items": [], "stopped": ""}
    async with interaction(tab) as session:
        try:
            begun = await look(tab, "field_changes")
            heard = await heard_of(session) if begun["items"] else set()
            for number, item in enumerate(begun["items"]):
                if item["inline"] or number in heard:
                    told["items"].append(await change(session, number, item, begun["address"]))
            await session.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def heard_of(session: InteractionSession) -> set[int]:
    """The fields for whose change something listens, on themselves or around them."""
    found: set[int] = set()
    for node in await session.hearers(KINDS, 150):
        held = await session.call(
            node, "function() { return this.nodeType === 9 ? 'all' : minnaInputs.holds(this); }"
        )
        found |= set(range(100)) if held == "all" else set(held or [])
    return found


async def change(session: InteractionSession, number: int, item: Any, address: str) -> FieldChange:
    """Change one field, see what came of it, put it back."""
    session.taken()
    told: FieldChange = item | {"did": "", "to": ""}
    if not await session.ask(call("enter", number)):
        return told
    session.taken()
    for key in await keys_for(session, number, item):
        await session.press(key)
        seen = await session.ask(call("after", number))
        did = outcome(seen, session.taken(), address)
        if did and not await by_itself(session, number, address):
            told["did"], told["to"] = did["did"], did["to"]
        if did:
            break
    if not told["did"] and item["way"] == "text":
        await session.press("Backspace")
    if item["way"] == "checkbox" and not told["did"]:
        await session.press("Space")
    await session.ask(call("restore", number))
    session.taken()
    return told


async def by_itself(session: InteractionSession, number: int, address: str) -> bool:
    """Whether the page does such things with nothing pressed: focus returned, and left alone."""
    for _ in range(ENDING):  # what the change itself set off comes to its end
        await session.ask(call("after", number))
    await session.ask(call("back", number))
    session.taken()
    for _ in range(PAUSES):
        seen = await session.ask(call("after", number))
        if outcome(seen, session.taken(), address):
            return True
    return False


async def keys_for(session: InteractionSession, number: int, item: Item) -> list[str]:
    """What changes a field of its kind; a field of few characters is filled."""
    if item["way"] == "select":
        return ["ArrowDown" if await session.ask(call("hasNext", number)) else "ArrowUp"]
    if item["way"] == "text":
        return ["1"] * item["length"] if await session.ask(call("isEmpty", number)) else []
    return ["Space"]


def outcome(seen: Item, tried: list[dict[str, str]], address: str) -> Item:
    """The gravest of what a change set off; nothing where it set off nothing.

    >>> outcome({"submitted": False, "moved": "#b", "gone": False, "address": "http://a/"}, [], "http://a/")
    {'did': 'focus', 'to': '#b'}
    """
    if seen["submitted"]:
        return {"did": "submit", "to": ""}
    for event in tried:
        if event["kind"] == "navigation":
            same = urlsplit(event["what"])[:3] == urlsplit(address)[:3]
            return {"did": "reload" if same else "navigation", "to": urlsplit(event["what"]).path}
        if event["kind"] in ("window", "dialog"):
            return {"did": event["kind"], "to": ""}
    if seen["moved"]:
        return {"did": "focus", "to": seen["moved"]}
    return {}
