"""When a server wants to be asked again: the Retry-After of its last answer, kept by tab."""

from weakref import WeakKeyDictionary

from playwright.async_api import Page as Tab
from playwright.async_api import Response

headers: WeakKeyDictionary[Tab, str] = WeakKeyDictionary()


def record_retry_after(tab: Tab, response: Response | None) -> None:
    """Keep what an answer says."""
    headers[tab] = response.headers.get("retry-after", "") if response else ""


def last_retry_after(tab: Tab) -> str:
    """What the last answer in a tab said, "" if nothing."""
    return headers.get(tab, "")
