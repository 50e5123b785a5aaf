"""A row for each site and audience, the same in every format."""

from collections.abc import Iterator
from dataclasses import asdict, fields

from minna.records import AudienceIndex
from reports.exports._ranking import short
from reports.report_data import SurveyReport

NAMES = ("code", *(f.name for f in fields(AudienceIndex) if f.name not in ("run", "site")))


def rows(report: SurveyReport) -> Iterator[dict[str, object]]:
    """Every site that has a score; a pillar that was not measured is empty, and so is the index."""
    scored = {entry.site.code for entry in report.entries if entry.score.value is not None}
    for index in report.store.read(AudienceIndex, run=report.run.id):
        if index.site in scored:
            row = {name: value for name, value in asdict(index).items() if name in NAMES}
            row |= {name: short(v) for name, v in row.items() if isinstance(v, float)}
            yield {"code": index.site} | row
