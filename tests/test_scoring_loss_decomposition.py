"""Where a site's loss comes from, and what it would have with one thing mended."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minna.records import CheckMeta, Finding, Page, PageScore, Rank, Score, ScoreLoss
from scoring.counterfactual_rank import Counterfactual, ranks_if_fixed
from scoring.estimators import site_estimate
from scoring.loss_decomposition import fault_shares, page_losses, region_of, site_losses
from scoring.page_scores import page_scores
from scoring.pipeline import score
from scoring.ranking import rank_intervals
from scoring.site_score import MeasuredSample
from tests.test_scoring_pipeline import RUN, book, fault, nation

TEXT = {"ja": "x", "en": "x"}
CHECKS = ("a", "b", "c")
CARDS = {
    name: CheckMeta("1.1.1", "serious", TEXT, TEXT, {}, TEXT, "A", id=name, whole_page=name == "c")
    for name in CHECKS
}
SCORE = Score("r", "s", "ok", value=1.0)


def page(n: int, part: str = "random", stratum: str = "") -> Page:
    return Page(
        "r", "s", f"http://s/{n}", "fetched", sample_part=part, stratum=stratum or f"t{n % 3}"
    )


def finding(n: int, check: str, viewport: str, impact: str, count: int, **more: object) -> Finding:
    told = {"message": "m", "outcome": "failed", "certainty": "certain"} | more
    return Finding("r", "s", f"http://s/{n}", viewport, check, impact=impact, count=count, **told)  # type: ignore[arg-type]


FAULTS = st.lists(
    st.builds(
        finding,
        st.integers(0, 7),
        st.sampled_from(CHECKS),
        st.sampled_from(["phone", "desktop"]),
        st.sampled_from(["critical", "serious", "moderate", "minor"]),
        st.integers(1, 60),
        message=st.sampled_from(["m", "n"]),
        nodes=st.sampled_from([(), ("#header a",), ("html",), ("#main p", "footer p")]),
    ),
    max_size=25,
)


def made(findings: list[Finding], keys: int = 3) -> tuple[MeasuredSample, list[Finding]]:
    """Eight measured pages and twenty in reserve; later findings replace earlier ones of a key."""
    kept = list({(f.url, f.viewport, f.check, f.message): f for f in findings}.values())
    drawn = [page(n, "key" if n < keys else "random") for n in range(8)]
    spare = [replace(page(100 + n), sample_part="reserve") for n in range(20)]
    return MeasuredSample((*drawn, *spare), tuple(page_scores(drawn, kept, CARDS))), kept


def explained(findings: list[Finding], keys: int = 3) -> tuple[float, list[ScoreLoss]]:
    """The site's score by the published formula, and its losses."""
    sample, kept = made(findings, keys)
    estimate = site_estimate(sample.key("score"), sample.strata("score"))
    assert estimate
    return estimate.mean, site_losses(SCORE, sample, fault_shares(sample.page_scores, kept, CARDS))


@settings(max_examples=150, deadline=None)
@given(FAULTS, st.sampled_from([0, 1, 3, 8]))
def test_the_shares_add_up_to_the_loss_however_faults_are_grouped(
    findings: list[Finding], keys: int
) -> None:
    value, losses = explained(findings, keys)
    for by in (("kind",), ("part",), ("template", "page")):
        assert sum(x.loss for x in losses if x.by in by) == pytest.approx(100 - value, abs=1e-9)
    assert all(x.loss >= 0 for x in losses)


@settings(max_examples=100, deadline=None)
@given(FAULTS)
def test_mending_a_kind_is_worth_what_scoring_without_its_findings_says(
    findings: list[Finding],
) -> None:
    value, losses = explained(findings)
    _, kept = made(findings)
    for loss in losses:
        if loss.by == "kind":
            left = [f for f in kept if (f.check, f.message) != (loss.check, loss.group)]
            assert loss.value == pytest.approx(explained(left)[0], abs=1e-9)
            assert loss.value >= value - 1e-9, "mending never lowers a score"
            mended = {f.url for f in kept if (f.check, f.message) == (loss.check, loss.group)}
            assert loss.pages == len(mended)


@settings(max_examples=100, deadline=None)
@given(FAULTS)
def test_a_page_divides_its_own_loss_among_its_rules(findings: list[Finding]) -> None:
    sample, kept = made(findings)
    found = fault_shares(sample.page_scores, kept, CARDS)
    for mark in sample.page_scores:
        told = list(page_losses(mark, found))
        assert sum(loss for _, loss in told) == pytest.approx(100 - mark.score, abs=1e-9)


def test_equal_loads_cost_the_same() -> None:
    _, losses = explained(
        [finding(0, "a", "phone", "serious", 4), finding(0, "b", "phone", "serious", 4)]
    )
    a, b = (x for x in losses if x.by == "kind")
    assert a.loss == pytest.approx(b.loss) and a.value == pytest.approx(b.value)


def test_a_fault_that_the_worse_viewport_has_not_got_costs_nothing_yet() -> None:
    _, losses = explained(
        [finding(0, "a", "phone", "critical", 4), finding(0, "b", "desktop", "minor", 1)]
    )
    told = {x.check: x for x in losses if x.by == "kind"}
    assert told["b"].loss == 0
    assert told["a"].value < 100, "with the phone's fault mended the desktop decides"


def test_the_header_of_every_page_is_one_thing_to_mend() -> None:
    header = [
        finding(n, "a", "phone", "serious", 3, nodes=("#header a", f"#p{n}", f"#q{n}"))
        for n in range(8)
    ]
    value, losses = explained(header)
    told = {x.group: x for x in losses if x.by == "part"}
    assert told.keys() == {"header", "own"}
    assert told["own"].loss == pytest.approx(2 * told["header"].loss)
    assert told["header"].value == pytest.approx(
        explained([replace(f, count=2, nodes=f.nodes[1:]) for f in header])[0]
    )
    assert value < told["header"].value < told["own"].value < 100
    fixes = {x.by: x for x in losses if (x.check, x.group) == ("a", "m")}
    for fix, part in (("template", "header"), ("page", "own")):
        figures = [(x.loss, x.value, x.pages) for x in (fixes[fix], told[part])]
        assert figures[0] == pytest.approx(figures[1]), "one check alone: its fix is the part"


def test_elements_that_are_not_listed_belong_to_the_page() -> None:
    _, losses = explained(
        [finding(n, "a", "phone", "serious", 300, nodes=("#header a",)) for n in range(8)]
    )
    told = {x.group: x.loss for x in losses if x.by == "part"}
    assert told["own"] == pytest.approx(299 * told["header"])


def test_a_selector_on_few_pages_is_no_template() -> None:
    _, losses = explained(
        [finding(n, "a", "phone", "serious", 1, nodes=("#header a",)) for n in range(4)]
    )
    assert {x.group for x in losses if x.by == "part"} == {"own"}


@pytest.mark.parametrize(
    ("selector", "part"),
    [
        ("body > header > div > a", "header"),
        ("#tmp_gnavi li:nth-child(2)", "nav"),
        (".l-footer .menu a", "footer"),
        ("#sidebar2 img", "side"),
        (".inside p", "shared"),
        ("html", "shared"),
    ],
)
def test_a_shared_part_is_known_by_its_selector(selector: str, part: str) -> None:
    assert region_of(selector) == part


def test_without_any_fault_nothing_is_lost() -> None:
    value, losses = explained([])
    assert (value, losses) == (100, [])


def test_the_score_that_a_site_has_gives_the_place_that_it_has() -> None:
    rng = np.random.default_rng(4)
    x, se = rng.normal(60, 12, 200), rng.uniform(0, 3, 200)
    se[:20] = 0
    x[30:34] = x[30]
    own = Counterfactual(np.arange(200), x, se)
    told = [(p.rank, p.low, p.high) for p in rank_intervals(x, se, 9)]
    assert ranks_if_fixed(x, se, own, 9) == told


@given(st.integers(2, 60), st.integers(0, 5), st.floats(0, 40))
@settings(max_examples=60, deadline=None)
def test_a_better_score_never_takes_a_worse_place(n: int, seed: int, gain: float) -> None:
    rng = np.random.default_rng(seed)
    x, se = rng.normal(60, 12, n), rng.uniform(0.5, 3, n)
    steps = np.linspace(0, gain, 5)
    told = ranks_if_fixed(
        x, se, Counterfactual(np.zeros(5, int), x[0] + steps, np.full(5, se[0])), seed
    )
    assert told == sorted(told, reverse=True)
    assert all(1 <= low <= rank <= high <= n for rank, low, high in told)


def test_an_imagined_score_is_ranked_as_if_it_were_the_sites_own() -> None:
    rng = np.random.default_rng(4)
    x, se = rng.normal(60, 12, 300), rng.uniform(1, 3, 300)
    better = x.copy()
    better[7] += 14.2
    as_told = rank_intervals(better, se, 9)[7]
    rank, low, high = ranks_if_fixed(x, se, Counterfactual(np.array([7]), better[[7]], se[[7]]), 9)[
        0
    ]
    assert rank == as_told.rank
    assert abs(low - as_told.low) <= 3 and abs(high - as_told.high) <= 3


def test_a_lone_site_stays_first() -> None:
    x = np.array([50.0])
    assert ranks_if_fixed(x, x, Counterfactual(np.array([0]), x, x), 1) == [(1, 1, 1)]


def test_losses_are_in_the_record_book_with_the_rank_that_mending_would_give() -> None:
    store = nation(24)
    score(store, RUN)
    for s in store.read(Score):
        told = list(store.read(ScoreLoss, site=s.site))
        for by in ("kind", "part"):
            assert sum(x.loss for x in told if x.by == by) == pytest.approx(100 - s.value)
    worst = max(store.read(Rank, group="all"), key=lambda r: r.rank)
    told = store.get(ScoreLoss, site=worst.site, by="kind")
    assert (
        told.value == 100
        and told.rank < worst.rank
        and told.rank_low <= told.rank <= told.rank_high
    )


def test_a_provisional_site_knows_its_losses_and_no_rank() -> None:
    store, pages = book(pages=4, reserve=0)
    store.save([fault(pages[1])])
    score(store, RUN)
    told = store.get(ScoreLoss, by="kind")
    assert told.loss > 0 and told.rank is None


def test_what_touches_random_pages_is_no_loss() -> None:
    touching = {"a": replace(CARDS["a"], interactive=True)}
    measured = [PageScore("r", "s", f"http://s/{n}", part, "", 1, 1, 1, False, False, "phone")
                for n, part in enumerate(("key", "random"))]  # fmt: skip
    found = fault_shares(
        measured, [finding(n, "a", "phone", "serious", 1) for n in range(2)], touching
    )
    assert set(found) == {("http://s/0", "phone")}
