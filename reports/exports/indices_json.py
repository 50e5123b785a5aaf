"""Citizens' and businesses' indices for programs."""

import json
from pathlib import Path

from reports.exports._indices import rows
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`indices.json`: {run, indices}; an index is null while one of its pillars is."""
    path = folder / "indices.json"
    data = {"run": report.run.id, "indices": list(rows(report))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
