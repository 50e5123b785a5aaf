"""Service workers are ended as they begin, and forgotten: we look at what the server sends.

One that ran would answer in its place, and fetch what no page has asked for; what it asks for in
its first moments is still asked. Playwright can block them altogether, by a `register` of its own
in the page's world, which every page can tell from the browser's.
"""

import contextlib
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as BrowserError

from audits.browser.background import begin


async def stop_service_workers(session: CDPSession) -> None:
    """Have every worker of a browser closed as soon as it is there, by the browser's session."""

    def close(event: dict[str, Any]) -> None:
        ask(session, "Target.closeTarget", targetId=event["targetInfo"]["targetId"])

    session.on("Target.attachedToTarget", close)
    given = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
    await session.send("Target.setAutoAttach", given | {"filter": [{"type": "service_worker"}]})


async def forget_service_workers(session: CDPSession) -> None:
    """Have what a tab's pages register taken out again, by the tab's session."""

    def forget(event: dict[str, Any]) -> None:
        for registration in event["registrations"]:
            if not registration["isDeleted"]:
                ask(session, "ServiceWorker.unregister", scopeURL=registration["scopeURL"])

    session.on("ServiceWorker.workerRegistrationUpdated", forget)
    await session.send("ServiceWorker.enable")


def ask(session: CDPSession, method: str, **given: str) -> None:
    """A command whose answer nobody waits for."""

    async def sent() -> None:
        with contextlib.suppress(BrowserError):  # the browser, or the worker, is gone
            await session.send(method, given)

    begin(sent())
