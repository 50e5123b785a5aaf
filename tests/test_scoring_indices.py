"""Citizens and businesses are told apart, and what was not measured makes no index."""

from dataclasses import replace

import pytest

from minna.records import AudienceIndex, CheckMeta, CheckOutcomes, Page, PageScore, Score
from scoring.indices import CheckVote, event_mean, indices, pass_rates, pillar_metas
from scoring.pipeline import score
from scoring.site_score import MeasuredSample
from tests.test_scoring_pipeline import RUN, VIEWPORTS, book, fault, page

TEXT = {"ja": "x", "en": "x"}
ITEMS = {"t1": "task", "t2": "task", "m1": "mobile", "f1": "trust", "f2": "trust"}
SCORE = Score("r", "s", "ok", value=1.0)
ROLES = {"home": 80.0, "moving": 60.0, "tax": 40.0, "tender": 100.0}


def sample() -> MeasuredSample:
    """A census of four key pages and one other."""
    keys = [Page("r", "s", role, "fetched", sample_part="key", role=role) for role in ROLES]
    other = Page("r", "s", "other", "fetched", sample_part="random")
    page_scores = [
        PageScore("r", "s", p.url, "key", "", ROLES[p.url], 0, 0, False, False, "phone")
        for p in keys
    ]
    rest = PageScore("r", "s", "other", "random", "", 50.0, 0, 0, False, False, "phone")
    return MeasuredSample((*keys, other), (*page_scores, rest))


def votes(**outcomes: str) -> list[CheckVote]:
    """`t1_moving="passed"`: what a check said of a page."""
    return [CheckVote(*name.split("_"), outcome) for name, outcome in outcomes.items()]


ALL = votes(
    t1_moving="passed", t2_moving="failed", t1_tax="passed", t1_tender="failed", t2_tender="inapplicable",
    m1_home="passed", m1_tax="failed", f1_s="passed", f2_s="failed",
)  # fmt: skip


def by_audience(indices_of_site: list[AudienceIndex]) -> dict[str, AudienceIndex]:
    return {index.audience: index for index in indices_of_site}


def test_both_indices_are_weighted_means_of_their_four_pillars() -> None:
    index_by_audience = by_audience(indices(SCORE, sample(), ALL, ITEMS))
    citizens, businesses = index_by_audience["citizens"], index_by_audience["businesses"]
    assert citizens.access == pytest.approx(0.5 * 60 + 0.5 * 50)
    assert businesses.access == pytest.approx(0.5 * 90 + 0.5 * 50)
    assert (citizens.task, businesses.task) == (75, 0)
    assert (citizens.mobile, citizens.trust) == (50, 50)
    assert citizens.value == pytest.approx(0.4 * 55 + 0.35 * 75 + 0.15 * 50 + 0.1 * 50)
    assert businesses.value == pytest.approx(0.4 * 70 + 0 + 0.15 * 50 + 0.1 * 50)
    assert citizens.se == 0, "all was measured"


@pytest.mark.parametrize("pillar", ["task", "mobile", "trust"])
def test_without_a_pillar_there_is_no_index_and_the_others_are_not_stretched(pillar: str) -> None:
    items = {check: name for check, name in ITEMS.items() if name != pillar}
    for index in indices(SCORE, sample(), [t for t in ALL if t.check in items], items):
        assert index.value is None and index.missing == (pillar,)
        assert getattr(index, pillar) is None and index.access > 0


def test_nothing_but_access_is_told_as_such() -> None:
    for index in indices(SCORE, sample(), [], {}):
        assert index.missing == ("task", "mobile", "trust")
        assert (index.value, index.low, index.se) == (None, None, None)


def test_an_item_that_broke_here_and_ran_elsewhere_leaves_the_pillar_unmeasured() -> None:
    """Without the item the pillar would be the better for our failure."""
    for index in indices(SCORE, sample(), [t for t in ALL if t.check != "f2"], ITEMS):
        assert index.missing == ("trust",)


def test_what_does_not_apply_or_cannot_be_told_is_in_no_mean() -> None:
    doubtful = [t if t.check != "f2" else replace(t, outcome="cantTell") for t in ALL]
    assert indices(SCORE, sample(), doubtful, ITEMS)[0].trust == 100


def test_an_audience_without_any_event_has_no_task_pillar() -> None:
    few = [t for t in ALL if t.url != "tender"]
    index_by_audience = by_audience(indices(SCORE, sample(), few, ITEMS))
    assert index_by_audience["citizens"].value is not None
    assert index_by_audience["businesses"].missing == ("task",)


def test_a_page_passes_when_it_does_so_through_every_viewport() -> None:
    check_votes = [CheckVote("m1", "home", "passed"), CheckVote("m1", "home", "failed")]
    assert pass_rates(check_votes) == {("m1", "home"): 0.0}


def test_an_event_whose_page_could_not_be_measured_makes_the_pillar_unsure() -> None:
    pages = sample().pages
    whole = event_mean(pass_rates(ALL), {"t1", "t2"}, pages, {"moving", "tax"})
    part = event_mean(pass_rates(ALL), {"t1", "t2"}, pages, {"moving", "tax", "tender"})
    lacking = event_mean(
        pass_rates([t for t in ALL if t.url != "tax"]), {"t1", "t2"}, pages, {"moving", "tax"}
    )
    assert whole and part and lacking
    assert (whole.se, part.se) == (0, 0)
    assert lacking.se == pytest.approx(100 * (0.5 * 0.5 * 0.5) ** 0.5)


def test_only_checks_that_are_sure_make_a_pillar() -> None:
    card = CheckMeta("", "minor", TEXT, TEXT, {}, TEXT, id="f1", pillar="trust")
    assert pillar_metas([card, replace(card, id="x", certainty="likely")]) == {"f1": "trust"}
    assert pillar_metas([replace(card, pillar="access")]) == {}


def test_the_record_book_has_both_indices_and_says_what_is_missing() -> None:
    store, _ = book()
    score(store, RUN)
    index_by_audience = by_audience(list(store.read(AudienceIndex)))
    assert index_by_audience.keys() == {"citizens", "businesses"}
    assert index_by_audience["citizens"].missing == ("task", "mobile", "trust")
    assert index_by_audience["citizens"].access == 100


def test_pillars_come_from_the_judgements_of_tagged_checks() -> None:
    store, pages = book()
    tender = replace(page("s", 60, "key"), role="tender")
    moving = replace(page("s", 61, "key"), role="moving")
    names = {"site-search": "trust", "taps": "mobile", "fees": "task"}
    store.save([tender, moving])
    store.save(
        CheckMeta("", "minor", TEXT, TEXT, {"m": TEXT}, TEXT, id=name, pillar=pillar, run="run")
        for name, pillar in names.items()
    )
    for p in (*pages, tender, moving):
        for v in VIEWPORTS:
            outcomes = store.get(CheckOutcomes, url=p.url, viewport=v)
            passed = outcomes.passed if outcomes else pages and store.get(CheckOutcomes).passed
            store.save([CheckOutcomes("run", "s", p.url, v, (*passed, *names), (), (), (), ())])
    bad = store.get(CheckOutcomes, url=tender.url, viewport="phone")
    store.save([replace(bad, passed=tuple(c for c in bad.passed if c != "fees"), failed=("fees",))])
    store.save([fault(tender, "fees", impact="minor")])
    score(store, RUN)
    index_by_audience = by_audience(list(store.read(AudienceIndex)))
    assert (index_by_audience["citizens"].task, index_by_audience["businesses"].task) == (100, 0)
    assert index_by_audience["citizens"].value == pytest.approx(100)
    assert index_by_audience["businesses"].value == pytest.approx(65)
    store.save([replace(f, certainty="likely") for f in [fault(tender, "fees", impact="minor")]])
    score(store, RUN)
    businesses = by_audience(list(store.read(AudienceIndex)))["businesses"]
    assert businesses.task == 100, "the desktop passed, and what is not sure fails nobody"
