"""The source of each tab's main document, as it came over the network.

The browser's own copy is not enough: of pages that forbid caching it has none.
"""

from weakref import WeakKeyDictionary

from playwright.async_api import Page as Tab
from playwright.async_api import Response

from audits.browser.isolated_world import ScriptFailed, cached_resource, evaluate

ADDRESS = "JSON.stringify(performance.getEntriesByType('navigation')[0]?.name || location.href)"
"""Where the document came from, whatever it calls itself by now."""
answers: WeakKeyDictionary[Tab, Response] = WeakKeyDictionary()


def remember(tab: Tab, response: Response | None) -> None:
    """Remember the response of the main document."""
    if response is None:
        answers.pop(tab, None)
    else:
        answers[tab] = response


async def source_html(tab: Tab, most: int) -> str:
    """The text of the document that is open; LookFailed if nobody has it any more.

    A page may have led on by itself since it was asked for, to one that only the browser knows; or
    it may have given itself another address and be the same all the time. The browser has decoded
    the text already, and Playwright has put it into UTF-8.
    """
    response, address = answers.get(tab), await evaluate(tab, ADDRESS)
    if response and without_fragment(response.url) == without_fragment(address):
        return await response.text()
    kept = await cached_resource(tab, without_fragment(address), most)
    if kept is None:
        raise ScriptFailed("another document has taken its place, and is not kept")
    return kept.decode("utf-8", errors="replace")


def without_fragment(url: str) -> str:
    """A URL without its fragment.

    >>> without_fragment("https://a.jp/x?y#z")
    'https://a.jp/x?y'
    """
    return url.partition("#")[0]
