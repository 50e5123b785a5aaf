"""What moves by itself for long, and what listens to the device being moved.

Where motion is listened to, the device is tilted: told are what changes on the page, settings that
speak of it, and how many controls there are in the part that changed.
"""

import asyncio
from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 10
call = method_caller("minnaMotion")
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
    async with interaction(tab) as session:
        try:
            told |= await session.within(look(tab, "motion_and_orientation"))
            told |= await tilted(session)
            told |= await watched(session)
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def tilted(session: InteractionSession) -> dict[str, Any]:
    """What a page does that listens to the device's motion."""
    kinds = {each["type"] for each in await session.listeners("window")}
    sensors = sorted(kinds & set(MOTIONS))
    if not sensors:
        return {}
    try:
        changed = await tilt(session)
    finally:
        await session.session.send("DeviceOrientation.clearDeviceOrientationOverride")
    settings = await session.ask(call("settings"))
    controls = int(await session.ask(call("inline")))
    for node in await session.hearers(KINDS, 40):
        controls += bool(
            await session.call(node, "function() { return minnaMotion.isControl(this); }")
        )
    return {"sensors": sensors, "tilted": changed, "settings": settings, "controls": controls}


async def tilt(session: InteractionSession) -> list[dict[str, str]]:
    """What changes while the device is turned by the browser, or else by events of ours.

    A browser without a head has no accelerometer that could be told what to read (Chromium 156),
    and not every page hears of its turning; events of ours come only where nothing else did
    anything.
    """
    await session.ask(call("beginTilt"))
    for amount in TILTS:
        angles = {"alpha": amount % 360, "beta": amount, "gamma": amount}
        await session.send("DeviceOrientation.setDeviceOrientationOverride", **angles)
        await asyncio.sleep(TILT_SECONDS)
    changed = await session.ask(call("changed"))
    if not changed:
        await session.ask(call("tilt", TILTS))
        changed = await session.ask(call("changed"))
    await session.ask(call("endTilt"))
    return list(changed)


async def watched(session: InteractionSession) -> dict[str, Any]:
    """What scripts move or write anew while nobody touches anything."""
    return dict(await session.ask(call("watch", SHORT_MS, LASTING_MS, LONG_MS)))
