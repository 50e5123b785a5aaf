"""The page enlarged twice, with more space in its text, and in a window of 320 pixels.

What is cut off or covered is told with what was so already in the window as it was. `held` are
letters that do not grow with the page, and `lost` is text that 320 pixels do not show any more.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.style_sheet import style_sheet
from audits.browser.viewports import VIEWPORTS as WINDOWS
from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 20
call = method_caller("minnaZoom")
SETTLING = "(new Promise(done => requestAnimationFrame(() => setTimeout(() => done('null'), 60))))"
SPACE = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
HARDLY, HARDLY_AT_MOST = 1.1, 1.35
"""Letters that grow no more than so, when all should grow twice or four times; the window that is a
quarter as wide is a little higher than a quarter."""
LETTERS = "html { font-size: 200% !important }"
"""Letters alone made larger, where they are sized by the browser's own."""


async def gather(tab: Tab) -> dict[str, Any]:
    """What is `cut` and `covered` each way; how wide the page is at 320; why it stopped."""
    told: dict[str, Any] = {"stopped": ""}
    async with interaction(tab) as session:
        try:
            told["as_it_was"] = await session.within(look(tab, "zoom"))
            for name, rules in (("spaced", SPACE), ("larger", LETTERS)):
                async with style_sheet(tab, rules, fading=True):
                    told[name] = await session.within(look(tab, "zoom"))
            await resize(session, 640, 400)
            told["twice"] = await session.within(look(tab, "zoom"))
            held = await session.ask(call("held", 2, HARDLY))
            await resize(session, 320, 256)
            told["narrow"] = await session.within(look(tab, "layout"))
            if held:
                still = {
                    each["selector"] for each in await session.ask(call("held", 4, HARDLY_AT_MOST))
                }
                told["held"] = [each for each in held if each["selector"] in still]
            if lost := await session.ask(call("lost")):
                told["lost"] = lost
        except Stopped as why:
            told["stopped"] = str(why)
        await session.session.send("Emulation.setDeviceMetricsOverride", size(*desktop()))
        session.taken()
    return told


async def resize(session: InteractionSession, width: int, height: int) -> None:
    """Another window, and the time that the page takes to fit it."""
    await session.send("Emulation.setDeviceMetricsOverride", **size(width, height))
    await session.ask(SETTLING)


def desktop() -> tuple[int, int]:
    """The window that the page was seen in."""
    window = WINDOWS[1]
    return window.width, window.height


def size(width: int, height: int) -> dict[str, Any]:
    """A window as the browser is told of it: enlarging makes it smaller in CSS pixels."""
    return {
        "width": width,
        "height": height,
        "screenWidth": width,
        "screenHeight": height,
        "deviceScaleFactor": 1,
        "mobile": False,
    }
