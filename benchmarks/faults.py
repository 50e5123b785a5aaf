"""What hostile sites do to a survey, by kind: `python -m benchmarks.faults [KIND …] [--write]`.

Each kind of tests/hostile/kinds is surveyed for real beside an honest neighbour; further kinds are
what the other tests of tests/hostile do to commands, to the database and to the machine.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.audit_gap import longest_gap
from benchmarks.meter import measure
from benchmarks.tables import figure, table, write
from minna.discover import discover
from tests.hostile import kinds as folder_of_kinds
from tests.hostile.kinds import Kind, all_kinds
from tests.hostile.surveys import Seen, Surveyed, surveyed

DOCUMENT = Path("docs/faults.md")
RESULTS = Path("benchmarks/results/faults.json")
"""Rows of earlier runs, so that one kind can be tried again without the others."""
MARKERS = "faults"
TESTS = Path("tests/hostile")
SURVEYS = "test_kinds.py"
"""The tests that survey the kinds, which this program does itself."""
HEAD = (
    *("kind", "what it is", "tried", "survived", "lost", "doubled"),
    *("neighbour, s", "gap, s", "seconds", "peak MB"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind's figures; None where a figure has no meaning."""

    kind: str
    what: str
    tried: int = 0  # variations, each a site or a test
    survived: int = 0  # variations that ended as they are to end
    lost: int | None = None  # pages of the neighbour, by window, that were judged otherwise
    doubled: int | None = None  # requests for the neighbour's pages that were not needed
    slowest: float | None = None  # seconds of the longest visit to a page of the neighbour
    gap: float | None = None  # CPU-seconds in which the audit's event loop did not turn
    seconds: float = 0.0
    peak: float = 0.0

    def cells(self) -> list[str]:
        """The row as text."""
        *counts, slowest, gap, seconds, peak = astuple(self)
        cells = ["–" if cell is None else str(cell) for cell in counts]
        cells += ["–" if cell is None else figure(cell, 1) for cell in (slowest, gap)]
        return [*cells, figure(seconds, 0), figure(peak, 0)]


def kind_rows(names: set[str], work: Path) -> Iterator[Row]:
    """A row for each module of kinds."""
    modules = discover(folder_of_kinds)
    by_module: dict[str, dict[str, Kind]] = defaultdict(dict)
    for name, kind in all_kinds().items():
        by_module[name.partition(": ")[0]][name] = kind
    alone: dict[tuple[str, ...], Seen] = {}
    for module, kinds in by_module.items():
        if names and module not in names:
            continue
        row = Row(module, first_line(modules[module].__doc__), lost=0, doubled=0)
        for number, (words, group) in enumerate(groups(kinds)):
            if words not in alone:
                with surveyed({}, work / f"alone{len(alone)}", *words) as survey:
                    alone[words] = survey.neighbour()
            beats = work / f"{module}{number}.json"
            watched = ("benchmarks.audit_gap", str(beats))
            with surveyed(group, work / f"{module}{number}", *words, program=watched) as survey:
                row = added(row, survey, alone[words], longest_gap(beats))
        yield row


def groups(kinds: Mapping[str, Kind]) -> Iterator[tuple[tuple[str, ...], dict[str, Kind]]]:
    """Kinds that may share a survey, with what the survey is told."""
    by_key: dict[tuple[tuple[str, ...], str], dict[str, Kind]] = defaultdict(dict)
    for name, kind in kinds.items():
        by_key[kind.words, name if kind.alone else ""][name] = kind
    for (words, _), group in by_key.items():
        yield words, group


def added(row: Row, survey: Surveyed, alone: Seen, gap: float) -> Row:
    """The row with a survey's figures."""
    survived = 0
    for name in survey.kinds:
        problems = list(survey.wrong(name))
        survived += not problems and not survey.cost.exit_code
        for problem in problems:
            print(f"{name}: {problem}", file=sys.stderr)
    for rest in survey.left:
        print(f"{row.kind}: {rest} is left behind", file=sys.stderr)
    return replace(
        row,
        tried=row.tried + len(survey.kinds),
        survived=survived + row.survived if not survey.left else row.survived,
        lost=(row.lost or 0) + len(survey.lost(alone)),
        doubled=(row.doubled or 0) + sum(survey.doubled().values()),
        slowest=max(row.slowest or 0.0, survey.slowest()),
        gap=max(row.gap or 0.0, gap),
        seconds=row.seconds + survey.cost.wall,
        peak=max(row.peak, survey.cost.peak),
    )


def test_rows(names: set[str], work: Path) -> Iterator[Row]:
    """A row for each file of further tests."""
    for path in sorted(TESTS.glob("test_*.py")):
        name = test_name(path)
        if path.name == SURVEYS or (names and name not in names):
            continue
        (place := work / path.stem).mkdir()
        report = place / "tests.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            str(path),
            f"--junitxml={report}",
        ]
        cost = measure(command, place)
        tried, failed = counted(report)
        what = first_line(path.read_text(encoding="utf-8").strip('"'))
        yield Row(name, what, tried, tried - failed, seconds=round(cost.wall, 1), peak=cost.peak)


def names() -> set[str]:
    """The names of all kinds."""
    return {*discover(folder_of_kinds), *(test_name(path) for path in TESTS.glob("test_*.py"))}


def test_name(path: Path) -> str:
    """A file of tests as a kind."""
    return path.stem.removeprefix("test_")


def counted(path: Path) -> tuple[int, int]:
    """How many tests were run, and how many failed."""
    suite = ElementTree.parse(path).getroot().find("testsuite")
    assert suite is not None
    numbers = {n: int(suite.get(n, 0)) for n in ("tests", "failures", "errors", "skipped")}
    return numbers["tests"] - numbers["skipped"], numbers["failures"] + numbers["errors"]


def first_line(text: str | None) -> str:
    """The first line of a docstring, without what closes it.

    >>> first_line("A thing.\\n\\nMore.")
    'A thing.'
    """
    return (text or "").strip().partition("\n")[0].strip('"')


def kept() -> dict[str, Row]:
    """The rows of earlier runs, by kind."""
    if not RESULTS.exists():
        return {}
    rows = json.loads(RESULTS.read_text(encoding="utf-8"))
    return {row["kind"]: Row(**row) for row in rows}


def keep(row: Row) -> None:
    """Keep a row for later, in the order of their names."""
    rows = {**kept(), row.kind: row}
    records = [asdict(rows[kind]) for kind in sorted(rows)]
    RESULTS.write_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Try the kinds, and print the table; 1 where something did not survive or was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", help="names of modules; all if not given")
    parser.add_argument("--write", action="store_true", help=f"put the table into {DOCUMENT}")
    given = parser.parse_args()
    if unknown := {*given.kinds} - names():
        parser.error(f"no such kinds: {', '.join(sorted(unknown))}")
    tried = []
    with tempfile.TemporaryDirectory() as work:
        for source in (kind_rows, test_rows):
            for row in source(set(given.kinds), Path(work)):
                tried.append(row)
                keep(row)
                print(" | ".join(row.cells()), flush=True)
    block = table(HEAD, [row.cells() for row in kept().values()])
    print(block)
    if given.write:
        write(DOCUMENT, MARKERS, block)
    return int(any(row.survived < row.tried or row.lost or row.doubled for row in tried))


if __name__ == "__main__":
    sys.exit(main())
