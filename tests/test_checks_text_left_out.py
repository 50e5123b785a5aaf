"""Text that a box leaves out of its own words is told, and what is left out of a list is not."""

import pytest

from audits.checks.text_layout import text_at_200
from minna.records import Certainty, Outcome


def zoom(*lines, before=()):
    twice = {"texts": 3, "cut": [], "covered": [], "lines": list(lines)}
    was = {"texts": 3, "cut": [], "covered": [], "lines": list(before)}
    return {"as_it_was": was, "twice": twice, "larger": {"covered": []}}


def box(html, text, selector="#notice"):
    return {"selector": selector, "html": html, "text": text, "way": "lines", "placed": False}


OWN = box(
    '<div style="height:48px">粗大ごみの受付は電話でお願いします</div>', "粗大ごみの受付は電話で"
)


@pytest.mark.parametrize("before", [(), (OWN,)])
def test_the_end_of_a_text_is_left_out_by_its_box(before):
    (verdict,) = text_at_200.check(zoom(OWN, before=before))
    assert (verdict.outcome, verdict.message) == (Outcome.FAILED, "perhaps")
    assert verdict.certainty == Certainty.LIKELY


@pytest.mark.parametrize(
    "item",
    [
        box('<ul class="ticker"><li>断水のお知らせ</li><li>催し</li></ul>', "催し"),
        box("<p>新しい図書館が開きます</p>", "新しい図書館が開きます", "#news > li > a > p"),
    ],
)
def test_lists_that_come_item_by_item_and_linked_cards_are_left_alone(item):
    (verdict,) = text_at_200.check(zoom(item))
    assert verdict.outcome == Outcome.PASSED
