"""Everything found, one row per page, viewport, check and message."""

from collections.abc import Iterator
from pathlib import Path

from minna.finding_ids import finding_id, site_path
from minna.records import Finding
from minna.ruled_out import elements
from reports.csv_writer import write_csv
from reports.i18n import finding_message, languages
from reports.report_data import SurveyReport

NAMES = (
    "code",
    "url",
    "viewport",
    "check",
    "message",
    "outcome",
    "certainty",
    "criterion",
    "level",
    "impact",
    "elements",
    "selector",
    "snippet",
    "finding",
    "left",
    "top",
    "width",
    "height",
    *(f"sentence_{lang}" for lang in languages()),
)


def write(report: SurveyReport, folder: Path) -> Path:
    """`findings.csv`; the last columns are the sentence in each language."""
    return write_csv(folder / "findings.csv", NAMES, rows(report))


def rows(report: SurveyReport) -> Iterator[list[object]]:
    """Row after row, never all at once: a national survey has millions."""
    url_of = {entry.site.code: entry.site.url for entry in report.entries}
    for finding in report.store.read(Finding, run=report.run.id):
        meta = report.meta(finding.check)
        yield [
            *(finding.site, finding.url, finding.viewport, finding.check, finding.message),
            *(finding.outcome, finding.certainty, meta.criterion, meta.level),
            *(finding.impact, finding.count),
            *(next(iter(finding.nodes), ""), next(iter(finding.snippets), "")),
            first_id(finding, url_of.get(finding.site, "")),
            *first_box(finding),
            *(finding_message(finding, meta, lang) for lang in languages()),
        ]


def first_id(finding: Finding, site_url: str) -> str:
    """The id of the first element's finding."""
    first = next(iter(elements(finding)), "")
    return finding_id(finding.check, finding.message, site_path(finding.url, site_url), first)


def first_box(finding: Finding) -> list[object]:
    """Left, top, width and height of the first element; blanks where its place is not known."""
    first = next(iter(finding.boxes), [])
    return [*first] if first else [""] * 4
