"""Fields that are changed as visitors change them: the next option, a tick, a letter.

Only where something listens for it. What was changed is put back; nothing is sent.
"""

from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.gatherers._touch import Stopped, Touch, asker, touching

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 60
call = asker("minnaInputs")
KINDS = ("change", "input", "keyup", "keydown", "keypress", "click")
PAUSES = 30
"""Of 40 ms, in which a page that acted is left alone: what it does then, it does by itself."""
ENDING = 10
"""Pauses before that, in which what a change set off may come to its end."""

Item = dict[str, Any]


async def gather(tab: Tab) -> dict[str, Any]:
    """Each field that was changed, with what its change set off; why it stopped."""
    told: dict[str, Any] = {"items": [], "stopped": ""}
    async with touching(tab) as touch:
        try:
            begun = await look(tab, "inputs")
            heard = await heard_of(touch) if begun["items"] else set()
            for number, item in enumerate(begun["items"]):
                if item["inline"] or number in heard:
                    told["items"].append(await change(touch, number, item, begun["address"]))
            await touch.ask(call("leave", begun["address"]))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def heard_of(touch: Touch) -> set[int]:
    """The fields for whose change something listens, on themselves or around them."""
    found: set[int] = set()
    for node in await touch.hearers(KINDS, 150):
        held = await touch.call(
            node, "function() { return this.nodeType === 9 ? 'all' : minnaInputs.holds(this); }"
        )
        found |= set(range(100)) if held == "all" else set(held or [])
    return found


async def change(touch: Touch, number: int, item: Item, address: str) -> Item:
    """Change one field, see what came of it, put it back."""
    touch.taken()
    told = item | {"did": "", "to": ""}
    if not await touch.ask(call("enter", number)):
        return told
    touch.taken()
    for key in await keys_for(touch, number, item):
        await touch.press(key)
        seen = await touch.ask(call("after", number))
        did = outcome(seen, touch.taken(), address)
        if did and not await by_itself(touch, number, address):
            told |= did
        if did:
            break
    if not told["did"] and item["way"] == "text":
        await touch.press("Backspace")
    if item["way"] == "checkbox" and not told["did"]:
        await touch.press("Space")
    await touch.ask(call("restore", number))
    touch.taken()
    return told


async def by_itself(touch: Touch, number: int, address: str) -> bool:
    """Whether the page does such things with nothing pressed: focus returned, and left alone."""
    for _ in range(ENDING):  # what the change itself set off comes to its end
        await touch.ask(call("after", number))
    await touch.ask(call("back", number))
    touch.taken()
    for _ in range(PAUSES):
        seen = await touch.ask(call("after", number))
        if outcome(seen, touch.taken(), address):
            return True
    return False


async def keys_for(touch: Touch, number: int, item: Item) -> list[str]:
    """What changes a field of its kind; a field of few characters is filled."""
    if item["way"] == "select":
        return ["ArrowDown" if await touch.ask(call("hasNext", number)) else "ArrowUp"]
    if item["way"] == "text":
        return ["1"] * item["length"] if await touch.ask(call("isEmpty", number)) else []
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
