"""A database's upkeep: how large its tables are, whether it is whole, and what may go."""

from collections.abc import Iterator
from dataclasses import dataclass

from minna.migrations import KEYS, columns, table_name
from minna.records import VIEWPORTS, CheckOutcomes, Evidence, PageScore, Run
from minna.store import Store

MAX_PROBLEMS = 10
"""Problems of a damaged file that are listed."""


@dataclass(frozen=True, slots=True)
class TableSize:
    """The records of one kind in one survey."""

    table: str
    run: str
    rows: int
    bytes: int  # of their values, without indices and the rest of the file


def table_sizes(store: Store) -> Iterator[TableSize]:
    """Every table that has records, by survey."""
    for kind in KEYS:
        table, run = table_name(kind), "id" if kind is Run else "run"
        lengths = " + ".join(
            f'coalesce(length(cast("{name}" as blob)), 0)' for name in columns(kind)
        )
        statement = f'select "{run}", count(*), sum({lengths}) from "{table}" group by "{run}"'
        with store.translated_errors():
            counted = store.db.execute(statement).fetchall()
        yield from (TableSize(table, str(name), rows, size) for name, rows, size in counted)


def problems(store: Store) -> list[str]:
    """What SQLite finds wrong with the file; nothing of one that is whole."""
    with store.translated_errors():
        checked = store.db.execute(f"pragma integrity_check({MAX_PROBLEMS})").fetchall()
    return [text for (text,) in checked if text != "ok"]


def drop_old_evidence(store: Store, keep: int) -> int:
    """Delete what was seen on measured pages in all but the latest `keep` surveys: how many visits.

    Visits that measured nothing stay, as scores count them.
    """
    runs = sorted(store.read(Run), key=lambda run: (run.started, run.id))
    old = [run.id for run in runs[: max(0, len(runs) - keep)]]
    before = store.count(Evidence)
    statement = f"""delete from {table_name(Evidence)} where run = ? and (run, site, url) in
        (select run, site, url from {table_name(PageScore)})"""
    with store.translated_errors(), store.db.atomic():
        for run in old:
            store.db.execute(statement, [run])
    return before - store.count(Evidence)


def is_evidence_dropped(store: Store, run: Run) -> bool:
    """Whether visits of a survey were judged whose evidence is no longer there."""
    where = {"run": run.id, "viewport": VIEWPORTS}
    return store.count(CheckOutcomes, **where) > store.count(Evidence, **where)


def vacuum(store: Store) -> None:
    """Give the space of deleted records back to the disk; needs as much again meanwhile."""
    with store.translated_errors():
        store.db.execute("vacuum")
        store.db.execute("pragma wal_checkpoint(truncate)")
