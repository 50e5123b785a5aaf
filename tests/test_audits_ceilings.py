"""What was measured decides how sure a check may be."""

import pytest

from audits.judging import ceilings
from audits.judging.ceilings import highest, lowered
from audits.judging.check_runner import page_check_metas as all_cards
from audits.judging.check_runner import run_checks
from minna.records import Certainty, CheckMeta, Evidence, Outcome, Verdict

WORDS = {"ja": "あ", "en": "a"}
CARD = CheckMeta("1.1.1", "serious", WORDS, WORDS, {"odd": WORDS, "even": WORDS}, WORDS, id="x")


@pytest.fixture
def allowed(monkeypatch):
    """The rows of the file, which a test may add to."""
    rows = {}
    monkeypatch.setattr(ceilings, "ceilings", lambda: rows)
    return rows


def failing(way="odd", certainty=""):
    return Verdict(Outcome.FAILED, way, certainty=certainty)


def test_without_a_row_a_check_is_as_sure_as_it_says(allowed):
    assert lowered(CARD, failing()) == failing()
    assert highest(CARD) == Certainty.CERTAIN


def test_what_is_not_sure_enough_is_likely_and_stays_a_failure(allowed):
    allowed["x", "odd", "certain"] = Certainty.LIKELY
    verdict = lowered(CARD, failing())
    assert (verdict.outcome, verdict.certainty) == (Outcome.FAILED, Certainty.LIKELY)
    assert lowered(CARD, failing("even")) == failing("even")
    assert lowered(CARD, failing(certainty=Certainty.LIKELY)).certainty == Certainty.LIKELY
    assert highest(CARD) == Certainty.CERTAIN


def test_what_is_not_even_likely_asks_a_person(allowed):
    allowed["x", "odd", "likely"] = Certainty.REVIEW
    verdict = lowered(CARD, failing(certainty=Certainty.LIKELY))
    assert (verdict.outcome, verdict.certainty) == (Outcome.CANT_TELL, Certainty.REVIEW)
    assert lowered(CARD, failing()) == failing()


def test_a_card_whose_every_way_is_lowered_says_so(allowed):
    allowed["x", "odd", "certain"] = Certainty.REVIEW
    allowed["x", "even", "certain"] = Certainty.LIKELY
    assert highest(CARD) == Certainty.LIKELY


@pytest.mark.parametrize("outcome", [o for o in Outcome if o != Outcome.FAILED])
def test_only_failures_are_lowered(allowed, outcome):
    allowed["x", "odd", "certain"] = Certainty.REVIEW
    verdict = Verdict(outcome, "odd")
    assert lowered(CARD, verdict) is verdict


def test_the_judge_lowers_unless_it_is_asked_what_was_declared(allowed):
    axe = {"violations": [], "incomplete": [], "passes": [], "inapplicable": [], "broken": {}}
    node = {"selector": "img", "html": "<img>"}
    rule = {"id": "image-alt", "impact": "critical", "count": 1, "nodes": [node]}
    visit = Evidence(*"rsu", "phone", "ok", facts={"axe": axe | {"violations": [rule]}})
    allowed["axe:image-alt", "violation", "certain"] = Certainty.REVIEW
    [lower] = [f for f in run_checks(visit)[0] if f.check == "axe:image-alt"]
    [declared] = [f for f in run_checks(visit, as_declared=True)[0] if f.check == "axe:image-alt"]
    assert (lower.outcome, lower.certainty) == (Outcome.CANT_TELL, Certainty.REVIEW)
    assert (declared.outcome, declared.certainty) == (Outcome.FAILED, Certainty.CERTAIN)
    assert "axe:image-alt" in run_checks(visit)[1].cant_tell


def test_every_row_names_a_way_of_a_check_and_lowers_it():
    cards = {card.id: card for card in all_cards()}
    for (check, way, declared), may_be in ceilings.ceilings().items():
        assert way in cards[check].failed
        assert ceilings.ORDER.index(may_be) > ceilings.ORDER.index(Certainty(declared))
