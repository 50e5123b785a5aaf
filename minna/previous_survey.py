"""Read an earlier database's samples without touching it, whatever its version."""

import sqlite3
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

from minna.errors import NoPreviousSample
from minna.migrations import RENAMED_COLUMNS
from minna.records import Page

EARLIER_NAMES = {new: old for old, new in RENAMED_COLUMNS["page"].items()}
COLUMNS = (
    "run",
    "site",
    "url",
    "state",
    "depth",
    "role",
    "role_evidence",
    "sample_part",
    "visit_order",
)


def previous_pages(path: str | Path, run_id: str | None = None) -> dict[str, list[Page]]:
    """Pages of the database's latest survey, or of a named one, by the site's code.

    Raises NoPreviousSample where there is no database, no survey, or no sample in it.
    """
    try:
        connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
        columns = [f'"{name}"' for name in column_names(connection)]
        part = columns[COLUMNS.index("sample_part")]
        drawn = f"select max(run) from page where {part} <> ''"
        latest = run_id or connection.execute(drawn).fetchone()[0]
        rows = connection.execute(
            f"select {', '.join(columns)} from page where run = ? and state = 'fetched'", [latest]
        ).fetchall()
        connection.close()
    except sqlite3.Error as error:
        raise NoPreviousSample(path=path) from error
    if not rows:
        raise NoPreviousSample(path=path)
    assert set(COLUMNS) <= {f.name for f in fields(Page)}
    by_site = defaultdict(list)
    for row in rows:
        page = Page(**dict(zip(COLUMNS, row, strict=True)))
        by_site[page.site].append(page)
    return dict(by_site)


def column_names(connection: sqlite3.Connection) -> list[str]:
    """`COLUMNS` as this database names them: those before step 0014 have earlier names."""
    present = {row[0] for row in connection.execute("select name from pragma_table_info('page')")}
    return [name if name in present else EARLIER_NAMES.get(name, name) for name in COLUMNS]
