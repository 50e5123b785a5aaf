"""Citizens' and businesses' indices for programs."""

import json
from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import open_book
from reports.exports._indices import rows


def write(store: Store, run: Run, folder: Path) -> Path:
    """`indices.json`: {run, indices}; an index is null while one of its pillars is."""
    path = folder / "indices.json"
    told = {"run": run.id, "indices": list(rows(open_book(store, run)))}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
