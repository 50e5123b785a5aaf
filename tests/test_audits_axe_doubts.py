"""axe's faults that assistive technology hardly meets are likely, and no more."""

import pytest

from audits.judging import axe_rules
from audits.judging.axe_doubts import split
from audits.judging.check_runner import active_axe_rules
from minna.records import Certainty, Evidence, Outcome


def of(rule, *nodes, names=(), unlisted=0):
    items = [{"selector": selector, "html": html} for selector, html in nodes]
    fault = {
        "id": rule,
        "impact": "critical",
        "count": len(items) + unlisted,
        "detail": None,
        "nodes": items,
    }
    axe = {
        "violations": [fault],
        "incomplete": [],
        "passes": {},
        "inapplicable": [],
        "broken": {},
    }
    return Evidence(
        "r", "s", "u", "desktop", "ok", facts={"axe": axe, "accessible_names": {"items": names}}
    )


def said(evidence, rule):
    verdicts = axe_rules.verdicts(evidence, active_axe_rules())
    return [
        (verdict.certainty, verdict.data["count"])
        for card, verdict in verdicts
        if card.id == f"axe:{rule}" and verdict.outcome == Outcome.FAILED
    ]


@pytest.mark.parametrize(
    ("html", "certainty"),
    [
        ('<button aria-expanded="yes">Menu</button>', ""),
        ('<div role="heading" aria-level="two">News</div>', ""),
        ("<div role=checkbox aria-checked=on tabindex=0>", ""),
        ('<button aria-controls="made-later">Menu</button>', Certainty.LIKELY),
        ('<a aria-controls="tab1" aria-selected="true" aria-current="page">', Certainty.LIKELY),
        ('<input aria-checked="" title="aria-live=loud">', Certainty.LIKELY),
    ],
)
def test_a_value_that_is_wrong_in_itself_is_surely_at_fault(html, certainty):
    evidence = of("aria-valid-attr-value", ("#a", html))
    assert said(evidence, "aria-valid-attr-value") == [(certainty, 1)]


def test_both_kinds_on_a_page_are_told_apart_and_all_are_counted():
    wrong, lost = '<p aria-live="loud">', '<a aria-controls="gone">'
    evidence = of("aria-valid-attr-value", ("#a", wrong), ("#b", lost), unlisted=3)
    assert said(evidence, "aria-valid-attr-value") == [("", 4), (Certainty.LIKELY, 1)]


@pytest.mark.parametrize(
    ("selector", "certainty"),
    [("#tabs > li > a", Certainty.LIKELY), ("#others > a", "")],
)
def test_a_part_with_what_it_must_hold_is_not_surely_at_fault(selector, certainty):
    names = [{"selector": selector, "role": "tab"}]
    evidence = of("aria-required-children", ("#tabs", '<ul role="tablist">'), names=names)
    assert said(evidence, "aria-required-children") == [(certainty, 1)]


def test_other_rules_are_as_sure_as_they_were():
    fault = {"id": "image-alt", "count": 1, "nodes": [{"selector": "#a", "html": "<img>"}]}
    assert split(fault, of("image-alt")) == [(fault, False)]
