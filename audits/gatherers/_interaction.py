"""Hands on a page: keys and pointer within bounds, and nothing that leaves the page or sends.

While a page is touched no document is loaded, nothing is sent, windows and dialogs are closed as
they open; what was tried is told. A page that no longer answers has its script ended.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import CDPSession, Dialog, Route
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import capture_png, evaluate, sessions

STEP_SECONDS = 20.0
"""A page that does not answer one touch for so long hangs."""
END_SECONDS = 5.0
BUDGET = 45.0
"""Seconds for all touches of one look. They are for what comes to no end: how many elements a look
touches is bounded by itself, so that a busy machine sees what an idle one sees."""
READS = ("GET", "HEAD", "OPTIONS")


class Stopped(Exception):
    """The look ends here, for the reason that it tells: `time`, or the page `hung`."""


class InteractionSession:
    """A page in hand until the budget is spent; `tried` is what it tried meanwhile."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.ends = time.monotonic() + BUDGET
        self.tried: list[dict[str, str]] = []

    @property
    def session(self) -> CDPSession:
        """The tab's own session, to which its world belongs."""
        return sessions[self.tab].session

    def note(self, kind: str, what: str) -> None:
        """Remember what the page tried."""
        self.tried.append({"kind": kind, "what": what[:300]})

    def taken(self) -> list[dict[str, str]]:
        """What the page has tried since this was last asked."""
        tried, self.tried = self.tried, []
        return tried

    async def ask(self, expression: str) -> Any:
        """What an expression gives as JSON text in our world."""
        return await self.within(evaluate(self.tab, expression))

    async def press(self, key: str) -> None:
        """One key, down and up."""
        await self.within(self.tab.keyboard.press(key))

    async def point(self, x: float, y: float) -> None:
        """Move the pointer there."""
        await self.within(self.tab.mouse.move(x, y))

    async def click(self, x: float, y: float) -> None:
        """Press the pointer's first button there, and let it go."""
        await self.within(self.tab.mouse.click(x, y))

    async def send(self, method: str, **given: Any) -> Any:
        """A command of the DevTools protocol."""
        return await self.within(self.session.send(method, given))

    async def within(self, doing: Awaitable[Any]) -> Any:
        """Wait for a touch, but not for ever."""
        left = self.ends - time.monotonic()
        waiting = asyncio.ensure_future(doing)
        if left <= 0:
            waiting.cancel()
            raise Stopped("time")
        try:
            return await asyncio.wait_for(waiting, min(STEP_SECONDS, left))
        except TimeoutError:
            await self.end("Runtime.terminateExecution")
            raise Stopped("hung" if left > STEP_SECONDS else "time") from None

    async def end(self, method: str, **given: Any) -> None:
        """A command that undoes something, though the budget be spent; TimeoutError if it hangs."""
        await asyncio.wait_for(self.session.send(method, given), END_SECONDS)

    async def listeners(self, expression: str, depth: int = 1) -> list[dict[str, Any]]:
        """What listens on an object of the page, and (with depth -1) on all inside it."""
        # Listeners belong to the world that they were added in: here the page's own is asked.
        held = await self.send("Runtime.evaluate", expression=expression)
        if "objectId" not in held["result"]:
            return []
        told = await self.send(
            "DOMDebugger.getEventListeners",
            objectId=held["result"]["objectId"],
            depth=depth,
            pierce=depth < 0,
        )
        return list(told["listeners"])

    async def heard(self, kinds: Container[str]) -> dict[int, list[str]]:
        """What the nodes of the page listen for among these, by the browser's numbers of nodes."""
        heard: dict[int, set[str]] = {}
        for each in await self.listeners("document", depth=-1):
            if each["type"] in kinds and "backendNodeId" in each:
                heard.setdefault(each["backendNodeId"], set()).add(each["type"])
        return {node: sorted(types) for node, types in heard.items()}

    async def hearers(self, kinds: Container[str], most: int) -> list[int]:
        """The browser's numbers of the first nodes of the page that listen for one of these."""
        return list(await self.heard(kinds))[:most]

    async def call(self, node: int, function: str) -> Any:
        """What a function of our world gives with one of the browser's nodes as `this`."""
        context = sessions[self.tab].context
        held = await self.send("DOM.resolveNode", backendNodeId=node, executionContextId=context)
        told = await self.send(
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            objectId=held["object"]["objectId"],
            returnByValue=True,
        )
        return told["result"].get("value")

    async def nodes(self, expression: str) -> list[int]:
        """The browser's numbers of elements in a list of our world, once DOM is enabled."""
        context = sessions[self.tab].context
        held = await self.send("Runtime.evaluate", expression=expression, contextId=context)
        listed = await self.send(
            "Runtime.getProperties", objectId=held["result"]["objectId"], ownProperties=True
        )
        found = [p["value"]["objectId"] for p in listed["result"] if p["name"].isdigit()]
        told = [self.send("DOM.requestNode", objectId=each) for each in found]
        return [each["nodeId"] for each in await asyncio.gather(*told)]

    async def picture(self, clip: dict[str, float]) -> str:
        """A part of the page, in page coordinates, as the browser draws it."""
        return str(await self.within(capture_png(self.tab, clip)))


def method_caller(name: str) -> Callable[..., str]:
    """How an object that a look leaves in our world is asked: by method and what it is given.

    >>> method_caller("minnaKeys")("rest", 200, None)
    '(async () => JSON.stringify(await minnaKeys.rest(200, null)))()'
    """

    def call(method: str, *given: Any) -> str:
        values = ", ".join(json.dumps(each) for each in given)
        return f"(async () => JSON.stringify(await {name}.{method}({values})))()"

    return call


@asynccontextmanager
async def interaction(tab: Tab) -> AsyncIterator[InteractionSession]:
    """The page in hand; afterwards it may load and send again."""
    session = InteractionSession(tab)

    async def keep_here(route: Route) -> None:
        request = route.request
        if request.is_navigation_request():
            session.note("navigation", request.url)
            await route.abort("aborted")
        elif request.method not in READS:
            session.note("sending", request.url)
            await route.abort("aborted")
        else:
            await route.fallback()

    async def dismiss(dialog: Dialog) -> None:
        session.note("dialog", f"{dialog.type}: {dialog.message}")
        with contextlib.suppress(BrowserError):  # it has closed with its page
            await dialog.dismiss()

    def opened(_: Tab) -> None:
        session.note("window", "")

    await tab.context.route("**/*", keep_here)
    tab.on("dialog", dismiss)
    tab.on("popup", opened)
    try:
        yield session
    finally:
        tab.remove_listener("dialog", dismiss)
        tab.remove_listener("popup", opened)
        await tab.context.unroute("**/*", keep_here)
