"""Read an earlier database's samples without touching it, whatever its version."""

import sqlite3
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

from minna.errors import NoPreviousSample
from minna.records import Page

COLUMNS = ("run", "site", "url", "state", "depth", "role", "role_evidence", "part", '"order"')


def previous_pages(path: str | Path, run_id: str | None = None) -> dict[str, list[Page]]:
    """Pages of the database's latest survey, or of a named one, by the site's code.

    Raises NoPreviousSample where there is no book, no survey, or no sample in it.
    """
    try:
        connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
        latest = (
            run_id or connection.execute("select max(run) from page where part <> ''").fetchone()[0]
        )
        rows = connection.execute(
            f"select {', '.join(COLUMNS)} from page where run = ? and state = 'fetched'", [latest]
        ).fetchall()
        connection.close()
    except sqlite3.Error as error:
        raise NoPreviousSample(path=path) from error
    if not rows:
        raise NoPreviousSample(path=path)
    names = [name.strip('"') for name in COLUMNS]
    assert set(names) <= {f.name for f in fields(Page)}
    by_site = defaultdict(list)
    for row in rows:
        page = Page(**dict(zip(names, row, strict=True)))
        by_site[page.site].append(page)
    return dict(by_site)
