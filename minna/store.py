"""The database: every stage reads from it and writes to it, and to nothing else."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import Field, fields
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from sqlite_utils import Database

from minna.errors import (
    CannotWrite,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseTooNew,
    MinnaError,
    NoRun,
    NotAMinnaDatabase,
)
from minna.evidence_codec import compress_json, decompress_json
from minna.lock import claim
from minna.migrations import KEYS, migrate, migrations, table_name
from minna.reasons import Reason
from minna.records import Run
from minna.settings import RunSettings

R = TypeVar("R")
UNWRITABLE = (UnicodeError, OverflowError, RecursionError, sqlite3.DataError)
"""Half a character, a number over 64 bits, data nested without end, a text over a gigabyte."""
MAX_TRIES = 100
LOCK_TIMEOUT = 30.0
"""Seconds that a lock of another program is waited for."""
WRITE_ERRORS = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
    "SQLITE_AUTH",
    "SQLITE_NOMEM",
    "SQLITE_TOOBIG",
)
"""Errors that say that the database cannot be written, or not here."""
FRESH_DB = "_sqlite_migrations"
"""The one table of a database that another process is just making."""


to_json = json.JSONEncoder(ensure_ascii=False).encode
"""One encoder for all: `json.dumps` makes a new one for each value."""


class Unwritable(ValueError):
    """A record that no database can hold, and why; nothing of what came with it was written."""


class Store:
    """A SQLite file with one table per record kind, shaped by the records themselves.

    Writers in several processes share it (write-ahead log, thirty seconds' patience). Raises
    NotAMinnaDatabase, DatabaseTooNew, DatabaseDamaged, DatabaseBusy or CannotWrite when the file
    cannot serve, now or later.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        if not self.path.strip() or Path(self.path).is_dir():
            raise CannotWrite(path=self.path or "“”", why="this is no name of a file")
        with self.translated_errors():
            connection = sqlite3.connect(self.path, timeout=LOCK_TIMEOUT)
            self.db = Database(connection)
            self._check_version()
            self._retry_if_locked(self.db.enable_wal)
            self.db.execute("pragma synchronous = normal")
            self._retry_if_locked(lambda: migrate(self.db))

    def claim(self) -> None:
        """Be the only one to write until we end; DatabaseInUse while another command is at work."""
        claim(self.path)

    @contextmanager
    def translated_errors(self) -> Iterator[None]:
        """What SQLite complains of, in a sentence."""
        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.InterfaceError):  # what we asked for was wrong
            raise
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise error_for(error, self.path) from error

    def _check_version(self) -> None:
        steps = {step.name for step in migrations._migrations}
        unknown = [step.name for step in migrations.applied(self.db) if step.name not in steps]
        if unknown:
            raise DatabaseTooNew(path=self.path, steps=", ".join(unknown))
        tables = set(self.db.table_names()) - {FRESH_DB}
        if not migrations.applied(self.db) and tables:
            raise NotAMinnaDatabase(path=self.path)

    def _retry_if_locked(self, work: Callable[[], object]) -> None:
        """Do what SQLite does not wait with; another process may just be making the database."""
        for _ in range(MAX_TRIES):
            try:
                work()
                return
            except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
                if isinstance(error, sqlite3.OperationalError) and "locked" not in str(error):
                    raise
                time.sleep(0.1)
        work()

    def save(self, records: Iterable[Any]) -> None:
        """Insert or replace records, each in the table of its own kind; all or none of them.

        Raises Unwritable when a value is none that can be written, which is no fault of the file.
        """
        with self.translated_errors():
            try:
                with self.db.atomic():
                    for kind, group in groupby(records, key=type):
                        rows = map(row_writer(kind), group)
                        self.db.conn.executemany(insert_statement(kind), rows)
            except UNWRITABLE as error:
                raise Unwritable(f"{type(error).__name__}: {error}"[:200]) from error

    def read(
        self, kind: type[R], damaged: Callable[[str], None] | None = None, /, **where: Any
    ) -> Iterator[R]:
        """Records of one kind in the order of their key; a list or tuple means any of these.

        Raises DatabaseDamaged at a record that cannot be read, unless `damaged` is given: it is
        called with which one, and why.

        >>> list(Store(":memory:").read(Run, id="none"))
        []
        """
        clause, values = where_clause(where)
        names = ", ".join(f'"{f.name}"' for f in fields(kind))  # type: ignore[arg-type]
        order = ", ".join(f'"{name}"' for name in KEYS[kind])
        read_row = row_reader(kind)
        statement = f'select {names} from "{table_name(kind)}" {clause} order by {order}'
        with self.translated_errors():
            cursor = self.db.conn.execute(statement, values)
        while True:
            with self.translated_errors():
                row = next(cursor, None)
            if row is None:
                return
            try:
                record = read_row(row)
            except (ValueError, TypeError) as error:
                named = " ".join(str(value) for value in row[: len(KEYS[kind])])
                why = f"{table_name(kind)} {named}: {error}"[:200]
                if damaged is None:
                    raise DatabaseDamaged(path=self.path, why=why) from error
                damaged(why)
                continue
            yield record

    def read_columns(
        self, kind: type, names: Sequence[str], /, **where: Any
    ) -> Iterator[tuple[Any, ...]]:
        """Some columns of all such records as SQLite holds them, in the order of their key.

        For what asks a little of very many: dictionaries and tuples are JSON.
        """
        clause, values = where_clause(where)
        listed = ", ".join(f'"{name}"' for name in names)
        order = ", ".join(f'"{name}"' for name in KEYS[kind])
        statement = f'select {listed} from "{table_name(kind)}" {clause} order by {order}'
        with self.translated_errors():
            cursor = self.db.conn.execute(statement, values)
        while True:
            with self.translated_errors():
                rows = cursor.fetchmany(1000)
            if not rows:
                return
            yield from rows

    def get(self, kind: type[R], **where: Any) -> R | None:
        """The first such record, or None."""
        return next(self.read(kind, **where), None)

    def count(self, kind: type, **where: Any) -> int:
        """How many records of a kind there are."""
        clause, values = where_clause(where)
        statement = f'select count(*) from "{table_name(kind)}" {clause}'
        with self.translated_errors():
            return int(self.db.conn.execute(statement, values).fetchone()[0])

    def delete(self, kind: type, **where: Any) -> None:
        """Take out what is about to be worked out anew."""
        clause, values = where_clause(where)
        with self.translated_errors(), self.db.atomic():
            self.db.conn.execute(f'delete from "{table_name(kind)}" {clause}', values)

    def update(self, kind: type, values: dict[str, Any], /, **where: Any) -> None:
        """Set some columns of all such records, whose values SQLite can hold as they are."""
        clause, condition = where_clause(where)
        names = ", ".join(f'"{name}" = ?' for name in values)
        with self.translated_errors(), self.db.atomic():
            statement = f'update "{table_name(kind)}" set {names} {clause}'
            self.db.conn.execute(statement, [*values.values(), *condition])

    def mark(self, records: Iterable[Any], values: dict[str, Any]) -> None:
        """Set some columns of these records and nothing else; all of them or none."""
        names = ", ".join(f'"{name}" = ?' for name in values)
        with self.translated_errors(), self.db.atomic():
            for kind, group in groupby(records, key=type):
                keys = " and ".join(f'"{name}" = ?' for name in KEYS[kind])
                statement = f'update "{table_name(kind)}" set {names} where {keys}'
                key_of = attrgetter(*KEYS[kind])
                rows = ([*values.values(), *as_tuple(key_of(record))] for record in group)
                self.db.conn.executemany(statement, rows)

    def run(self, run_id: str | None = None) -> Run:
        """The named run, or the latest one; NoRun if there is none."""
        runs = list(self.read(Run, **({"id": run_id} if run_id else {})))
        if not runs:
            raise NoRun(path=self.path)
        return runs[-1]

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()


def as_tuple(value: Any) -> tuple[Any, ...]:
    """A key of one column, too, as a tuple."""
    return value if isinstance(value, tuple) else (value,)


def where_clause(where: dict[str, Any]) -> tuple[str, list[Any]]:
    """SQL for equalities, `is null`, and membership."""
    parts, values = [], []
    for name, value in where.items():
        if value is None:
            parts.append(f'"{name}" is null')
        elif isinstance(value, list | tuple | set):
            parts.append(f'"{name}" in ({", ".join("?" * len(value))})')
            values += list(value)
        else:
            parts.append(f'"{name}" = ?')
            values.append(value)
    return ("where " + " and ".join(parts) if parts else ""), values


@cache
def insert_statement(kind: type) -> str:
    """SQL that inserts a record or replaces the one with its key."""
    names = [f.name for f in fields(kind)]
    quoted = ", ".join(f'"{name}"' for name in names)
    blanks = ", ".join("?" * len(names))
    return f'insert or replace into "{table_name(kind)}" ({quoted}) values ({blanks})'


@cache
def row_writer(kind: type) -> Callable[[Any], list[Any]]:
    """A function from a record of this kind to the values of its row."""
    hints = get_type_hints(kind)
    writers = [(f.name, value_writer(f, hints[f.name])) for f in fields(kind)]

    def write_row(record: Any) -> list[Any]:
        return [write(getattr(record, name)) for name, write in writers]

    return write_row


def value_writer(field: Field[Any], hint: Any) -> Callable[[Any], Any]:
    """How a field's value becomes a column's."""
    if field.metadata.get("compressed"):
        return compress_json
    if hint is Reason:
        return lambda reason: reason.to_json() if isinstance(reason, Reason) else reason
    if hint is RunSettings:
        return lambda settings: to_json(settings.to_data())
    return to_json if str(hint).startswith(("tuple", "dict", "list")) else identity


def row_reader(kind: type[R]) -> Callable[[Sequence[Any]], R]:
    """A function from a row to a record of this kind."""
    hints = get_type_hints(kind)
    readers = [value_reader(f, hints[f.name]) for f in fields(kind)]  # type: ignore[arg-type]

    def read_row(row: Sequence[Any]) -> R:
        return kind(*(read(value) for read, value in zip(readers, row, strict=True)))

    return read_row


def value_reader(field: Field[Any], hint: Any) -> Callable[[Any], Any]:
    """How a column's value becomes a field's."""
    if field.metadata.get("compressed"):
        return lambda data: checked_type(decompress_json(data), dict, field.name)
    if hint is Reason:
        return Reason.from_json
    if hint is RunSettings:
        return lambda text: RunSettings.of(checked_type(json.loads(text), dict, field.name))
    if str(hint).startswith("tuple"):
        return lambda text: (
            () if text == "[]" else tuple(checked_type(json.loads(text), list, field.name))
        )
    if str(hint).startswith("dict"):
        return lambda text: {} if text == "{}" else checked_type(json.loads(text), dict, field.name)
    return bool if hint is bool else identity


def checked_type(value: Any, kind: type, name: str) -> Any:
    """A value that was read, if it is of the kind that was written."""
    if not isinstance(value, kind):
        raise TypeError(f"{name} is no {kind.__name__}")
    return value


def error_for(error: Exception, path: str) -> MinnaError:
    """What an error of SQLite's means for whoever works with the database.

    https://sqlite.org/rescode.html names the codes.
    """
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseBusy(path=path, why=error)
    if name.startswith("SQLITE_NOTADB"):
        return NotAMinnaDatabase(path=path)
    if name.startswith(WRITE_ERRORS):
        return CannotWrite(path=path, why=error)
    return DatabaseDamaged(path=path, why=error)


def identity(value: Any) -> Any:
    """Text, numbers and None need no reading."""
    return value
