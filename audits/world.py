"""A JavaScript world of our own in every page: it shares the document with it and nothing else.

Pages give arrays methods of their own, break those that were there, define module loaders, forbid
scripts by policy. None of it reaches a world apart, and nothing of ours reaches the page.
"""

import json
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import CDPSession
from playwright.async_api import Page as Tab

NAME = "minna"
sessions: WeakKeyDictionary[Tab, CDPSession] = WeakKeyDictionary()
"""One session a tab: a world belongs to the session that made it."""


class LookFailed(Exception):
    """The script threw; recorded by the visit as this gatherer's error."""


async def prepare(tab: Tab, script: str) -> None:
    """Let a script run in our world of every frame, before the page's own scripts do."""
    session = await tab.context.new_cdp_session(tab)
    await session.send("Page.enable")
    await session.send(
        "Page.addScriptToEvaluateOnNewDocument", {"source": script, "worldName": NAME}
    )
    sessions[tab] = session


async def ask(tab: Tab, expression: str) -> Any:
    """What an expression gives in our world of the main frame; a promise is waited for.

    The expression gives JSON text: as one string, results travel faster than as an object.
    """
    session = sessions[tab]
    tree = await session.send("Page.getFrameTree")
    world = await session.send(
        "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": NAME}
    )
    answer = await session.send(
        "Runtime.evaluate",
        {
            "expression": expression,
            "contextId": world["executionContextId"],
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    if problem := answer.get("exceptionDetails"):
        raise LookFailed(problem.get("exception", {}).get("description", problem["text"])[:300])
    return json.loads(answer["result"]["value"])
