"""One site's directed search: which answer is there already, and when the site is left in peace.

No network and no database here. A search that was stopped goes on: what was read is in the
database, and the same answers lead to the same addresses.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler.urls import DOCUMENTS, canonical, extension
from minna.addresses import url_key
from minna.reasons import NO_REASON, Code, Reason
from minna.records import Run, ServicePage, ServiceSearch, Site
from minna.settings import RunSettings
from minna.task_search import MAX_REQUESTS, SECURITY_TXT, Searched, as_tested

MAX_SECONDS = 900.0
"""Of the site's own time, pauses included, for the search."""
MAX_REFUSALS = 3
"""Refusals one after the other from which on a site is asked for nothing more."""
REFUSED = frozenset({403, 429, 503})


@dataclass(eq=False)  # one is what it is: the cookies of each lie under it
class SiteSearch:
    """The state of one site's search; Scrapy's middlewares know it as the crawl of a request."""

    site: Site
    run: Run
    belongs: Callable[[str], bool]
    stored: dict[str, ServicePage] = field(default_factory=dict)
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    streak: int = 0
    reason: Reason = NO_REASON
    limits: RunSettings = field(init=False)
    circle_retries: Counter[str] = field(default_factory=Counter)
    """As in a crawl: addresses that are asked again with cookies; a search asks once."""

    def __post_init__(self) -> None:
        self.limits = self.run.settings

    def address(self, url: str) -> str:
        """The address to ask for; "" where it is not to be asked for at all."""
        address = canonical(url)
        return address if address and self.is_wanted(address) else ""

    def is_wanted(self, address: str) -> bool:
        """Whether an address is of the site; so is security.txt of its host."""
        parts = urlsplit(address)
        if parts.path == SECURITY_TXT:
            return parts.netloc == urlsplit(self.site.url).netloc or self.belongs(address)
        return self.belongs(address)

    def is_file(self, address: str) -> bool:
        """Whether an address is called after a document."""
        return DOCUMENTS.fullmatch(extension(address)) is not None

    def kept(self, address: str) -> ServicePage | None:
        """What is stored of an address."""
        return self.stored.get(url_key(address))

    def new_page(self, address: str) -> ServicePage:
        """The record of an address that is asked for now."""
        return ServicePage(self.run.id, self.site.code, address, len(self.stored) + 1)

    def keep(self, page: ServicePage) -> None:
        """Take note of an answer, and of a site that refuses."""
        self.stored[url_key(page.url)] = page
        if page.status is None or page.status in REFUSED:
            self.streak += 1
            if self.streak >= MAX_REFUSALS:
                self.stop(Reason(Code.GIVEN_UP))
        else:
            self.streak = 0

    def stop(self, reason: Reason) -> None:
        """Ask for nothing more."""
        self.reason = self.reason if self.reason.code else reason

    def may_ask(self) -> bool:
        """Whether another request may leave for the site."""
        if self.seconds >= MAX_SECONDS:
            self.stop(Reason(Code.TIMEOUT, seconds=MAX_SECONDS))
        return not self.reason.code and len(self.stored) < MAX_REQUESTS

    def ended(self, searched: Searched) -> list[ServiceSearch | object]:
        """The records of a search that ended; nothing is not found where the site stopped it."""
        is_stopped = bool(self.reason.code)
        search = replace(
            searched.search,
            run=self.run.id,
            site=self.site.code,
            status="stopped" if is_stopped else "ok",
            reason=self.reason,
            requests=len(self.stored),
            seconds=round(self.seconds, 3),
            cpu_seconds=round(self.cpu_seconds, 3),
        )
        tasks = as_tested(searched.tasks, is_stopped=is_stopped)
        return [search, *tasks]
