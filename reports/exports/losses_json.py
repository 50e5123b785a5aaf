"""Where each site's points are lost, for programs."""

import json
from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import open_book
from reports.exports._losses import rows


def write(store: Store, run: Run, folder: Path) -> Path:
    """`losses.json`: {run, losses}; those of a site and one `by` add up to 100 − score."""
    path = folder / "losses.json"
    told = {"run": run.id, "losses": list(rows(open_book(store, run)))}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return path
