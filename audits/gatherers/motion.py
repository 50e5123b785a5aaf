"""What moves by itself for long, and what listens to the device being moved.

Where motion is listened to, the device is tilted: told are what changes on the page, settings that
speak of it, and how many controls there are in the part that changed.
"""

import asyncio
from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.gatherers._touch import Stopped, Touch, asker, touching

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 10
call = asker("minnaMotion")
SHORT_MS, LASTING_MS, LONG_MS = 2200, 4000, 7000
MOTIONS = ("devicemotion", "deviceorientation", "deviceorientationabsolute")
TILTS = (-80, 80)
"""Degrees, and m/s²: more than a page waits for that is meant to be tilted or shaken."""
TILT_SECONDS = 0.2
"""Until a page has heard of it, and drawn what it makes of it."""
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
    try:
        changed = await tilt(touch)
    finally:
        await touch.session.send("DeviceOrientation.clearDeviceOrientationOverride")
    settings = await touch.ask(call("settings"))
    controls = int(await touch.ask(call("inline")))
    for node in await touch.hearers(KINDS, 40):
        controls += bool(
            await touch.call(node, "function() { return minnaMotion.isControl(this); }")
        )
    return {"sensors": sensors, "tilted": changed, "settings": settings, "controls": controls}


async def tilt(touch: Touch) -> list[dict[str, str]]:
    """What changes while the device is turned by the browser, or else by events of ours.

    A browser without a head has no accelerometer that could be told what to read (Chromium 156),
    and not every page hears of its turning; events of ours come only where nothing else did
    anything.
    """
    await touch.ask(call("beginTilt"))
    for amount in TILTS:
        angles = {"alpha": amount % 360, "beta": amount, "gamma": amount}
        await touch.send("DeviceOrientation.setDeviceOrientationOverride", **angles)
        await asyncio.sleep(TILT_SECONDS)
    changed = await touch.ask(call("changed"))
    if not changed:
        await touch.ask(call("tilt", TILTS))
        changed = await touch.ask(call("changed"))
    await touch.ask(call("endTilt"))
    return list(changed)


async def watched(touch: Touch) -> dict[str, Any]:
    """What scripts move or write anew while nobody touches anything."""
    return dict(await touch.ask(call("watch", SHORT_MS, LASTING_MS, LONG_MS)))
