"""Checks that are sure have kept look-alikes: clean pages like the fault, and the fault in variants.

Each stands in an element of its own with an id that begins with `case-`.
"""

import re

import pytest

from audits.judging.check_runner import own_metas
from minna.records import Certainty, Outcome
from tests.record_evidence import FOLDERS
from tests.test_audits_checks import case, promised, verdicts

CLEAN, FAULTY = 30, 10
CHECKS = {
    "link-by-colour": ("link-by-colour",),
    "scroll-by-keyboard": ("scroll-by-keyboard",),
    "focus-visible": ("focus-visible",),
    "hidden-focus": ("hidden-focus", "hidden-focus-kept"),
}
"""Each check with the checks that judge the same together."""
LIKELY = {"slight-marks"}
"""Pages of links whose marks some see and some do not: nobody can be sure of them."""


def cases_of(path):
    return set(re.findall(r'<div id="(case-[\w-]+)">', path.read_text(encoding="utf-8")))


def pages(check):
    paths = [p for name in CHECKS[check] for p in sorted(FOLDERS[name].glob("*.html"))]
    return [p for p in paths if not any(name in p.stem for name in LIKELY)]


KEPT = [p for check in CHECKS for p in pages(check) if cases_of(p)]
FAILING = [p for p in KEPT if promised(p)[0] is Outcome.FAILED]
OWN = [p for p in FAILING if "frames" not in p.stem]
"""Faults of the page itself; of what lies in a frame only the frame is known."""
OTHERS = [p for p in KEPT if p not in FAILING]


def is_sure(path, verdict):
    certainty = verdict.certainty or own_metas()[path.parent.name].certainty
    return verdict.outcome is Outcome.FAILED and certainty == Certainty.CERTAIN


@pytest.mark.parametrize("check", CHECKS)
def test_a_sure_check_has_enough_clean_look_alikes_and_enough_faults(check):
    clean = {c for p in pages(check) if p in OTHERS for c in cases_of(p)}
    faulty = {c for p in pages(check) if p in FAILING for c in cases_of(p)}
    assert len(clean) >= CLEAN
    assert len(faulty) >= FAULTY


@pytest.mark.parametrize("path", OTHERS, ids=case)
def test_no_clean_look_alike_fails(path):
    assert not [v.nodes for v in verdicts(path) if v.outcome is Outcome.FAILED]


@pytest.mark.parametrize("path", OWN, ids=case)
def test_every_variant_of_a_fault_is_found(path):
    nodes = [node for v in verdicts(path) if v.outcome is Outcome.FAILED for node in v.nodes]
    cases = {match[1] for match in (re.match(r"#(case-[\w-]+)", node) for node in nodes) if match}
    assert cases == cases_of(path)


@pytest.mark.parametrize("path", OWN, ids=case)
def test_a_fault_is_found_for_sure(path):
    assert all(is_sure(path, v) for v in verdicts(path) if v.outcome is Outcome.FAILED)


@pytest.mark.parametrize("name", ["fail-colour-slight-marks"])
def test_a_link_that_differs_by_more_than_colour_is_never_sure(name):
    path = FOLDERS["link-by-colour"] / f"{name}.html"
    assert cases_of(path)
    assert not any(is_sure(path, v) for v in verdicts(path))
