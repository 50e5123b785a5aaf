"""The list of what sites do to a survey: each module here is one kind, with its variations.

A module has a docstring, whose first line the table of docs/faults.md shows, and `KINDS`, which maps
names of variations to `Kind`s. Each variation is a site of its own beside an honest neighbour.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

from minna.discover import discover
from tests.hostile.serving import ROBOTS, Answer, Answering, Request, answer, home, page

if TYPE_CHECKING:
    from tests.hostile.surveys import Surveyed

OK = ("ok",)
Given = Answer | Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class Kind:
    """One hostile site: what it answers, and what a survey may say of it and nothing else.

    `answering` gives None for what is as in any honest site: robots.txt and sitemaps are missing,
    the home page links to `pages` and `left_out`, and what is in neither is missing.
    """

    answering: Answering
    frame: tuple[str, ...] = OK  # statuses of its crawl
    home: tuple[str, ...] = OK  # statuses of its home page's evidence, where the crawl was well
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # path → of the evidence
    left_out: Mapping[str, str] = field(
        default_factory=dict
    )  # path → how the crawl's reason begins
    seconds: float = 900.0  # that its survey takes at most
    megabytes: float = 4000.0  # that all processes hold at most, the browser's included
    quick: bool = True  # whether the tests try it; benchmarks/faults.py tries all
    crawl: bool = False  # whether the crawl alone is what it is hostile to
    alone: bool = False  # whether it is surveyed without other kinds beside it
    words: tuple[str, ...] = ()  # of the command line; kinds with equal words share a survey
    check: "Callable[[Surveyed, str], Iterator[str]] | None" = None  # sentences of what is wrong

    def answer(self, request: Request) -> Answer:
        """The kind's answer, or an honest town's."""
        response = self.answering(request)
        if response is not None or request.path in ROBOTS:
            return response
        if request.path == "/":
            return answer(home([*self.pages, *self.left_out]))
        return None


def pages_of(pages: Mapping[str, str]) -> Answering:
    """The answers of a site of pages, each given by what its body holds besides honest text."""

    def answering(request: Request) -> Answer:
        more = pages.get(request.path)
        return None if more is None else answer(page(f"{request.path} の案内", more))

    return answering


def as_homes(
    answers: Mapping[str, Given], frame: tuple[str, ...], home: tuple[str, ...] = OK
) -> dict[str, Kind]:
    """For each answer, given as it is or as a function that makes it, a site that has it as home."""

    def kind(response: Given) -> Kind:
        def answering(request: Request) -> Answer:
            if request.path != "/":
                return None
            return response() if callable(response) else response

        return Kind(answering, frame=frame, home=home, crawl=True)

    return {f"{name} as home page": kind(response) for name, response in answers.items()}


def for_browsers(
    answers: Mapping[str, Given], statuses: tuple[str, ...], *, quick: bool = False
) -> dict[str, Kind]:
    """Sites of three pages whose crawl is honest, with these answers for the browser.

    After three pages without an answer the rest of a site is not asked for. The tests try the first
    site where that is `quick`, as each costs them two seconds of the processor.
    """
    groups = [list(islice(answers, n, n + 3)) for n in range(0, len(answers), 3)]

    def kind(names: list[str], *, is_first: bool) -> Kind:
        paths = {f"/{quote(name.replace(' ', '-'))}.html": answers[name] for name in names}

        def answering(request: Request) -> Answer:
            if request.path not in paths:
                return None
            if not request.is_browser:
                return answer(page(f"{request.path} の案内"))
            path = paths[request.path]
            return path() if callable(path) else path

        return Kind(answering, pages=dict.fromkeys(paths, statuses), quick=quick and is_first)

    return {
        f"{', '.join(names)} for the browser": kind(names, is_first=not number)
        for number, names in enumerate(groups)
    }


def all_kinds() -> dict[str, Kind]:
    """Every variation of every kind, as "module: variation"."""
    return {
        f"{module}: {name}": kind
        for module, made in discover(sys.modules[__name__]).items()
        for name, kind in made.KINDS.items()
    }
