"""What appears under the pointer: whether it can be dismissed, reached, and had without a pointer.

Looked for where style sheets show something on hover, and where scripts listen for the pointer.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 30
call = method_caller("minnaHover")
KINDS = ("mouseenter", "mouseover", "pointerenter", "pointerover")
AWAY = (1.0, 1.0)


async def gather(tab: Tab) -> dict[str, Any]:
    """Each content that appeared on hover, by its trigger; why the look stopped."""
    told: dict[str, Any] = {"items": [], "stopped": ""}
    async with interaction(tab) as session:
        try:
            await look(tab, "hover")
            for node in await session.hearers(KINDS, 20):
                await session.call(node, "function() { return minnaHover.add(this); }")
            for number in range(int(await session.ask("JSON.stringify(minnaHover.count())"))):
                if item := await hover(session, number):
                    told["items"].append(item)
            await session.ask(call("leave"))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def hover(session: InteractionSession, number: int) -> dict[str, Any]:
    """What one trigger brings forth, or nothing."""
    await session.point(*AWAY)
    ready = await session.ask(call("ready", number))
    await session.point(*ready["point"])
    seen = await session.ask(call("seen"))
    if not seen.pop("shown"):
        return {}
    points = seen.pop("points")
    told = {"selector": ready["selector"], "html": ready["html"], **seen}
    here = ready["point"]
    for there in points:
        for part in (0.25, 0.5, 0.75, 1.0):
            step = (a + (b - a) * part for a, b in zip(here, there, strict=True))
            await session.point(*step)
        here = there
    told["reached"] = (await session.ask(call("seen")))["shown"]
    await session.point(*AWAY)
    await session.ask(call("seen"))
    await session.point(*ready["point"])
    await session.ask(call("seen"))
    await session.press("Escape")
    told["dismissed"] = not (await session.ask(call("seen")))["shown"]
    await session.point(*AWAY)
    await session.ask(call("seen"))
    by_key = await session.ask(call("focus", number))
    told |= {"focusable": by_key["focusable"], "by_key": by_key["shown"]}
    if told["links"] and not told["by_key"]:
        told |= await otherwise(session, by_key)
    await session.ask(call("blur"))
    session.taken()
    return told


async def otherwise(session: InteractionSession, by_key: dict[str, Any]) -> dict[str, Any]:
    """Whether a key opens links or comes to them unseen; how many lead where no others lead.

    Where the parent leads to a page of its own, that page may hold the same links.
    """
    if by_key.get("opens"):
        await session.press("Enter")
        if (await session.ask(call("seen")))["shown"]:
            await session.press("Enter")
            return {"by_key": True}
    within = await session.ask(call("within"))
    if within["shown"]:
        return {"by_key": True}
    if by_key["focusable"] and not by_key["opens"]:
        return {}
    await session.ask(call("blur"))
    await session.ask(call("seen"))
    return {"alone": await session.ask(call("alone"))}
