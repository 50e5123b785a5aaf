"""The shape of a distribution: a dot for each site, stacked in narrow classes of score."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.scales import Scale, Tick, number

WIDTH, LEFT, RIGHT, TOP = 720.0, 22.0, 696.0, 34.0
MAX_HEIGHT = 250.0
"""The highest column of dots."""
CLASS_WIDTHS = (2.0, 1.0, 0.5)
"""Points; the first is taken with which dots are not much nearer above each other than beside."""
NEARER = 0.6
"""The least distance of two dots above each other, as a share of that beside each other."""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Columns of dots above a scale from 0 to 100, in a drawing `WIDTH` wide and `height` high."""

    columns: str  # a path with a vertical line for each column, to be dashed
    highlighted: str  # the same for some of the sites, lowest in their columns
    step: float  # between two dots of a column
    size: float  # of a dot
    base: float  # the line on which the columns stand
    height: float
    x: Scale
    ticks: tuple[Tick, ...]


def dot_plot(values: Sequence[float], highlighted: Sequence[float] = ()) -> DotPlot:
    """The dots of scores from 0 to 100; `highlighted` are those of some of the same sites."""
    x = Scale(0, 100, LEFT, RIGHT)
    for width in CLASS_WIDTHS:
        columns = Counter(class_of(value, width) for value in values)
        pitch = (RIGHT - LEFT) / 100 * width
        highest = max(columns.values(), default=1)
        if highest * pitch * NEARER <= MAX_HEIGHT:
            break
    step = round(min(pitch, 12.0, MAX_HEIGHT / highest), 2)
    base = round(TOP + step * highest, 1)
    size = round(min(pitch, step) * 0.88, 2)
    marked = Counter(class_of(value, width) for value in highlighted)
    return DotPlot(
        columns_path(columns, width, x, base, step, size),
        columns_path(marked, width, x, base, step, size),
        step,
        size,
        base,
        base + 60,
        x,
        x.ticks(range(0, 101, 20)),
    )


def class_of(value: float, width: float) -> int:
    """The number of a score's class, the last one with 100.

    >>> class_of(0, 2), class_of(3.9, 2), class_of(100, 2)
    (0, 1, 49)
    """
    return min(int(value // width), round(100 / width) - 1)


def columns_path(
    columns: Counter[int], width: float, x: Scale, base: float, step: float, size: float
) -> str:
    """A line upwards for each class, as long as its dots; dashed by `step`, it is the dots."""
    first = base - size / 2
    return "".join(
        f"M{number(x((column + 0.5) * width))} {number(first)}v{number(-(n - 1) * step - 0.1)}"
        for column, n in sorted(columns.items())
    )
