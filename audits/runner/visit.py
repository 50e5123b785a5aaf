"""One visit: open a page, wait until it has stopped changing, and let every gatherer look."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import Response
from playwright.async_api import TimeoutError as BrowserTimeout

from audits.browser.bytes import NOTHING, TooLarge, bounded, cut_off, empty
from audits.browser.clobbering import guarded
from audits.browser.documents import (
    BrokenOff,
    Holds,
    answer,
    begin_look,
    follow,
    holds_all,
    journeys,
    last_address,
    led_away,
    stray,
    unanswered,
    unless_broken_off,
)
from audits.browser.egress import ENDED, explained, restarts, was_ended
from audits.browser.heavy import call
from audits.browser.sending import LeavesByForm, asking, unless_it_leaves
from audits.browser.sent import keep
from audits.browser.settle import LOAD_SECONDS, settle
from audits.browser.shadow import open_closed_roots
from audits.browser.viewports import Viewport, dress
from audits.browser.world import LookFailed, ask, command
from audits.runner.looks import looks, touching
from audits.runner.manner import Manner
from audits.runner.places import located
from audits.runner.retry import note
from minna.block_pages import MAX_HTML, detect_block_page, detect_waf_challenge
from minna.credentials import without_credentials
from minna.errors import MinnaError
from minna.machine import machine_error_of
from minna.records import Evidence
from minna.text import well_formed
from minna.workers import Unreadable

logger = logging.getLogger(__name__)
LOOK_SECONDS = 60
ALL_SECONDS = 240.0
"""For all gatherers of one look; those that are not reached then say so, and the others stand."""
NEWS_SECONDS = 0.2
"""Until the browser has told of a document that has taken another's place."""
OURS = "broken"
"""The status of an audit that failed for a fault of ours."""
NOT_DONE = "not done"
AWAY = "redirected_away"
NOT_ITS_OWN = "not the site's"
"""How a gatherer's error begins that met a document of somebody else's."""
MISFIT = "the page did not take the size of its window"
TRIES = 3
HTML = ("text/html", "application/xhtml+xml")
KIND = "JSON.stringify(document.contentType)"

READ = f"""JSON.stringify([
  document.body ? document.body.innerText.slice(0, 10000) : '',
  document.documentElement ? document.documentElement.outerHTML.slice(0, {MAX_HTML + 1}) : '',
  String(document.title).slice(0, 300),
])"""
WAITS = (Path(__file__).parent / "waits.js").read_text(encoding="utf-8")
ASK, ASK_KIND, ASK_WAITS = guarded(READ), guarded(KIND), guarded(f"JSON.stringify(({WAITS})())")


async def visit(
    tab: Tab, blank: Evidence, viewport: Viewport, manner: Manner, holds: Holds = holds_all
) -> Evidence:
    """Open a page and look at it; whatever the page does, there is an answer.

    `blank` carries the keys (run, site, url) and gives the shape of the answer. A status other than
    `ok` means that nothing was measured, and says why. `holds` tells the site's addresses from
    others', which are not looked at in the site's name.
    """

    async def tell() -> dict[str, Any]:
        try:
            return await try_to_tell()
        except (BrowserError, LookFailed):
            await asyncio.sleep(NEWS_SECONDS)
            if left := led_away(tab):  # that is why it could not be asked
                return {"status": AWAY, "reason": left, "final_url": last_address(tab)}
            raise

    async def try_to_tell() -> dict[str, Any]:
        for _ in range(TRIES):
            await leave_page(tab)
            await dress(tab, viewport, manner.contact)
            told = await open_page(tab, blank.url, holds)
            if told["status"] != "ok":
                return told
            if await fits(tab, viewport):
                seen = {"reason": ""} | told | await see(tab, viewport, manner)
                if was_ended(tab):
                    return {"status": OURS, "reason": ENDED}
                return seen | {"reason": seen["reason"] or cut_off(tab)}
        raise LookFailed(MISFIT)

    return await located(tab, await record(blank, viewport, tell()))


async def leave_page(tab: Tab) -> None:
    """Leave the page that the tab shows, and have the tab forget that it has been there.

    A page that goes back in the history, as it loads or when a control is pressed, would otherwise
    lead to the page that was visited before it, and be judged by it. Nor is the page left laid out
    anew when the tab takes another size.
    """
    if tab.url != NOTHING:
        await empty(tab)
        await command(tab, "Page.resetNavigationHistory")


async def fits(tab: Tab, viewport: Viewport) -> bool:
    """Whether the page stands in the window that it was given.

    On a busy machine one load in a hundred comes up in the window of the load before it.
    """
    return bool(await ask(tab, "JSON.stringify(screen.width)") == viewport.width)


async def record(keys: Evidence, viewport: Viewport, tell: Awaitable[dict[str, Any]]) -> Evidence:
    """What a look tells, or what kept it from telling, as evidence; all its text is well-formed."""
    started = time.monotonic()
    told: dict[str, Any] = {"seen_at": datetime.now(UTC).isoformat(timespec="seconds")}
    try:
        told |= await tell
    except (BrowserTimeout, TimeoutError):
        told |= {"status": "timeout", "reason": f"no end of loading in {LOAD_SECONDS} s"}
    except LookFailed as error:
        told |= {"status": "crashed", "reason": str(error)}
    except TooLarge as error:
        told |= {"status": "too_large", "reason": str(error)}
    except BrokenOff as error:
        told |= {"status": "load_failed", "reason": str(error)}
    except BrowserError as error:
        told |= ended(broken(error))
    except MinnaError:
        raise
    except Exception as error:
        if fault := machine_error_of(error):
            raise fault from error
        logger.exception("%s broke the audit", keys.url)  # a stranger's page met our code: and on
        told |= {"status": OURS, "reason": f"our own fault ({type(error).__name__})"}
    seconds = round(time.monotonic() - started, 2)
    return Evidence(
        keys.run, keys.site, keys.url, viewport.name, seconds=seconds, **well_formed(told)
    )


async def see(tab: Tab, viewport: Viewport, manner: Manner) -> dict[str, Any]:
    """What the gatherers see; a page of which none sees anything has crashed.

    One that led on meanwhile to no document of the web has shown nothing that lasts.
    """
    hands_off = touching() if manner.touch == "none" else frozenset()
    wanted = [(n, module) for n, module in looks() if manner.wants(n) and n not in hands_off]
    await open_closed_roots(tab)
    begin_look(tab)
    before = last_address(tab)
    facts, errors = await look(tab, viewport, wanted)
    left, lost = led_away(tab), {n for n, why in errors.items() if why.startswith(NOT_ITS_OWN)}
    if lost - touching():
        told = {"status": AWAY, "reason": left, "errors": errors}
        return told | {"final_url": last_address(tab)}
    if astray := await explained(tab, stray(tab), before):
        return ended(astray) | {"errors": errors}
    if wanted and not facts:
        return {"status": "crashed", "reason": next(iter(errors.values()), ""), "errors": errors}
    moved = {} if last_address(tab) == before else {"final_url": last_address(tab)}
    return {"facts": facts, "errors": errors} | moved


async def open_page(tab: Tab, url: str, holds: Holds) -> dict[str, Any]:
    """Go there and settle; `status` says whether there is a page to look at."""
    follow(tab, holds, restarts(tab))
    first, problem = await go(tab, url)
    if problem:
        return ended(problem)
    told = arrived(tab, first)
    problem = refusal(first)
    if problem and (left := led_away(tab)):
        problem = AWAY, left
    if problem:
        return told | ended(problem)
    await settle(tab)
    response = answer(tab, first)
    told |= arrived(tab, response)
    problem = await explained(tab, stray(tab), url)
    if problem is None and response is not first:
        problem = refusal(response)
    if (left := led_away(tab)) and not (problem and problem[0] == "private"):
        problem = AWAY, left
    if problem is None and (kind := await ask(tab, ASK_KIND)) not in HTML:
        problem = "not_html", str(kind)
    if problem:
        return told | ended(problem)
    text, html, told["title"] = await ask(tab, ASK)
    problem = await gate(told, response, text, html, url)
    if problem is None and (unsent := not_sent(tab)) and await ask(tab, ASK_WAITS):
        problem = "not_sent", unsent
    return told | (ended(problem) if problem else {"status": "ok"})


async def go(tab: Tab, url: str) -> tuple[Response | None, tuple[str, str] | None]:
    """The answer of an address that has loaded, or status and reason where nothing has.

    Raises what the browser says where the proxy knows no more about it.
    """
    try:
        with asking(tab, url) as leaves:
            load = tab.goto(url, wait_until="load", timeout=LOAD_SECONDS * 1000)
            whole = unless_it_leaves(unless_broken_off(tab, load), leaves)
            return await bounded(tab, whole), None
    except LeavesByForm:
        return None, ("not_sent", "it leads on by sending a form")
    except BrowserError as error:
        heard = broken(error)
        known = await explained(tab, heard, url)
        if known is None or known == heard:
            raise
        return None, known


async def gate(
    told: dict[str, Any], response: Response | None, text: str, html: str, asked: str
) -> tuple[str, str] | None:
    """Status and reason of what stands in a page's place, or where that takes too long to say."""
    headers = response.headers if response else {}
    said = (told["http_status"], headers, told["title"], text, html)
    is_home = urlsplit(asked).path in ("", "/")
    where = told["final_url"]
    try:
        found = await call(asked, len(html), detect_block_page, *said, url=where, is_home=is_home)
    except Unreadable as error:
        return "unreadable", error.reason
    return (found.kind, found.sign) if found else None


def ended(problem: tuple[str, str]) -> dict[str, str]:
    """Status and reason as a record has them."""
    status, reason = problem
    return {"status": status, "reason": reason}


def not_sent(tab: Tab) -> str:
    """What the page was not let send, or "": a reason where its words may be the answer to it."""
    refused = journeys[tab].refused
    return f"its content may be the answer to {refused[0][:200]}" if refused else ""


def arrived(tab: Tab, response: Response | None) -> dict[str, Any]:
    """Where the tab is and with which status, noted for whoever asks later."""
    note(tab, response)
    keep(tab, response)
    return {
        "final_url": without_credentials(tab.url),
        "http_status": response.status if response else None,
    }


def refusal(response: Response | None) -> tuple[str, str] | None:
    """Why an answer is no page to look at, judged before anything in it is read."""
    if response is None:
        return None
    if response.status >= 400:
        headers = response.headers
        sign = detect_waf_challenge(response.status, headers, "", "")
        return ("challenge", sign) if sign else ("http_error", f"HTTP {response.status}")
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    return None if kind in HTML else ("not_html", kind or "no content type")


async def look(
    tab: Tab, viewport: Viewport, modules: Iterable[tuple[str, ModuleType]]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Facts and errors by gatherer; one that trips is noted, and the others still look."""
    facts: dict[str, Any] = {}
    errors: dict[str, str] = {}
    ends = time.monotonic() + ALL_SECONDS
    for name, module in modules:
        if viewport.name not in getattr(module, "VIEWPORTS", (viewport.name,)):
            continue
        if hung := next((n for n, reason in errors.items() if reason.startswith(NOT_DONE)), None):
            errors[name] = f"not reached: the page hung in {hung}"
            continue
        if time.monotonic() > ends:
            errors[name] = f"not reached: the page took more than {ALL_SECONDS:g} s"
            continue
        try:
            facts[name] = await asyncio.wait_for(module.gather(tab), LOOK_SECONDS)
        except TimeoutError:
            errors[name] = f"{NOT_DONE} after {LOOK_SECONDS} s"
        except Exception as error:  # noqa: BLE001 - a page we do not control may break any look
            errors[name] = f"{type(error).__name__}: {error}"[:300]
        if left := led_away(tab):
            facts.pop(name, None)
            errors[name] = f"{NOT_ITS_OWN}: {left}"
    return facts, errors


def broken(error: BrowserError) -> tuple[str, str]:
    """Status and reason for a page that the browser could not open.

    >>> broken(BrowserError("Page.goto: net::ERR_CONNECTION_REFUSED at http://x/"))
    ('unreachable', 'ERR_CONNECTION_REFUSED')
    """
    message = str(error).splitlines()[0]
    code = next((w.removeprefix("net::") for w in message.split() if w.startswith("net::")), "")
    if "Download is starting" in message:
        return "not_html", "it is offered as a download"
    return unanswered(code) if code else ("crashed", message[:200])
