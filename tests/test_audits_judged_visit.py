"""A visit is judged once: in the event loop if there is little of it, and elsewhere if not."""

import asyncio
from dataclasses import replace

import pytest

from audits.browser import heavy
from audits.judging.check_runner import run_checks
from audits.runner import judged_visit
from audits.runner.judged_visit import JudgedVisit, judged
from minna.workers import Workers
from tests.hostile import calls
from tests.record_evidence import kept
from tests.test_audits_checks import evidence_of


@pytest.fixture(scope="module")
def evidence_of_page():
    return evidence_of(kept("word-spacing/fail-word"))


def visit_of(evidence, seconds=20):
    """The visit, and whether a process was started to judge it."""

    async def whole():
        pool = heavy.pools[asyncio.get_running_loop()] = Workers(seconds=seconds)
        try:
            return await judged(evidence), bool(pool.processes)
        finally:
            await heavy.close()

    return asyncio.run(whole())


def long(evidence):
    """The same with more than is judged in the event loop."""
    return replace(evidence, errors={"axe": "x" * judged_visit.SMALL})


def test_large_evidence_is_judged_in_another_process_with_the_same_result(evidence_of_page):
    for evidence, is_elsewhere in ((evidence_of_page, False), (long(evidence_of_page), True)):
        visit, was_elsewhere = visit_of(evidence)
        assert was_elsewhere is is_elsewhere
        assert (list(visit.findings), visit.outcomes) == run_checks(evidence)
        assert visit.findings


def test_places_are_given_to_findings_as_judging_anew_would(evidence_of_page):
    first = visit_of(evidence_of_page)[0]
    nodes = [node for finding in first.findings for node in finding.nodes]
    placed = first.with_places({nodes[0]: [1, 2, 3, 4], "elsewhere": [5, 6, 7, 8]})
    assert list(placed.findings) == run_checks(placed.evidence)[0] != list(first.findings)


def test_what_was_not_measured_is_not_judged(evidence_of_page):
    left = replace(evidence_of_page, status="timeout")
    assert visit_of(left) == (JudgedVisit(left), False)


def test_evidence_that_no_end_of_judging_comes_of_has_measured_nothing(
    evidence_of_page, monkeypatch
):
    monkeypatch.setattr(judged_visit, "judgement_of_pickle", calls.judge_without_end)
    visit, _ = visit_of(long(evidence_of_page), seconds=1)
    assert (visit.evidence.status, visit.evidence.facts) == ("unreadable", {})
    assert visit.evidence.reason == "no end of reading in 1 s"
    assert visit.records == [visit.evidence]


def test_a_judge_that_breaks_is_a_fault_of_ours(evidence_of_page, monkeypatch):
    monkeypatch.setattr(judged_visit, "judgement_of_pickle", calls.stumble)
    visit, _ = visit_of(long(evidence_of_page))
    assert (visit.evidence.status, visit.records) == ("broken", [visit.evidence])
