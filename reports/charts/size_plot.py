"""Score by population, with lines through the lowest tenth, the median and the highest tenth."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minna.records import Gap
from reports.charts.scales import Scale, Tick, dots_path
from reports.report_data import SiteEntry

WIDTH, HEIGHT = 720.0, 340.0
LEFT, RIGHT, TOP, BOTTOM = 50.0, 600.0, 12.0, 300.0
QUANTILES = (90, 50, 10)
LINE_HEIGHT = 20.0
"""Between the names of two lines that end close to one another."""
SIZES = (100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
CLASSES = (0, 10_000, 50_000, 100_000, 300_000)
"""Lower limits of the classes of population in the table, as in the peer groups."""


@dataclass(frozen=True, slots=True)
class QuantileLine:
    """One line: where it begins and ends, and its slope in points for ten times the residents.

    Its name stands beside its end, at `label_y`, below that of the line above it.
    """

    quantile: int
    start: tuple[float, float]
    end: tuple[float, float]
    slope: Gap
    label_y: float


@dataclass(frozen=True, slots=True)
class SizeClass:
    """The sites of one class of population: their number and quantiles of their scores."""

    name: str
    sites: int
    p10: float
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class SizePlot:
    """Dots, lines, grid, and the table of classes."""

    dots: str
    lines: tuple[QuantileLine, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    classes: tuple[SizeClass, ...]
    sites: int


def size_plot(entries: Sequence[SiteEntry], gaps: Mapping[str, Gap]) -> SizePlot | None:
    """The plot; None without the slopes, which too few sites of known population have not."""
    points = [
        (math.log10(entry.site.population), entry.score.value)
        for entry in entries
        if entry.site.population and entry.score.value is not None
    ]
    slopes = {q: gaps.get(f"slope_{q}") for q in QUANTILES}
    if not points or not any(slopes.values()):
        return None
    sizes = [size for size, _ in points]
    x = Scale(math.floor(min(sizes) * 2) / 2, math.ceil(max(sizes) * 2) / 2, LEFT, RIGHT)
    y = Scale(0, 100, BOTTOM, TOP)
    lines: list[QuantileLine] = []
    for q, slope in slopes.items():
        if slope is not None:
            above = lines[-1].label_y if lines else -LINE_HEIGHT
            lines.append(quantile_line(points, q, slope, x, y, above))
    return SizePlot(
        dots_path((x(size), y(score)) for size, score in points),
        tuple(lines),
        tuple(Tick(n, x(math.log10(n))) for n in SIZES if x.low <= math.log10(n) <= x.high),
        y.ticks(range(0, 101, 20)),
        tuple(size_classes(entries)),
        len(points),
    )


def quantile_line(
    points: Sequence[tuple[float, float]], q: int, slope: Gap, x: Scale, y: Scale, above: float
) -> QuantileLine:
    """The line of this slope that has q hundredths of the points below it.

    `above` is where the name of the line above stands.
    """
    level = quantile(sorted(score - slope.value * size for size, score in points), q / 100)
    low, high = (min(size for size, _ in points), max(size for size, _ in points))
    start, end = ((x(size), y(level + slope.value * size)) for size in (low, high))
    return QuantileLine(q, start, end, slope, max(end[1], above + LINE_HEIGHT))


def size_classes(entries: Sequence[SiteEntry]) -> list[SizeClass]:
    """Quantiles of the scores by class of population, without classes that have no site."""
    classes = []
    for low, high in zip(CLASSES, (*CLASSES[1:], None), strict=True):
        values = sorted(
            entry.score.value
            for entry in entries
            if entry.score.value is not None
            and entry.site.population is not None
            and low <= entry.site.population
            and (high is None or entry.site.population < high)
        )
        if values:
            quantiles = (quantile(values, share) for share in (0.1, 0.5, 0.9))
            classes.append(SizeClass(f"size:{low}-{high or ''}", len(values), *quantiles))
    return classes


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which a share of the ordered values lies, between two where need be.

    >>> quantile([1.0, 2.0, 3.0], 0.5), quantile([1.0, 2.0], 0.5)
    (2.0, 1.5)
    """
    at = share * (len(ordered) - 1)
    low, high = math.floor(at), math.ceil(at)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)
