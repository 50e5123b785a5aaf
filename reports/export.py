"""Write a survey in one of the formats for other programs."""

from pathlib import Path

from minna.comparison import Comparison
from minna.discover import discover
from reports import formats
from reports.formats._request import ExportRequest
from reports.report_data import SurveyReport


def export(
    name: str,
    report: SurveyReport,
    out: Path,
    lang: str,
    codes: frozenset[str] | None = None,
    comparison: Comparison | None = None,
) -> int:
    """Fill `out` with the files of a format, and say how many were written.

    `codes` are those of the sites that are asked for, None for all; KeyError for a format that
    there is not.
    """
    request = ExportRequest(report, out, lang, codes, comparison)
    return sum(1 for _ in discover(formats)[name].write(request))
