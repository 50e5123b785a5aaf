"""The W3C's examples of accessible widgets: whatever fails there is read, or is a false alarm."""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.sets import FALSE, OPEN, Claim, EngineReports, good
from benchmarks.sets.expected import ExpectedSet

NAME = "A10-apg"
_SET = ExpectedSet(NAME)
cases, pages, measures = _SET.cases, _SET.pages, _SET.measures
block, missed, wrongly = _SET.block, _SET.missed, _SET.wrongly


def claims(reports: EngineReports, former: str) -> Iterator[Claim]:
    """What fails on an example under any criterion: all are meant to conform."""
    ours = {page.name for page in pages()}
    for claim in good.claims(reports, former, (NAME,)):
        if claim.case in ours:
            reading = FALSE if claim.reading == OPEN else claim.reading
            yield replace(claim, reading=reading, of_clean=True)


def clean() -> Iterator[tuple[str, tuple[str, ...]]]:
    """All of them, for all criteria."""
    for page in pages():
        yield page.name, ()
