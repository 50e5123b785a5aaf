"""Sets whose table says of each page what is expected of it under which criteria.

A page of such a set speaks for one rule or technique only: one that passes may break the same
criterion in another way. People read what is said of clean cases, open and sealed ones alike (see
readings.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpora import SitePage
from benchmarks.sealed import Part, is_any, is_open
from benchmarks.sets import OPEN, Claim, EngineReports, Measure, measured, named, rows
from benchmarks.sets.readings import FALSE, TRUE, reading_of, readings
from benchmarks.sightings import (
    FAILED,
    STRENGTHS,
    Report,
    Sighting,
    about,
    found_cells,
    names,
    of_strength,
)
from benchmarks.tables import table

FAULTY, TO_REVIEW, CLEAN = "failed", "review", ("passed", "inapplicable")
"""What is expected of a page."""
HEAD = (
    "rule",
    "criteria",
    "failed cases",
    "sure",
    "sure or likely",
    "for review only",
    "axe alone",
    "found by",
    "clean ones said to fail",
    "by",
)
SAID = ("case", "criteria", "said to fail by", "reason")


@dataclass(frozen=True, slots=True)
class Case:
    """A page, the rule it is for, and what is expected of it under these criteria."""

    page: str
    rule: str
    expected: str
    criteria: tuple[str, ...]
    what: str


@dataclass(frozen=True, slots=True)
class ExpectedSet:
    """A set with a table of expectations; a case's id is its page."""

    name: str

    def cases(self) -> list[Case]:
        """All cases that are here."""
        return [
            Case(
                page=f"{self.name}/{row['file']}",
                rule=rule_of(row["source_id"]),
                expected=row["expected"],
                criteria=tuple(row["sc"].split()),
                what=row["what"],
            )
            for row in rows(f"{self.name}/truth.csv")
        ]

    def pages(self) -> list[SitePage]:
        """The cases' pages, failed ones first."""
        ordered = sorted(self.cases(), key=lambda case: case.expected != FAULTY)
        return named(self.name, (case.page for case in ordered))

    def measures(self, reports: EngineReports, former: str, part: Part = is_any) -> list[Measure]:
        """What is found, what is wrongly said, and what is told of pages that ask for a person."""
        given = [case for case in self.cases() if part(case.page)]
        counted = [case for case in given if is_counted(case, reports)]

        def row(what: str, must: str, of: Sequence[Case], *strengths: str) -> Measure:
            axe, minna = (
                [not_read_as_true(case, said(case, by, *STRENGTHS)) for case in of]
                for by in (reports.axe, reports.minna)
            )
            return measured((self.name, what, must), axe, minna, *strengths)

        every = (
            row("failed cases found", "–", expecting(counted, FAULTY), *FAILED),
            row("clean cases wrongly failed", "≤ 1 %", expecting(counted, *CLEAN), *FAILED),
            row(
                "cases for review that are noticed", "–", expecting(counted, TO_REVIEW), *STRENGTHS
            ),
        )
        asked = {case.expected for case in self.cases()}
        kinds = ({FAULTY}, set(CLEAN), {TO_REVIEW})
        return [m for m, kind in zip(every, kinds, strict=True) if asked & kind]

    def block(self, reports: EngineReports, former: str) -> str:
        """A row for each rule with its open cases; what is said of open clean ones."""
        by_rule: dict[tuple[str, str], list[Case]] = defaultdict(list)
        for case in self.open_cases():
            by_rule[case.rule, " ".join(case.criteria)].append(case)
        lines = [rule_row(*key, cases, reports) for key, cases in by_rule.items()]
        others = [
            [
                case.page,
                " ".join(case.criteria),
                names(said(case, reports.minna, *FAILED)),
                "; ".join(dict.fromkeys(reason(case, s) for s in alleged(case, reports))),
            ]
            for case in expecting(self.open_cases(), *CLEAN)
            if said(case, reports.minna, *FAILED)
        ]
        return table(HEAD, [row for row in lines if row]) + "\n\n" + table(SAID, others)

    def open_cases(self) -> list[Case]:
        """Those that the document and the working lists show."""
        return [case for case in self.cases() if is_open(case.page)]

    def missed(self, reports: EngineReports, former: str) -> Iterator[str]:
        """Failed cases that are not found, with what asks a person to look."""
        for case in expecting(self.open_cases(), FAULTY):
            if not said(case, reports.minna, *FAILED):
                yield line(case, said(case, reports.minna, *STRENGTHS), reports)

    def claims(self, reports: EngineReports, former: str) -> Iterator[Claim]:
        """What is said of failed cases and of clean ones about their criteria."""
        for case in expecting(self.cases(), FAULTY, *CLEAN):
            of_clean = case.expected != FAULTY
            for sighting in said(case, reports.minna, *FAILED):
                is_true = not of_clean or is_read_as_true(case, sighting)
                is_read = reading_of(case.page, sighting.name) != OPEN
                reading = TRUE if is_true else FALSE
                yield Claim(case.page, sighting, reading, of_clean, is_read)

    def clean(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Cases on which nothing should be said about their criteria."""
        for case in expecting(self.cases(), *CLEAN):
            yield case.page, case.criteria

    def wrongly(self, reports: EngineReports, former: str) -> Iterator[str]:
        """Clean cases that are said to fail one of their criteria, and are not known to do so."""
        for case in expecting(self.open_cases(), *CLEAN):
            failures = [s for s in alleged(case, reports) if not is_read_as_true(case, s)]
            if failures:
                yield line(case, failures, reports)


def rule_of(source: str) -> str:
    """The rule or technique that a case is for.

    >>> rule_of("ibm:table_scope_valid:legacy"), rule_of("rgaa3:1.1.1:Failed"), rule_of("wcag:F3:1")
    ('table_scope_valid', 'rgaa3 1.1.1', 'F3')
    """
    project, rule, *_ = source.split(":")
    return f"{project} {rule}" if rule[0].isdigit() else rule


def expecting(cases: Iterable[Case], *expected: str) -> list[Case]:
    """The cases of which this is expected."""
    return [case for case in cases if case.expected in expected]


def said(case: Case, report: Report, *strengths: str) -> list[Sighting]:
    """What is said of a case about one of its criteria."""
    return of_strength(about(report.of(case.page), case.criteria), *strengths)


def alleged(case: Case, reports: EngineReports) -> list[Sighting]:
    """What fails a case under its criteria, surely or likely."""
    return said(case, reports.minna, *FAILED)


def is_read_as_true(case: Case, sighting: Sighting) -> bool:
    """Whether somebody has read that a case is at fault as it is said to be."""
    return reading_of(case.page, sighting.name) == TRUE


def not_read_as_true(case: Case, sightings_given: Iterable[Sighting]) -> list[Sighting]:
    """What is said of a case; of a clean one, without what somebody has read to be so."""
    is_clean = case.expected in CLEAN
    return [s for s in sightings_given if not (is_clean and is_read_as_true(case, s))]


def reason(case: Case, sighting: Sighting) -> str:
    """What was read, for a cell."""
    reading = readings().get((case.page, sighting.name))
    return f"{reading.reading}: {reading.reason}" if reading else OPEN


def is_counted(case: Case, reports: EngineReports) -> bool:
    """Whether a case is one to find, or one to leave in peace: measured, and not at fault.

    Where one thing is rightly said of it and another wrongly, it has been wrongly failed.
    """
    if case.expected == FAULTY:
        return True
    said_of_it = alleged(case, reports)
    is_at_fault = bool(said_of_it) and all(is_read_as_true(case, s) for s in said_of_it)
    return case.page in reports.minna.findings and not is_at_fault


def rule_row(rule: str, criteria: str, cases: Sequence[Case], reports: EngineReports) -> list[str]:
    """What is found of a rule's failed cases, and said of its clean ones; empty without either."""
    failed = expecting(cases, FAULTY)
    clean = [case for case in expecting(cases, *CLEAN) if case.page in reports.minna.findings]
    if not failed and not clean:
        return []
    strengths = [said(case, reports.minna, *FAILED) for case in failed]
    alarms = [said(case, reports.minna, *FAILED) for case in clean]
    return [
        rule,
        criteria,
        *found_cells([said(case, reports.minna, *STRENGTHS) for case in failed]),
        str(sum(bool(said(case, reports.axe, *FAILED)) for case in failed)),
        names(sighting for strength in strengths for sighting in strength),
        f"{sum(map(bool, alarms))} of {len(clean)}",
        names(sighting for strength in alarms for sighting in strength),
    ]


def line(case: Case, sightings_given: Sequence[Sighting], reports: EngineReports) -> str:
    """A case for a working list."""
    is_measured = case.page in reports.minna.findings
    shown = names(sightings_given) if is_measured else "not measured"
    return "\t".join([case.rule, " ".join(case.criteria), case.what, shown, case.page])
