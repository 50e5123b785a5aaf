"""Citizens' and businesses' indices: a table each, as the two are never added."""

from collections.abc import Iterator

from reports.audiences import audiences
from reports.pages import ReportPage
from reports.report_data import SurveyReport


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page; none while no site has an index."""
    both = audiences(report)
    if both.any:
        yield ReportPage("indices.html", "indices.html", {"audiences": both})
