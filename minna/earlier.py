"""Read an earlier record book's samples without touching it, whatever its version."""

import sqlite3
from collections import defaultdict
from dataclasses import fields
from pathlib import Path

from minna.errors import NoEarlierSample
from minna.records import Page

WANTED = ("run", "site", "url", "state", "depth", "role", "role_evidence", "part", '"order"')


def earlier_pages(path: str | Path, run_id: str | None = None) -> dict[str, list[Page]]:
    """Pages of the book's latest survey, or of a named one, by the site's code.

    Raises NoEarlierSample where there is no book, no survey, or no sample in it.
    """
    try:
        book = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
        latest = run_id or book.execute("select max(run) from page where part <> ''").fetchone()[0]
        rows = book.execute(
            f"select {', '.join(WANTED)} from page where run = ? and state = 'fetched'", [latest]
        ).fetchall()
        book.close()
    except sqlite3.Error as error:
        raise NoEarlierSample(path=path) from error
    if not rows:
        raise NoEarlierSample(path=path)
    names = [name.strip('"') for name in WANTED]
    assert set(names) <= {f.name for f in fields(Page)}
    found = defaultdict(list)
    for row in rows:
        page = Page(**dict(zip(names, row, strict=True)))
        found[page.site].append(page)
    return dict(found)
