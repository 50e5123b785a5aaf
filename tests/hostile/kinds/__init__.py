"""The list of what sites do to a survey: each module here is one kind, with its variations.

A module has a docstring, whose first line the table of docs/faults.md shows, and `KINDS`, which maps
names of variations to `Kind`s. Each variation is a site of its own beside an honest neighbour.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minna.discover import discover
from tests.hostile.serving import ROBOTS, Answer, Answering, Request, answer, home, page

if TYPE_CHECKING:
    from tests.hostile.surveys import Surveyed

OK = ("ok",)


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
    seconds: float = 240.0  # that its survey takes at most
    megabytes: float = 1200.0  # that all processes hold at most, the browser's included
    alone: bool = False  # whether it is surveyed without other kinds beside it
    words: tuple[str, ...] = ()  # of the command line; kinds with equal words share a survey
    check: "Callable[[Surveyed, str], Iterator[str]] | None" = None  # sentences of what is wrong

    def answer(self, request: Request) -> Answer:
        """The kind's answer, or an honest town's."""
        told = self.answering(request)
        if told is not None or request.path in ROBOTS:
            return told
        if request.path == "/":
            return answer(home([*self.pages, *self.left_out]))
        return None


def pages_of(pages: Mapping[str, str]) -> Answering:
    """The answers of a site of pages, each given by what its body holds besides honest text."""

    def answering(request: Request) -> Answer:
        more = pages.get(request.path)
        return None if more is None else answer(page(f"{request.path} の案内", more))

    return answering


def all_kinds() -> dict[str, Kind]:
    """Every variation of every kind, as "module: variation"."""
    return {
        f"{module}: {name}": kind
        for module, found in discover(sys.modules[__name__]).items()
        for name, kind in found.KINDS.items()
    }
