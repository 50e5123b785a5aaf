"""Tasks and duties across all bodies: the share at each step, citizens and businesses apart."""

from collections.abc import Iterator

from reports.pages import ReportPage
from reports.report_data import SurveyReport
from reports.services import STEPS, services_across


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """One page; none where no site was searched."""
    across = services_across(report)
    if across:
        context = {"across": across, "steps": STEPS}
        yield ReportPage("services.html", "services.html", context)
