"""CDP sessions and an isolated JavaScript world in every page, sharing only the DOM with it.

Pages give arrays methods of their own, break those that were there, define module loaders, forbid
scripts by policy. None of it reaches a world apart, and nothing of ours reaches the page.
"""

import asyncio
import base64
import json
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import CDPSession
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.unless import unless
from minna.text import well_formed

WORLD_NAME = "minna"
SECONDS = 60.0
"""Without an answer for this time, the page is taken to hang."""
CRASHED = "Target crashed"
MAX_ANSWER = 20_000_000
"""Characters of one answer, twenty times what the largest honest pages give: a page that has names
of a million letters cannot fill our memory and the record book with them."""
BOUNDED = f"""(async () => {{
  const told = await (
EXPRESSION
  );
  if (told.length > {MAX_ANSWER}) throw new RangeError(`an answer of ${{told.length}} characters`);
  return told;
}})()"""


@dataclass(slots=True)
class IsolatedWorld:
    """A tab's session (a world belongs to the session that made it), and the document entered."""

    session: CDPSession
    frame: str
    context: int | None = None
    crashed: asyncio.Event = field(default_factory=asyncio.Event)  # the tab has


sessions: WeakKeyDictionary[Tab, IsolatedWorld] = WeakKeyDictionary()


class ScriptFailed(Exception):
    """The script threw; recorded by the visit as this gatherer's error."""


async def prepare(tab: Tab, script: str) -> None:
    """Install a script in the isolated world of every frame, before the page's own scripts run."""
    session = await tab.context.new_cdp_session(tab)
    await session.send("Page.enable")
    # The processor's time that a page takes, and not how long it had to wait for a busy processor.
    await session.send("Performance.enable", {"timeDomain": "threadTicks"})
    given = {"source": script, "worldName": WORLD_NAME}
    await session.send("Page.addScriptToEvaluateOnNewDocument", given)
    tree = await session.send("Page.getFrameTree")
    world = sessions[tab] = IsolatedWorld(session, tree["frameTree"]["frame"]["id"])
    tab.on("crash", lambda _: world.crashed.set())


async def attach(tab: Tab) -> None:
    """From here on, ask the document that is open now.

    If another one takes its place, what is asked fails: no two documents are seen as one page.
    TimeoutError when the page does not let its tab answer.
    """
    world = sessions[tab]
    given = {"frameId": world.frame, "worldName": WORLD_NAME}
    made = await cdp_send(tab, "Page.createIsolatedWorld", **given)
    world.context = made["executionContextId"]


async def evaluate(tab: Tab, expression: str) -> Any:
    """Evaluate an expression in the isolated world of the main frame; a promise is awaited.

    The expression gives JSON text: as one string, results travel faster than as an object.
    TimeoutError when no answer comes, LookFailed when it is too long.
    """
    bounded = BOUNDED.replace("EXPRESSION", expression)
    given = {"expression": bounded, "awaitPromise": True, "returnByValue": True}
    answer = await cdp_send(tab, "Runtime.evaluate", **given, contextId=await context_id(tab))
    if problem := answer.get("exceptionDetails"):
        raise ScriptFailed(problem.get("exception", {}).get("description", problem["text"])[:300])
    return well_formed(json.loads(answer["result"]["value"]))


async def context_id(tab: Tab) -> int:
    """The execution context of the isolated world, created if need be."""
    world = sessions[tab]
    if world.context is None:
        await attach(tab)
    assert world.context is not None
    return world.context


async def cdp_send(tab: Tab, method: str, **given: Any) -> dict[str, Any]:
    """Send a DevTools (CDP) command and return its answer; TimeoutError when none comes.

    Of a tab that has crashed meanwhile none would come.
    """
    world = sessions[tab]
    telling = unless(
        world.session.send(method, given), world.crashed, lambda: BrowserError(CRASHED)
    )
    answer: dict[str, Any] = await asyncio.wait_for(telling, SECONDS)
    return answer


async def cached_resource(tab: Tab, url: str, most: int) -> bytes | None:
    """A resource of the open page from the browser's cache; no request is made."""
    given = {"frameId": sessions[tab].frame, "url": url}
    try:
        told = await cdp_send(tab, "Page.getResourceContent", **given)
    except BrowserError:  # the page no longer has it
        return None
    if len(told["content"]) > most * 4 // 3:
        return None
    return base64.b64decode(told["content"]) if told["base64Encoded"] else told["content"].encode()


async def capture_png(tab: Tab, clip: dict[str, float], **given: Any) -> str:
    """A screenshot of part of the viewport in base64: PNG unless another format is given."""
    wanted = {"format": "png", "optimizeForSpeed": True} | given
    shot = await cdp_send(tab, "Page.captureScreenshot", clip={"scale": 1} | clip, **wanted)
    return str(shot["data"])
