"""A visit and what was judged of it: once, and in another process where it takes long."""

import logging
import pickle
from dataclasses import dataclass, replace
from typing import Any

from audits.browser import heavy
from audits.judging.check_runner import boxes_of, run_checks
from audits.runner.page_visit import own_fault
from minna.records import CheckOutcomes, Evidence, Finding
from minna.workers import Unreadable

logger = logging.getLogger(__name__)
SMALL = 300_000
"""Bytes of pickled evidence that are judged in the event loop: a tenth of a second, at worst."""
Judgement = tuple[list[Finding], CheckOutcomes]


@dataclass(frozen=True, slots=True)
class JudgedVisit:
    """A visit's evidence with its findings and outcomes; none where nothing was measured."""

    evidence: Evidence
    findings: tuple[Finding, ...] = ()
    outcomes: CheckOutcomes | None = None

    @property
    def records(self) -> list[Evidence | Finding | CheckOutcomes]:
        """What is stored of it."""
        return [self.evidence, *self.findings, *([self.outcomes] if self.outcomes else ())]

    def with_places(self, places: dict[str, list[int]]) -> "JudgedVisit":
        """The same with the box of each element, as judging the evidence anew would give it."""
        evidence = replace(self.evidence, facts=self.evidence.facts | {"places": places})
        placed = (replace(f, boxes=boxes_of(f.nodes, places)) for f in self.findings)
        return replace(self, evidence=evidence, findings=tuple(placed))


async def judged(evidence: Evidence) -> JudgedVisit:
    """A visit with its findings and outcomes.

    Evidence of which no end of judging comes has measured nothing (`unreadable`).
    """
    if evidence.status != "ok":
        return JudgedVisit(evidence)
    fields: dict[str, Any]
    try:
        findings, outcomes = await judgement(evidence)
    except Unreadable as error:
        fields = {"status": "unreadable", "reason": error.reason}
    except Exception as error:
        fields = own_fault(error)
        logger.exception("judging %s broke", evidence.url)
    else:
        return JudgedVisit(evidence, tuple(findings), outcomes)
    return JudgedVisit(replace(evidence, facts={}, **fields))


async def judgement(evidence: Evidence) -> Judgement:
    """What the checks say of a visit, run in another process where there is much of it."""
    packed = pickled(evidence)
    if len(packed) <= SMALL:
        return run_checks(evidence)
    return await heavy.call(evidence.url, len(packed), judgement_of_pickle, packed)


def pickled(evidence: Evidence) -> bytes:
    """Evidence as a process is sent it; nothing where it is nested too deeply for that.

    Such evidence is not large, and refused when it is stored.
    """
    try:
        return pickle.dumps(evidence, protocol=pickle.HIGHEST_PROTOCOL)
    except RecursionError:
        return b""


def judgement_of_pickle(packed: bytes) -> Judgement:
    """What the checks say of a visit that was sent to this process."""
    return run_checks(pickle.loads(packed))
