"""How often a check that is sure is right: on pages kept for the checks, and on real pages read.

Only what is sure counts in a score, so each sure check is held against pages that look as if they
were at fault and are not. `python -m benchmarks.precision` judges the evidence of the pages that
are meant to be well (see benchmarks/detection.py, which looks at them) with today's checks, and
lists what nobody has read; `--write` keeps the figures beside the readings. It counts the claims of
all checks on all sets as well, and writes which are to be less sure than they say (see
benchmarks/claims.py). docs/checks.md has the tables.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from audits.judging import axe_rules
from audits.judging.check_runner import (
    active_axe_rules,
    gatherers_of,
    own_checks,
    own_metas,
    run_checks,
    verdicts_of,
)
from benchmarks import claims, detection, seeing, tables
from benchmarks.corpora import are_here
from benchmarks.sets import good, readings
from benchmarks.sets.readings import FALSE, OPEN, TRUE
from benchmarks.sightings import SURE
from minna.records import Certainty, CheckMeta, Evidence, Outcome

TESTS = Path(__file__).parent.parent / "tests"
PAGES, EVIDENCE = TESTS / "checks", TESTS / "evidence"
CASE = re.compile(r'\sdata-case[=\s>]|\sid="case-')
"""Marks an element of a kept page that is a look-alike of its own, where a page holds several."""
LOOK_ALIKES, PRECISION = 30, 0.99
"""What a sure check must have: so many clean look-alikes of its fault, and so high a precision."""
LEVELS = ("A", "AA")
ORDER = (
    "",
    *map(
        str,
        (
            Outcome.INAPPLICABLE,
            Outcome.PASSED,
            Outcome.UNTESTED,
            Outcome.CANT_TELL,
            Outcome.FAILED,
        ),
    ),
)
HEAD = (
    "check",
    "own look-alikes",
    "other kept pages",
    "wrongly failed",
    "faults found",
    "precision",
    "real pages",
    "true",
    "false",
    "precision there",
)


@dataclass(slots=True)
class Tally:
    """What one sure check says of pages of which people know what is true."""

    look_alikes: int = 0  # clean places kept for this check
    others: int = 0  # clean pages kept for other checks, on which it had something to judge
    found: int = 0  # pages kept with its fault, which it surely fails
    wrong: list[str] = field(default_factory=list)  # clean pages that it surely fails
    judged: int = 0  # real pages on which it had something to judge
    true: int = 0
    false: int = 0
    unread: int = 0

    @property
    def precision(self) -> float | None:
        """Of the kept pages that it surely fails, the share that has the fault."""
        return share(self.found, len(self.wrong))

    @property
    def real_precision(self) -> float | None:
        """Of the real pages that it surely fails, the share that people read as at fault."""
        return share(self.true, self.false + self.unread)


def share(right: int, wrong: int) -> float | None:
    """How much of what was said is right; None where nothing was said.

    >>> share(3, 1), share(0, 0)
    (0.75, None)
    """
    return right / (right + wrong) if right + wrong else None


def is_sure(card: CheckMeta) -> bool:
    """Whether a check's failures can move a score."""
    return bool(card.criterion) and card.level in LEVELS and card.certainty == Certainty.CERTAIN


def sure_cards() -> dict[str, CheckMeta]:
    """Every check that can move a score, ours and axe's."""
    every = own_metas() | active_axe_rules()
    return {check: card for check, card in every.items() if is_sure(card)}


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page kept for a check, what its name promises, and what the browser saw there."""

    check: str
    name: str
    cases: int  # places on it that are look-alikes, 1 if none is marked
    evidence: Evidence

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong there that its check judges; people may have to say so."""
        return self.name.startswith(("pass", "inapplicable", "cant-tell-guards"))


@cache
def kept_pages() -> tuple[KeptPage, ...]:
    """All pages kept for checks of which evidence is recorded."""
    kept = []
    for path in sorted(PAGES.glob("*/*/*.html")):
        check, name = path.parent.name, path.stem
        recorded = EVIDENCE / check / f"{name}.json"
        if recorded.exists():
            facts = json.loads(recorded.read_text(encoding="utf-8"))
            viewport = "desktop" if name.endswith("-desktop") else "phone"
            visit = Evidence("", "", f"{check}/{name}", viewport, "ok", facts=facts)
            cases = len(CASE.findall(path.read_text(encoding="utf-8")))
            kept.append(KeptPage(check, name, max(1, cases), visit))
    return tuple(kept)


@cache
def tallies() -> dict[str, Tally]:
    """What is known of every sure check, from what is stored in the repository."""
    by_check = {check: Tally(judged=pages) for check, pages in readings.judged().items()}
    by_check = {check: by_check.get(check, Tally()) for check in sure_cards()}
    surely = {way.name for way in claims.read() if way.strength == SURE}
    for reading in readings.readings().values():
        tally = by_check.get(reading.check_id) if reading.site in good.SITES else None
        if tally and reading.check in surely:
            tally.true += reading.reading == TRUE
            tally.false += reading.reading == FALSE
            tally.unread += reading.reading == OPEN
    for page in kept_pages():
        for check, outcome in outcomes(page).items():
            take(by_check[check], check, page, outcome)
    return by_check


def outcomes(page: KeptPage) -> dict[str, str]:
    """What each sure check says of a kept page: passed, inapplicable, or surely failed."""
    said = {}
    for check, module in own_checks().items():
        if check in sure_cards() and all(
            name in page.evidence.facts for name in gatherers_of(module)
        ):
            for verdict in verdicts_of(module, page.evidence):
                certainty = verdict.certainty or sure_cards()[check].certainty
                surely = verdict.outcome == Outcome.FAILED and certainty == Certainty.CERTAIN
                if surely or verdict.outcome != Outcome.FAILED:
                    said[check] = max(said.get(check, ""), str(verdict.outcome), key=ORDER.index)
    if "axe" in page.evidence.facts:
        for card, verdict in axe_rules.verdicts(page.evidence, active_axe_rules()):
            if card.id in sure_cards():
                said[card.id] = str(verdict.outcome)
    return said


def take(tally: Tally, check: str, page: KeptPage, outcome: str) -> None:
    """Add what a check says of a page to what is known of the check.

    A page of another check is known to be clean only where it is meant to pass there. One of its
    own that holds nothing to judge is a look-alike only if its name says of what.
    """
    own = page.check == check
    if page.is_clean if own else page.name.startswith("pass"):
        if outcome == Outcome.FAILED:
            tally.wrong.append(f"{page.check}/{page.name}")
        elif own and page.name != "inapplicable":
            tally.look_alikes += page.cases
        elif not own and outcome == Outcome.PASSED:
            tally.others += 1
    elif own and outcome == Outcome.FAILED:
        tally.found += 1


def short_of_look_alikes() -> dict[str, int]:
    """Sure checks of ours that have fewer look-alikes than the rule asks for, and how many."""
    by_check = {check: tallies()[check].look_alikes for check in own_checks() if check in tallies()}
    return {check: kept for check, kept in by_check.items() if kept < LOOK_ALIKES}


def too_imprecise() -> dict[str, float]:
    """Sure checks that are wrong too often, on kept pages or on real ones, and the worse figure."""
    by_check = {}
    for check, tally in tallies().items():
        precisions = [p for p in (tally.precision, tally.real_precision) if p is not None]
        if precisions and min(precisions) < PRECISION:
            by_check[check] = min(precisions)
    return by_check


def block() -> str:
    """The table for docs/checks.md."""
    rows = []
    for check, tally in sorted(tallies().items(), key=lambda item: (item[0][:4] == "axe:", item)):
        rows.append(
            [
                f"`{check}`",
                str(tally.look_alikes),
                str(tally.others),
                str(len(tally.wrong)),
                str(tally.found) if check in own_checks() else "–",
                tables.figure(tally.precision, 3),
                str(tally.judged),
                str(tally.true),
                str(tally.false + tally.unread),
                tables.figure(tally.real_precision, 3),
            ]
        )
    return tables.table(HEAD, rows)


def judged_pages(visits: Iterable[Sequence[Evidence]]) -> Counter[str]:
    """On how many of the pages that are meant to be well each sure check had something to judge."""
    return Counter(
        check
        for page in visits
        for check in {
            check
            for evidence in page
            if evidence.status == "ok"
            for check in (*run_checks(evidence)[1].passed, *run_checks(evidence)[1].failed)
        }
        if check in sure_cards()
    )


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="the figures beside the readings")
    arguments = parser.parse_args()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    pages = [page for module in detection.SETS.values() for page in module.pages()]
    visited = seeing.gathered(pages)
    detection.warn(pages, visited)
    findings_by_page = detection.judged(visited, as_declared=True)
    rows = good.open_and_read(findings_by_page)
    for row in rows:
        if row.reading != TRUE:
            print(row.page, row.check, row.reading, row.reason, sep="\t")
    former = {name: detection.former(name) for name in detection.SETS}
    counted = claims.count(detection.SETS, findings_by_page, former)
    print("\nMost false claims in open halves:")
    for way, count in claims.worst(counted):
        print(way.name, way.strength, f"{count.false} of {count.known}", sep="\t")
    every = claims.with_others(counted)
    print("\nWhat keeping sure what was never wrong is worth, by kind of test:")
    for kind, count in claims.kept_sure(every).items():
        print(kind, count, count.precision, count.bound, sep="\t")
    print("\nLess sure than declared:", *claims.lowered(every), sep="\n")
    if arguments.write:
        elsewhere = [r for r in readings.readings().values() if r.site not in good.SITES]
        readings.write([*rows, *elsewhere])
        well_kept = {page.name for page in good.pages()}
        readings.write_judged(
            judged_pages(
                [
                    visits_of_page
                    for name, visits_of_page in visited.pages.items()
                    if name in well_kept
                ]
            )
        )
        claims.write(counted)
        claims.write_clean(claims.clean_pages(detection.SETS, findings_by_page))
        claims.write_ceilings(claims.read())


if __name__ == "__main__":
    main()
