"""A second visit is left out only where looking twice has shown that it tells nothing new."""

from audits.trust import TRIALS, WORTHWHILE, Trust
from minna.records import Finding, Judged


def judged(count=1, passed=("axe:list",)):
    finding = Finding(
        "r", "s", "u", "desktop", "axe:label", "violation", "failed", "critical", "certain", count
    )
    return [finding, Judged("r", "s", "u", "desktop", passed, ("axe:label",), (), (), ())]


def test_a_template_is_trusted_when_its_first_pages_have_agreed():
    trust = Trust()
    for _ in range(TRIALS):
        assert not trust.is_enough("a")
        trust.learn("a", judged(), judged())
    assert trust.is_enough("a")
    assert not trust.is_enough("b")


def test_one_difference_settles_a_template_for_good():
    trust = Trust()
    trust.learn("a", judged(), judged(count=2))
    for _ in range(5):
        trust.learn("a", judged(), judged())
    assert not trust.is_enough("a")


def test_a_check_that_passed_one_way_only_is_a_difference():
    trust = Trust()
    trust.learn("a", judged(), judged(passed=()))
    assert trust.differing == {"a"}


def test_resizing_is_tried_where_it_can_save_something():
    trust = Trust()
    assert trust.is_worthwhile("a", WORTHWHILE)
    assert not trust.is_worthwhile("a", WORTHWHILE - 1)
    assert not trust.is_worthwhile("", 50), "a page without template"
    trust.learn("a", judged(), judged(count=2))
    assert not trust.is_worthwhile("a", 50)
