"""Which document a tab shows: a page may lead on by itself, to what is no page of any site.

Where it leads, a server may refuse, or nobody may answer: then Chromium shows an error page of its
own, and what is wrong with that is no fault of the site's. Or it may lead to somebody else's page.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.async_api import Error as BrowserError
from playwright.async_api import Frame, Request, Response
from playwright.async_api import Page as Tab

from audits.browser.main_document import without_fragment
from audits.browser.sending import was_refused
from audits.browser.unless import unless
from minna.credentials import without_credentials
from minna.reasons import NO_REASON, Code, Reason

T = TypeVar("T")
ERROR_PAGE = "chrome-error:"
UNREACHABLE = (
    "ERR_NAME",
    "ERR_CONNECTION",
    "ERR_ADDRESS",
    "ERR_CERT",
    "ERR_SSL",
    "ERR_EMPTY_RESPONSE",
    "ERR_TUNNEL",
    "ERR_TIMED_OUT",
)
"""What the browser says where no server is to be had."""
OURS = (
    "ERR_INSUFFICIENT_RESOURCES",
    "ERR_OUT_OF_MEMORY",
    "ERR_NO_BUFFER_SPACE",
    "ERR_FILE_NO_SPACE",
    "ERR_CACHE",
    "ERR_INTERNET_DISCONNECTED",
    "ERR_NETWORK_CHANGED",
    "ERR_NETWORK_IO_SUSPENDED",
)
"""What it says where this machine lacks something; no server has anything to do with it."""
PASSING = ("unreachable", "load_failed")
"""Statuses of documents that did not come, which may be over in a moment."""
ABANDONED = "ERR_ABORTED"
"""What it says of a document that another one takes the place of, or that becomes a download."""
NET_ERRORS = {
    "ERR_CONNECTION_REFUSED": Code.REFUSED,
    "ERR_NAME_NOT_RESOLVED": Code.NO_NAME,
    "ERR_TIMED_OUT": Code.TIMEOUT,
    "ERR_CONNECTION_TIMED_OUT": Code.TIMEOUT,
    "ERR_EMPTY_RESPONSE": Code.BROKE_OFF,
    "ERR_CONNECTION_RESET": Code.BROKE_OFF,
    "ERR_CONNECTION_CLOSED": Code.BROKE_OFF,
    "ERR_CONTENT_LENGTH_MISMATCH": Code.BROKE_OFF,
    "ERR_INCOMPLETE_CHUNKED_ENCODING": Code.BROKE_OFF,
    "ERR_INVALID_CHUNKED_ENCODING": Code.BROKE_OFF,
    "ERR_INVALID_HTTP_RESPONSE": Code.NO_HTTP,
    "ERR_CONTENT_DECODING_FAILED": Code.NOT_UNPACKED,
    "ERR_TOO_MANY_REDIRECTS": Code.CIRCLE,
    "ERR_UNSAFE_PORT": Code.BLOCKED_PORT,
    "ERR_UNSAFE_REDIRECT": Code.LEADS_NOWHERE,
    "ERR_INVALID_REDIRECT": Code.LEADS_NOWHERE,
}
"""Chromium's errors (net_error_list.h) by what they say of an address."""
NET_ERROR_FAMILIES = {
    "ERR_CERT": Code.CERTIFICATE,
    "ERR_SSL": Code.CERTIFICATE,
    "ERR_RESPONSE_HEADERS_": Code.NO_HTTP,
}
SHOWN = 40
ADDRESS_SHOWN = 200
"""Characters of an address in a reason."""
InScope = Callable[[str], bool]
"""Whether an address belongs to the site that is looked at."""


class BrokenOff(Exception):
    """The document broke off, with what the browser says of it; recorded by the visit."""


def any_address(url: str) -> bool:
    """Pages that are asked for one by one are no site's."""
    return True


@dataclass(slots=True)
class Journey:
    """What a tab was given since a page was asked for: answers for documents, the last error.

    While the page loads, it is away when the document that is open is not the site's, for it may
    come back from a log-in or the like. Once it is looked at, one such document is enough.
    """

    in_scope: InScope = any_address
    answers: list[Response] = field(default_factory=list)
    error: str = ""
    looked_at: bool = False
    away: str = ""  # the address of a document that is not the site's
    last: str = ""  # the address of the document that is open
    refused: list[str] = field(default_factory=list)  # what the document was not let send
    failed: str = ""  # the address of the last document that did not come
    began: float = field(default_factory=time.monotonic)
    restarts: int = 0  # of the proxy, before the page was asked for
    broke_off: asyncio.Event = field(default_factory=asyncio.Event)  # the document did


journeys: WeakKeyDictionary[Tab, Journey] = WeakKeyDictionary()


def follow(tab: Tab, in_scope: InScope = any_address, restarts: int = 0) -> None:
    """From now on, follow where the tab is led."""
    if tab not in journeys:
        tab.on("response", lambda response: take_answer(tab, response))
        tab.on("requestfailed", lambda request: take_failure(tab, request))
        tab.on("framenavigated", lambda frame: take_document(tab, frame))
    journeys[tab] = Journey(in_scope, restarts=restarts)


def take_document(tab: Tab, frame: Frame) -> None:
    """Keep where the main frame's document lies.

    One that has given itself another address is the same as before; that of another origin it
    cannot give itself.
    """
    journey, url = journeys[tab], without_fragment(frame.url)
    if frame != tab.main_frame or not url.startswith(("http:", "https:")):
        return
    is_new = urlsplit(url)[:2] != urlsplit(journey.last)[:2]
    if not is_new and all(without_fragment(answer.url) != url for answer in journey.answers):
        return
    journey.last = url
    if not journey.in_scope(url):
        journey.away = journey.away or url
    elif not journey.looked_at:
        journey.away = ""


def begin_look(tab: Tab) -> None:
    """From now on the document that is open is looked at, and none may take its place."""
    journeys[tab].looked_at = True


def led_away(tab: Tab) -> Reason:
    """The reason where the tab has been led out of the site, or ""."""
    away = journeys[tab].away if tab in journeys else ""
    target = without_credentials(away)[:ADDRESS_SHOWN]
    return Reason(Code.LEADS_AWAY, target=target) if away else NO_REASON


def last_address(tab: Tab) -> str:
    """Where the document that is open came from."""
    return without_credentials(journeys[tab].last or tab.url)


def take_answer(tab: Tab, response: Response) -> None:
    """Keep the answers for the main frame's documents."""
    if is_document(tab, response.request):
        journeys[tab].answers.append(response)


def take_failure(tab: Tab, request: Request) -> None:
    """Keep why the main frame's last document did not come, and what it was not let send."""
    if is_of_the_page(tab, request) and was_refused(request):
        journeys[tab].refused.append(f"{request.method} {without_fragment(request.url)}")
    if is_document(tab, request):
        journey, code = journeys[tab], (request.failure or "").removeprefix("net::")
        journey.error, journey.failed = code, request.url
        is_begun = any(answer.request == request for answer in journey.answers)
        if is_begun and code != ABANDONED:
            journey.broke_off.set()


def is_of_the_page(tab: Tab, request: Request) -> bool:
    """Whether the document that the tab shows asked for something, and no frame of it."""
    try:
        return request.frame == tab.main_frame
    except BrowserError:  # of a frame that is not made yet, or of a worker
        return False


async def unless_broken_off(tab: Tab, load: Awaitable[T]) -> T:
    """What a load gives; BrokenOff as soon as the document ends before its end.

    The browser then shows what has come of it, and never tells that it has loaded.
    """
    journey = journeys[tab]
    return await unless(load, journey.broke_off, lambda: BrokenOff(journey.error))


def is_document(tab: Tab, request: Request) -> bool:
    """Whether a request is for what the tab itself is to show."""
    return request.is_navigation_request() and is_of_the_page(tab, request)


def answer(tab: Tab, first: Response | None) -> Response | None:
    """The answer that the document came with that is open: the first one's, or a later one's.

    A document that has given itself another address keeps the answer that it came with.
    """
    here = without_fragment(tab.url)
    known = (r for r in reversed(journeys[tab].answers) if without_fragment(r.url) == here)
    return next(known, first)


def stray(tab: Tab) -> tuple[str, Reason] | None:
    """Status and reason where the tab shows no document of the web any more."""
    if tab.url.startswith(("http:", "https:")):
        return None
    if tab.url.startswith(ERROR_PAGE):
        return unanswered(journeys[tab].error or "ERR_FAILED")
    return "not_html", Reason(Code.LEADS_AWAY, target=tab.url[:SHOWN])


def unanswered(code: str) -> tuple[str, Reason]:
    """Status and reason of what the browser says of an address that it could not load.

    >>> unanswered("ERR_CONNECTION_REFUSED"), unanswered("ERR_TOO_MANY_REDIRECTS")
    (('unreachable', 'ERR_CONNECTION_REFUSED'), ('load_failed', 'ERR_TOO_MANY_REDIRECTS'))
    >>> unanswered("ERR_OUT_OF_MEMORY")
    ('broken', 'ERR_OUT_OF_MEMORY')
    """
    if code.startswith(OURS):
        return "broken", reason_of(code)
    status = "unreachable" if code.startswith(UNREACHABLE) else "load_failed"
    return status, reason_of(code)


def reason_of(code: str) -> Reason:
    """What an error that the browser names says.

    >>> reason_of("ERR_CERT_DATE_INVALID").code, reason_of("ERR_FAILED").code
    (<Code.CERTIFICATE: 'certificate'>, <Code.OTHER: 'other'>)
    """
    if code in NET_ERRORS:
        return Reason(NET_ERRORS[code], error=code)
    for beginning, kind in NET_ERROR_FAMILIES.items():
        if code.startswith(beginning):
            return Reason(kind, error=code)
    return Reason(Code.OTHER, text=code)
