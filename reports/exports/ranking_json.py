"""The ranking for programs, with what is needed to measure it again."""

import json
from dataclasses import asdict
from pathlib import Path

from reports.exports._ranking import rows
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`ranking.json`: {run, sites}; a site that was not measured has null for a score."""
    path = folder / "ranking.json"
    data = {"run": asdict(report.run), "sites": list(rows(report))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
