"""Where each site's points are lost, for programs."""

import json
from pathlib import Path

from reports.exports._losses import rows
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`losses.json`: {run, losses}; those of a site and one `by` add up to 100 − score."""
    path = folder / "losses.json"
    data = {"run": report.run.id, "losses": list(rows(report))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
