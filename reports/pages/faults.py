"""One fix, many towns: faults of templates that several bodies share, and a page for each."""

from collections.abc import Iterator

from reports.pages import ReportPage
from reports.report_data import SurveyReport
from reports.template_faults import template_faults


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """The list, and the pages; neither where no fault is shared."""
    faults = report.once(template_faults)
    if faults:
        yield ReportPage("faults.html", "faults.html", {"faults": faults, "meta_of": report.meta})
    for fault in faults:
        context = {"fault": fault, "meta": report.meta(fault.check)}
        yield ReportPage(fault.page, "fault.html", context)
