"""What the crawler asks of a directed search, which another stage writes and names to it.

A stage imports no other: the command line hands the crawler the dotted name of a module that has
these functions. The module decides which addresses are read, the crawler how politely.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Protocol, TypeVar, cast

from minna.records import Page, ServicePage, ServiceSearch, Site, TaskFound

MAX_REQUESTS = 150
"""Addresses of one site that a search asks for, redirects and files among them."""
MAX_HOPS = 5
"""Redirects from one address to a page."""
REDIRECT = "redirect"
"""The problem of a stored address that leads on to another."""
SECURITY_TXT = "/.well-known/security.txt"
Answered = TypeVar("Answered")
Ended = TypeVar("Ended")


@dataclass(frozen=True, slots=True)
class ListedPage:
    """An address that the site's sitemap names, with its title where a crawl has read it."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: the record that is kept, and what `read` made of it."""

    page: ServicePage
    document: Any


@dataclass(frozen=True, slots=True)
class Searched:
    """How a search ended: its figures, and a record for each task."""

    search: ServiceSearch
    tasks: tuple[TaskFound, ...]


Search = Generator[str, Answer | None, Searched]


class TaskSearch(Protocol):
    """A module that searches sites for tasks: all functions are pure."""

    def covers(self, site: Site) -> bool:
        """Whether there is anything to search for on a site."""

    def read(self, page: ServicePage) -> Any:
        """A document of what was read, or None; called in a process with limits of its own."""

    def search(
        self,
        site: Site,
        home: str,
        is_own: Callable[[str], bool],
        listed: Iterable[ListedPage],
    ) -> Search:
        """A search that yields addresses and is sent their answers, or None where there is none."""


def carried_through(
    search: Generator[str, Answered | None, Ended], answer: Callable[[str], Answered | None]
) -> Ended:
    """Carry a generator of addresses through with a function that answers each, or None."""
    try:
        url = next(search)
        while True:
            url = search.send(answer(url))
    except StopIteration as end:
        value: Ended = end.value
        return value


def home_of(pages: Iterable[Page]) -> str:
    """The address of the start page that a crawl has read, or ""."""
    starts = (
        page.url for page in pages if page.discovered_via == "start" and page.state == "fetched"
    )
    return next(starts, "")


def listed_pages(pages: Iterable[Page]) -> list[ListedPage]:
    """The addresses that the site's sitemap names, with the titles that the crawl has read."""
    return [
        ListedPage(page.url, page.title)
        for page in pages
        if "sitemap" in (page.discovered_via, page.also_discovered_via)
    ]


def as_tested(tasks: Iterable[TaskFound], *, is_stopped: bool) -> list[TaskFound]:
    """What is said of tasks: where the site stopped the search, nothing is not found."""
    return [
        replace(task, outcome="untested") if is_stopped and task.outcome == "not_found" else task
        for task in tasks
    ]


def load(name: str) -> TaskSearch:
    """The module of a dotted name."""
    return cast(TaskSearch, import_module(name))
