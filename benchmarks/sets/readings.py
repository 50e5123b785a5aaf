"""What people have read of findings on pages that are meant to be well: `readings.csv`.

A row is a page, a check with the way in which the page fails it, `true` or `false` (the page is at
fault, or the check is), and the reason. What was read of sealed cases is known by digest alone (see
benchmarks/sealed.py), of a page and a check together. `well_kept.csv` says how many of these pages
each check judged, so that the document can tell it where the pages are not at hand.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks import sealed

READINGS = Path(__file__).with_name("readings.csv")
JUDGED = Path(__file__).with_name("well_kept.csv")
HEAD = ("page", "check", "reading", "reason")
TRUE, FALSE = "true", "false"
OPEN = "?"
"""Stands where nobody has read yet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody has read of one check on one page."""

    page: str
    check: str  # "image-alt-words (file-name)", "axe:label"
    reading: str  # true, false, ?
    reason: str = ""

    @property
    def site(self) -> str:
        """The site that the page belongs to."""
        return self.page.partition("/")[0]

    @property
    def check_id(self) -> str:
        """The check without the way to fail it.

        >>> Reading("p", "image-alt-words (file-name)", "true").check_id
        'image-alt-words'
        """
        return self.check.partition(" ")[0]


@cache
def readings(path: Path = READINGS) -> dict[tuple[str, str], Reading]:
    """All readings, by page and check."""
    with path.open(encoding="utf-8", newline="") as table:
        rows = [Reading(**row) for row in csv.DictReader(table)]
    return {(row.page, row.check): row for row in rows}


def reading_of(page: str, check: str) -> str:
    """What was read of one check on one page, of an open case or of a sealed one; else OPEN."""
    reading = readings().get((page, check))
    if reading is not None:
        return reading.reading
    return sealed.readings().get(sealed.digest((page, check)), OPEN)


def write(rows: Iterable[Reading], path: Path = READINGS) -> None:
    """Write readings, by page and check."""
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(HEAD)
        for row in sorted(rows, key=lambda row: (row.page, row.check)):
            writer.writerow([row.page, row.check, row.reading, row.reason])


def judged(path: Path = JUDGED) -> dict[str, int]:
    """How many of the pages each check judged: it passed or failed there."""
    with path.open(encoding="utf-8", newline="") as table:
        return {row["check"]: int(row["pages"]) for row in csv.DictReader(table)}


def write_judged(pages: Mapping[str, int], path: Path = JUDGED) -> None:
    """Write down how many pages each check judged."""
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("check", "pages"))
        writer.writerows(sorted(pages.items()))
