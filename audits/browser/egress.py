"""The browsers' side of the proxy: how they are sent through it, and why it opened no connection.

Chromium has one word for all that a SOCKS proxy refuses, so the proxy itself is asked.
"""

import asyncio
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.async_api import Browser
from playwright.async_api import Page as Tab

from audits.browser.documents import PASSING, journeys, unanswered
from minna.credentials import DEFAULT_PORTS
from minna.egress import Egress
from minna.egress.process import LOOPBACK
from minna.reasons import Code, Reason

egresses: WeakKeyDictionary[Browser, Egress] = WeakKeyDictionary()
REFUSED_BY_PROXY = ("ERR_SOCKS_CONNECTION_FAILED", "ERR_SOCKS_CONNECTION_HOST_UNREACHABLE")
NO_PROXY = ("ERR_PROXY_CONNECTION_FAILED",)
CODES = {
    "NO_NAME": "ERR_NAME_NOT_RESOLVED",
    "REFUSED": "ERR_CONNECTION_REFUSED",
    "TIMEOUT": "ERR_CONNECTION_TIMED_OUT",
    "UNREACHABLE": "ERR_ADDRESS_UNREACHABLE",
    "BLOCKED_PORT": "ERR_UNSAFE_PORT",
}
"""What the browser would have said itself."""
PRIVATE = "NOT_ALLOWED"
ENDED = Reason(Code.PROXY_ENDED)


def arguments(port: int) -> list[str]:
    """What sends all of a browser's traffic through the proxy at a port, and names with it.

    Chromium's own exceptions for loopback are undone, it resolves nothing itself, and what does not
    go through a SOCKS proxy (QUIC, WebRTC over UDP) is off.
    """
    return [
        f"--proxy-server=socks5://{LOOPBACK}:{port}",
        "--proxy-bypass-list=<-loopback>",
        f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOOPBACK}",
        "--disable-quic",
        "--dns-prefetch-disable",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    ]


def restarts(tab: Tab) -> int:
    """How often the proxy of a tab has been started again."""
    egress = egress_of(tab)
    return egress.restarts if egress else 0


def egress_of(tab: Tab) -> Egress | None:
    """The proxy that a tab goes through."""
    browser = tab.context.browser
    return egresses.get(browser) if browser else None


def was_ended(tab: Tab) -> bool:
    """Whether the proxy was ended since the tab's page was asked for, and parts of it with it."""
    return tab in journeys and restarts(tab) > journeys[tab].restarts


async def explained(
    tab: Tab, problem: tuple[str, Reason] | None, asked: str
) -> tuple[str, Reason] | None:
    """Status and reason of a page, where the proxy knows more about it than the browser.

    What the proxy itself lacks, or that it was ended, is no fault of the site's. Raises
    EgressStopped where there is no proxy any more.
    """
    egress = egress_of(tab)
    if problem is None or egress is None or tab not in journeys:
        return problem
    egress.check()
    journey = journeys[tab]
    if problem[1] in NO_PROXY or (problem[0] in PASSING and was_ended(tab)):
        return "broken", ENDED
    if problem[1] not in REFUSED_BY_PROXY:
        return problem
    parts = urlsplit(journey.failed or asked)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    why = await asyncio.to_thread(egress.why_failed, host, port, journey.began)
    if why == PRIVATE:
        is_first = host == urlsplit(asked).hostname
        where = {} if is_first else {"where": "it led to"}
        return "private", Reason(Code.PRIVATE, **where)
    if why in CODES:
        return unanswered(CODES[why])
    return "broken", ENDED if was_ended(tab) else Reason(Code.PROXY_LACKS)
