"""Which document a tab shows: a page may lead on by itself, to what is no page of any site.

Where it leads, a server may refuse, or nobody may answer: then Chromium shows an error page of its
own, and what is wrong with that is no fault of the site's.
"""

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import Request, Response

from audits.sent import without_place

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
SHOWN = 40


@dataclass(slots=True)
class Journey:
    """What a tab was given since a page was asked for: answers for documents, the last error."""

    answers: list[Response] = field(default_factory=list)
    error: str = ""


journeys: WeakKeyDictionary[Tab, Journey] = WeakKeyDictionary()


def follow(tab: Tab) -> None:
    """From now on, follow where the tab is led."""
    if tab not in journeys:
        tab.on("response", lambda response: take_answer(tab, response))
        tab.on("requestfailed", lambda request: take_failure(tab, request))
    journeys[tab] = Journey()


def take_answer(tab: Tab, response: Response) -> None:
    """Keep the answers for the main frame's documents."""
    if is_document(tab, response.request):
        journeys[tab].answers.append(response)


def take_failure(tab: Tab, request: Request) -> None:
    """Keep why the main frame's last document did not come."""
    if is_document(tab, request):
        journeys[tab].error = (request.failure or "").removeprefix("net::")


def is_document(tab: Tab, request: Request) -> bool:
    """Whether a request is for what the tab itself is to show."""
    if not request.is_navigation_request():
        return False
    try:
        return request.frame == tab.main_frame
    except BrowserError:  # of a frame that is not made yet, and so not of the main one
        return False


def answer(tab: Tab, first: Response | None) -> Response | None:
    """The answer that the document came with that is open: the first one's, or a later one's.

    A document that has given itself another address keeps the answer that it came with.
    """
    here = without_place(tab.url)
    known = (r for r in reversed(journeys[tab].answers) if without_place(r.url) == here)
    return next(known, first)


def stray(tab: Tab) -> tuple[str, str] | None:
    """Status and reason where the tab shows no document of the web any more."""
    if tab.url.startswith(("http:", "https:")):
        return None
    if tab.url.startswith(ERROR_PAGE):
        return unanswered(journeys[tab].error or "ERR_FAILED")
    return "not_html", f"the address leads to {tab.url[:SHOWN]}"


def unanswered(code: str) -> tuple[str, str]:
    """Status and reason of what the browser says of an address that it could not load.

    >>> unanswered("ERR_CONNECTION_REFUSED"), unanswered("ERR_TOO_MANY_REDIRECTS")
    (('unreachable', 'ERR_CONNECTION_REFUSED'), ('load_failed', 'ERR_TOO_MANY_REDIRECTS'))
    """
    return ("unreachable" if code.startswith(UNREACHABLE) else "load_failed"), code
