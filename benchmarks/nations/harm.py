"""How much a site harms: several definitions, as no single one is agreed upon.

Each is severity times extent. Severities are published ones, by criterion:

* the level of WCAG, A = 1 and AA = 1/2 (B. Parmanto & X. Zeng 2005 weigh by 1/priority);
* the tiers of the Digital Agency's introductory guidebook on web accessibility (2022, chapter 3):
  what does grave harm if it fails = 3, what must be met = 2, what is to be looked at as the case
  may be = 1;
* whom it stops: the groups of people whom a criterion serves, by our reading of the intents and
  benefits in W3C's "Understanding WCAG 2.2".

Extents are by the truth of the whole site and never by what was sampled or found.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from minna.criteria import criteria
from scoring.posterior import Floats

GRAVE = frozenset(("1.4.2", "2.1.2", "2.2.2", "2.3.1"))
MUST = frozenset(
    ("1.1.1", "1.3.3", "1.4.1", "1.4.3", "1.4.4", "2.1.1", "2.2.1", "2.4.3", "2.4.7", "3.3.2")
)
GROUPS: Mapping[str, tuple[str, ...]] = {
    "no sight": (
        *("1.1.1", "1.2.1", "1.2.3", "1.2.5", "1.3.1", "1.3.2", "1.3.3", "1.4.2", "2.1.1"),
        *("2.1.2", "2.2.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.6", "3.1.1", "3.1.2"),
        *("3.2.1", "3.2.2", "3.2.4", "3.3.1", "3.3.2", "3.3.3", "3.3.8", "4.1.1", "4.1.2"),
        "4.1.3",
    ),
    "weak sight": (
        *("1.1.1", "1.3.3", "1.3.4", "1.4.1", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11"),
        *("1.4.12", "1.4.13", "2.1.1", "2.2.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.6"),
        *("2.4.7", "2.4.11", "3.2.1", "3.2.2", "3.3.1", "4.1.2"),
    ),
    "no hearing": ("1.2.1", "1.2.2", "1.2.4", "2.2.1"),
    "hands": (
        *("1.3.4", "1.3.5", "2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.4.1", "2.4.3", "2.4.4"),
        *("2.4.7", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.7", "2.5.8", "3.2.1", "3.2.2"),
        "4.1.2",
    ),
    "reading and thinking": (
        *("1.3.2", "1.3.5", "1.4.2", "1.4.5", "1.4.12", "2.2.1", "2.2.2", "2.4.1", "2.4.2"),
        *("2.4.3", "2.4.4", "2.4.6", "2.4.7", "2.5.2", "3.1.1", "3.1.2", "3.2.1", "3.2.2"),
        *("3.2.4", "3.3.1", "3.3.2", "3.3.3", "3.3.8"),
    ),
    "seizures": ("2.3.1",),
}
PAGES_OF_A_VISIT = 5
STOPPED = {3: 0.9, 2: 0.5, 1: 0.2}
"""The chance that a barrier of a tier ends the visit of a person whom it concerns."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The barriers of one site, each array of shape (barriers,)."""

    criteria: tuple[str, ...]
    pages: Floats  # share of all pages that have it
    keys: Floats  # share of the key pages that have it
    places: Floats  # elements on a page that has it

    def only(self, some: NDArray[np.bool_]) -> "Truth":
        """Some of the barriers."""
        chosen = tuple(c for c, kept in zip(self.criteria, some, strict=True) if kept)
        return Truth(chosen, self.pages[some], self.keys[some], self.places[some])

    @property
    def met(self) -> Floats:
        """The chance that a visit meets it: half of a visit's pages are key pages."""
        half = PAGES_OF_A_VISIT / 2
        missed: Floats = (1 - self.keys) ** half * (1 - self.pages) ** half
        return 1 - missed


def tier(criterion: str) -> int:
    """The guidebook's tier, 3 for the gravest.

    >>> tier("2.1.2"), tier("1.1.1"), tier("3.1.1")
    (3, 2, 1)
    """
    return 3 if criterion in GRAVE else 2 if criterion in MUST else 1


def level(criterion: str) -> float:
    """1 for A, ½ for AA."""
    return 1.0 if criteria()[criterion].level == "A" else 0.5


def groups(criterion: str) -> tuple[str, ...]:
    """The groups that a criterion concerns; never none."""
    concerned_groups = tuple(group for group, concerned in GROUPS.items() if criterion in concerned)
    return concerned_groups or ("no sight",)


def by_pages(truth: Truth) -> float:
    """Kinds × pages: every barrier alike."""
    return float(truth.pages.sum())


def by_levels(truth: Truth) -> float:
    """Level × pages."""
    return float(weighed(truth, level) @ truth.pages)


def by_visits(truth: Truth) -> float:
    """Tier × the chance that a visit of five pages meets it."""
    return float(weighed(truth, tier) @ truth.met)


def by_groups(truth: Truth) -> float:
    """The number of groups concerned × tier × the mean of the shares of key and of all pages."""
    severity = weighed(truth, lambda c: len(groups(c)) * tier(c))
    return float(severity @ (truth.keys + truth.pages) / 2)


def by_stopped(truth: Truth) -> float:
    """The share of five-page visits that are ended, mean of all groups; it saturates."""
    ends = weighed(truth, lambda c: STOPPED[tier(c)]) * truth.met
    concerned = {group: [group in groups(c) for c in truth.criteria] for group in GROUPS}
    of_group = [1 - np.prod(1 - ends[np.array(who, bool)]) for who in concerned.values()]
    return float(np.mean(of_group))


def by_criteria(truth: Truth) -> float:
    """Criteria that fail × the share of pages on which each does: how far it is from conforming."""
    missing: dict[str, float] = {}
    for criterion, share in zip(truth.criteria, truth.pages, strict=True):
        missing[criterion] = missing.get(criterion, 1.0) * (1 - share)
    return sum(level(criterion) * (1 - left) for criterion, left in missing.items())


def by_places(truth: Truth) -> float:
    """Tier × pages × the logarithm of the elements there."""
    return float(weighed(truth, tier) @ (truth.pages * np.log2(1 + truth.places)))


def weighed(truth: Truth, severity: Callable[[str], float]) -> Floats:
    """The severity of each barrier, of shape (barriers,)."""
    return np.array([severity(criterion) for criterion in truth.criteria], float)


DEFINITIONS: Mapping[str, Callable[[Truth], float]] = {
    "kinds × pages": by_pages,
    "level × pages": by_levels,
    "tier × visits": by_visits,
    "groups × tier × pages": by_groups,
    "visits stopped": by_stopped,
    "criteria × pages": by_criteria,
    "tier × pages × places": by_places,
}
