"""Trials of the method on cases whose truth is known: each module tells one or more tables."""

from collections.abc import Iterable

SEED = 20261125


def share(k: int | float, n: int) -> str:
    """A share for a cell.

    >>> share(3, 40)
    '7.5 %'
    """
    return f"{100 * k / n:.1f} %" if n else "–"


def mean(numbers: Iterable[float]) -> float:
    """The mean."""
    values = list(numbers)
    return sum(values) / len(values)
