"""What moves by itself for long, and what listens to the device being moved.

Where motion is listened to, the device is tilted: told are what changes on the page, settings that
speak of it, and how many controls there are beside it.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.gatherers._touch import Stopped, Touch, asker, touching

TOUCHES = True
VIEWPORTS = ("desktop",)
ORDER = 10
call = asker("minnaMotion")
SHORT_MS, LASTING_MS, LONG_MS = 2200, 4000, 7000
MOTIONS = ("devicemotion", "deviceorientation", "deviceorientationabsolute")
KINDS = ("click", "change", "input", "keydown", "pointerdown", "mousedown")


async def gather(tab: Tab) -> dict[str, Any]:
    """What is endless, what moved or was written anew while watched, what tilting changed."""
    told: dict[str, Any] = {
        "endless": [],
        "marquees": [],
        "moving": [],
        "writing": [],
        "sensors": [],
        "tilted": [],
        "settings": [],
        "controls": 0,
        "stopped": "",
    }
    async with touching(tab) as touch:
        try:
            told |= await touch.within(look(tab, "motion"))
            told |= await tilted(touch)
            told |= await watched(touch)
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def tilted(touch: Touch) -> dict[str, Any]:
    """What a page does that listens to the device's motion."""
    kinds = {each["type"] for each in await touch.listeners("window")}
    sensors = sorted(kinds & set(MOTIONS))
    if not sensors:
        return {}
    changed = await touch.ask(call("tilt"))
    settings = await touch.ask(call("settings"))
    controls = int(await touch.ask(call("inline")))
    for node in await touch.hearers(KINDS, 40):
        controls += bool(
            await touch.call(node, "function() { return minnaMotion.isControl(this); }")
        )
    return {"sensors": sensors, "tilted": changed, "settings": settings, "controls": controls}


async def watched(touch: Touch) -> dict[str, Any]:
    """What scripts move or write anew while nobody touches anything."""
    return dict(await touch.ask(call("watch", SHORT_MS, LASTING_MS, LONG_MS)))
