"""V1: is a page better after mending than before, wherever the fault can be seen at all?

Pairs of the W3C's Before and After Demonstration and of its ACT rules (each failed case against the
passed cases of its rule), as benchmarks.detection has looked at them, and the made-up prefecture's
twins: pages that differ in one barrier and in nothing else, looked at anew.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from audits.judging.check_runner import page_check_metas, run_checks
from benchmarks import seeing
from benchmarks.sets import act, demo
from benchmarks.tables import table
from benchmarks.trials import SEED, share
from benchmarks.trials.looks import looked_at
from minna.records import Evidence, Finding, Page, PageScore
from samples.catalogue import catalogue
from samples.twins import twin_page
from scoring.page_scores import page_scores
from scoring.pipeline import scored_metas
from scoring.weights import SECONDARY_PROFILE

SURE = ("failed", "certain")
HEAD = ("set", "pairs", "fault seen for sure", "of these, after above before", "the rest")


@dataclass(frozen=True, slots=True)
class Pair:
    """A page before and after mending, and whether its fault is seen for sure."""

    name: str
    before: PageScore
    after: float
    is_seen: bool


def mark(visits: Sequence[Evidence]) -> PageScore:
    """A page's mark; all of its checks count, as on a key page, and all criteria to come."""
    findings = [f for visit in visits for f in run_checks(visit)[0]]
    own = {evidence.url for evidence in visits}
    (page_score,) = page_scores(
        [Page("", "", own.pop(), "fetched", sample_part="key")],
        findings,
        scored_metas(page_check_metas(), SECONDARY_PROFILE),
    )
    return page_score


def of_the_demonstration() -> Iterator[Pair]:
    """The W3C's five pages."""
    visits_by_page = seeing.gathered(demo.pages()).pages
    for before, after in demo.pairs():
        if before in visits_by_page and after in visits_by_page:
            worse = mark(visits_by_page[before])
            yield Pair(before, worse, mark(visits_by_page[after]).score, worse.penalty > 0)


def of_the_rules() -> Iterator[Pair]:
    """Each failed case of an ACT rule against the median of the rule's passed cases."""
    visits_by_page = {
        name: visits
        for name, visits in seeing.gathered(act.pages()).pages.items()
        if len(visits) == 2 and all(visit.status == "ok" for visit in visits)
    }
    passed: dict[str, list[float]] = {}
    every = act.cases()
    for case in every:
        if not case.is_failed and case.page in visits_by_page and "Passed" in case.title:
            passed.setdefault(case.rule, []).append(mark(visits_by_page[case.page]).score)
    of = {
        card.id: card.criterion
        for card in scored_metas(page_check_metas(), SECONDARY_PROFILE).values()
    }
    for case in every:
        if case.is_failed and case.criteria and case.page in visits_by_page and case.rule in passed:
            findings = [f for visit in visits_by_page[case.page] for f in run_checks(visit)[0]]
            is_seen = any(
                of.get(f.check) in case.criteria and (f.outcome, f.certainty) == SURE
                for f in findings
            )
            after = median(passed[case.rule])
            name = "/".join(case.page.split("/")[-2:])
            yield Pair(name, mark(visits_by_page[case.page]), after, is_seen)


def of_the_twins() -> Iterator[Pair]:
    """A barrier of the sample prefecture, and the same page without it."""
    pages = {
        f"{barrier.id}/{how}": twin_page(barrier, SEED, faulty=how == "faulty")
        for barrier in catalogue().values()
        for how in ("faulty", "clean")
    }
    with tempfile.TemporaryDirectory() as folder:
        visits_by_page = looked_at(pages, Path(folder))
    for barrier in catalogue():
        faulty, clean = visits_by_page[f"{barrier}/faulty"], visits_by_page[f"{barrier}/clean"]
        before, after = mark(faulty), mark(clean)
        kept = {(f.check, f.message, f.viewport) for visit in clean for f in sure(visit)}
        new = [f for visit in faulty for f in sure(visit)]
        is_seen = any((f.check, f.message, f.viewport) not in kept for f in new)
        yield Pair(barrier, before, after.score, is_seen)


def sure(visit: Evidence) -> list[Finding]:
    """What counts of a look."""
    counted = scored_metas(page_check_metas(), SECONDARY_PROFILE)
    return [
        f for f in run_checks(visit)[0] if f.check in counted and (f.outcome, f.certainty) == SURE
    ]


def row(name: str, pairs: Sequence[Pair]) -> list[str]:
    """One set of pairs."""
    noticed = [pair for pair in pairs if pair.is_seen]
    wrong = [pair for pair in noticed if pair.after <= pair.before.score]
    return [
        name,
        str(len(pairs)),
        str(len(noticed)),
        f"{len(noticed) - len(wrong)} ({share(len(noticed) - len(wrong), len(noticed))})",
        ", ".join(f"{p.name} ({p.before.score:.0f} → {p.after:.0f})" for p in wrong) or "–",
    ]


def block() -> str:
    """The table."""
    sets = {
        "W3C Before and After Demonstration": list(of_the_demonstration()),
        "ACT rules of A and AA criteria": list(of_the_rules()),
        "twins of the sample prefecture": list(of_the_twins()),
    }
    return table(HEAD, [row(name, pairs) for name, pairs in sets.items()])
