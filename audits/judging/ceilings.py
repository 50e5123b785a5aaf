"""How sure a check may be: what was measured on pages that its author did not see decides.

`ceilings.csv` is written by `python -m benchmarks.precision --write`. It names the ways of failing
that were right too rarely to be as sure as their check says.
"""

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

from minna.records import Certainty, CheckMeta, Outcome, Verdict

FILE = Path(__file__).with_name("ceilings.csv")
HEAD = ("check", "way", "declared", "allowed")
ORDER = tuple(Certainty)
Way = tuple[str, str, str]
"""A check, the key of its message, and how sure the check says it is."""


@cache
def ceilings(path: Path = FILE) -> dict[Way, Certainty]:
    """How sure each of these ways of failing may be."""
    with path.open(encoding="utf-8", newline="") as table:
        return {
            (row["check"], row["way"], row["declared"]): Certainty(row["allowed"])
            for row in csv.DictReader(table)
        }


def highest(meta: CheckMeta) -> str:
    """How sure a check may be in the surest of its ways of failing."""
    ways = ("violation",) if meta.id.startswith("axe:") else tuple(meta.failed)
    allowed = {ceilings().get((meta.id, way, str(meta.certainty))) for way in ways}
    if None in allowed or not allowed:
        return meta.certainty
    return min((each for each in allowed if each), key=ORDER.index)


def lowered(meta: CheckMeta, verdict: Verdict) -> Verdict:
    """A failure, no surer than it may be; where it is not even likely, a person is asked."""
    if verdict.outcome != Outcome.FAILED:
        return verdict
    declared = str(verdict.certainty or meta.certainty)
    allowed = ceilings().get((meta.id, verdict.message, declared))
    if allowed is None:
        return verdict
    outcome = Outcome.CANT_TELL if allowed == Certainty.REVIEW else verdict.outcome
    return replace(verdict, outcome=outcome, certainty=allowed)
