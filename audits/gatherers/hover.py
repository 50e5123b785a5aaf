"""What appears under the pointer: whether it can be dismissed, reached, and had without a pointer.

Looked for where style sheets show something on hover, and where scripts listen for the pointer.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.gatherers._touch import Stopped, Touch, asker, touching

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 30
call = asker("minnaHover")
KINDS = ("mouseenter", "mouseover", "pointerenter", "pointerover")
AWAY = (1.0, 1.0)


async def gather(tab: Tab) -> dict[str, Any]:
    """Each content that appeared on hover, by its trigger; why the look stopped."""
    told: dict[str, Any] = {"items": [], "stopped": ""}
    async with touching(tab) as touch:
        try:
            await look(tab, "hover")
            for node in await touch.hearers(KINDS, 20):
                await touch.call(node, "function() { return minnaHover.add(this); }")
            for number in range(int(await touch.ask("JSON.stringify(minnaHover.count())"))):
                if item := await hover(touch, number):
                    told["items"].append(item)
            await touch.ask(call("leave"))
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def hover(touch: Touch, number: int) -> dict[str, Any]:
    """What one trigger brings forth, or nothing."""
    await touch.point(*AWAY)
    ready = await touch.ask(call("ready", number))
    await touch.point(*ready["point"])
    seen = await touch.ask(call("seen"))
    if not seen.pop("shown"):
        return {}
    points = seen.pop("points")
    told = {"selector": ready["selector"], "html": ready["html"], **seen}
    here = ready["point"]
    for there in points:
        for part in (0.25, 0.5, 0.75, 1.0):
            step = (a + (b - a) * part for a, b in zip(here, there, strict=True))
            await touch.point(*step)
        here = there
    told["reached"] = (await touch.ask(call("seen")))["shown"]
    await touch.point(*AWAY)
    await touch.ask(call("seen"))
    await touch.point(*ready["point"])
    await touch.ask(call("seen"))
    await touch.press("Escape")
    told["dismissed"] = not (await touch.ask(call("seen")))["shown"]
    await touch.point(*AWAY)
    await touch.ask(call("seen"))
    by_key = await touch.ask(call("focus", number))
    told |= {"focusable": by_key["focusable"], "by_key": by_key["shown"]}
    if told["links"] and not told["by_key"]:
        told |= await otherwise(touch, by_key)
    await touch.ask(call("blur"))
    touch.taken()
    return told


async def otherwise(touch: Touch, by_key: dict[str, Any]) -> dict[str, Any]:
    """Whether a key opens links or comes to them unseen; how many lead where no others lead.

    Where the parent leads to a page of its own, that page may hold the same links.
    """
    if by_key.get("opens"):
        await touch.press("Enter")
        if (await touch.ask(call("seen")))["shown"]:
            await touch.press("Enter")
            return {"by_key": True}
    within = await touch.ask(call("within"))
    if within["shown"]:
        return {"by_key": True}
    if by_key["focusable"] and not by_key["opens"]:
        return {}
    await touch.ask(call("blur"))
    await touch.ask(call("seen"))
    return {"alone": await touch.ask(call("alone"))}
