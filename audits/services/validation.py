"""Which detectors have reached their bars: decided here alone, and from measured figures alone.

`validation.json` is written by `python -m benchmarks.services.validation`, which measures each
detector on the half of the labelled set that is only measured. Nobody edits it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minna.records import ServiceDetector

FILE = Path(__file__).parent / "validation.json"
CLASSES = ("city", "town", "village")
"""Size classes: a bar holds in each of them, or small bodies pay for what is not seen there."""
SHARES = {"precision": 0.95, "recall": 0.95}
TASK, TRUST, DUTY = "task", "trust", "duty"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a detector must reach in every size class, and whose figures need it."""

    pillar: str
    least: Mapping[str, float]


BARS = {
    "task": Bar(TASK, SHARES),
    "ladder": Bar(TASK, {"kappa": 0.8}),
    "facts": Bar(TASK, SHARES),
    "contact": Bar(TASK, SHARES),
    "updated": Bar(TASK, SHARES),
    "trust": Bar(TRUST, SHARES),
    "claim": Bar(DUTY, {"precision": 1.0, "recall": 0.95}),
    "points": Bar(DUTY, SHARES),
    "duty": Bar(DUTY, SHARES),
    "system": Bar(DUTY, {"precision": 0.98, "recall": 0.98}),
    "vendor": Bar(DUTY, SHARES),
}


@cache
def measured() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """{detector: {size class: {precision, recall or kappa, of}}}, as it was last measured."""
    figures: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return figures


def passes(figures: Mapping[str, Mapping[str, Any]], bar: Bar) -> bool:
    """Whether figures reach a bar in each size class; one that was not measured does not.

    >>> bar = Bar(TASK, {"kappa": 0.8})
    >>> passes({size: {"kappa": 0.81} for size in CLASSES}, bar)
    True
    >>> passes({"city": {"kappa": 0.99}, "town": {"kappa": 0.99}}, bar)
    False
    """
    values = [figures.get(size, {}).get(name) for size in CLASSES for name in bar.least]
    wanted = [least for _ in CLASSES for least in bar.least.values()]
    return all(
        value is not None and value >= least for value, least in zip(values, wanted, strict=True)
    )


def detectors(run: str) -> Iterator[ServiceDetector]:
    """A record for each detector that has a bar."""
    for name, bar in BARS.items():
        figures = measured().get(name, {})
        yield ServiceDetector(
            run,
            name,
            bar.pillar,
            passes(figures, bar),
            {size: dict(one) for size, one in figures.items()},
            dict(bar.least),
        )
