"""Databases of earlier versions, to be opened by today's."""

import sqlite3
from contextlib import closing
from pathlib import Path

from minna.migrations import RENAMED_COLUMNS, RENAMED_TABLES

KEPT = Path(__file__).parent / "databases" / "0013.sql"
"""A survey of two sites with a row of every kind, as step 0013 left it."""


def kept(path: Path) -> Path:
    """Write the kept database of step 0013."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(KEPT.read_text(encoding="utf-8"))
    return path


def undo_names(path: Path) -> None:
    """Give a closed database of today the names that its tables and columns had at step 0013."""
    with closing(sqlite3.connect(path)) as db, db:
        for table, renamed in RENAMED_COLUMNS.items():
            for old, new in renamed.items():
                db.execute(f'alter table "{table}" rename column "{new}" to "{old}"')
        for old, new in RENAMED_TABLES.items():
            db.execute(f'alter table "{new}" rename to "{old}"')
        db.execute("delete from _sqlite_migrations where name >= '0014_names'")
