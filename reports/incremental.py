"""Pages that are as they were are not made anew: nothing that they were made of has changed.

While a site's page is made, it is noted what was read for it: which rows of the database, and
whether it looked at other sites' entries or at figures of all sites. A page is kept if all of that
is what it was, the program and the survey's checks are the same, and its files are there unchanged.
Pages for which something was read that cannot be noted are made anew each time.
"""

import hashlib
import json
import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

import minna
from minna.migrations import table_name
from minna.store import Store, where_clause
from reports.report_data import SiteEntry, SurveyReport

R = TypeVar("R")
STATE = ".pages.json"
"""The file of the report's folder that says of what its pages were made."""
ENTRIES, FIGURES, UNKNOWN = "entries", "figures", "unknown"
"""What is noted beside rows: all sites' entries, figures of all sites, and what cannot be noted."""
PROGRAM = (Path(__file__).parent, Path(minna.__file__).parent)
SUFFIXES = (".py", ".html", ".json", ".csv", ".toml")

Rows = tuple[str, str]
"""A table, and the conditions of its rows as JSON."""


class Watched(tuple[R, ...]):
    """A tuple that notes when its members are asked for."""

    notes: set[str]
    name: str

    @classmethod
    def of(cls, members: Iterable[R], notes: set[str], name: str) -> Self:
        """The members, with where to note what."""
        made = cls(members)
        made.notes, made.name = notes, name
        return made

    def __iter__(self) -> Iterator[R]:
        self.notes.add(self.name)
        return super().__iter__()

    def __getitem__(self, place: Any) -> Any:
        self.notes.add(self.name)
        return super().__getitem__(place)


class WatchedResults(dict[Any, Any]):
    """Results that pages share; what was read for them is not known."""

    def __init__(self, results: dict[Any, Any], notes: set[str]) -> None:
        super().__init__(results)
        self.notes = notes

    def __contains__(self, work: object) -> bool:
        self.notes.add(UNKNOWN)
        return super().__contains__(work)


class RecordingStore(Store):
    """A store that notes which rows are read."""

    def __init__(self, store: Store) -> None:
        self.path, self.db = store.path, store.db
        self.rows: set[Rows] = set()

    def read(
        self, kind: type[R], damaged: Callable[[str], None] | None = None, /, **where: Any
    ) -> Iterator[R]:
        """As `Store.read`, noted."""
        self.note(kind, where)
        return super().read(kind, damaged, **where)

    def count(self, kind: type, **where: Any) -> int:
        """As `Store.count`, noted."""
        self.note(kind, where)
        return super().count(kind, **where)

    def note(self, kind: type, where: Mapping[str, Any]) -> None:
        """The rows of the site, or exactly those where rows are large."""
        is_large = any(f.metadata.get("compressed") for f in fields(kind))
        kept = where if is_large else {n: v for n, v in where.items() if n in ("run", "site")}
        conditions = {n: sorted(v) if isinstance(v, set) else v for n, v in sorted(kept.items())}
        self.rows.add((table_name(kind), json.dumps(conditions, ensure_ascii=False)))


@dataclass(frozen=True, slots=True)
class Recording:
    """A report that notes what is read of it."""

    report: SurveyReport
    rows: set[Rows]
    notes: set[str]


def recording(report: SurveyReport) -> Recording:
    """The same report, noting what is read of it."""
    notes: set[str] = set()
    store = RecordingStore(report.store)
    watched = replace(
        report,
        store=store,
        entries=Watched.of(report.entries, notes, ENTRIES),
        tiers=Watched.of(report.tiers, notes, FIGURES),
        gaps=Watched.of(report.gaps, notes, FIGURES),
        results=WatchedResults(report.results, notes),
    )
    return Recording(watched, store.rows, notes)


@dataclass(slots=True)
class Digests:
    """Fingerprints of what pages are made of, each worked out once."""

    report: SurveyReport
    of_rows: dict[Rows, str] = field(default_factory=dict)
    of_notes: dict[str, str] = field(default_factory=dict)

    def key(self, entry: SiteEntry, rows: Iterable[Rows], notes: Iterable[str]) -> str:
        """The fingerprint of all that a page was made of; "" where that is not known."""
        if UNKNOWN in (noted := sorted(notes)):
            return ""
        parts = [program_digest(), self.common(), repr(entry)]
        parts += [self.note(name) for name in noted]
        parts += [self.rows(each) for each in sorted(rows)]
        return digest("\0".join(parts).encode("utf-8", "replace"))

    def common(self) -> str:
        """The run, its checks, and whether there is an earlier survey."""
        report = self.report
        return self.once("common", (report.run, sorted(report.metas.items()), report.comparison))

    def note(self, name: str) -> str:
        """All entries, or the figures of all sites."""
        report = self.report
        return self.once(name, report.entries if name == ENTRIES else (report.tiers, report.gaps))

    def once(self, name: str, value: object) -> str:
        """The fingerprint of a value that does not change meanwhile."""
        if name not in self.of_notes:
            self.of_notes[name] = digest(repr(value).encode("utf-8", "replace"))
        return self.of_notes[name]

    def rows(self, rows: Rows) -> str:
        """Rows of a table as the database has them, whatever they mean."""
        if rows not in self.of_rows:
            table, conditions = rows
            clause, values = where_clause(json.loads(conditions))
            found = self.report.store.db.execute(f'select * from "{table}" {clause}', values)
            self.of_rows[rows] = digest(marshal.dumps(found.fetchall(), 2))
        return self.of_rows[rows]


def digest(data: bytes) -> str:
    """A short fingerprint."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


@cache
def program_digest() -> str:
    """A fingerprint of the program that makes pages: its code, templates and words."""
    files = [p for folder in PROGRAM for p in sorted(folder.rglob("*")) if p.suffix in SUFFIXES]
    return digest(b"\0".join(path.read_bytes() for path in files))


@dataclass(frozen=True, slots=True)
class PageState:
    """Of what a site's page was made, and what its files then were."""

    key: str
    rows: tuple[Rows, ...]
    notes: tuple[str, ...]
    files: dict[str, str]  # name in the report's folder → fingerprint

    def is_current(self, digests: Digests, entry: SiteEntry, out: Path) -> bool:
        """Whether the page is as it would be made now."""
        if not self.key or self.key != digests.key(entry, self.rows, self.notes):
            return False
        with suppress(OSError):
            return all(digest((out / n).read_bytes()) == d for n, d in self.files.items())
        return False


def read_states(out: Path) -> dict[str, PageState]:
    """The states of the pages of a folder by site; none where nothing or no such file is there."""
    try:
        data = json.loads((out / STATE).read_text(encoding="utf-8"))
        return {
            code: PageState(key, tuple((t, w) for t, w in rows), tuple(notes), dict(files))
            for code, (key, rows, notes, files) in data.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):  # then every page is made anew
        return {}


def write_states(out: Path, states: Mapping[str, PageState]) -> Path:
    """Keep the states for the next time, in a file of the report's folder."""
    data = {code: [s.key, s.rows, s.notes, s.files] for code, s in states.items()}
    path = out / STATE
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path
