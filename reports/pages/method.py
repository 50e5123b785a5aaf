"""How it was measured, and what a machine cannot see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minna.criteria import Criterion, criteria
from minna.records import Certainty, CheckMeta
from reports.pages import ReportPage
from reports.report_data import SurveyReport


@dataclass(frozen=True, slots=True)
class CriteriaCoverage:
    """How far checks reach into one criterion: in part, as candidates for a person, or not."""

    criterion: Criterion
    kind: str  # machine, candidates, person
    checks: int


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page: the method, and which criteria it reaches."""
    coverage = list(criteria_coverage(report.cards.values()))
    context = {
        "coverage": coverage,
        "tally": Counter(r.kind for r in coverage if r.criterion.in_jis2016),
        "checks": len(report.cards),
        "methods": sorted({e.score.method for e in report.entries if e.score.method}),
        "profiles": sorted({e.score.profile for e in report.entries if e.score.profile}),
    }
    yield ReportPage("method.html", "method.html", context)


def criteria_coverage(cards: Iterable[CheckMeta]) -> Iterator[CriteriaCoverage]:
    """Every criterion of levels A and AA, and what the cards of this run have for it."""
    by_criterion: dict[str, list[CheckMeta]] = defaultdict(list)
    for card in cards:
        by_criterion[card.criterion].append(card)
    for criterion in criteria().values():
        if criterion.level in ("A", "AA"):
            yield CriteriaCoverage(
                criterion,
                furthest_reach(by_criterion[criterion.id]),
                len(by_criterion[criterion.id]),
            )


def furthest_reach(cards: Iterable[CheckMeta]) -> str:
    """The furthest that any of the checks reaches."""
    certainties = {card.certainty for card in cards}
    if Certainty.CERTAIN in certainties:
        return "machine"
    return "candidates" if certainties else "person"
