"""駒瑠市, the practice city of a Japanese bureau: with no barrier, and with just one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.corpora import SitePage, pages_of
from benchmarks.sealed import Part, is_any, is_open
from benchmarks.sets import TRUE, Claim, EngineReports, Measure, Share, rows
from benchmarks.sightings import (
    FAILED,
    SURE,
    Report,
    Sighting,
    about,
    names,
    new_or_elsewhere,
    of_strength,
)
from benchmarks.tables import table

NAME = "A6-city-komaru"
WITHOUT = "ok-all"
"""The folder of the city without barriers; the others lie in `single`."""
HEAD = ("barrier", "criterion", "what is wrong", "found", "found by", "other new findings")


@dataclass(frozen=True, slots=True)
class Barrier:
    """A variant of the city: its barrier's criterion, and the pages that it changes."""

    name: str
    criterion: str
    what: str
    pages: tuple[str, ...]

    @property
    def case(self) -> str:
        """What decides in which half it lies."""
        return f"{NAME}/{self.name}"


def barriers() -> list[Barrier]:
    """One for each variant."""
    return [
        Barrier(row["variant"], row["sc"], row["description_ja"], tuple(changed(row)))
        for row in rows(f"{NAME}/truth-single.csv")
    ]


def open_ones() -> list[Barrier]:
    """Those that the document and the working lists show."""
    return [barrier for barrier in barriers() if is_open(barrier.case)]


def changed(row: dict[str, str]) -> Iterator[str]:
    """Names of the pages that a barrier changes."""
    for page in row["pages_changed"].split():
        yield f"{NAME}/single/{row['variant']}/{page}.html"


def pages() -> list[SitePage]:
    """The city without barriers and all its variants, served as they lie: they share a folder."""
    return [page for page in pages_of(NAME) if page.path.startswith((f"{WITHOUT}/", "single/"))]


def sightings_of(barrier: Barrier, report: Report) -> list[Sighting]:
    """What is said of a barrier's pages and not of the same pages without it."""
    return [
        sighting
        for page in barrier.pages
        for sighting in new_or_elsewhere(report.of(page), report.of(without(page)))
    ]


def without(page: str) -> str:
    """The same page of the city without barriers."""
    return f"{NAME}/{WITHOUT}/{page.rpartition('/')[2]}"


def measures(reports: EngineReports, former: str, part: Part = is_any) -> list[Measure]:
    """Barriers with which a page fails that does not fail without; the same by criterion."""
    every = [barrier for barrier in barriers() if part(barrier.case)]

    def count(report: Report, *strengths: str, by_criterion: bool) -> Share:
        return Share(
            sum(
                bool(of_strength(about(said, [b.criterion]) if by_criterion else said, *strengths))
                for b in every
                for said in [sightings_of(b, report)]
            ),
            len(every),
        )

    return [
        Measure(
            NAME,
            what,
            must,
            count(reports.axe, *FAILED, by_criterion=by_criterion),
            count(reports.minna, SURE, by_criterion=by_criterion),
            count(reports.minna, *FAILED, by_criterion=by_criterion),
        )
        for what, must, by_criterion in (
            ("single barriers found", "≥ 60 %", False),
            ("of these, by the barrier's own criterion", "–", True),
        )
    ]


def block(reports: EngineReports, former: str) -> str:
    """A row for each barrier of the open half."""
    lines = []
    for barrier in open_ones():
        said = sightings_of(barrier, reports.minna)
        own = about(said, [barrier.criterion])
        others = [sighting for sighting in said if sighting not in own]
        lines.append(
            [
                barrier.name,
                barrier.criterion,
                barrier.what,
                "yes" if of_strength(said, *FAILED) else "no",
                names(own),
                names(others),
            ]
        )
    return table(HEAD, lines)


def missed(reports: EngineReports, former: str) -> Iterator[str]:
    """Barriers that make no page fail."""
    for barrier in open_ones():
        said = sightings_of(barrier, reports.minna)
        if not of_strength(said, *FAILED):
            yield "\t".join([barrier.criterion, barrier.name, barrier.what, names(said)])


def claims(reports: EngineReports, former: str) -> Iterator[Claim]:
    """What is said of barriers under their own criterion; other findings may be side effects."""
    for barrier in barriers():
        for sighting in about(sightings_of(barrier, reports.minna), [barrier.criterion]):
            if sighting.strength in FAILED:
                yield Claim(barrier.case, sighting, TRUE)


def clean() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The city without barriers is read with the pages that are meant to be well."""
    yield from ()


def wrongly(reports: EngineReports, former: str) -> Iterator[str]:
    """New failures under another criterion than the barrier's: side effects, or false alarms."""
    for barrier in open_ones():
        said = of_strength(sightings_of(barrier, reports.minna), *FAILED)
        others = [s for s in said if s not in about(said, [barrier.criterion])]
        if others:
            yield "\t".join([barrier.criterion, barrier.name, barrier.what, names(others)])
