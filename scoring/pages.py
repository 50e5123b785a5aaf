"""A page's mark from its findings.

Load L = Σ W·g over the rules that fail, S = 100·exp(−L/20). W is the weight of the impact; g is ½
for one failing element and grows with the logarithm of their number to 1 at 32, or 1 at once where
the fault is the page's. Passing elements do not enter: no padding improves a page. Monotone in
every fault; one critical fault on one element leaves 77.9.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minna.records import Certainty, Finding, Outcome
from scoring.weights import PARAMETERS, Parameters


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that fails on a page: its gravest impact, and on how many elements."""

    impact: str
    count: int
    whole_page: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A page's figures through one viewport; scores from 0 to 100."""

    score: float
    low: float  # with what could not be told counted as failed
    load: float
    blocking: bool  # a critical fault: some residents cannot get through
    clean: bool
    faults: tuple[Fault, ...] = ()  # those that are sure


def view(findings: Iterable[Finding], whole_page: Mapping[str, bool]) -> View:
    """The figures of one visit from the findings that count; `whole_page` says so of each check."""
    told = list(findings)
    sure = faults((f for f in told if is_sure(f)), whole_page)
    possible = faults((f for f in told if is_sure(f) or f.outcome == Outcome.CANT_TELL), whole_page)
    return View(
        score=to_score(load(sure.values())),
        low=to_score(load(worst_case(sure, possible).values())),
        load=load(sure.values()),
        blocking=any(fault.impact == "critical" for fault in sure.values()),
        clean=not sure,
        faults=tuple(sorted(sure.values(), key=lambda f: (f.impact, f.count, f.whole_page))),
    )


def is_sure(finding: Finding) -> bool:
    """Only 問題あり counts."""
    return finding.outcome == Outcome.FAILED and finding.certainty == Certainty.CERTAIN


def faults(findings: Iterable[Finding], whole_page: Mapping[str, bool]) -> dict[str, Fault]:
    """One fault a rule: its findings' elements together, the gravest of their impacts."""
    found: dict[str, Fault] = {}
    for f in findings:
        known = found.get(f.check)
        impact = f.impact if known is None else graver(known.impact, f.impact)
        count = f.count + (known.count if known else 0)
        found[f.check] = Fault(impact, count, whole_page.get(f.check, False))
    return found


def worst_case(sure: Mapping[str, Fault], possible: Mapping[str, Fault]) -> dict[str, Fault]:
    """All possible faults, each with the impact that is sure where there is one."""
    return {
        rule: Fault(sure[rule].impact if rule in sure else f.impact, f.count, f.whole_page)
        for rule, f in possible.items()
    }


def graver(one: str, other: str, p: Parameters = PARAMETERS) -> str:
    """The impact that weighs more."""
    return max(one, other, key=lambda impact: p.weights[impact])


def extent(count: int, whole_page: bool = False, p: Parameters = PARAMETERS) -> float:
    """How much of a rule's weight so many failing elements cost, from 0 to 1.

    >>> [extent(n) for n in (0, 1, 2, 32, 500)]
    [0.0, 0.5, 0.6, 1.0, 1.0]
    """
    if count <= 0:
        return 0.0
    if whole_page:
        return 1.0
    return p.first + (1 - p.first) * min(1.0, math.log2(count) / math.log2(p.saturation))


def load(found: Iterable[Fault], p: Parameters = PARAMETERS) -> float:
    """障壁負荷: the weights of the failing rules, each by its extent; 0 and up."""
    return math.fsum(p.weights[f.impact] * extent(f.count, f.whole_page, p) for f in found)


def to_score(total: float, p: Parameters = PARAMETERS) -> float:
    """A load as a score from 0 to 100.

    >>> round(to_score(5), 1), round(to_score(3.5), 1), round(to_score(1.5), 1)
    (77.9, 83.9, 92.8)
    """
    return 100 * math.exp(-total / p.half_load)
