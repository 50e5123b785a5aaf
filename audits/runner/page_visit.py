"""One visit: load a page, wait until it is stable, and run the gatherers."""

import asyncio
import contextlib
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

from audits.browser.byte_limit import BLANK, TooLarge, blank_tab, cut_off_reason, with_byte_limit
from audits.browser.clobbering import guarded
from audits.browser.documents import (
    BrokenOff,
    InScope,
    answer,
    any_address,
    begin_look,
    follow,
    journeys,
    last_address,
    led_away,
    reason_of,
    stray,
    unanswered,
    unless_broken_off,
)
from audits.browser.egress import ENDED, explained, restarts, was_ended
from audits.browser.heavy import call
from audits.browser.isolated_world import ScriptFailed, cdp_send, evaluate
from audits.browser.main_document import remember
from audits.browser.sending import LeavesByForm, asking, unless_it_leaves
from audits.browser.shadow import open_closed_roots
from audits.browser.viewports import Viewport, emulate
from audits.browser.wait_for_stable import LOAD_SECONDS, wait_for_stable
from audits.judging.gatherer_declarations import interactive
from audits.runner.gatherer_registry import gatherers
from audits.runner.retry_after import record_retry_after
from audits.runner.settings import AuditSettings
from minna.block_pages import MAX_HTML, detect_block_page, detect_waf_challenge
from minna.credentials import without_credentials
from minna.errors import MinnaError
from minna.machine import machine_error_of
from minna.reasons import NO_REASON, Code, Reason
from minna.records import Evidence
from minna.text import well_formed
from minna.workers import Unreadable

logger = logging.getLogger(__name__)
GATHERER_SECONDS = 60
ALL_GATHERERS_SECONDS = 240.0
"""Time for all gatherers of a visit; those not reached are recorded as such, the others stand."""
NAVIGATION_SECONDS = 0.2
"""Time in which the browser reports a navigation that replaced the document."""
OWN_FAULT = "broken"
"""The status of a visit that failed through a fault of ours."""
GATHERER_HUNG = "not done"
REDIRECTED_AWAY = "redirected_away"
FOREIGN_DOCUMENT = "not the site's"
"""How a gatherer's error begins when the tab showed another site's document."""
VIEWPORT_MISMATCH = "the page did not take the size of its window"
NAVIGATING = ("History cannot be pruned", "Not attached to an active page")
"""What the browser says of a history that it does not forget: another document is on its way."""
MAX_ATTEMPTS = 3
HTML = ("text/html", "application/xhtml+xml")
KIND = "JSON.stringify(document.contentType)"

READ = f"""JSON.stringify([
  document.body ? document.body.innerText.slice(0, 10000) : '',
  document.documentElement ? document.documentElement.outerHTML.slice(0, {MAX_HTML + 1}) : '',
  String(document.title).slice(0, 300),
])"""
WAITS = (Path(__file__).parent / "waits.js").read_text(encoding="utf-8")
ASK, ASK_KIND, ASK_WAITS = guarded(READ), guarded(KIND), guarded(f"JSON.stringify(({WAITS})())")


async def visit_page(
    tab: Tab,
    blank: Evidence,
    viewport: Viewport,
    settings: AuditSettings,
    in_scope: InScope = any_address,
) -> Evidence:
    """Open a page and gather its facts; whatever the page does, evidence is returned.

    `blank` carries the keys (run, site, url) and gives the shape of the answer. A status other than
    `ok` means that nothing was measured, and says why. `in_scope` tells the site's addresses from
    others', which are not looked at in the site's name.
    """

    async def tell() -> dict[str, Any]:
        try:
            return await try_to_tell()
        except (BrowserError, ScriptFailed):
            await asyncio.sleep(NAVIGATION_SECONDS)
            if left := led_away(tab):  # that is why it could not be asked
                return {"status": REDIRECTED_AWAY, "reason": left, "final_url": last_address(tab)}
            raise

    async def try_to_tell() -> dict[str, Any]:
        for _ in range(MAX_ATTEMPTS):
            await leave_page(tab)
            await emulate(tab, viewport, settings.contact)
            fields = await open_page(tab, blank.url, in_scope)
            if fields["status"] != "ok":
                return fields
            if await viewport_applied(tab, viewport):
                seen = {"reason": NO_REASON} | fields | await gather(tab, viewport, settings)
                if was_ended(tab):
                    return {"status": OWN_FAULT, "reason": ENDED}
                return seen | {"reason": seen["reason"] or cut_off_reason(tab)}
        raise ScriptFailed(VIEWPORT_MISMATCH)

    return await as_evidence(blank, viewport, tell())


async def leave_page(tab: Tab) -> None:
    """Leave the page that the tab shows, and have the tab forget that it has been there.

    A page that goes back in the history as it loads would otherwise lead to the page that was
    visited before it, and be judged by it. Nor is the page left laid out anew when the tab takes
    another size. One that does not let go in time is left when the next page takes its place.
    """
    if tab.url != BLANK:
        with contextlib.suppress(BrowserTimeout):
            await blank_tab(tab)
        await forget_history(tab)


async def forget_history(tab: Tab) -> None:
    """Let there be nothing to go back to from the document that the tab shows.

    As in a window that was opened for it: a button that leads back then does nothing. While another
    document takes its place nothing is forgotten, and where that leads is judged as such.
    """
    try:
        await cdp_send(tab, "Page.resetNavigationHistory")
    except BrowserError as error:
        if not any(busy in str(error) for busy in NAVIGATING):
            raise


async def viewport_applied(tab: Tab, viewport: Viewport) -> bool:
    """Whether the page has the size of its viewport.

    On a busy machine one load in a hundred comes up in the viewport of the load before it.
    """
    return bool(await evaluate(tab, "JSON.stringify(screen.width)") == viewport.width)


async def as_evidence(
    keys: Evidence, viewport: Viewport, tell: Awaitable[dict[str, Any]]
) -> Evidence:
    """The fields of a visit, or the reason why there are none, as evidence of well-formed text."""
    started = time.monotonic()
    fields: dict[str, Any] = {"visited_at": datetime.now(UTC).isoformat(timespec="seconds")}
    try:
        fields |= await tell
    except (BrowserTimeout, TimeoutError):
        fields |= {"status": "timeout", "reason": Reason(Code.TIMEOUT, seconds=LOAD_SECONDS)}
    except ScriptFailed as error:
        fields |= {"status": "crashed", "reason": Reason(Code.OTHER, text=str(error))}
    except TooLarge as error:
        fields |= {"status": "too_large", "reason": error.reason}
    except BrokenOff as error:
        fields |= {"status": "load_failed", "reason": reason_of(str(error))}
    except BrowserError as error:
        fields |= problem_fields(classify_browser_error(error))
    except MinnaError:
        raise
    except Exception as error:
        fields |= own_fault(error)
        logger.exception("%s broke the audit", keys.url)  # a stranger's page met our code: and on
    seconds = round(time.monotonic() - started, 2)
    return Evidence(
        keys.run, keys.site, keys.url, viewport.name, seconds=seconds, **well_formed(fields)
    )


def own_fault(error: Exception) -> dict[str, Any]:
    """Status and reason of a visit on which our code failed; what the machine lacks is raised."""
    if fault := machine_error_of(error):
        raise fault from error
    return problem_fields((OWN_FAULT, Reason(Code.OWN_FAULT, error=type(error).__name__)))


async def gather(tab: Tab, viewport: Viewport, settings: AuditSettings) -> dict[str, Any]:
    """Run the gatherers; a page on which all of them fail has crashed.

    One that led on meanwhile to no document of the web has shown nothing that lasts.
    """
    hands_off = interactive() if settings.touch == "none" else frozenset()
    chosen = [(n, module) for n, module in gatherers() if settings.runs(n) and n not in hands_off]
    await open_closed_roots(tab)
    begin_look(tab)
    before = last_address(tab)
    facts, errors = await run_gatherers(tab, viewport, chosen)
    left, lost = led_away(tab), {n for n, why in errors.items() if why.startswith(FOREIGN_DOCUMENT)}
    if lost - interactive():
        fields = {"status": REDIRECTED_AWAY, "reason": left, "errors": errors}
        return fields | {"final_url": last_address(tab)}
    if astray := await explained(tab, stray(tab), before):
        return problem_fields(astray) | {"errors": errors}
    if chosen and not facts:
        reason = Reason(Code.OTHER, text=next(iter(errors.values()), ""))
        return {"status": "crashed", "reason": reason, "errors": errors}
    moved = {} if last_address(tab) == before else {"final_url": last_address(tab)}
    return {"facts": facts, "errors": errors} | moved


async def open_page(tab: Tab, url: str, in_scope: InScope) -> dict[str, Any]:
    """Load a page and wait until it is stable; `status` says whether there is a page to audit."""
    follow(tab, in_scope, restarts(tab))
    first, problem = await load(tab, url)
    if problem:
        return problem_fields(problem)
    await forget_history(tab)
    fields = response_fields(tab, first)
    problem = reject_response(first)
    if problem and (left := led_away(tab)):
        problem = REDIRECTED_AWAY, left
    if problem:
        return fields | problem_fields(problem)
    await wait_for_stable(tab)
    response = answer(tab, first)
    fields |= response_fields(tab, response)
    problem = await explained(tab, stray(tab), url)
    if problem is None and response is not first:
        problem = reject_response(response)
    if (left := led_away(tab)) and not (problem and problem[0] == "private"):
        problem = REDIRECTED_AWAY, left
    if problem is None and (kind := await evaluate(tab, ASK_KIND)) not in HTML:
        problem = "not_html", Reason(Code.NOT_HTML, kind=str(kind))
    if problem:
        return fields | problem_fields(problem)
    text, html, fields["title"] = await evaluate(tab, ASK)
    problem = await block_problem(fields, response, text, html, url)
    if problem is None and (unsent := unsent_request(tab)) and await evaluate(tab, ASK_WAITS):
        problem = "not_sent", unsent
    return fields | (problem_fields(problem) if problem else {"status": "ok"})


async def load(tab: Tab, url: str) -> tuple[Response | None, tuple[str, Reason] | None]:
    """The answer of an address that has loaded, or status and reason where nothing has.

    Raises what the browser says where the proxy knows no more about it.
    """
    try:
        with asking(tab, url) as leaves:
            load = tab.goto(url, wait_until="load", timeout=LOAD_SECONDS * 1000)
            whole = unless_it_leaves(unless_broken_off(tab, load), leaves)
            return await with_byte_limit(tab, whole), None
    except LeavesByForm:
        return None, ("not_sent", Reason(Code.FORM))
    except BrowserError as error:
        heard = classify_browser_error(error)
        known = await explained(tab, heard, url)
        if known is None or known == heard:
            raise
        return None, known


async def block_problem(
    fields: dict[str, Any], response: Response | None, text: str, html: str, asked: str
) -> tuple[str, Reason] | None:
    """Status and reason of what stands in a page's place, or where that takes too long to say."""
    headers = response.headers if response else {}
    said = (fields["http_status"], headers, fields["title"], text, html)
    is_home = urlsplit(asked).path in ("", "/")
    where = fields["final_url"]
    try:
        found = await call(asked, len(html), detect_block_page, *said, url=where, is_home=is_home)
    except Unreadable as error:
        return "unreadable", error.reason
    return (found.kind, Reason(Code.SIGN, sign=found.sign)) if found else None


def problem_fields(problem: tuple[str, Reason]) -> dict[str, Any]:
    """Status and reason as a record has them."""
    status, reason = problem
    return {"status": status, "reason": reason}


def unsent_request(tab: Tab) -> Reason:
    """What the page was not let send, or "": a reason where its words may be the answer to it."""
    refused = journeys[tab].refused
    return Reason(Code.NOT_SENT, request=refused[0][:200]) if refused else NO_REASON


def response_fields(tab: Tab, response: Response | None) -> dict[str, Any]:
    """Where the tab is and with which status, noted for whoever asks later."""
    record_retry_after(tab, response)
    remember(tab, response)
    return {
        "final_url": without_credentials(tab.url),
        "http_status": response.status if response else None,
    }


def reject_response(response: Response | None) -> tuple[str, Reason] | None:
    """Why a response is no page to audit, decided before its body is read."""
    if response is None:
        return None
    if response.status >= 400:
        headers = response.headers
        sign = detect_waf_challenge(response.status, headers, "", "")
        if sign:
            return "challenge", Reason(Code.SIGN, sign=sign)
        return "http_error", Reason(Code.HTTP, status=response.status)
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    return (
        None
        if kind in HTML
        else ("not_html", Reason(Code.NOT_HTML, kind=kind or "no content type"))
    )


async def run_gatherers(
    tab: Tab, viewport: Viewport, modules: Iterable[tuple[str, ModuleType]]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Facts and errors by gatherer; one that fails is recorded, and the others still run."""
    facts: dict[str, Any] = {}
    errors: dict[str, str] = {}
    ends = time.monotonic() + ALL_GATHERERS_SECONDS
    for name, module in modules:
        if viewport.name not in getattr(module, "VIEWPORTS", (viewport.name,)):
            continue
        if hung := next(
            (n for n, reason in errors.items() if reason.startswith(GATHERER_HUNG)), None
        ):
            errors[name] = f"not reached: the page hung in {hung}"
            continue
        if time.monotonic() > ends:
            errors[name] = f"not reached: the page took more than {ALL_GATHERERS_SECONDS:g} s"
            continue
        try:
            facts[name] = await asyncio.wait_for(module.gather(tab), GATHERER_SECONDS)
        except TimeoutError:
            errors[name] = f"{GATHERER_HUNG} after {GATHERER_SECONDS} s"
        except Exception as error:  # noqa: BLE001 - a page we do not control may break any gatherer
            errors[name] = f"{type(error).__name__}: {error}"[:300]
        if left := led_away(tab):
            facts.pop(name, None)
            errors[name] = f"{FOREIGN_DOCUMENT}: {left}"
    return facts, errors


def classify_browser_error(error: BrowserError) -> tuple[str, Reason]:
    """Status and reason for a page that the browser could not open.

    >>> classify_browser_error(BrowserError("Page.goto: net::ERR_CONNECTION_REFUSED at http://x/"))
    ('unreachable', 'ERR_CONNECTION_REFUSED')
    """
    message = str(error).splitlines()[0]
    code = next((w.removeprefix("net::") for w in message.split() if w.startswith("net::")), "")
    if "Download is starting" in message:
        return "not_html", Reason(Code.DOWNLOAD)
    return unanswered(code) if code else ("crashed", Reason(Code.OTHER, text=message[:200]))
