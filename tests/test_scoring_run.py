"""From findings in the record book to scores in it."""

from dataclasses import replace

import pytest

from minna.records import (
    Card,
    Finding,
    Frame,
    Gap,
    Judged,
    Mark,
    Page,
    Rank,
    Run,
    Score,
    Site,
    Tier,
)
from minna.store import Store
from scoring.run import score

RUN = Run("run", "2026-04-01", None, "survey", "abc", 7, {}, {})
TEXT = {"ja": "x", "en": "x"}
CARDS = [
    Card(
        "1.1.1", "critical", TEXT, TEXT, {"m": TEXT}, TEXT, level="A", id="axe:image-alt", run="run"
    ),
    Card(
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
    Card(
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
    Card(
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
    Card("", "minor", TEXT, TEXT, {"m": TEXT}, TEXT, id="date-notation", run="run"),
    Card(
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
        part=part,
        order=n,
        stratum="a" if part != "key" else "",
    )


def judged(page, viewport, untested=()):
    passed = tuple(i for i in IDS if i not in untested)
    return Judged("run", page.site, page.url, viewport, passed, (), (), (), tuple(untested))


def fault(page, check="axe:image-alt", viewport="phone", impact="critical", count=1, **more):
    told = {"message": "m", "outcome": "failed", "certainty": "certain"} | more
    return Finding("run", page.site, page.url, viewport, check, impact=impact, count=count, **told)


def book(pages=8, site="s", status="ok", reserve=20):
    """A site of one key page and some random ones, all judged clean at both viewports."""
    store = Store(":memory:")
    found = [page(site, n, "key" if n == 0 else "random") for n in range(pages)]
    spare = [replace(page(site, 100 + n), part="reserve") for n in range(reserve)]
    store.save([RUN, Site("run", site, "甲市", f"http://{site}/", population=5000)])
    store.save([Frame("run", site, status, pages=pages + reserve)])
    store.save(CARDS)
    store.save([*found, *spare])
    store.save([judged(p, v) for p in found for v in VIEWPORTS])
    return store, found


def scored(store):
    score(store, RUN)
    return store.one(Score)


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
    assert found.method.startswith("1.0.0+")


def test_the_worse_viewport_decides():
    store, pages = book()
    store.save([fault(pages[1], viewport="desktop")])
    scored(store)
    mark = store.one(Mark, url=pages[1].url)
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
    store.delete(Judged, url=pages[3].url, viewport="phone")
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


def test_a_check_that_ran_nearly_nowhere_does_not_count():
    store, pages = book(pages=12)
    for p in pages[1:-1]:
        store.save([judged(p, v, untested=("axe:image-alt",)) for v in VIEWPORTS])
    store.save([fault(pages[-1])])
    found = scored(store)
    assert (found.value, found.failed_pages) == (100, 0)


def test_a_site_where_the_engine_broke_has_no_score():
    store, pages = book()
    store.delete(Judged)
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
        store.delete(Judged, url=p.url)
    partly = scored(store)
    assert partly.value == pytest.approx(whole.value)
    assert (whole.status, partly.status) == ("ok", "provisional")
    assert store.count(Rank) == 0, "a provisional score has no rank"


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
        store.delete(Judged, url=p.url)
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
        store.save([Frame("run", code, "ok", pages=8), *pages])
        store.save([judged(p, v) for p in pages for v in VIEWPORTS])
        store.save([fault(p, count=n + 1) for p in pages[: 1 + n % 8]])
    return store


def test_sites_are_ranked_overall_among_peers_and_in_their_prefecture():
    store = nation(24)
    score(store, RUN)
    groups = {rank.group for rank in store.read(Rank, site="005")}
    assert groups == {"all", "type:town", "peer:town/0-10000", "pref:甲県"}
    best = min(store.read(Rank, group="all"), key=lambda r: r.rank)
    top = max(store.read(Score), key=lambda s: s.value)
    assert best.site == top.site
    assert {gap.measure for gap in store.read(Gap, group="all")} == {
        "mean", "sd", "p90_p10", "sites_below_60", "residents_below_60",
    }  # fmt: skip
    assert store.one(Tier, group="all").status in ("S0", "S1", "S2")


def test_scoring_twice_writes_the_same_and_nothing_twice():
    store = nation(6)
    score(store, RUN)
    first = {kind: list(store.read(kind)) for kind in (Mark, Score, Rank, Tier, Gap)}
    score(store, RUN)
    assert first == {kind: list(store.read(kind)) for kind in first}
