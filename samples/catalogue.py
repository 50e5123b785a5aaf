"""The barriers that may be planted, each with its clean twin: `barriers.toml`, read.

To add a barrier, add one entry there; twins, plan and truth follow by themselves.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

ENTRIES = Path(__file__).with_name("barriers.toml")
PLACES = ("lang", "title", "viewport", "head", "header", "main", "footer")
AFTER_2016 = {
    "1.3.4",
    "1.3.5",
    "1.4.10",
    "1.4.11",
    "1.4.12",
    "1.4.13",
    "2.1.4",
    "2.4.11",
    "2.5.1",
    "2.5.2",
    "2.5.3",
    "2.5.4",
    "2.5.7",
    "2.5.8",
    "3.2.6",
    "3.3.7",
    "3.3.8",
    "4.1.3",
}
"""Criteria A and AA that WCAG 2.1 and 2.2 added: JIS X 8341-3:2016 does not have them."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """One way a page can shut people out, and the same passage without it."""

    id: str
    criterion: str  # "1.1.1", or "" for advice
    impact: str  # critical, serious, moderate, minor
    checks: tuple[str, ...]  # "axe:<rule>" or a check of ours; none when no machine sees it
    ja: str
    en: str
    faulty: str
    clean: str
    likely: bool = False  # the checks are not sure
    whole_page: bool = False
    place: str = "main"
    selector: str = "#$id"

    @property
    def counted(self) -> bool:
        """Whether it weighs: a sure fault under JIS X 8341-3:2016 that some check sees."""
        of_the_standard = bool(self.criterion) and self.criterion not in AFTER_2016
        return of_the_standard and bool(self.checks) and not self.likely


@cache
def catalogue() -> dict[str, Barrier]:
    """Every barrier by its id, in the order of the file."""
    entries = tomllib.loads(ENTRIES.read_text(encoding="utf-8"))["barrier"]
    barriers = [Barrier(**(entry | {"checks": tuple(entry["checks"])})) for entry in entries]
    return {barrier.id: barrier for barrier in barriers}


def fragment(barrier: Barrier, *, faulty: bool, blanks: dict[str, str]) -> str:
    """The passage (or value) with its blanks filled, faulty or clean.

    `blanks` are id, word (a service), town, href (a page of the site) and file (of an image).
    """
    return Template(barrier.faulty if faulty else barrier.clean).substitute(blanks)


def selector(barrier: Barrier, element: str) -> str:
    """The CSS selector of a planted barrier whose element has this id."""
    return Template(barrier.selector).substitute(id=element)
