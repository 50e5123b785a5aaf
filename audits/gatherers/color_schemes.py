"""The page as it is shown to those who asked for dark colours, or for few and strong ones.

Dark colours are looked at where the page speaks of them. `dark` are texts that are weaker then, and
`forced` those that keep their own colours under forced ones, one of each look: `drawn` is the
ground that a picture shows. `vanished` are links and buttons of one drawing that forced colours
take away.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import evaluate
from audits.browser.style_sheet import STILL, style_sheet
from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 15
call = method_caller("minnaSchemes")
DARK = {"name": "prefers-color-scheme", "value": "dark"}
FORCED = {"name": "forced-colors", "value": "active"}
GROUND = ":root {column-rule-color: Canvas !important}"
"""Tells the ground of the window by the colour of a line that is never drawn."""
PICTURES = 6
ICONS = 8
PLAIN = 0.3
"""The share of the points that has one colour where text stands on plain ground."""
SEEN = 0.01
"""The share of the points of a small drawing that can be told from its ground."""


async def gather(tab: Tab) -> dict[str, Any]:
    """What is weak in `dark`, what is weak and what has vanished when `forced`; why it stopped."""
    told: dict[str, Any] = {"is_dark": False, "looked": 0, "dark": [], "forced": []}
    told |= {"icons": 0, "vanished": [], "stopped": ""}
    async with interaction(tab) as session:
        try:
            await look(tab, "color_schemes")
            async with style_sheet(tab, STILL + GROUND):
                await in_each_scheme(session, told)
        except Stopped as why:
            told["stopped"] = str(why)
    return told


async def in_each_scheme(session: InteractionSession, told: dict[str, Any]) -> None:
    """Look at the page as it is, then in dark colours and under forced ones where it has any."""
    try:
        begun = await session.ask(call("begin"))
        told["is_dark"], told["looked"] = begun["dark"], begun["forced"]
        if begun["dark"]:
            told["dark"] = await weakened(session, [DARK], own=False)
        if begun["forced"]:
            await when_forced(session, told)
    except Stopped as why:
        told["stopped"] = str(why)
    await session.end("Emulation.setEmulatedMedia", features=[])
    await evaluate(session.tab, call("end"))


async def show(session: InteractionSession, features: list[dict[str, str]]) -> None:
    """Have the page shown to those whose device asks for such colours."""
    await session.send("Emulation.setEmulatedMedia", features=features)


async def weakened(
    session: InteractionSession, features: list[dict[str, str]], *, own: bool
) -> list[dict[str, Any]]:
    """Texts that such colours make weaker; pictures of the weakest, where most letters are."""
    await show(session, features)
    found: list[dict[str, Any]] = await session.ask(call("weakened", own))
    weakest = sorted(range(len(found)), key=lambda at: (found[at]["contrast"], -found[at]["alike"]))
    for at in weakest[:PICTURES]:
        if clip := await session.ask(call("placeText", at)):
            seen = await session.ask(call("ground", await session.picture(clip)))
            found[at]["drawn"] = seen["most"] if seen["share"] >= PLAIN else None
    return found


async def when_forced(session: InteractionSession, told: dict[str, Any]) -> None:
    """Texts on white and on black, then drawings on black, as most such settings have it."""
    light = await weakened(session, [FORCED], own=True)
    dark = await weakened(session, [FORCED, DARK], own=True)
    known = {item["selector"] for item in light}
    told["forced"] = light + [item for item in dark if item["selector"] not in known]
    numbers = await session.ask(call("icons"))
    told["icons"] = len(numbers)
    gone = []
    for number in numbers[:ICONS]:
        if await session.ask(call("mayVanish", number)) and not await is_seen(session, number):
            gone.append(number)
    await show(session, [])
    for number in gone:
        if await is_seen(session, number):
            told["vanished"].append(await session.ask(call("icon", number)))


async def is_seen(session: InteractionSession, number: int) -> bool:
    """Whether a picture shows anything within a control; what cannot be pictured is left alone."""
    clip = await session.ask(call("placeIcon", number))
    if not clip or min(clip["width"], clip["height"]) < 4:
        return True
    seen = await session.ask(call("ground", await session.picture(clip)))
    return bool(seen["clear"] >= SEEN)
