"""How the scores are spread, as a table: twenty classes of five points."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.report_data import SiteEntry

WIDTH = 5


@dataclass(frozen=True, slots=True)
class ScoreClass:
    """Sites with scores in [low, high), the last class with 100, and their residents."""

    low: int
    high: int
    sites: int
    residents: int


def score_classes(entries: Sequence[SiteEntry]) -> tuple[ScoreClass, ...]:
    """All classes, lowest first; entries without a score are in none."""
    classes: list[list[SiteEntry]] = [[] for _ in range(100 // WIDTH)]
    for entry in entries:
        if entry.score.value is not None:
            classes[min(int(entry.score.value // WIDTH), len(classes) - 1)].append(entry)
    return tuple(
        ScoreClass(
            number * WIDTH,
            (number + 1) * WIDTH,
            len(group),
            sum(entry.site.population or 0 for entry in group),
        )
        for number, group in enumerate(classes)
    )
