"""The GOV.UK audit of tools: one barrier a page, mostly under a criterion that others have named.

A new finding under the barrier's criterion is taken for the barrier; a person who reads the table
may say otherwise in its last column, `yes` or `no`, and so decides where there is no criterion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import CORPORA, SitePage
from benchmarks.sealed import Part, is_any, is_open
from benchmarks.sets import OPEN, TRUE, Claim, EngineReports, Measure, Readings, Share, named, rows
from benchmarks.sightings import (
    FAILED,
    STRENGTHS,
    SURE,
    Report,
    Sighting,
    about,
    new,
    of_strength,
)
from benchmarks.tables import cells, table

NAME = "A1-gds-142"
HEAD = (
    "barrier",
    "criterion",
    "new finding",
    "strength",
    "under its criterion",
    "is it the barrier?",
)
YES = "yes"
SKELETON = SitePage("A1-skeleton", "tests/skeleton.html", 10)
FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8" />
  <title>Accessibility tools audit test - Nothing - GDS accessibility team</title>
  <script src="../assets/javascript/jquery-1.12.0.min.js"></script>
  <script src="../assets/javascript/main.js"></script>
  <link rel="stylesheet" href="../assets/stylesheets/tests.css" />
</head>
<body>
  <h1>Nothing</h1>
  <main>
    <p>Nothing is wrong here.</p>
  </main>
</body>
</html>
"""
"""What all pages have around their barrier: what is found here is not the barrier."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """A barrier, the page that has it, and the criterion that it breaks, if one was named."""

    name: str
    page: str
    criterion: str

    @property
    def case(self) -> str:
        """What decides in which half it lies."""
        return f"{NAME}/{self.name}"


def barriers() -> list[Barrier]:
    """The barriers whose pages are here."""
    return [
        Barrier(row["barrier"], f"{NAME}/{row['test_page']}", row["wcag_sc_gena11y"])
        for row in rows(f"{NAME}/truth.csv")
    ]


def open_ones() -> list[Barrier]:
    """Those that the document and the working lists show."""
    return [barrier for barrier in barriers() if is_open(barrier.case)]


def pages() -> list[SitePage]:
    """The pages with barriers, and the one without."""
    return [*named(NAME, (barrier.page for barrier in barriers())), SKELETON]


def skeleton_site(folder: Path) -> Path:
    """Write the page without barrier; the root of its site."""
    root = folder / SKELETON.site
    page = root / SKELETON.path
    page.parent.mkdir(parents=True)
    page.write_text(FRAME, encoding="utf-8")
    (root / "assets").symlink_to(CORPORA / NAME / "assets")
    return root


def is_it(barrier: Barrier, sighting: Sighting, readings: Readings) -> bool:
    """Whether a new finding is about the barrier: as a person read it, or by its criterion."""
    reading = readings.get((barrier.name, barrier.criterion or "–", f"`{sighting.name}`"))
    if reading is not None:
        return reading.startswith(YES)
    return bool(barrier.criterion) and bool(about([sighting], [barrier.criterion]))


def sightings_of(barrier: Barrier, report: Report, readings: Readings) -> list[Sighting]:
    """What is said of the barrier."""
    return [
        sighting
        for sighting in new(report.of(barrier.page), report.of(SKELETON.name))
        if is_it(barrier, sighting, readings)
    ]


def read(former: str) -> Readings:
    """What people have written into the last column."""
    return Readings(cells(former), len(HEAD), slice(0, 3))


def measures(reports: EngineReports, former: str, part: Part = is_any) -> list[Measure]:
    """Barriers that are noticed in any way, and those that fail their page."""
    every, readings = [b for b in barriers() if part(b.case)], read(former)

    def count(report: Report, *strengths: str) -> Share:
        strengths_found = [
            of_strength(sightings_of(b, report, readings), *strengths) for b in every
        ]
        return Share(sum(map(bool, strengths_found)), len(every))

    noticed = count(reports.minna, *STRENGTHS)
    return [
        Measure(NAME, "barriers noticed", "≥ 65 %", count(reports.axe, *STRENGTHS), "–", noticed),
        Measure(
            NAME,
            "barriers that fail their page",
            "≥ 50 %",
            count(reports.axe, *FAILED),
            count(reports.minna, SURE),
            count(reports.minna, *FAILED),
        ),
    ]


def block(reports: EngineReports, former: str) -> str:
    """A row for each new finding of an open barrier, to be read; one for a barrier without any."""
    readings = read(former)
    lines = []
    for barrier in open_ones():
        said = new(reports.minna.of(barrier.page), reports.minna.of(SKELETON.name))
        start = [barrier.name, barrier.criterion or "–"]
        for s in said:
            own = "yes" if about([s], [barrier.criterion]) else "no"
            name = f"`{s.name}`"
            reading = readings.get((*start, name)) or OPEN
            lines.append([*start, name, s.strength, own, reading])
        if not said:
            lines.append([*start, "–", "–", "–", "–"])
    return table(HEAD, lines)


def missed(reports: EngineReports, former: str) -> Iterator[str]:
    """Barriers that do not fail their page, with what is said of them."""
    readings = read(former)
    for barrier in open_ones():
        said = sightings_of(barrier, reports.minna, readings)
        if not of_strength(said, *FAILED):
            noticed = ", ".join(s.name for s in said) or "–"
            yield "\t".join([barrier.criterion or "–", barrier.name, noticed, barrier.page])


def claims(reports: EngineReports, former: str) -> Iterator[Claim]:
    """What is said of barriers; what is said besides may well be true."""
    readings = read(former)
    for barrier in barriers():
        for sighting in of_strength(sightings_of(barrier, reports.minna, readings), *FAILED):
            yield Claim(barrier.case, sighting, TRUE)


def clean() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every page has a barrier."""
    yield from ()


def wrongly(reports: EngineReports, former: str) -> Iterator[str]:
    """New failures that are not the barrier."""
    readings = read(former)
    for barrier in open_ones():
        for s in new(reports.minna.of(barrier.page), reports.minna.of(SKELETON.name)):
            if s.strength in FAILED and not is_it(barrier, s, readings):
                yield "\t".join([barrier.criterion or "–", barrier.name, s.name, barrier.page])
