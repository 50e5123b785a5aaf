"""The W3C's Before and After Demonstration: five bad pages, and the same pages made well.

A case is a page with a criterion.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from audits import check_metas
from benchmarks.corpora import SitePage
from benchmarks.sealed import Part, is_any, is_open
from benchmarks.sets import FALSE, TRUE, Claim, EngineReports, Measure, Share, measured, named, rows
from benchmarks.sightings import (
    FAILED,
    Report,
    Sighting,
    about,
    found_cells,
    names,
    of_strength,
)
from benchmarks.tables import table
from minna.records import Page
from scoring.page_scores import page_scores
from scoring.pipeline import scored_metas
from scoring.weights import PROFILE

NAME = "A3-w3c-bad"
SCORES = ("page", "before", "after")
HEAD = (
    "criterion",
    "level",
    "pages that fail it before",
    "sure",
    "sure or likely",
    "for review only",
    "found by",
    "pages said to fail it that do not",
    "by",
)
COUNTED = ("A", "AA")
Truth = Mapping[tuple[str, str], bool]
"""Page and criterion → whether it fails."""


def truth() -> tuple[Truth, dict[str, str]]:
    """What fails where, for the criteria of levels A and AA, and their levels."""
    kept = [row for row in rows(f"{NAME}/truth.csv") if row["level"] in COUNTED]
    fails = {(f"{NAME}/{row['page']}", row["sc"]): row["result"] == "fail" for row in kept}
    return fails, {row["sc"]: row["level"] for row in kept}


def case_id(key: tuple[str, str]) -> str:
    """What decides in which half a page lies with a criterion."""
    return " ".join(key)


def pairs() -> list[tuple[str, str]]:
    """Each page before and after."""
    before = dict.fromkeys(page for page, _ in truth()[0] if f"{NAME}/before/" in page)
    return [(page, page.replace("/before/", "/after/")) for page in before]


def pages() -> list[SitePage]:
    """Both of each pair."""
    return named(NAME, (page for pair in pairs() for page in pair))


def scores(report: Report) -> dict[str, float]:
    """The mark of each page that was measured."""
    measured = [page.name for page in pages() if page.name in report.findings]
    as_pages = [Page("", NAME, name, "fetched") for name in measured]
    findings = [f for name in measured for f in report.findings[name]]
    return {
        m.url: m.score
        for m in page_scores(as_pages, findings, scored_metas(check_metas(), PROFILE))
    }


def in_order(marked: Mapping[str, float]) -> int:
    """How many pairs score higher after."""
    return sum(
        before in marked and after in marked and marked[after] > marked[before]
        for before, after in pairs()
    )


def said_of(report: Report, fails: Truth) -> dict[tuple[str, str], list[Sighting]]:
    """What is said of each page about each criterion."""
    return {(page, sc): about(report.of(page), [sc]) for page, sc in fails}


def measures(reports: EngineReports, former: str, part: Part = is_any) -> list[Measure]:
    """Pairs in order, which are one thing whole; failures found; failures that are none."""
    fails = {key: failing for key, failing in truth()[0].items() if part(case_id(key))}
    minna, axe = said_of(reports.minna, fails), said_of(reports.axe, fails)

    def row(what: str, right: bool) -> Measure:
        asked = [key for key, failing in fails.items() if failing == right]
        reports = [axe[key] for key in asked], [minna[key] for key in asked]
        return measured((NAME, what, "–"), *reports, *FAILED)

    ordered = str(Share(in_order(scores(reports.minna)), len(pairs())))
    axe_ordered = str(Share(in_order(scores(reports.axe)), len(pairs())))
    return [
        Measure(NAME, "“after” scores above “before”", "all", axe_ordered, ordered, "–"),
        row("failures found, by page and criterion (A and AA)", True),
        row("criteria said to fail on a page that do not", False),
    ]


def block(reports: EngineReports, former: str) -> str:
    """The scores, then a row for each criterion with its open cases."""
    all_fails, levels = truth()
    fails = {key: failing for key, failing in all_fails.items() if is_open(case_id(key))}
    said = said_of(reports.minna, fails)
    marked = scores(reports.minna)
    scored = [
        [before.rpartition("/")[2], *(shown(marked.get(page)) for page in (before, after))]
        for before, after in pairs()
    ]
    by_criterion: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in fails:
        by_criterion[key[1]].append(key)
    lines = []
    for criterion, keys in by_criterion.items():
        failing = [key for key in keys if fails[key]]
        others = [key for key in keys if not fails[key] and of_strength(said[key], *FAILED)]
        if failing or others:
            lines.append(
                [
                    criterion,
                    levels[criterion],
                    *found_cells([said[key] for key in failing]),
                    names(s for key in failing for s in said[key]),
                    str(len(others)),
                    names(s for key in others for s in of_strength(said[key], *FAILED)),
                ]
            )
    return table(SCORES, scored) + "\n\n" + table(HEAD, lines)


def shown(score: float | None) -> str:
    """A score for a cell."""
    return "not measured" if score is None else f"{score:.1f}"


def missed(reports: EngineReports, former: str) -> Iterator[str]:
    """Failures that are not found."""
    fails, _ = truth()
    for (page, criterion), said in said_of(reports.minna, fails).items():
        if not is_open(case_id((page, criterion))):
            continue
        if fails[page, criterion] and not of_strength(said, *FAILED):
            yield "\t".join([criterion, page, names(said)])


def claims(reports: EngineReports, former: str) -> Iterator[Claim]:
    """What is said of pages about criteria whose outcome is known."""
    fails, _ = truth()
    for key, said in said_of(reports.minna, fails).items():
        for sighting in of_strength(said, *FAILED):
            yield Claim(case_id(key), sighting, TRUE if fails[key] else FALSE)


def clean() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Pages with the criteria that they do not fail."""
    for (page, criterion), failing in truth()[0].items():
        if not failing:
            yield page, (criterion,)


def wrongly(reports: EngineReports, former: str) -> Iterator[str]:
    """Failures that are none."""
    fails, _ = truth()
    for (page, criterion), said in said_of(reports.minna, fails).items():
        if not is_open(case_id((page, criterion))):
            continue
        if not fails[page, criterion] and of_strength(said, *FAILED):
            yield "\t".join([criterion, page, names(of_strength(said, *FAILED))])
