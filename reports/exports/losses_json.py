"""Where each site's points are lost, for programs."""

import json
from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.exports._losses import rows
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`losses.json`: {run, losses}; those of a site and one `by` add up to 100 − score."""
    path = folder / "losses.json"
    data = {"run": run.id, "losses": list(rows(load_report(store, run)))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
