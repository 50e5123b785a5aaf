"""Run a look's script in a JavaScript world of its own.

Pages give arrays methods of their own and break the ones that were there; a world apart shares the
document with the page and nothing else, so that neither can disturb the other.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

HERE = Path(__file__).parent


class LookFailed(Exception):
    """The script threw; recorded by the visit as this gatherer's error."""


async def look(tab: Tab, name: str) -> Any:
    """What `<name>.js` says of the open page, as plain data."""
    session = await tab.context.new_cdp_session(tab)
    try:
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        world = await session.send(
            "Page.createIsolatedWorld", {"frameId": frame, "worldName": "minna"}
        )
        answer = await session.send(
            "Runtime.evaluate",
            {"expression": script(name), "contextId": world["executionContextId"]},
        )
    finally:
        await session.detach()
    if problem := answer.get("exceptionDetails"):
        raise LookFailed(problem.get("exception", {}).get("description", problem["text"])[:300])
    return json.loads(answer["result"]["value"])


@cache
def script(name: str) -> str:
    """The look's function behind the common prelude, as an expression giving JSON text."""
    prelude = (HERE / "_prelude.js").read_text(encoding="utf-8")
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return f"(() => {{\n{prelude}\nconst gather =\n{own};\nreturn JSON.stringify(gather());\n}})()"
