"""A Data Package over the CSV and JSON files of the report, with the type of every column.

It follows version 1 and names the profile of version 2, which reads it as well.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from minna.discover import discover
from reports import exports
from reports.formats._columns import column
from reports.formats._request import ExportRequest, Format
from reports.formats._safe import name_in_urn, utc, write_json
from reports.i18n import format_date, t

FORMAT = Format(
    "Data Package",
    "datapackage.json, with the report’s CSV and JSON beside it",
    "Frictionless, Open Data Editor, R and Python packages for tables",
)
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PRIMARY_KEYS = {"ranking": ["code"], "indices": ["code", "audience"], "distribution": ["low"]}
CHUNK = 1 << 20


def write(request: ExportRequest) -> Iterator[Path]:
    """The report's data files, always of all sites, and what describes them."""
    report, lang = request.report, request.lang
    request.out.mkdir(parents=True, exist_ok=True)
    paths = [module.write(report, request.out) for module in discover(exports).values()]
    yield from paths
    package = {
        "$schema": PROFILE,
        "profile": "data-package",
        "name": f"minna-{name_in_urn(report.run.id).replace('%', '_').lower()}",
        "id": f"urn:x-minna:run:{name_in_urn(report.run.id)}",
        "title": t("export.atom.survey", lang, day=format_date(report.run.started, lang)),
        "description": t("export.datapackage.about", lang),
        "created": utc(report.run.finished or report.run.started),
        "version": report.run.versions.get("method", ""),
        "resources": [resource(path) for path in paths],
    }
    yield write_json(request.out / "datapackage.json", package)


def resource(path: Path) -> dict[str, object]:
    """One file: a table with its columns, or JSON."""
    kind = path.suffix.removeprefix(".")
    described: dict[str, object] = {
        "name": path.stem if kind == "csv" else f"{path.stem}-{kind}",
        "path": path.name,
        "format": kind,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest(path)}",
    }
    if kind != "csv":
        return described | {"profile": "data-resource", "mediatype": "application/json"}
    return described | {
        "profile": "tabular-data-resource",
        "type": "table",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema(path),
    }


def schema(path: Path) -> dict[str, object]:
    """The columns of a CSV file in their order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = next(csv.reader(file))
    fields = []
    for name in names:
        type_, about = column(path.stem, name)
        fields.append({"name": name, "type": type_, "description": about})
    table: dict[str, object] = {"fields": fields, "missingValues": [""]}
    key = PRIMARY_KEYS.get(path.stem)
    return table | ({"primaryKey": key} if key else {})


def digest(path: Path) -> str:
    """SHA-256 of a file, read piece by piece: findings of a nation fill gigabytes."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            total.update(piece)
    return total.hexdigest()
