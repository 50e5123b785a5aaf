"""The sites without a place: what was in the way, and how many people live there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reports.pages import ReportPage
from reports.pages.index import residents
from reports.report_data import SiteEntry, SurveyReport


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page; it is there, and says so, even if nothing is missing."""
    context = {
        "groups": by_status(report.unmeasured),
        "missing": report.unmeasured,
        "provisional": report.provisional,
        "residents": residents(report.unmeasured),
        "unknown": sum(entry.site.population is None for entry in report.unmeasured),
    }
    yield ReportPage("unmeasured.html", "unmeasured.html", context)


def by_status(missing: Sequence[SiteEntry]) -> list[tuple[str, list[SiteEntry]]]:
    """The sites under what was in their way, the commonest first."""
    groups: dict[str, list[SiteEntry]] = defaultdict(list)
    for entry in missing:
        groups[entry.score.status].append(entry)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
