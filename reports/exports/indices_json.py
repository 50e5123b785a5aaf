"""Citizens' and businesses' indices for programs."""

import json
from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.exports._indices import rows
from reports.report_data import load_report


def write(store: Store, run: Run, folder: Path) -> Path:
    """`indices.json`: {run, indices}; an index is null while one of its pillars is."""
    path = folder / "indices.json"
    data = {"run": run.id, "indices": list(rows(load_report(store, run)))}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
