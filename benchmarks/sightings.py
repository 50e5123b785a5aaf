"""What an audit says of a page, both windows together: pure, and ready to be held against truth."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from minna.records import Certainty, Finding, Outcome

SURE, LIKELY, REVIEW = "sure", "likely", "review"
ADDRESSES = re.compile(r""" (?:href|src|action)=(?:"[^"]*"|'[^']*')""")
STRENGTHS = (SURE, LIKELY, REVIEW)
FAILED = (SURE, LIKELY)
"""問題あり and 問題の可能性大; the rest asks a person to look."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one check says of a page, through the window that shows the most of it."""

    check: str
    message: str
    strength: str
    criteria: tuple[str, ...]
    count: int
    selector: str = ""
    elements: frozenset[str] = frozenset()
    """Their markup without addresses, which differ from one copy of a page to the next."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What is said, wherever it is said."""
        return self.check, self.message, self.strength

    @property
    def name(self) -> str:
        """The check, with the way in which the page fails it."""
        return self.check if self.check.startswith("axe:") else f"{self.check} ({self.message})"


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit says of every page that it could measure."""

    findings: Mapping[str, Sequence[Finding]]
    criteria: Mapping[str, tuple[str, ...]]  # of each check

    def of(self, page: str) -> list[Sighting]:
        """What it says of a page; nothing of one that was not measured."""
        return sightings(self.findings.get(page, ()), self.criteria)


def strength(finding: Finding) -> str:
    """How sure a finding is; empty where nothing was tested."""
    if finding.outcome == Outcome.FAILED and finding.certainty == Certainty.CERTAIN:
        return SURE
    if finding.outcome == Outcome.FAILED and finding.certainty == Certainty.LIKELY:
        return LIKELY
    return REVIEW if finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL) else ""


def sightings(
    findings: Iterable[Finding], criteria: Mapping[str, tuple[str, ...]]
) -> list[Sighting]:
    """The findings of a page without repetition, the surest first."""
    by_key: dict[tuple[str, str, str], Sighting] = {}
    for finding in findings:
        key = finding.check, finding.message, strength(finding)
        if key[2] and (key not in by_key or by_key[key].count < finding.count):
            where = finding.nodes[0] if finding.nodes else ""
            elements = frozenset(ADDRESSES.sub("", snippet) for snippet in finding.snippets)
            own = criteria.get(finding.check, ())
            by_key[key] = Sighting(*key, own, finding.count, where, elements)
    return sorted(by_key.values(), key=lambda s: (STRENGTHS.index(s.strength), s.check, s.message))


def new(sightings_given: Iterable[Sighting], without: Iterable[Sighting]) -> list[Sighting]:
    """What the page without the barrier does not have, or has on fewer elements."""
    counts = {s.key: s.count for s in without}
    return [s for s in sightings_given if s.count > counts.get(s.key, 0)]


def new_or_elsewhere(
    sightings_given: Iterable[Sighting], without: Iterable[Sighting]
) -> list[Sighting]:
    """The same of two copies of one page: what is said of other elements is new as well."""
    listed, former = list(sightings_given), list(without)
    elements = {s.key: s.elements for s in former}
    more = {s.key for s in new(listed, former)}
    return [s for s in listed if s.key in more or s.elements - elements.get(s.key, frozenset())]


def about(sightings_given: Iterable[Sighting], criteria: Collection[str]) -> list[Sighting]:
    """What concerns one of these criteria."""
    return [s for s in sightings_given if not set(criteria).isdisjoint(s.criteria)]


def of_strength(sightings_given: Iterable[Sighting], *strengths: str) -> list[Sighting]:
    """What is as sure as that."""
    return [s for s in sightings_given if s.strength in strengths]


def surest(sightings_given: Iterable[Sighting]) -> str:
    """The strength of the surest, or nothing."""
    return min((s.strength for s in sightings_given), key=STRENGTHS.index, default="")


def found_cells(sightings_given: Collection[Sequence[Sighting]]) -> list[str]:
    """What is said of each barrier, for cells: how many there are, are found surely, are found
    surely or likely, and are told for review only.
    """
    strongest = [surest(said) for said in sightings_given]
    is_found = [strength in FAILED for strength in strongest]
    counts = len(strongest), strongest.count(SURE), sum(is_found), strongest.count(REVIEW)
    return list(map(str, counts))


def names(sightings_given: Iterable[Sighting]) -> str:
    """The checks for a cell, each once; the less sure with their strength."""
    labels = dict.fromkeys(
        f"`{s.name}`" + ("" if s.strength == SURE else f" {s.strength}") for s in sightings_given
    )
    return ", ".join(labels) or "–"


def share(part: int, whole: int) -> str:
    """A share with what it is of.

    >>> share(1, 8), share(0, 0)
    ('12.5 % (1 of 8)', '– (0 of 0)')
    """
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "– (0 of 0)"
