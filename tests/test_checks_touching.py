"""How sure the checks are that judge what was pressed, pointed at, typed into and enlarged."""

import pytest

from audits.judging.check_runner import own_checks, run_checks, verdicts_of
from minna.records import Certainty, Evidence, Outcome
from tests.record_evidence import kept
from tests.test_audits_checks import evidence_of

TOUCHING = {
    "tab_order": (
        "keyboard-trap",
        "focus-visible",
        "focus-lost",
        "change-on-focus",
        "focus-order",
        "focus-obscured",
        "focus-ring",
    ),
    "gestures": ("press-down", "path-gestures", "dragging"),
    "zoom": ("text-at-200", "text-spacing", "reflow"),
    "character_shortcuts": ("single-keys",),
    "motion_and_orientation": ("motion-actuation", "moving-content"),
    "field_changes": ("change-on-input",),
    "activation": (
        "dialog-exit",
        "dialog-focus",
        "control-state",
        "status-messages",
        "form-errors",
    ),
    "hover": ("hover-content", "hover-only"),
    "hover_focus_styles": ("state-contrast",),
    "color_schemes": ("dark-mode-contrast", "forced-colours"),
}
BROKEN_OFF = {
    "tab_order": {
        "tabbable": 9,
        "stops": [],
        "lost": [],
        "traps": [],
        "changes": [],
        "skips": [],
        "complete": False,
    },
    "zoom": {},
    "character_shortcuts": {"listeners": ["document"], "keys": [], "settings": []},
    "motion_and_orientation": {
        "endless": [],
        "marquees": [],
        "moving": [],
        "sensors": [],
        "tilted": [],
    },
    "field_changes": {"items": []},
    "activation": {"pressed": [], "sent": [], "left": []},
    "hover": {"items": []},
    "hover_focus_styles": {"items": [], "styles": 9},
    "gestures": {"tried": [], "strokes": [], "items": [], "drops": [], "untabbed": []},
    "color_schemes": {"is_dark": True, "looked": 9, "dark": [], "forced": [], "vanished": []},
}


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        ("keyboard-trap/fail-trapped", True),
        ("focus-visible/fail-unseen", True),
        ("focus-visible/fail-unseen-swapped", True),
        ("focus-visible/fail-unseen-kinds", True),
        ("focus-visible/fail-lost", False),
        ("hidden-focus-kept/fail-kept", True),
        ("focus-lost/fail-lost", True),
        ("change-on-focus/fail-leaves", True),
        ("change-on-focus/fail-moves", False),
        ("focus-order/fail-backwards", False),
        ("text-at-200/fail-cut", True),
        ("text-at-200/fail-perhaps", False),
        ("text-at-200/fail-covered", False),
        ("single-keys/fail-acts", False),
        ("moving-content/fail-marquee", True),
        ("moving-content/fail-moves", False),
        ("state-contrast/fail-hover", True),
        ("state-contrast/fail-hover-card", True),
        ("state-contrast/fail-hover-faded", False),
        ("state-contrast/fail-focus", True),
        ("change-on-input/fail-leaves", True),
        ("change-on-input/fail-moves", False),
        ("dialog-exit/fail-held", False),
        ("control-state/fail-stale", False),
    ],
)
def test_only_what_leaves_no_doubt_is_certain(page, sure):
    findings, _ = run_checks(evidence_of(kept(f"{page}-desktop")))
    check = page.partition("/")[0]
    certainties = {f.certainty for f in findings if f.check == check}
    assert certainties == {Certainty.CERTAIN if sure else Certainty.LIKELY}


@pytest.mark.parametrize("gatherer", TOUCHING)
@pytest.mark.parametrize("why", ["time", "hung"])
def test_a_look_that_was_broken_off_leaves_its_checks_untested(gatherer, why):
    facts = {gatherer: BROKEN_OFF[gatherer] | {"stopped": why}}
    visit = Evidence("run", "site", "http://pages.test/", "desktop", "ok", facts=facts)
    for check in TOUCHING[gatherer]:
        outcomes = [v.outcome for v in verdicts_of(own_checks()[check], visit)]
        assert outcomes == [Outcome.UNTESTED], check


def test_what_was_found_before_a_look_was_broken_off_still_counts():
    trap = {"numbers": [1], "members": [{"selector": "#a", "html": "<textarea>"}], "tried": []}
    facts = {"tab_order": BROKEN_OFF["tab_order"] | {"stopped": "time", "traps": [trap]}}
    visit = Evidence("run", "site", "http://pages.test/", "desktop", "ok", facts=facts)
    outcomes = [v.outcome for v in verdicts_of(own_checks()["keyboard-trap"], visit)]
    assert outcomes == [Outcome.FAILED]


@pytest.mark.parametrize(
    ("tried", "complete", "outcome", "certainty"),
    [
        ({"kept": True, "met": True}, True, Outcome.FAILED, Certainty.CERTAIN),
        ({"kept": True, "met": False}, False, Outcome.FAILED, Certainty.LIKELY),
        ({"kept": True, "met": False}, True, Outcome.PASSED, ""),
        ({"kept": False, "met": True}, True, Outcome.PASSED, ""),
    ],
)
def test_a_guard_fails_where_the_tab_key_comes_and_focus_stays(tried, complete, outcome, certainty):
    stop = {"unseen": True, "empty": True, "focus": True, "keys": False}
    part = {"selector": "#a", "html": "<span>", "stops": [stop], "behind": False}
    keyboard = BROKEN_OFF["tab_order"] | {"stopped": "", "complete": complete}
    facts = {"handlers": {"hidden": [part]}, "tab_order": keyboard | {"hidden": [part | tried]}}
    visit = Evidence("run", "site", "http://pages.test/", "desktop", "ok", facts=facts)
    (verdict,) = verdicts_of(own_checks()["hidden-focus-kept"], visit)
    assert (verdict.outcome, verdict.certainty) == (outcome, certainty)
