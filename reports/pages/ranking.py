"""All sites in the order of their scores, for surveys too large for the first page."""

from collections.abc import Iterator

from reports.pages import ReportPage
from reports.pages.index import MAX_ON_FIRST_PAGE
from reports.report_data import Section, SiteEntry, SurveyReport


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page, in sections by band; none for a survey that the first page can hold."""
    if len(report.entries) > MAX_ON_FIRST_PAGE:
        context = {"sections": bands(report.ranked)}
        yield ReportPage("ranking.html", "ranking.html", context, script="tables")


def bands(ranked: tuple[SiteEntry, ...]) -> list[Section]:
    """The sites of each band, best first."""
    groups: dict[str, list[SiteEntry]] = {}
    for entry in ranked:
        groups.setdefault(entry.score.band, []).append(entry)
    return [
        Section(band, f"band-{number}", tuple(groups[band]))
        for number, band in enumerate(sorted(groups), 1)
    ]
