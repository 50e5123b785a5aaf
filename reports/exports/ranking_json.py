"""The ranking for programs, with what is needed to measure it again."""

import json
from dataclasses import asdict
from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.exports._ranking import rows
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`ranking.json`: {run, sites}; a site that was not measured has null for a score."""
    path = folder / "ranking.json"
    data = {"run": asdict(run), "sites": list(rows(load_report(store, run)))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
