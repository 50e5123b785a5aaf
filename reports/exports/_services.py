"""Rows of tasks and duties, the same in every format."""

from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

from minna.records import DutyOutcome, TaskOutcome
from minna.store import Store

KEYS = ("run", "site")
TASKS = ("code", *(f.name for f in fields(TaskOutcome) if f.name not in KEYS))
DUTIES = ("code", *(f.name for f in fields(DutyOutcome) if f.name not in KEYS))


def rows(store: Store, kind: type[Any], run: str) -> Iterator[dict[str, Any]]:
    """A row for each record of a kind; tuples stay lists."""
    for record in store.read(kind, run=run):
        values = asdict(record)
        yield {"code": values["site"]} | {k: v for k, v in values.items() if k not in KEYS}


def cells(row: dict[str, Any]) -> list[Any]:
    """A row for a table: what is several stands between semicolons."""
    return ["; ".join(v) if isinstance(v, tuple | list) else v for v in row.values()]
