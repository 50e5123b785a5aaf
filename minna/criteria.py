"""The success criteria: the join key between checks, profiles and reports.

Ids, levels and names of WCAG 2.0 to 2.2 and of JIS X 8341-3:2016 (WCAG 2.0 in Japanese).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("criteria.csv")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion: its number, level, names, and the edition that brought it."""

    id: str
    level: str
    ja: str
    en: str
    wcag: str
    in_jis2016: bool


@cache
def criteria() -> dict[str, Criterion]:
    """All criteria by their number, in the order of the standard.

    >>> criteria()["1.1.1"].ja
    '非テキストコンテンツ'
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Criterion(
                row["id"], row["level"], row["ja"], row["en"], row["wcag"], row["in_jis2016"] == "1"
            )
            for row in csv.DictReader(file)
        }
