"""Halves of the truth sets: one is open to those who write checks, the other is sealed.

Of a sealed case the benchmarks print what all of its half come to, never the case: whoever mends a
check has not seen what it is measured on. What is read of sealed cases, by people who write no
checks, is kept by digest in `sets/sealed_readings.csv`.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

READINGS = Path(__file__).parent / "sets" / "sealed_readings.csv"
Part = Callable[[str], bool]
"""Whether a case belongs to the part of a set that is asked for."""


def is_sealed(case: str) -> bool:
    """Whether a case lies in the sealed half: by chance, and always the same, from its id alone.

    An id is the name of the case's set, a slash, and its page or barrier within the set. The first
    byte of its SHA-256 is odd for one half of all ids, whatever they are called.
    """
    return hashlib.sha256(case.encode()).digest()[0] % 2 == 1


def is_open(case: str) -> bool:
    """Whether those who write checks may see what is said of a case."""
    return not is_sealed(case)


def is_any(case: str) -> bool:
    """Both halves together."""
    return True


def digest(cells: Iterable[str]) -> str:
    """What stands for the cells of a row that must not be read."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]


@cache
def readings(path: Path = READINGS) -> dict[str, str]:
    """Readings of sealed cases by the digest of their row."""
    with path.open(encoding="utf-8", newline="") as table:
        return {row["digest"]: row["reading"] for row in csv.DictReader(table)}
