"""Everything that has a page of its own: prefectures, peers, vendors and criteria."""

from collections.abc import Iterator

from reports.groups import has_tiers, peer_groups, prefecture_groups, vendor_groups
from reports.losses import totals
from reports.pages import ReportPage
from reports.pages.criteria import criterion_summaries
from reports.report_data import SurveyReport


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page of lists."""
    context = {
        "prefectures": report.once(prefecture_groups),
        "peers": report.once(peer_groups),
        "vendors": report.once(vendor_groups),
        "criterion_summaries": report.once(criterion_summaries),
        "has_tiers": has_tiers(report),
        "totals": report.once(totals),
    }
    yield ReportPage("lists.html", "lists.html", context)
