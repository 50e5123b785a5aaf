"""How the scores are spread: twenty classes of five points, as a table and as bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.report_data import SiteEntry

WIDTH = 5
LEFT, RIGHT, TOP, BOTTOM = 30.0, 352.0, 10.0, 150.0
"""The plot inside its drawing of 360 by 200 units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One class of scores: [low, high), the last one with 100, and its box in the drawing."""

    low: int
    high: int
    sites: int
    residents: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: what it says, and where it is."""

    value: int
    at: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars with their grid."""

    bars: tuple[Bar, ...]
    counts: tuple[Tick, ...]  # up the side
    scores: tuple[Tick, ...]  # along the foot


def histogram(entries: Sequence[SiteEntry]) -> Histogram:
    """Bars for the scores of these entries; those without a score are left out."""
    classes: list[list[SiteEntry]] = [[] for _ in range(100 // WIDTH)]
    for entry in entries:
        if entry.score.value is not None:
            classes[min(int(entry.score.value // WIDTH), len(classes) - 1)].append(entry)
    step = round_step(max(map(len, classes)))
    top = step * max(1, -(-max(map(len, classes)) // step))
    return Histogram(
        tuple(bar(number, group, top) for number, group in enumerate(classes)),
        tuple(Tick(n, y_of(n, top)) for n in range(0, top + 1, step)),
        tuple(Tick(n, x_of(n)) for n in range(0, 101, 20)),
    )


def bar(number: int, group: Sequence[SiteEntry], top: int) -> Bar:
    """The bar of one class, drawn against a side that ends at `top`."""
    low, y = number * WIDTH, y_of(len(group), top)
    residents = sum(entry.site.population or 0 for entry in group)
    width = x_of(low + WIDTH) - x_of(low) - 2
    x, height = x_of(low) + 1, round(BOTTOM - y, 2)
    return Bar(low, low + WIDTH, len(group), residents, round(x, 2), y, round(width, 2), height)


def x_of(score: float) -> float:
    """How far to the right a score is drawn."""
    return round(LEFT + (RIGHT - LEFT) * score / 100, 2)


def y_of(count: int, top: int) -> float:
    """How far down a count is drawn."""
    return round(BOTTOM - (BOTTOM - TOP) * count / top, 2)


def round_step(most: int) -> int:
    """A round distance between grid lines, so that there are at most five of them.

    >>> round_step(3), round_step(23), round_step(410)
    (1, 5, 100)
    """
    sizes = (digit * power for power in (1, 10, 100, 1_000, 10_000) for digit in (1, 2, 5))
    return next((size for size in sizes if most <= size * 5), most)
