"""Tasks, duties, claims, trust and products of every site, for programs."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from minna.records import (
    ClaimComparison,
    DutyOutcome,
    ServiceDetector,
    SiteProduct,
    TaskMeta,
    TaskOutcome,
    TrustOutcome,
)
from minna.store import Store
from reports.exports._services import rows
from reports.report_data import SurveyReport

PER_SITE = {
    "tasks": TaskOutcome,
    "duties": DutyOutcome,
    "claims": ClaimComparison,
    "trust": TrustOutcome,
    "products": SiteProduct,
}
SHARED = {"catalogue": TaskMeta, "detectors": ServiceDetector}


def write(report: SurveyReport, folder: Path) -> Path:
    """`services.json`: {run, catalogue, detectors, tasks, duties, claims, trust, products}."""
    path = folder / "services.json"
    data: dict[str, object] = {"run": report.run.id}
    for name, kind in SHARED.items():
        data[name] = rows_of_run(report.store, kind, report.run.id)
    for name, kind in PER_SITE.items():
        data[name] = list(rows(report.store, kind, report.run.id))
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def rows_of_run(store: Store, kind: type[Any], run: str) -> list[dict[str, object]]:
    """Records that are of no site."""
    names = [field.name for field in fields(kind) if field.name != "run"]
    return [{name: getattr(one, name) for name in names} for one in store.read(kind, run=run)]
