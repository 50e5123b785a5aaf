"""How it was measured, and what a machine cannot see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minna.criteria import Criterion, criteria
from minna.records import Certainty, CheckMeta
from reports.pages import ReportPage
from reports.replies import rulings_by_check
from reports.report_data import SurveyReport


@dataclass(frozen=True, slots=True)
class CriteriaCoverage:
    """How far checks reach into one criterion: in part, as candidates for a person, or not."""

    criterion: Criterion
    kind: str  # machine, candidates, person
    checks: int


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page: the method, and which criteria it reaches."""
    coverage = list(criteria_coverage(report.metas.values()))
    context = {
        "coverage": coverage,
        "tally": Counter(r.kind for r in coverage if r.criterion.in_jis2016),
        "checks": len(report.metas),
        "rulings": rulings_by_check(report),
        "methods": sorted({e.score.method for e in report.entries if e.score.method}),
        "profiles": sorted({e.score.profile for e in report.entries if e.score.profile}),
    }
    yield ReportPage("method.html", "method.html", context)


def criteria_coverage(metas: Iterable[CheckMeta]) -> Iterator[CriteriaCoverage]:
    """Every criterion of levels A and AA, and what the metas of this run have for it."""
    by_criterion: dict[str, list[CheckMeta]] = defaultdict(list)
    for meta in metas:
        by_criterion[meta.criterion].append(meta)
    for criterion in criteria().values():
        if criterion.level in ("A", "AA"):
            yield CriteriaCoverage(
                criterion,
                furthest_reach(by_criterion[criterion.id]),
                len(by_criterion[criterion.id]),
            )


def furthest_reach(metas: Iterable[CheckMeta]) -> str:
    """The furthest that any of the checks reaches."""
    certainties = {meta.certainty for meta in metas}
    if Certainty.CERTAIN in certainties:
        return "machine"
    return "candidates" if certainties else "person"
