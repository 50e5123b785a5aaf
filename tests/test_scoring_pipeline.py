"""From findings in the database to scores in it."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audits.runner.visit_queue import VisitQueue
from benchmarks.trials.classes import Nation, draw
from minna.records import (
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Gap,
    Page,
    PageScore,
    Rank,
    RankSensitivity,
    Run,
    Score,
    Site,
    SiteCrawl,
    Tier,
)
from minna.settings import RunSettings
from minna.store import Store
from scoring.check_outcomes import SiteOutcomes, joined, site_outcomes
from scoring.pipeline import profiles, sample_target, score, site_result
from scoring.population import population_results
from scoring.sensitivity import CHOICES, NEXT_METHOD

RUN = Run("run", "2026-04-01", None, "survey", "abc", 7, RunSettings(), {})
TEXT = {"ja": "x", "en": "x"}
CARDS = [
    CheckMeta(
        "1.1.1", "critical", TEXT, TEXT, {"m": TEXT}, TEXT, level="A", id="axe:image-alt", run="run"
    ),
    CheckMeta(
        "1.4.3",
        "serious",
        TEXT,
        TEXT,
        {"m": TEXT},
        TEXT,
        level="AA",
        id="axe:color-contrast",
        run="run",
    ),
    CheckMeta(
        "2.4.2",
        "serious",
        TEXT,
        TEXT,
        {"m": TEXT},
        TEXT,
        level="A",
        id="axe:document-title",
        run="run",
        whole_page=True,
    ),
    CheckMeta(
        "1.4.10",
        "serious",
        TEXT,
        TEXT,
        {"m": TEXT},
        TEXT,
        level="AA",
        id="sideways-scroll",
        run="run",
    ),
    CheckMeta("", "minor", TEXT, TEXT, {"m": TEXT}, TEXT, id="date-notation", run="run"),
    CheckMeta(
        "1.4.6", "serious", TEXT, TEXT, {"m": TEXT}, TEXT, level="AAA", id="axe:enhanced", run="run"
    ),
]
IDS = tuple(card.id for card in CARDS)
VIEWPORTS = ("phone", "desktop")


def page(site, n, part="random"):
    return Page(
        "run",
        site,
        f"http://{site}/{n}",
        "fetched",
        sample_part=part,
        visit_order=n,
        stratum="a" if part != "key" else "",
    )


def judged(page, viewport, untested=()):
    passed = tuple(i for i in IDS if i not in untested)
    return CheckOutcomes("run", page.site, page.url, viewport, passed, (), (), (), tuple(untested))


def fault(page, check="axe:image-alt", viewport="phone", impact="critical", count=1, **more):
    told = {"message": "m", "outcome": "failed", "certainty": "certain"} | more
    return Finding("run", page.site, page.url, viewport, check, impact=impact, count=count, **told)


def book(pages=8, site="s", status="ok", reserve=20):
    """A site of one key page and some random ones, all judged clean at both viewports."""
    store = Store(":memory:")
    found = [page(site, n, "key" if n == 0 else "random") for n in range(pages)]
    spare = [replace(page(site, 100 + n), sample_part="reserve") for n in range(reserve)]
    store.save([RUN, Site("run", site, "甲市", f"http://{site}/", population=5000)])
    store.save([SiteCrawl("run", site, status, pages=pages + reserve)])
    store.save(CARDS)
    store.save([*found, *spare])
    store.save([judged(p, v) for p in found for v in VIEWPORTS])
    store.save([Evidence("run", site, p.url, v, "ok") for p in found for v in VIEWPORTS])
    return store, found


def scored(store):
    score(store, RUN)
    return store.get(Score)


def test_a_clean_site_has_a_hundred_points_and_is_not_certain_of_them():
    store, _ = book()
    found = scored(store)
    assert (found.value, found.status, found.band, found.key_pages, found.random_pages) == (
        100,
        "ok",
        "A",
        1,
        7,
    )
    assert found.low < 100
    assert found.method.startswith("1.3.0+")


def test_the_worse_viewport_decides():
    store, pages = book()
    store.save([fault(pages[1], viewport="desktop")])
    scored(store)
    mark = store.get(PageScore, url=pages[1].url)
    assert (round(mark.score, 1), mark.viewport, mark.blocking) == (77.9, "desktop", True)


@pytest.mark.parametrize(
    "more",
    [
        {"check": "date-notation", "impact": "minor"},
        {"check": "axe:enhanced", "impact": "serious"},
        {"check": "sideways-scroll", "impact": "serious"},
        {"certainty": "likely"},
        {"outcome": "cantTell", "certainty": "review"},
        {"outcome": "untested"},
    ],
)
def test_advice_other_standards_and_what_is_not_sure_move_no_score(more):
    store, pages = book()
    store.save([fault(pages[1], **more)])
    assert scored(store).value == 100


def test_what_cannot_be_told_moves_the_lower_bound():
    store, pages = book()
    store.save([fault(pages[1], outcome="cantTell", certainty="review")])
    found = scored(store)
    assert found.value == 100
    assert found.lower_bound < 100


def test_a_page_seen_through_one_viewport_only_is_not_measured():
    store, pages = book()
    store.delete(CheckOutcomes, url=pages[3].url, viewport="phone")
    found = scored(store)
    assert (found.random_pages, found.failed_pages) == (6, 1)


@pytest.mark.parametrize("bad", [1, 2, 5])
def test_a_page_that_lacks_a_check_which_ran_elsewhere_is_not_measured(bad):
    """Leaving the check out instead would raise the score by our failure."""
    store, pages = book(pages=14)
    for p in pages[1:]:
        store.save([fault(p)])
    honest = scored(store).value
    for p in pages[1 : 1 + bad]:
        store.delete(Finding, url=p.url)
        store.save([judged(p, v, untested=("axe:image-alt",)) for v in VIEWPORTS])
    assert scored(store).value == pytest.approx(honest)
    assert scored(store).failed_pages == bad


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from(IDS), st.integers(1, 40)), max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from(IDS[:3])), min_size=1, max_size=5),
)
def test_a_visit_that_lacks_a_check_weighs_as_much_as_one_that_failed(faults, broken):
    """No check that broke can spare a site a barrier, whichever page and check it is."""
    store, pages = book(pages=12)
    store.save([fault(pages[n], check, impact="serious", count=k) for n, check, k in faults])
    for n, check in broken:
        store.save([judged(pages[n], "phone", untested=(check,))])
        store.delete(Finding, url=pages[n].url, check=check, viewport="phone")
    lacking = scored(store)
    for n, _ in broken:
        store.delete(CheckOutcomes, url=pages[n].url)
    assert scored(store) == lacking


def test_a_check_that_all_pages_pass_pads_no_score():
    store, pages = book()
    store.save([fault(pages[2])])
    before = scored(store)
    store.save([replace(CARDS[0], id=f"axe:new-{n}") for n in range(20)])
    more = tuple(f"axe:new-{n}" for n in range(20))
    store.save([replace(judged(p, v), passed=IDS + more) for p in pages for v in VIEWPORTS])
    assert scored(store) == replace(before, rules=store.get(Score).rules)


def test_a_barrier_found_by_a_check_that_broke_nearly_everywhere_is_not_forgotten():
    store, pages = book(pages=12)
    for p in pages[1:-1]:
        store.save([judged(p, v, untested=("axe:image-alt",)) for v in VIEWPORTS])
    store.save([fault(pages[-1])])
    found = scored(store)
    assert (found.random_pages, found.failed_pages, found.status) == (1, 10, "provisional")
    assert found.random_mean == pytest.approx(77.88, abs=0.01)


def test_a_check_that_broke_on_one_site_alone_is_asked_of_it_all_the_same():
    store, pages = book()
    for p in pages:
        store.save([judged(p, v, untested=("axe:image-alt",)) for v in VIEWPORTS])
    assert scored(store).value == 100, "a check that ran nowhere is not part of the survey"
    other = page("t", 0, "key")
    store.save([Site("run", "t", "乙市", "http://t/"), SiteCrawl("run", "t", "ok", pages=1), other])
    store.save([judged(other, v) for v in VIEWPORTS])
    assert scored(store).status == "no_pages"


def test_what_a_likely_check_failed_to_look_at_is_no_loss():
    store, pages = book()
    store.save([replace(CARDS[0], certainty="likely", impact="minor")])
    store.save([judged(pages[1], v, untested=("axe:image-alt",)) for v in VIEWPORTS])
    assert scored(store).failed_pages == 0


def test_a_site_where_the_engine_broke_has_no_score():
    store, pages = book()
    store.delete(CheckOutcomes)
    store.save(
        [
            judged(p, v, untested=[i for i in IDS if i.startswith("axe:")])
            for p in pages
            for v in VIEWPORTS
        ]
    )
    found = scored(store)
    assert (found.value, found.status) == (None, "no_pages")


def test_failed_visits_never_raise_a_score_and_make_it_provisional():
    store, pages = book(pages=11)
    for p in pages[1:]:
        store.save([fault(p, impact="serious")])
    whole = scored(store)
    for p in pages[8:]:
        store.delete(CheckOutcomes, url=p.url)
    partly = scored(store)
    assert partly.value == pytest.approx(whole.value)
    assert (whole.status, partly.status) == ("ok", "provisional")
    assert store.count(Rank) == 0, "a provisional score has no rank"


def test_pages_not_visited_yet_have_not_failed():
    store, pages = book(pages=11)
    for p in pages[8:]:
        store.delete(CheckOutcomes, url=p.url)
        store.delete(Evidence, url=p.url)
    found = scored(store)
    assert (found.failed_pages, found.status) == (0, "provisional")
    assert found.reason == "3 pages not visited yet"


def test_the_published_means_make_up_the_score():
    store, pages = book(pages=9)
    store.save([replace(p, stratum="b") for p in pages[5:]])
    store.save([fault(p, count=p.visit_order) for p in pages[:7]])
    found = scored(store)
    assert found.value == pytest.approx(found.key_mean / 2 + found.random_mean / 2)


def test_the_profile_decides_which_criteria_count():
    store, pages = book()
    store.save([fault(p, check="sideways-scroll", impact="serious") for p in pages])
    assert scored(store).value == 100
    score(store, replace(RUN, settings=RunSettings.of({"profile": "wcag22-aa"})))
    found = store.get(Score)
    assert (round(found.value, 1), found.profile) == (83.9, "wcag22-aa")


@pytest.mark.parametrize("status", ["robots", "unreachable", "challenge", "http_error", "empty"])
def test_a_site_that_was_not_measured_has_its_reason_and_no_score(status):
    store, _ = book(status=status)
    found = scored(store)
    assert (found.value, found.status, found.band) == (None, status, "")


def test_a_site_with_fewer_than_five_pages_is_provisional():
    store, _ = book(pages=4, reserve=0)
    assert scored(store).status == "provisional"


def test_a_blocking_barrier_on_a_key_page_keeps_a_site_out_of_band_a():
    store, pages = book(pages=30)
    store.save([fault(pages[1])])
    assert scored(store).band == "A"
    store.delete(Finding)
    for p in pages[1:]:
        store.delete(CheckOutcomes, url=p.url)
        store.save([judged(p, v) for v in VIEWPORTS])
    store.save([page("s", 900 + n, "key") for n in range(9)])
    store.save([judged(page("s", 900 + n, "key"), v) for n in range(9) for v in VIEWPORTS])
    store.save([fault(pages[0], count=1)])
    found = scored(store)
    assert found.value > 90
    assert found.band == "B"


def nation(sites):
    store = Store(":memory:")
    store.save([RUN, *CARDS])
    for n in range(sites):
        code = f"{n:03}"
        pages = [page(code, i, "key" if i == 0 else "random") for i in range(8)]
        store.save(
            [
                Site(
                    "run",
                    code,
                    f"{n}町",
                    f"http://{code}/",
                    type="town",
                    pref="甲県",
                    population=1000 * n,
                )
            ]
        )
        store.save([SiteCrawl("run", code, "ok", pages=8), *pages])
        store.save([judged(p, v) for p in pages for v in VIEWPORTS])
        store.save([fault(p, count=n + 1) for p in pages[: 1 + n % 8]])
    return store


def test_sites_are_ranked_overall_among_peers_and_in_their_prefecture():
    store = nation(24)
    score(store, RUN)
    groups = {rank.group for rank in store.read(Rank, site="005")}
    assert groups == {"all", "peer:town/0-10000", "pref:甲県"}
    best = min(store.read(Rank, group="all"), key=lambda r: r.rank)
    top = max(store.read(Score), key=lambda s: s.value)
    assert best.site == top.site
    assert {tier.group for tier in store.read(Tier)} == {
        "all", "type:town", "size:0-10000", "size:10000-50000",
    }  # fmt: skip
    assert {gap.measure for gap in store.read(Gap, group="all")} == {
        "mean", "sd", "p90_p10", "sites_below_60", "residents_below_60",
        "slope_10", "slope_50", "slope_90", "theil", "wolfson", "der", "share_size",
        "unmeasured_sites", "unmeasured_residents", "mean_bounds", "residents_below_60_bounds",
    }  # fmt: skip
    assert store.get(Tier, group="all").status in ("S0", "S1", "S2")


def test_scoring_twice_writes_the_same_and_nothing_twice():
    store = nation(6)
    score(store, RUN)
    first = {kind: list(store.read(kind)) for kind in (PageScore, Score, Rank, Tier, Gap)}
    score(store, RUN)
    assert first == {kind: list(store.read(kind)) for kind in first}


TRAP = CheckMeta(
    "2.1.2",
    "critical",
    TEXT,
    TEXT,
    {"m": TEXT},
    TEXT,
    level="A",
    id="keyboard-trap",
    run="run",
    interactive=True,
)


def touched(store, pages):
    """The trap's check ran on these pages, on a desktop."""
    store.save([TRAP])
    for p in pages:
        found = store.get(CheckOutcomes, url=p.url, viewport="desktop")
        store.save([replace(found, passed=(*found.passed, TRAP.id))])


def test_a_check_that_touches_counts_on_key_pages():
    store, pages = book()
    touched(store, pages[:2])
    store.save([fault(pages[0], TRAP.id, "desktop"), fault(pages[1], TRAP.id, "desktop")])
    found = scored(store)
    assert (found.key_pages, found.random_pages, found.failed_pages) == (1, 7, 0)
    assert store.get(PageScore, url=pages[0].url).blocking
    assert store.get(PageScore, url=pages[1].url).score == 100


def test_a_key_page_that_was_not_touched_where_others_were_is_not_measured():
    store, pages = book()
    other = page("s", 50, "key")
    store.save([other, *(judged(other, v) for v in VIEWPORTS)])
    touched(store, pages[:1])
    assert scored(store).key_pages == 1


def test_the_outlook_is_told_beside_the_score_and_moves_nothing():
    store, pages = book()
    store.save([fault(p, check="sideways-scroll", impact="serious") for p in pages])
    found = scored(store)
    assert (found.value, round(found.secondary_value, 1)) == (100, 83.9)
    assert found.secondary_low < found.secondary_value < found.secondary_high


def test_what_a_visit_meets_is_told_beside_the_score_and_moves_nothing():
    store, pages = book()
    store.save([fault(pages[0])])
    found = scored(store)
    assert found.visit < found.value < 100, "a fault on one page is met by more visits than one"
    assert found.visit_low <= found.visit <= found.visit_high
    store.save([fault(page) for page in pages])
    everywhere = scored(store)
    assert everywhere.visit == pytest.approx(everywhere.value), "on all pages both say the same"


def test_a_page_that_lacks_only_a_check_of_the_outlook_is_measured():
    store, pages = book()
    store.save([judged(pages[2], "phone", untested=("sideways-scroll",))])
    assert scored(store).failed_pages == 0


def test_a_score_names_its_rules_and_its_frame():
    store, pages = book()
    found = scored(store)
    store.save([replace(CARDS[0], impact="serious")])
    assert scored(store).rules != found.rules
    assert store.get(Score).frame == found.frame
    store.save([replace(pages[1], url="http://s/other")])
    assert scored(store).frame != found.frame


def test_what_the_unmeasured_could_change_is_told_as_bounds():
    store = nation(24)
    store.save([replace(store.get(SiteCrawl, site=f"{n:03}"), status="robots") for n in (1, 2, 3)])
    score(store, RUN)
    told = {gap.measure: gap for gap in store.read(Gap, group="all")}
    values = [s.value for s in store.read(Score) if s.status == "ok"]
    assert told["unmeasured_sites"].value == pytest.approx(3 / 24)
    assert told["mean_bounds"].low == pytest.approx(sum(values) / 24)
    assert told["mean_bounds"].high == pytest.approx((sum(values) + 300) / 24)
    assert told["unmeasured_residents"].value == pytest.approx(6 / sum(range(24)))
    assert told["residents_below_60_bounds"].low <= told["residents_below_60_bounds"].high


def test_a_country_is_a_group_where_there_are_several():
    store = nation(8)
    for site in list(store.read(Site)):
        store.save([replace(site, country="jp" if site.code < "005" else "us")])
    score(store, RUN)
    ranked = {rank.group: rank.of for rank in store.read(Rank)}
    assert (ranked["country:jp"], ranked["country:us"], ranked["all"]) == (5, 3, 8)
    for site in list(store.read(Site)):
        store.save([replace(site, country="jp")])
    score(store, RUN)
    assert not any(rank.group.startswith("country") for rank in store.read(Rank))


def test_other_choices_of_the_method_are_told_with_how_far_ranks_move():
    store = nation(24)
    score(store, RUN)
    told = {shift.choice: shift for shift in store.read(RankSensitivity)}
    assert set(told) == {*CHOICES, NEXT_METHOD} - {"desktop only"}, "nothing is seen there"
    assert told["half_load 10"].correlation > 0.99, "a monotone change of all pages"
    assert told["phone only"].mean == 0, "all faults are a phone's"


def test_an_audit_is_told_after_each_batch_whether_it_has_enough():
    store, pages = book(pages=41, reserve=300)
    for p in pages[21:]:
        store.delete(CheckOutcomes, url=p.url)
    ask = sample_target(store, RUN)
    assert (ask("s", 0), ask("s", 18), ask("s", 22)) == (20, 20, 25)
    assert ask("s", 20) == 20, "twenty clean pages are enough"
    store.save([fault(p, count=32, impact="critical") for p in pages[1:21:2]])
    assert ask("s", 20) == 25, "the wilder the pages, the more of them"
    store.save([replace(store.get(SiteCrawl), pages=25)])
    assert ask("s", 20) == 25, "a small site is measured whole"


def test_a_sample_that_was_ended_early_is_complete():
    store, pages = book(pages=41)
    for p in pages[21:]:
        store.delete(CheckOutcomes, url=p.url)
        store.delete(Evidence, url=p.url)
    plan = VisitQueue(
        pages, {p.url: True for p in pages[:21]}, partial(sample_target(store, RUN), "s")
    )
    assert plan.next() is None
    store.save(plan.release_unvisited())
    found = scored(store)
    assert (found.status, found.random_pages, found.value) == ("ok", 20, 100)


def two_tiers(vendors_of):
    """A third of the sites far below the others, by all checks; the lower ones are all small.

    `vendors_of(n, lower)` names a site's vendor.
    """
    rng = np.random.default_rng(2)
    kinds = [draw(Nation(240, 12, two=(share, 6.0)), np.random.default_rng(2)) for share in (0, 1)]
    lower = np.arange(240) % 3 == 0
    upper_half, lower_half = (outcomes for outcomes, _ in kinds)
    scores, found, told = [], {}, {}
    for n, code in enumerate(upper_half.sites):
        population = int(rng.integers(2_000, 9_000) if lower[n] else rng.integers(60_000, 900_000))
        extra = {"vendor": vendors_of(n, lower[n])}
        found[code] = Site("run", code, code, "", type="town", population=population, extra=extra)
        told[code] = one_site(lower_half if lower[n] else upper_half, n)
    values = joined(list(told), told).scores()
    for code, value in zip(told, map(float, values), strict=True):
        scores.append(Score("run", code, "ok", value=value, low=value - 3, high=value + 3, se=1.0))
    choices = {s.site: dict.fromkeys(CHOICES, s.value) for s in scores}
    return list(population_results(RUN, scores, found, choices, told)), lower


def one_site(outcomes, n):
    """One site's outcomes out of a nation's."""
    loads = {c: outcomes.penalties[n, :, i].astype(float) for i, c in enumerate(outcomes.checks)}
    key = np.zeros(len(outcomes.weights[n]), bool)
    return SiteOutcomes(outcomes.weights[n], key, {c: x for c, x in loads.items() if x.any()})


def test_two_tiers_that_size_and_vendor_explain_are_gone_from_the_residuals():
    results, lower = two_tiers(lambda n, low: f"a{n % 10}" if low else f"b{n % 20}")
    tier = next(r for r in results if isinstance(r, Tier) and r.group == "all")
    assert (tier.status, tier.decided) == ("S2", "")
    assert tier.after_vendor == tier.latent_after_vendor == "S0"
    assert tier.lower_mean < tier.antimode < tier.upper_mean
    assert tier.latent_share == pytest.approx(1 / 3, abs=0.06)
    assert 0 < tier.residents_lower < 0.05, "a third of the sites, and few residents"
    context = [r for r in results if isinstance(r, Score)]
    assert len(context) == 240
    chances = np.array([s.lower_tier for s in context])
    assert chances.mean() == pytest.approx(1 / 3, abs=0.05)
    assert chances[lower].mean() > 0.9 > 0.1 > chances[~lower].mean()
    assert sum(s.like_size for s in context) == pytest.approx(0, abs=1e-6)


def test_two_groups_that_are_one_vendors_sites_and_all_others_are_called_that():
    results, _ = two_tiers(lambda n, low: "甲社" if low else "乙社")
    tier = next(r for r in results if isinstance(r, Tier) and r.group == "all")
    assert tier.status == "S0"
    assert tier.apart_vendor in ("甲社", "乙社")
    assert tier.lower_mean is None
    vendors = {r.measure: r.value for r in results if isinstance(r, Gap) and ":" in r.measure}
    assert vendors["vendor:甲社"] < 0 < vendors["vendor:乙社"]


def test_scores_alone_bear_no_claim():
    told, _ = two_tiers(lambda n, low: "")
    scores = [r for r in told if isinstance(r, Score)]
    sites = {s.site: Site("run", s.site, s.site, "", type="town") for s in scores}
    values = {s.site: dict.fromkeys(CHOICES, s.value) for s in scores}
    alone = next(r for r in population_results(RUN, scores, sites, values) if isinstance(r, Tier))
    assert (alone.status, alone.decided) == ("S0", "no_outcomes")
    assert alone.dip_p < 0.05, "their shape is told all the same"


def test_without_tiers_nobody_belongs_to_the_lower_one():
    store = nation(24)
    score(store, RUN)
    tier = store.get(Tier, group="all")
    assert (tier.status, tier.decided) == ("S0", "few_checks"), "one check fails in all of it"
    assert {s.lower_tier for s in store.read(Score)} == {None}
    assert tier.residents_lower is None


def test_the_outcomes_of_a_site_give_its_very_score():
    store, pages = book(pages=12)
    store.save([fault(p, nodes=("#header img",)) for p in pages[:9]])
    store.save([fault(p, check="axe:document-title", impact="serious") for p in pages[:3]])
    store.save([fault(pages[5], viewport="desktop", count=9)])
    judged, outlook = profiles(store, RUN)
    found = site_result(store, store.get(SiteCrawl), judged, outlook)
    told = joined(["s"], {"s": site_outcomes(found.snapshot, judged.metas)})
    assert told.checks == ("axe:document-title", "axe:image-alt")
    assert told.scores()[0] == pytest.approx(found.score.value, abs=1e-5)
    assert told.template[0].tolist() == [False, True], "a part that the pages share fails"
    assert told.failing()[0].tolist() == [3, 9]
    assert told.penalties[0, :, 1].max() > 8, "where the desktop is worse, it counts"
