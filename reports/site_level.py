"""What only several pages show: repeated titles, menus that change, missing navigation."""

from dataclasses import dataclass

from minna.records import SITE, CheckMeta, CheckOutcomes, Finding, Outcome
from reports.report_data import SiteEntry, SurveyReport


@dataclass(frozen=True, slots=True)
class SiteLevelFindings:
    """A site's findings on all of its pages together, and the checks that found nothing amiss."""

    findings: tuple[tuple[Finding, CheckMeta], ...]  # those of criteria first
    untested: tuple[tuple[Finding, CheckMeta], ...]
    passed: tuple[CheckMeta, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.findings or self.untested or self.passed)


def site_level_findings(report: SurveyReport, entry: SiteEntry) -> SiteLevelFindings:
    """The outcomes on a site's pages together; empty in a survey without such checks."""
    where = {"run": report.run.id, "site": entry.site.code, "viewport": SITE}
    findings = [
        (finding, report.meta(finding.check)) for finding in report.store.read(Finding, **where)
    ]
    judged = report.store.get(CheckOutcomes, **where)
    judged_findings = [pair for pair in findings if pair[0].outcome != Outcome.UNTESTED]
    return SiteLevelFindings(
        tuple(sorted(judged_findings, key=lambda pair: (not pair[1].criterion, pair[1].id))),
        tuple(pair for pair in findings if pair[0].outcome == Outcome.UNTESTED),
        tuple(report.meta(check) for check in (judged.passed if judged else ())),
    )
