"""What moves by itself for long, and what listens to the device being moved.

Where motion is listened to, the device is tilted: told are what changes on the page, settings that
speak of it, and how many controls there are beside it.
"""

import asyncio
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
READINGS = ("accelerometer", "linear-acceleration", "gyroscope")
TILTS = (-60, 60)
"""Degrees, m/s² and rad/s."""
TILT_SECONDS = 0.1
"""Until a page has heard of it: sensors are read 60 times a second at the most."""
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
        await put_back(touch)
    settings = await touch.ask(call("settings"))
    controls = int(await touch.ask(call("inline")))
    for node in await touch.hearers(KINDS, 40):
        controls += bool(
            await touch.call(node, "function() { return minnaMotion.isControl(this); }")
        )
    return {"sensors": sensors, "tilted": changed, "settings": settings, "controls": controls}


async def tilt(touch: Touch) -> list[dict[str, str]]:
    """What changes while the device is turned and shaken, by readings of the browser's sensors."""
    await touch.ask(call("beginTilt"))
    for kind in READINGS:
        await touch.send("Emulation.setSensorOverrideEnabled", enabled=True, type=kind)
    for amount in TILTS:
        angles = {"alpha": amount % 360, "beta": amount, "gamma": amount}
        await touch.send("DeviceOrientation.setDeviceOrientationOverride", **angles)
        for kind in READINGS:
            reading = {"xyz": dict.fromkeys("xyz", amount)}
            await touch.send("Emulation.setSensorOverrideReadings", type=kind, reading=reading)
        await asyncio.sleep(TILT_SECONDS)
    return list(await touch.ask(call("endTilt")))


async def put_back(touch: Touch) -> None:
    """Leave the device lying as it did."""
    await touch.session.send("DeviceOrientation.clearDeviceOrientationOverride")
    for kind in READINGS:
        given = {"enabled": False, "type": kind}
        await touch.session.send("Emulation.setSensorOverrideEnabled", given)


async def watched(touch: Touch) -> dict[str, Any]:
    """What scripts move or write anew while nobody touches anything."""
    return dict(await touch.ask(call("watch", SHORT_MS, LASTING_MS, LONG_MS)))
