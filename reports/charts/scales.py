"""Linear scales, and many dots as one path."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid: what it says, and where it is."""

    value: float
    at: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` drawn from `start` to `end`; what lies outside is at its edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value is drawn.

        >>> Scale(0, 100, 20, 220)(50), Scale(0, 100, 20, 220)(150)
        (120.0, 220.0)
        """
        share = (min(max(value, self.low), self.high) - self.low) / ((self.high - self.low) or 1)
        return round(self.start + (self.end - self.start) * share, 1)

    def ticks(self, values: Iterable[float]) -> tuple[Tick, ...]:
        """Those of the values that lie within."""
        return tuple(Tick(v, self(v)) for v in values if self.low <= v <= self.high)


def dots_path(points: Iterable[tuple[float, float]]) -> str:
    """Dots for a line with round ends; each point once, as the second would hide the first.

    >>> dots_path([(1.0, 2.5), (1.0, 2.5), (3.0, 4.0)])
    'M1 2.5h0M3 4h0'
    """
    return "".join(f"M{number(x)} {number(y)}h0" for x, y in dict.fromkeys(points))


def number(value: float) -> str:
    """A coordinate with one place, and none where it is 0.

    >>> number(3.0), number(2.55)
    ('3', '2.5')
    """
    return f"{value:.1f}".removesuffix(".0")
