"""Writes what each detector reaches on the half that is only measured, for those who count them.

`python -m benchmarks.services.validation --write` renews `audits/services/validation.json`, from
which alone it is decided whether a detector counts in an index.
"""

import argparse
import json
from collections.abc import Iterator

from audits.services.validation import BARS, FILE, passes
from benchmarks.services import labels, measure, measure_duties, truth

SIZES = (*labels.CLASSES, "all")
TASKS = {
    "task": "task found",
    "facts": "five facts",
    "contact": "contact",
    "updated": "last update",
}
"""Detectors of tasks that have a bar, by their names in `measure`."""
Figures = dict[str, dict[str, float | int | None]]


def figures() -> dict[str, Figures]:
    """Precision and recall, or κ, of each detector that has a bar, by size class."""
    return dict(sorted([*of_tasks(), *of_duties()]))


def of_tasks() -> Iterator[tuple[str, Figures]]:
    """Detectors of tasks and the ladder, on the sealed half."""
    sealed = measure.predictions("sealed")
    by_name = {detector.name: detector for detector in measure.DETECTORS}
    for name, measured in TASKS.items():
        yield name, {s: _shares(measure.tally(by_name[measured], sealed, s)) for s in SIZES}
    ladder: Figures = {}
    for size in SIZES:
        pairs = [
            pair for one in sealed if size in (one.page.body, "all") for pair in measure.rungs(one)
        ]
        ladder[size] = {"kappa": _rounded(measure.kappa(pairs)), "of": len(pairs)}
    yield "ladder", ladder


def of_duties() -> Iterator[tuple[str, Figures]]:
    """Detectors of duties, systems, trust and products, on the sealed half."""
    counted = measure_duties.tallies(truth.pages())
    for name in BARS:
        if name in measure_duties.DETECTED:
            empty = measure.Tally()
            yield name, {s: _shares(counted.get((name, "sealed", s), empty)) for s in SIZES}


def _shares(tally: measure.Tally) -> dict[str, float | int | None]:
    return {
        "precision": _rounded(tally.precision),
        "recall": _rounded(tally.recall),
        "of": tally.right + tally.missed,
    }


def _rounded(share: float | None) -> float | None:
    """Cut, not rounded up: 0.9499 has not reached 0.95."""
    return None if share is None else int(share * 10_000) / 10_000


def main() -> None:
    """Print which detectors reach their bars; `--write` renews the file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.services.validation")
    parser.add_argument("--write", action="store_true", help=f"renew {FILE.name}")
    measured = figures()
    for name, bar in BARS.items():
        reached = "reached" if passes(measured.get(name, {}), bar) else "not reached"
        print(f"{name}: {reached}: {measured.get(name, {})}")
    if parser.parse_args().write:
        text = json.dumps(measured, indent=1, sort_keys=True)
        FILE.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
