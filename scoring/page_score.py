"""A page's score in one viewport, from its findings.

Penalty L = Σ W·g over the rules that fail, score S = 100·exp(−L/20). W is the weight of the impact;
g is ½ for one failing element, grows with the logarithm of their number to 1 at 32, and is 1 for
faults of the whole page. Passing elements do not enter: no padding improves a page. Monotone in
every fault; one critical fault on one element leaves 77.9.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minna.records import Certainty, Finding, Outcome
from scoring.weights import PARAMETERS, Parameters


@dataclass(frozen=True, slots=True)
class FailedRule:
    """A rule that fails on a page: its worst impact, and on how many elements."""

    impact: str
    count: int
    whole_page: bool = False


@dataclass(frozen=True, slots=True)
class ViewportScore:
    """A page's figures through one viewport; scores from 0 to 100."""

    score: float
    low: float  # with cantTell counted as failed
    penalty: float
    blocking: bool  # a critical failure: some residents cannot use the page
    clean: bool
    failed_rules: tuple[FailedRule, ...] = ()  # those that are certain


def viewport_score(findings: Iterable[Finding], whole_page: Mapping[str, bool]) -> ViewportScore:
    """The figures of one visit from the findings that count; `whole_page` says so of each check."""
    scored = list(findings)
    certain = failed_rules((f for f in scored if is_certain(f)), whole_page)
    possible = failed_rules(
        (f for f in scored if is_certain(f) or f.outcome == Outcome.CANT_TELL), whole_page
    )
    return ViewportScore(
        score=to_score(penalty(certain.values())),
        low=to_score(penalty(worst_case(certain, possible).values())),
        penalty=penalty(certain.values()),
        blocking=any(fault.impact == "critical" for fault in certain.values()),
        clean=not certain,
        failed_rules=tuple(
            sorted(certain.values(), key=lambda f: (f.impact, f.count, f.whole_page))
        ),
    )


def is_certain(finding: Finding) -> bool:
    """Only 問題あり counts."""
    return finding.outcome == Outcome.FAILED and finding.certainty == Certainty.CERTAIN


def failed_rules(
    findings: Iterable[Finding], whole_page: Mapping[str, bool]
) -> dict[str, FailedRule]:
    """One entry per rule: the elements of its findings added up, the worst of their impacts."""
    by_check: dict[str, FailedRule] = {}
    for f in findings:
        earlier = by_check.get(f.check)
        impact = f.impact if earlier is None else worse_impact(earlier.impact, f.impact)
        count = f.count + (earlier.count if earlier else 0)
        by_check[f.check] = FailedRule(impact, count, whole_page.get(f.check, False))
    return by_check


def worst_case(
    certain: Mapping[str, FailedRule], possible: Mapping[str, FailedRule]
) -> dict[str, FailedRule]:
    """All possible failures, each with the impact of the certain ones where there are any."""
    return {
        rule: FailedRule(
            certain[rule].impact if rule in certain else f.impact, f.count, f.whole_page
        )
        for rule, f in possible.items()
    }


def worse_impact(one: str, other: str, p: Parameters = PARAMETERS) -> str:
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
    return p.first_element_share + (1 - p.first_element_share) * min(
        1.0, math.log2(count) / math.log2(p.saturation)
    )


def penalty(rules: Iterable[FailedRule], p: Parameters = PARAMETERS) -> float:
    """Penalty (障壁負荷): the weights of the failing rules, each times its extent; 0 and up."""
    return math.fsum(p.weights[f.impact] * extent(f.count, f.whole_page, p) for f in rules)


def to_score(penalty_sum: float, p: Parameters = PARAMETERS) -> float:
    """A penalty as a score from 0 to 100.

    >>> round(to_score(5), 1), round(to_score(3.5), 1), round(to_score(1.5), 1)
    (77.9, 83.9, 92.8)
    """
    return 100 * math.exp(-penalty_sum / p.penalty_scale)
