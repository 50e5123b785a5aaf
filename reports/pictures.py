"""Pictures of faults: written beside the pages, one for each way in which a site fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minna.records import Screenshot
from reports.book import Book, Entry

FOLDER = "pictures"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it."""

    path: str  # from the report's folder
    picture: Screenshot


def shown(book: Book, entry: Entry) -> dict[tuple[str, str], Shown]:
    """A site's pictures by check and message."""
    kept = book.store.read(Screenshot, run=book.run.id, site=entry.site.code)
    return {(p.check, p.message): Shown(f"{FOLDER}/{entry.slug}/{name(p)}", p) for p in kept}


def name(picture: Screenshot) -> str:
    """A file name that every system takes."""
    return re.sub(r"[^a-z0-9]+", "-", f"{picture.check}-{picture.message}".lower()) + ".webp"


def write(book: Book, out: Path) -> Iterator[Path]:
    """Every picture of a report, one file after another."""
    for entry in book.entries:
        for each in shown(book, entry).values():
            path = out / each.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(each.picture.image)
            yield path
