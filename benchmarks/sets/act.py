"""The W3C's test cases for ACT rules: failed ones are to be found, and others left in peace.

A case that is well by its own rule may be at fault by another of the same criterion. People read
what is said of it and write so into the last column, beginning with `true`.
A case's id is its page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpora import SitePage
from benchmarks.sealed import Part, is_any, is_open
from benchmarks.sets import (
    FALSE,
    OPEN,
    TRUE,
    Claim,
    EngineReports,
    Measure,
    Readings,
    measured,
    named,
    rows,
)
from benchmarks.sightings import (
    FAILED,
    Report,
    Sighting,
    about,
    found_cells,
    names,
    of_strength,
)
from benchmarks.tables import cells, table

NAME = "A2-act"
HEAD = (
    "rule",
    "criteria",
    "failed cases",
    "sure",
    "sure or likely",
    "for review only",
    "axe alone",
    "found by",
    "others said to fail",
    "by",
)
SAID = ("case", "criteria", "said to fail by", "reason")


@dataclass(frozen=True, slots=True)
class Case:
    """A test case of a rule: what is expected of it, and the criteria that it is about."""

    page: str
    rule: str
    rule_name: str
    title: str
    is_failed: bool
    criteria: tuple[str, ...]


def cases() -> list[Case]:
    """All cases that are here."""
    return [
        Case(
            page=f"{NAME}/{row['file']}",
            rule=row["ruleId"],
            rule_name=row["ruleName"],
            title=row["title"],
            is_failed=row["expected"] == "failed",
            criteria=tuple(row["sc"].split()),
        )
        for row in rows(f"{NAME}/truth.csv")
    ]


def pages() -> list[SitePage]:
    """All cases that are HTML, failed ones first; those that lead on to another page as well."""
    ordered = sorted(cases(), key=lambda case: not case.is_failed)
    return named(NAME, (case.page for case in ordered if case.page.endswith(".html")))


def sightings_by_case(given: Iterable[Case], report: Report) -> dict[Case, list[Sighting]]:
    """What is said of each case about one of its criteria.

    Where a rule belongs to no criterion, what is said of failed cases and of no other case of the
    rule is taken to be about it.
    """
    by_rule: dict[str, list[Case]] = defaultdict(list)
    for case in given:
        by_rule[case.rule].append(case)
    by_case = {}
    for of_rule in by_rule.values():
        usual = {
            (s.check, s.message) for c in of_rule if not c.is_failed for s in report.of(c.page)
        }
        for case in of_rule:
            said = report.of(case.page)
            by_case[case] = (
                about(said, case.criteria)
                if case.criteria
                else [s for s in said if (s.check, s.message) not in usual]
            )
    return by_case


def read(former: str) -> Readings:
    """What people have written of cases that are said to fail and are not failed ones."""
    return Readings(cells(former), len(SAID), slice(0, 1))


def is_counted(case: Case, reports: EngineReports, reasons: Readings) -> bool:
    """Whether a case is one to find, or one to leave in peace: measured, and not at fault."""
    if case.is_failed:
        return True
    is_true = (reasons.get((case.page,)) or OPEN).startswith(TRUE)
    return bool(case.criteria) and case.page in reports.minna.findings and not is_true


def measures(reports: EngineReports, former: str, part: Part = is_any) -> list[Measure]:
    """What is found, what is wrongly said, and what belongs to no criterion."""
    every, reasons = cases(), read(former)
    minna, axe = sightings_by_case(every, reports.minna), sightings_by_case(every, reports.axe)
    counted = [c for c in every if part(c.page) and is_counted(c, reports, reasons)]

    def row(what: str, must: str, given: Sequence[Case]) -> Measure:
        reports = [axe[case] for case in given], [minna[case] for case in given]
        return measured((NAME, what, must), *reports, *FAILED)

    return [
        row("failed cases found", "≥ 80 %", [c for c in counted if c.is_failed and c.criteria]),
        row("other cases wrongly failed", "≤ 1 %", [c for c in counted if not c.is_failed]),
        row(
            "failed cases of rules without a criterion found",
            "–",
            [c for c in counted if not c.criteria],
        ),
    ]


def block(reports: EngineReports, former: str) -> str:
    """A row for each rule with the checks that found its failed cases; what is said of others."""
    every, measured = cases(), reports.minna.findings
    minna, axe = sightings_by_case(every, reports.minna), sightings_by_case(every, reports.axe)
    by_rule: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in every:
        if is_open(case.page):
            by_rule[case.rule, " ".join(case.criteria)].append(case)
    lines = []
    for (rule, criteria), of_rule in by_rule.items():
        failed = [case for case in of_rule if case.is_failed]
        wrong = [c for c in of_rule if not c.is_failed and c.criteria and c.page in measured]
        strengths = [of_strength(minna[case], *FAILED) for case in failed]
        alarms = [of_strength(minna[case], *FAILED) for case in wrong]
        lines.append(
            [
                f"{rule} {of_rule[0].rule_name}",
                criteria or "–",
                *found_cells([minna[case] for case in failed]),
                str(sum(bool(of_strength(axe[case], *FAILED)) for case in failed)),
                names(s for said in strengths for s in said),
                f"{sum(map(bool, alarms))} of {len(wrong)}",
                names(s for said in alarms for s in said),
            ]
        )
    reasons = read(former)
    others = [
        [
            case.page,
            " ".join(case.criteria),
            names(of_strength(said, *FAILED)),
            reasons.get((case.page,)) or OPEN,
        ]
        for case, said in minna.items()
        if is_open(case.page)
        and not case.is_failed
        and case.criteria
        and of_strength(said, *FAILED)
    ]
    return table(HEAD, lines) + "\n\n" + table(SAID, others)


def missed(reports: EngineReports, former: str) -> Iterator[str]:
    """Failed cases that are not found, by rule, with what asks a person to look."""
    for case, said in sightings_by_case(cases(), reports.minna).items():
        if is_open(case.page) and case.is_failed and not of_strength(said, *FAILED):
            yield line(case, said, reports)


def claims(reports: EngineReports, former: str) -> Iterator[Claim]:
    """What is said of cases about the criteria of their rules."""
    reasons = read(former)
    for case, said in sightings_by_case(cases(), reports.minna).items():
        is_true = case.is_failed or not is_counted(case, reports, reasons)
        is_read = reasons.get((case.page,)) is not None
        for sighting in of_strength(said, *FAILED) if case.criteria else ():
            reading = TRUE if is_true else FALSE
            yield Claim(case.page, sighting, reading, not case.is_failed, is_read)


def clean() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cases on which nothing should be said about their criteria."""
    for case in cases():
        if case.criteria and not case.is_failed:
            yield case.page, case.criteria


def wrongly(reports: EngineReports, former: str) -> Iterator[str]:
    """Other cases that are said to fail a criterion of their rule, and are not at fault anyway."""
    reasons = read(former)
    for case, said in sightings_by_case(cases(), reports.minna).items():
        failures = of_strength(said, *FAILED)
        is_wrong = not case.is_failed and failures and is_counted(case, reports, reasons)
        if is_wrong and is_open(case.page):
            yield line(case, failures, reports)


def line(case: Case, said: Sequence[Sighting], reports: EngineReports) -> str:
    """A case for a working list."""
    is_measured = case.page in reports.minna.findings
    return "\t".join(
        [
            case.rule,
            " ".join(case.criteria) or "–",
            case.rule_name,
            case.title,
            names(said) if is_measured else "not measured",
            case.page,
        ]
    )
