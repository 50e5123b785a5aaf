"""A page for each success criterion that a check of this survey is about."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from minna.criteria import Criterion, criteria
from minna.records import CheckMeta, ScoreLoss
from reports.groups import peer_groups
from reports.losses import SHOWN, CheckTotal, losses_of, totals
from reports.pages import ReportPage
from reports.report_data import SurveyReport
from reports.template_faults import template_faults


@dataclass(frozen=True, slots=True)
class PeerShare:
    """How many of a peer group's sites fail a criterion."""

    group: str
    page: str
    sites: int
    failing: int

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.failing / self.sites


@dataclass(frozen=True, slots=True)
class CriterionSummary:
    """A criterion with its checks, and what failing them costs all ranked sites."""

    criterion: Criterion
    checks: tuple[CheckMeta, ...]
    totals: tuple[CheckTotal, ...]  # of the checks that found anything
    failing: frozenset[str]  # codes of the ranked sites with a failure that counts
    points: float  # of the mean score

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"criterion/{self.criterion.id}.html"


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page for each criterion."""
    for summary in report.once(criterion_summaries):
        context = {
            "summary": summary,
            "ranked": len(report.ranked),
            "peers": peer_shares(report, summary),
            "faults": [
                fault
                for fault in report.once(template_faults)
                if report.meta(fault.check).criterion == summary.criterion.id
            ][:SHOWN],
            "meta_of": report.meta,
        }
        yield ReportPage(summary.page, "criterion.html", context)


def criterion_summaries(report: SurveyReport) -> tuple[CriterionSummary, ...]:
    """All criteria with a check, in the order of the standard."""
    checks: dict[str, list[CheckMeta]] = defaultdict(list)
    for meta in report.metas.values():
        checks[meta.criterion].append(meta)
    all_totals = report.once(totals)
    by_check = {total.meta.id: total for total in all_totals.checks} if all_totals else {}
    failing = report.once(failing_sites)
    summaries = []
    for criterion in criteria().values():
        metas = sorted(checks.get(criterion.id, ()), key=lambda meta: meta.id)
        found = tuple(by_check[meta.id] for meta in metas if meta.id in by_check)
        if metas:
            summaries.append(
                CriterionSummary(
                    criterion,
                    tuple(metas),
                    found,
                    frozenset().union(*(failing.get(meta.id, set()) for meta in metas)),
                    sum(total.points for total in found),
                )
            )
    return tuple(summaries)


def failing_sites(report: SurveyReport) -> dict[str, set[str]]:
    """The ranked sites that lose points by each check."""
    sites: dict[str, set[str]] = defaultdict(set)
    for loss in losses_of(report, (entry.site.code for entry in report.ranked)):
        if is_cause(loss):
            sites[loss.check].add(loss.site)
    return sites


def is_cause(loss: ScoreLoss) -> bool:
    """Whether it is one check's loss, and not a part of the page's."""
    return loss.by == "kind" and loss.loss > 0


def peer_shares(report: SurveyReport, summary: CriterionSummary) -> list[PeerShare]:
    """The peer groups by how many of their sites fail; groups are described, not ranked."""
    return [
        PeerShare(
            group.group,
            group.page,
            len(group.ranked),
            sum(entry.site.code in summary.failing for entry in group.ranked),
        )
        for group in report.once(peer_groups)
        if group.ranked
    ]
