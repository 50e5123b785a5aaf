"""Two waves: what may be said of the gap, and why each score is another."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minna.comparison import KINDS, Comparison, SiteChange
from minna.errors import DifferentMethods, DifferentProfiles, NotScored
from minna.records import (
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Page,
    Rank,
    Score,
    Site,
    SiteCrawl,
)
from minna.settings import RunSettings
from minna.store import Store
from scoring.change_decomposition import RuleSets, SiteSnapshot, score_changes
from scoring.compare import compare_surveys, host, major, spread_changes
from scoring.loss_decomposition import fault_shares, sample_design
from scoring.page_scores import page_scores
from scoring.pipeline import read_snapshot, score
from scoring.site_score import MeasuredSample
from scoring.weights import METHOD
from tests.test_scoring_loss_decomposition import CARDS, FAULTS, finding, made
from tests.test_scoring_pipeline import RUN, book, fault, nation

LATER = replace(RUN, id="later", started="2027-04-01")


def look(findings: list[Finding], first: int = 0) -> SiteSnapshot:
    """Eight measured pages, beginning with this one."""
    sample, kept = made(findings)
    moved = {
        p.url: p.url.replace("/", f"/{first}-") if first and p.sample_part != "key" else p.url
        for p in sample.pages
    }
    pages = tuple(replace(p, url=moved[p.url]) for p in sample.pages)
    marks = tuple(replace(m, url=moved[m.url]) for m in sample.page_scores)
    return SiteSnapshot(
        replace(sample, pages=pages, page_scores=marks),
        fault_shares(marks, [replace(f, url=moved[f.url]) for f in kept], CARDS),
    )


def value(each: SiteSnapshot) -> float:
    estimate = sample_design(each.sample).estimate(
        {m.url: m.score for m in each.sample.page_scores}
    )
    assert estimate
    return estimate.mean


SAME = RuleSets(CARDS, CARDS)


@settings(max_examples=150, deadline=None)
@given(FAULTS, FAULTS, st.sampled_from([0, 1]), st.sets(st.sampled_from(sorted(CARDS))))
def test_the_parts_add_up_to_the_change_of_the_score(
    before: list[Finding], after: list[Finding], drawn_anew: int, altered: set[str]
) -> None:
    old, new = look(before), look(after, drawn_anew)
    cards = {
        c: replace(card, impact="minor") if c in altered else card for c, card in CARDS.items()
    }
    changes = score_changes(old, new, RuleSets(CARDS, cards))
    assert sum(c.points for c in changes) == pytest.approx(value(new) - value(old), abs=1e-9)
    assert all((c.kind == "rules") == (c.check in altered) for c in changes)
    assert all(c.points >= -1e-12 for c in changes if c.kind == "fixed")
    assert all(c.points <= 1e-12 for c in changes if c.kind == "new")


@settings(max_examples=50, deadline=None)
@given(FAULTS)
def test_nothing_changed_is_no_change(findings: list[Finding]) -> None:
    assert score_changes(look(findings), look(findings), SAME) == ()


def test_a_fault_mended_on_a_page_seen_twice_is_fixed_and_one_that_came_is_new() -> None:
    old, new = (
        look([finding(0, "a", "phone", "serious", 4)]),
        look([finding(0, "b", "phone", "minor", 1)]),
    )
    by_check = {c.check: c for c in score_changes(old, new, SAME)}
    assert (by_check["a"].kind, by_check["a"].pages) == ("fixed", 1)
    assert (by_check["b"].kind, by_check["b"].pages) == ("new", 1)


def test_a_fault_on_fewer_elements_is_fixed_in_part() -> None:
    old, new = (
        look([finding(0, "a", "phone", "serious", 8)]),
        look([finding(0, "a", "phone", "serious", 2)]),
    )
    (only,) = score_changes(old, new, SAME)
    assert only.kind == "fixed" and only.points == pytest.approx(value(new) - value(old))


def test_what_only_other_pages_show_is_the_samples_doing() -> None:
    everywhere = [finding(n, "a", "phone", "serious", 4) for n in range(3, 8)]
    changes = score_changes(look(everywhere), look([], 1), SAME)
    assert [(c.kind, c.pages) for c in changes] == [("resampled", 5)]


def test_a_rule_that_counts_in_one_survey_only_is_a_change_of_the_rules() -> None:
    before = [finding(0, "a", "phone", "serious", 4)]
    new = look([])
    changes = score_changes(
        look(before), new, RuleSets(CARDS, {c: k for c, k in CARDS.items() if c != "a"})
    )
    assert [c.kind for c in changes] == ["rules"]


def test_a_check_that_touches_is_not_mended_by_drawing_its_page_otherwise() -> None:
    cards = {"a": replace(CARDS["a"], interactive=True)}
    one = (
        Page("r", "s", "u", "fetched", sample_part="key"),
        Page("r", "s", "v", "fetched", sample_part="key"),
    )
    two = tuple(replace(p, sample_part="random") for p in one)
    texts = [replace(finding(0, "a", "phone", "serious", 1), url="u")]
    site_snapshots = []
    for pages in (one, two):
        scores = tuple(page_scores(pages, texts, cards))
        site_snapshots.append(
            SiteSnapshot(MeasuredSample(pages, scores), fault_shares(scores, texts, cards))
        )
    (only,) = score_changes(site_snapshots[0], site_snapshots[1], RuleSets(cards, cards))
    assert only.kind == "resampled" and only.points > 0


# --- the gap


def pairs(
    n: int, seed: int, grown: float = 1.0, se: tuple[float, float] = (1.5, 1.5)
) -> list[tuple[Score, Score]]:
    """A nation whose spread grows by this factor, measured twice with these errors."""
    rng = np.random.default_rng(seed)
    z, w = rng.standard_normal((2, n))
    truth = 60 + 12 * z, 60 + 12 * grown * (0.9 * z + 0.19**0.5 * w)
    x = [t + e * rng.standard_normal(n) for t, e in zip(truth, se, strict=True)]
    return [
        tuple(Score("r", "s", "ok", value=v, se=e) for v, e in zip(two, se, strict=True))
        for two in zip(*x, strict=True)
    ]  # type: ignore[misc]


def directions(scores: list[tuple[Score, Score]], seed: int) -> dict[str, str]:
    return {change.measure: change.direction for change in spread_changes(scores, seed)}


def test_a_gap_that_did_not_change_is_seldom_said_to_have_changed() -> None:
    claims = [directions(pairs(300, seed), seed)["sd"] != "unsure" for seed in range(40)]
    assert sum(claims) <= 6


def test_a_gap_that_grew_by_four_points_is_seen_among_three_hundred() -> None:
    grown = 1 + 4 / (2 * 1.2816 * 12)
    detected = [directions(pairs(300, seed, grown), seed)["sd"] == "more" for seed in range(20)]
    assert sum(detected) >= 16


def test_a_survey_of_fewer_pages_does_not_seem_to_show_a_wider_gap() -> None:
    """Taken as they are, the less exact scores of the first survey would seem to spread more."""
    collected, naive = [], []
    for seed in range(10, 16):
        measured = pairs(1741, seed, se=(4, 1.5))
        collected.append(directions(measured, seed)["sd"])
        exact = [(replace(a, se=0.0), replace(b, se=0.0)) for a, b in measured]
        naive.append(directions(exact, seed)["sd"])
    assert collected.count("less") <= 1
    assert naive.count("less") >= 4


def test_sites_of_one_vendor_are_drawn_together() -> None:
    """One template that was mended on a third of the sites is one event, not a hundred."""
    pairs_drawn = pairs(300, 5)
    pairs_drawn = [
        (a, replace(b, value=b.value + 8)) if n < 100 else (a, b)
        for n, (a, b) in enumerate(pairs_drawn)
    ]  # type: ignore[operator]
    alone = next(c for c in spread_changes(pairs_drawn, 1) if c.measure == "mean")
    makers = [f"vendor {n // 100}" for n in range(300)]
    together = next(
        c for c in spread_changes(pairs_drawn, 1, vendors=makers) if c.measure == "mean"
    )
    assert alone.change == together.change
    assert together.high - together.low > 3 * (alone.high - alone.low)
    assert alone.direction == "more" and together.direction == "unsure"


def test_where_every_site_has_a_maker_of_its_own_nothing_changes() -> None:
    pairs_drawn = pairs(40, 2)
    assert list(spread_changes(pairs_drawn, 1)) == list(
        spread_changes(pairs_drawn, 1, vendors=[str(n) for n in range(40)])
    )


def test_too_few_pairs_say_nothing_of_the_gap() -> None:
    assert list(spread_changes(pairs(19, 1), 1)) == []


def test_equal_scores_have_no_gap() -> None:
    flat = [(Score("r", "s", "ok", value=70, se=0), Score("r", "s", "ok", value=70, se=0))] * 30
    assert {c.measure: c.change for c in spread_changes(flat, 1)} == {
        "mean": 0,
        "sd": 0,
        "p90_p10": 0,
    }


# --- two databases


def again(store: Store, drop: str = "", **changed: object) -> Store:
    """The same survey a year later, in a book of its own; without findings on this page."""
    later = Store(":memory:")
    later.save([LATER])
    for kind in (Site, CheckMeta, Page, CheckOutcomes, Finding, Evidence):
        later.save(
            replace(r, run="later") for r in store.read(kind)
            if not (kind is Finding and r.url == drop)
        )  # fmt: skip
    later.save(replace(r, run="later") for r in store.read(SiteCrawl))
    return later


def compared(old: Store, new: Store) -> Comparison:
    return compare_surveys(read_snapshot(old, old.run()), read_snapshot(new, new.run()))


def test_two_books_are_compared_site_by_site() -> None:
    old = nation(24)
    new = again(old, drop="http://005/3")
    score(old, RUN)
    score(new, LATER)
    comparison = compared(old, new)
    assert (comparison.old.run, comparison.new.run, comparison.old.scored) == ("run", "later", 24)
    assert {s.measure for s in comparison.spreads} == {"mean", "sd", "p90_p10"}
    by_code = {s.code: s for s in comparison.sites}
    assert by_code["005"].parts["fixed"] == pytest.approx(by_code["005"].change) != 0
    assert all(s.checks == () for code, s in by_code.items() if code != "005")
    assert set(comparison.metas) == {"axe:image-alt"}
    assert comparison.unpaired == ()


def test_sites_that_came_went_or_moved_are_not_compared() -> None:
    old = nation(4)
    new = again(old)
    new.delete(Site, code="000")
    new.delete(SiteCrawl, site="000")
    new.save([replace(old.get(Site, code="001"), run="later", url="https://elsewhere.example/")])
    new.save([Site("later", "new", "新市", "https://new.example/")])
    new.delete(CheckOutcomes, site="002")
    score(old, RUN)
    score(new, LATER)
    comparison = compared(old, new)
    assert {(u.code, u.why) for u in comparison.unpaired} == {
        ("000", "only_old"), ("001", "moved"), ("002", "no_score"), ("new", "only_new"),
    }  # fmt: skip
    assert [s.code for s in comparison.sites] == ["003"]


def test_other_majors_of_the_method_are_refused_with_what_to_do() -> None:
    old = nation(4)
    new = again(old)
    score(old, RUN)
    score(new, LATER)
    old.save([replace(s, method="0.9.0+abc") for s in old.read(Score)])
    with pytest.raises(DifferentMethods) as raised:
        compared(old, new)
    assert "minna judge --db :memory: --run run" in str(raised.value)
    assert "later" not in str(raised.value), "the newer one is up to date"
    score(old, RUN)
    assert compared(old, new).sites


def test_a_minor_version_is_a_caution_and_no_bar() -> None:
    old = nation(2)
    new = again(old)
    score(old, RUN)
    score(new, replace(LATER, settings=RunSettings.of({"pages": 20})))
    new.save([replace(LATER, settings=RunSettings.of({"pages": 20}), versions={"axe-core": "5"})])
    comparison = compared(old, new)
    assert {(c.kind, c.name, c.old, c.new) for c in comparison.cautions} == {
        ("setting", "pages", "75", "20"), ("version", "axe-core", "", "5"),
    }  # fmt: skip
    major, _, _ = METHOD.partition(".")
    new.save([replace(s, method=s.method.replace(METHOD, f"{major}.7.0")) for s in new.read(Score)])
    assert "method" in {c.name for c in compared(old, new).cautions}


def test_other_profiles_and_missing_scores_are_refused() -> None:
    old = nation(2)
    new = again(old)
    score(old, RUN)
    with pytest.raises(NotScored, match="minna score --db :memory: --run later"):
        compared(old, new)
    score(new, replace(LATER, settings=RunSettings.of({"profile": "wcag22-aa"})))
    with pytest.raises(DifferentProfiles):
        compared(old, new)


def test_a_change_of_rank_is_told_only_where_ranges_are_apart_and_the_difference_is_sure() -> None:
    ranks = Rank("r", "s", "all", 50, 40, 60, 99, 9), Rank("s", "s", "all", 20, 10, 30, 99, 9)
    sure = SiteChange("s", "S", 50, 70, 15, 25, (), *ranks)
    assert sure.has_moved and sure.direction == "more"
    assert not replace(sure, new_rank=replace(ranks[1], high=40)).has_moved
    assert not replace(sure, low=-1).has_moved
    assert not replace(sure, old_rank=None).has_moved


def test_the_first_figure_alone_decides_what_is_comparable() -> None:
    assert major("10.2.1+x") == "10" and major("1.9.9") == "1"
    assert host("https://www.a.example/x") == host("http://a.example:8080")


def test_every_kind_has_its_sum() -> None:
    store, pages = book()
    store.save([fault(pages[1])])
    score(store, RUN)
    later = again(store, drop=pages[1].url)
    later.save([replace(fault(pages[2]), run="later")])
    score(later, LATER)
    (site,) = compared(store, later).sites
    assert set(site.parts) == set(KINDS)
    assert sum(site.parts.values()) == pytest.approx(site.change)
    assert site.parts["fixed"] > 0 > site.parts["new"]
