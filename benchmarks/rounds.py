"""Every way once a round, in an order of chance; medians of what they cost, side by side."""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from benchmarks import tables
from benchmarks.menu import Way
from benchmarks.meter import Cost, measure
from benchmarks.ways import Job


@dataclass(frozen=True, slots=True)
class Round:
    """What one way took in one round, and how many of its pages it measured."""

    way: str
    number: int
    job: Job
    cost: Cost
    measured: int

    def numbers(self) -> dict[str, Any]:
        """What is worth keeping of it."""
        cost = {**asdict(replace(self.cost, samples=())), "peak": self.cost.peak}
        return {"way": self.way, "number": self.number, "measured": self.measured, "cost": cost}


@dataclass(frozen=True, slots=True)
class Row:
    """A way's medians over the rounds, a page; None where it could not be measured, and why."""

    way: str
    label: str
    cpu: float | None = None
    wall: float | None = None
    peak: float | None = None
    measured: int = 0
    missing: str = ""


def take_rounds(ways: Sequence[Way], job: Job, rounds: int, seed: int) -> Iterator[Round]:
    """Every way once a round, in an order of chance."""
    for number in range(1, rounds + 1):
        order = list(ways)
        random.Random(f"{seed} {number}").shuffle(order)
        for way in order:
            folder = job.folder / f"{number}-{way.name.replace(':', '-')}"
            folder.mkdir()
            own = replace(job, folder=folder, settings=way.settings)
            cost = measure(way.prepare(own), folder, {"MINNA_CHROMIUM": str(job.browser)})
            taken = Round(way.name, number, own, cost, way.measured(own))
            pages = len(job.visits)
            said = f"{cost.cpu / pages:.2f} CPU-s a page, {taken.measured} of {pages} measured"
            print(f"round {number}, {way.name}: {said}", file=sys.stderr, flush=True)
            if cost.exit_code not in (0, 2) or cost.left:  # 2: pa11y-ci has found issues
                print((folder / "stderr").read_text()[-2000:], cost.left, file=sys.stderr)
            yield taken


def row(way: Way, taken: Sequence[Round], pages: int) -> Row:
    """A way's medians."""
    own = [each for each in taken if each.way == way.name]
    return Row(
        way.name,
        way.label,
        tables.middle(each.cost.cpu / pages for each in own),
        tables.middle(each.cost.wall / pages for each in own),
        tables.middle(each.cost.peak for each in own),
        min(each.measured for each in own),
    )


def rows_table(rows: Sequence[Row], pages: int) -> str:
    """All ways side by side, each against the bases that are among them."""
    cpu = {each.way: each.cpu for each in rows}
    head = ("way", "what it does", "CPU-s/page", "× floor", "× readme", "× readme-kept")
    lines = []
    for each in rows:
        bases = [tables.ratio(each.cpu, cpu.get(b)) for b in ("floor", "readme", "readme-kept")]
        measured = (
            f"not measured: {each.missing}" if each.missing else f"{each.measured} of {pages}"
        )
        figures = [tables.figure(each.wall), tables.figure(each.peak, 0), measured]
        lines.append([f"`{each.way}`", each.label, tables.figure(each.cpu), *bases, *figures])
    return tables.table((*head, "wall-s/page", "peak PSS MB", "pages measured"), lines)
