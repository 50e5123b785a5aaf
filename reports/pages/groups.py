"""A page for each prefecture, each peer group, and each vendor with customers enough."""

from collections.abc import Iterator

from minna.records import Gap
from reports.charts.dot_plot import dot_plot
from reports.groups import (
    SiteGroup,
    has_tiers,
    peer_groups,
    prefecture_groups,
    tier_limit,
    vendor_groups,
)
from reports.losses import SHOWN
from reports.pages import ReportPage
from reports.report_data import SurveyReport
from reports.template_faults import TemplateFault, template_faults


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """The pages of all groups that have a ranked site or, for prefectures, any site."""
    for groups in (report.once(prefecture_groups), report.once(peer_groups)):
        for i, group in enumerate(groups):
            before = groups[i - 1] if i else None
            after = groups[i + 1] if i + 1 < len(groups) else None
            yield group_page(report, group, before, after)
    for group, effect in report.once(vendor_groups):
        yield group_page(report, group, None, None, effect)


def group_page(
    report: SurveyReport,
    group: SiteGroup,
    before: SiteGroup | None,
    after: SiteGroup | None,
    effect: Gap | None = None,
) -> ReportPage:
    """The page of one group; `effect` is the estimated difference of a vendor's customers."""
    everyone = [entry.score.value or 0.0 for entry in report.ranked]
    context = {
        "group": group,
        "before": before,
        "after": after,
        "effect": effect,
        "plot": dot_plot(everyone, [entry.score.value or 0.0 for entry in group.ranked]),
        "limit": tier_limit(report),
        "all_median": sorted(everyone)[len(everyone) // 2] if everyone else None,
        "has_tiers": has_tiers(report),
        "tier": report.tier(group.group),
        "gaps": report.gaps_of(group.group),
        "metas": report.metas,
        "meta_of": report.meta,
        "faults": faults_of(report, group)[:SHOWN],
    }
    return ReportPage(group.page, "group.html", context, script="tables")


def faults_of(report: SurveyReport, group: SiteGroup) -> list[TemplateFault]:
    """Faults of shared templates that sites of the group have, those of most of them first."""
    codes = {entry.site.code for entry in group.ranked}
    counted = [
        (sum(entry.site.code in codes for entry in fault.entries), fault)
        for fault in report.once(template_faults)
    ]
    return [fault for n, fault in sorted(counted, key=lambda item: -item[0]) if n]
