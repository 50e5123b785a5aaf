"""Evidence of earlier surveys is judged as it was, whatever gatherers are called by now."""

import json
from copy import deepcopy
from dataclasses import replace

import pytest

from audits.judging.check_runner import run_checks
from audits.judging.renamed_facts import RENAMED, with_current_names
from audits.judging.site_check_runner import SiteNotes
from audits.runner.gatherer_registry import gatherers
from audits.runner.visit_queue import is_complete
from minna.records import Evidence
from tests.record_evidence import PAGES, kept, recorded

FORMER = {new: old for old, new in RENAMED.items()}
CLEAN = sorted(PAGES.glob("*/*/pass.html"))[::12]


def test_every_renamed_gatherer_exists_and_no_former_name_is_used_again():
    names = {name for name, _ in gatherers()}
    assert set(RENAMED.values()) <= names
    assert names.isdisjoint(RENAMED)


def earlier(evidence):
    """Evidence as a survey kept it before the gatherers were renamed."""
    facts = {FORMER.get(name, name): fact for name, fact in evidence.facts.items()}
    errors = {FORMER.get(name, name): error for name, error in evidence.errors.items()}
    return replace(evidence, facts=facts, errors=errors)


@pytest.mark.parametrize("page", CLEAN, ids=lambda page: page.parent.name)
def test_evidence_under_former_names_is_judged_alike(page):
    facts = json.loads(recorded(page).read_text(encoding="utf-8"))
    errors = {"accessible_names": "it broke"} if "accessible_names" not in facts else {}
    now = Evidence("r", "s", "http://pages.test/", "desktop", "ok", facts=facts, errors=errors)
    assert earlier(now) != now
    assert run_checks(earlier(now)) == run_checks(now)
    assert is_complete(earlier(now)) == is_complete(now)
    site_notes, before = SiteNotes(), SiteNotes()
    site_notes.collect(now)
    before.collect(earlier(now))
    assert before == site_notes


def test_evidence_of_today_is_left_as_it_is():
    evidence = Evidence("r", "s", "u", "phone", "ok", facts={"tab_order": {}, "text": {}})
    assert with_current_names(evidence) is evidence


def test_text_that_was_watched_before_its_times_were_kept_is_no_evidence_of_a_limit():
    """Items of earlier surveys say where the text stands, and not what it said."""
    kept_page = json.loads(recorded(kept("time-limits/fail-counts-desktop")).read_text())
    facts = kept_page | {"motion_and_orientation": deepcopy(kept_page["motion_and_orientation"])}
    for item in facts["motion_and_orientation"]["writing"]:
        del item["from"], item["to"], item["around"]
    judged = run_checks(Evidence("r", "s", "http://pages.test/", "desktop", "ok", facts=facts))[0]
    [finding] = [f for f in judged if f.check == "time-limits"]
    assert (finding.outcome, finding.message) == ("untested", "no-evidence")
