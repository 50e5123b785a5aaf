"""The document that each tab was sent, as it came over the wire.

The browser's own copy is not enough: of pages that forbid caching it has none.
"""

from weakref import WeakKeyDictionary

from playwright.async_api import Page as Tab
from playwright.async_api import Response

from audits.world import LookFailed

answers: WeakKeyDictionary[Tab, Response] = WeakKeyDictionary()


def keep(tab: Tab, response: Response | None) -> None:
    """Remember the answer that a load ended with."""
    if response is None:
        answers.pop(tab, None)
    else:
        answers[tab] = response


async def document(tab: Tab) -> str:
    """The text of the document that is open, if it is the one that was sent last.

    The browser has decoded it already, and Playwright has put it into UTF-8.
    """
    response = answers.get(tab)
    if response is None or without_place(response.url) != without_place(tab.url):
        raise LookFailed("another document has taken its place")
    return await response.text()


def without_place(url: str) -> str:
    """An address without the place on the page.

    >>> without_place("https://a.jp/x?y#z")
    'https://a.jp/x?y'
    """
    return url.partition("#")[0]
