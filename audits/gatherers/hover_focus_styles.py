"""Links and buttons that turn colour when they are pointed at or have focus, one of each style.

Each state is held by the browser itself: no pointer moves and nothing gets focus. `rest` are the
colours without the state, null where they are unknown; `drawn` is the ground that a picture showed,
null where it showed no plain one, and it is left out where no picture was taken.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import evaluate
from audits.browser.style_sheet import STILL, disable, enable, style_sheet
from audits.gatherers._interaction import InteractionSession, Stopped, interaction, method_caller
from audits.gatherers._scripts import look

INTERACTIVE = True
VIEWPORTS = ("desktop",)
ORDER = 25
call = method_caller("minnaStates")
STATES = {
    "hover": (["hover"], ["hover"]),
    "focus": (["focus", "focus-visible"], ["focus-within"]),
}
"""What the control itself is in, and what it stands in."""
PICTURES = 10
WEAK = 4.5


async def gather(tab: Tab) -> dict[str, Any]:
    """Those whose letters or ground change, by state; why the look stopped."""
    told: dict[str, Any] = {"items": [], "styles": 0, "stopped": ""}
    async with interaction(tab) as session:
        try:
            begun = await look(tab, "hover_focus_styles")
            told["styles"] = begun["count"]
            if begun["count"]:
                async with style_sheet(tab, STILL):
                    await in_each_state(session, told)
        except Stopped as why:
            told["stopped"] = str(why)
    for item in told["items"]:
        del item["number"], item["at"]
    return told


async def in_each_state(session: InteractionSession, told: dict[str, Any]) -> None:
    """Read the colours in each state, and take pictures where they seem weak or are unknown."""
    try:
        for state in STATES:
            numbers = await session.ask(call("asked", state))
            told["items"] += await changed(session, state, numbers)
        await take_pictures(session, told["items"])
    except Stopped as why:
        told["stopped"] = str(why)
    # Whoever no longer listens to styles also lets go of the states: before our rules go, lest
    # anything fades back.
    await disable(session.tab)
    await enable(session.tab)
    await evaluate(session.tab, call("end"))


async def changed(
    session: InteractionSession, state: str, numbers: list[int]
) -> list[dict[str, Any]]:
    """What has other colours while a state is held."""
    if not numbers:
        return []
    held = await hold(session, state, numbers)
    found: list[dict[str, Any]] = await session.ask(call("changed", state, numbers))
    await let_go(session, held)
    return found


async def take_pictures(session: InteractionSession, items: list[dict[str, Any]]) -> None:
    """One by one, as only one thing can be pointed at: the weakest, then what is unknown."""
    weak = [item for item in items if item["ground"] and weakness(item) < WEAK]
    unknown = [item for item in items if not item["ground"] and item["letters"]]
    for item in [*sorted(weak, key=weakness), *unknown][:PICTURES]:
        held = await hold(session, item["state"], [item["number"]])
        again = await session.ask(call("changed", item["state"], [item["number"]]))
        clip = await session.ask(call("place", item["number"], item["at"])) if again else None
        if clip and all(again[0][part] == item[part] for part in ("at", "letters", "ground")):
            item["drawn"] = await session.ask(call("picture", await session.picture(clip)))
        await let_go(session, held)


def weakness(item: dict[str, Any]) -> float:
    """The contrast of the letters with the ground that the styles tell of."""
    return float(item["contrast"])


async def hold(session: InteractionSession, state: str, numbers: list[int]) -> list[int]:
    """Put controls, and what they stand in, into a state; the browser's numbers of all of them."""
    kinds = await session.ask(call("hold", state, numbers))
    nodes = await session.nodes("minnaStates.held()")
    given = [STATES[state][0 if kind == "itself" else 1] for kind in kinds]
    await force(session, zip(nodes, given, strict=True))
    await session.ask(call("settle", numbers))
    return nodes


async def let_go(session: InteractionSession, nodes: list[int]) -> None:
    """Put what was held back as it was."""
    await force(session, ((node, []) for node in nodes))


async def force(session: InteractionSession, states: Iterable[tuple[int, list[str]]]) -> None:
    """Tell the browser of all states at once: waiting for each answer would take longer."""
    method = "CSS.forcePseudoState"
    sends = [session.send(method, nodeId=n, forcedPseudoClasses=given) for n, given in states]
    await asyncio.gather(*sends)
