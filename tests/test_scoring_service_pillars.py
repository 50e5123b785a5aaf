"""T and F: what a task is worth, what is in no mean, and that what is on trial weighs nothing."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from minna.records import (
    AudienceIndex,
    Run,
    ServiceDetector,
    Site,
    SiteProduct,
    TaskOutcome,
    TrustOutcome,
)
from minna.settings import RunSettings
from minna.store import Store
from scoring.indices import indices
from scoring.pipeline import task_shapes, with_products
from scoring.service_pillars import ServicePillars, service_pillars
from tests.test_scoring_indices import ITEMS, SCORE, sample, votes

TODAY = date(2026, 11, 30)
WHOLE = TaskOutcome(
    "r", "s", "x", "citizen", True, "found", 5, "u", clicks=2, via="links", is_answer=True,
    format="page", facts=("who", "bring", "when", "fee", "where"), contact=("phone", "form"),
    updated="2026-04-01",
)  # fmt: skip
NOT_FOUND = TaskOutcome("r", "s", "y", "citizen", True, "not_found")
NAMES = ("task", "ladder", "facts", "contact", "updated", "trust")


def detectors(*failing: str) -> list[ServiceDetector]:
    return [ServiceDetector("r", name, "task", name not in failing, {}, {}) for name in NAMES]


def citizens(*tasks: TaskOutcome, failing: tuple[str, ...] = (), **blocking: bool) -> float:
    pillars = service_pillars(tasks, [], detectors(*failing), TODAY, blocking)
    return pillars.task["citizens"].value


def test_a_task_is_the_mean_of_what_is_known_of_it() -> None:
    assert citizens(WHOLE) == 100
    assert citizens(WHOLE, NOT_FOUND) == 50
    assert citizens(replace(WHOLE, facts=("who",))) == pytest.approx(100 * (5 + 0.2) / 6)
    assert citizens(replace(WHOLE, step=3)) == pytest.approx(100 * 5.5 / 6)
    assert citizens(replace(WHOLE, updated="2025-01-01")) == pytest.approx(100 * 5 / 6)
    assert citizens(replace(WHOLE, contact=("phone",))) == pytest.approx(100 * 5.5 / 6)
    assert citizens(replace(WHOLE, clicks=4)) == pytest.approx(100 * 5 / 6)
    assert citizens(WHOLE, u=True) == pytest.approx(100 * 6 / 7)


def test_a_competent_office_counts_as_found_and_a_link_alone_is_not_asked_for_facts() -> None:
    office = TaskOutcome("r", "s", "x", "citizen", True, "elsewhere", 1, clicks=2, office="a.jp")
    assert citizens(office) == 100
    assert citizens(replace(WHOLE, is_answer=False, facts=(), contact=(), updated="")) == 100


def test_untested_is_in_no_mean_and_too_much_of_it_leaves_no_pillar() -> None:
    untested = replace(NOT_FOUND, outcome="untested")
    five = [replace(WHOLE, task=str(n)) for n in range(5)]
    assert citizens(*five, untested) == 100
    pillars = service_pillars([WHOLE, untested], [], detectors(), TODAY, {})
    assert "citizens" not in pillars.task


def test_tasks_outside_the_index_and_of_the_other_audience_are_left_out() -> None:
    outside = replace(NOT_FOUND, in_index=False)
    business = replace(NOT_FOUND, audience="business")
    assert citizens(WHOLE, outside, business) == 100
    pillars = service_pillars([WHOLE, business], [], detectors(), TODAY, {})
    assert pillars.task["businesses"].value == 0


def test_a_detector_below_its_bar_is_in_no_pillar_that_counts() -> None:
    poor = replace(WHOLE, facts=(), updated="")
    assert citizens(poor, failing=("facts", "updated")) == 100
    pillars = service_pillars([poor], [], detectors("task", "facts"), TODAY, {})
    assert pillars.task["citizens"].is_trial
    assert pillars.task["citizens"].value == pytest.approx(100 * 4 / 6)


def marks(**outcomes: str) -> list[TrustOutcome]:
    return [TrustOutcome("r", "s", item, outcome) for item, outcome in outcomes.items()]


def test_trust_is_the_share_of_marks_that_passed_of_those_tested() -> None:
    told = marks(a="passed", b="failed", c="inapplicable", d="passed", e="passed", f="untested")
    pillars = service_pillars([], told, detectors(), TODAY, {})
    assert pillars.trust and pillars.trust.value == 75 and not pillars.trust.is_trial
    few = marks(a="passed", b="untested")
    assert service_pillars([], few, detectors(), TODAY, {}).trust is None
    trial = service_pillars([], told, detectors("trust"), TODAY, {}).trust
    assert trial and trial.is_trial


MOBILE = {check: pillar for check, pillar in ITEMS.items() if pillar == "mobile"}
VOTES = votes(m1_home="passed")


def index_with(pillars: ServicePillars) -> AudienceIndex:
    return indices(SCORE, sample(), VOTES, MOBILE, services=pillars)[0]


def test_a_pillar_on_trial_is_told_weighs_nothing_and_makes_no_index() -> None:
    told = marks(a="passed", b="failed")
    trial = index_with(service_pillars([WHOLE], told, detectors("task"), TODAY, {}))
    assert (trial.value, trial.missing, trial.trial) == (None, ("task",), ("task",))
    assert (trial.task, trial.trust) == (100, 50)
    assert trial.trial_value == pytest.approx(0.4 * trial.access + 35 + 15 + 5)


def test_where_every_detector_reached_its_bar_there_is_an_index() -> None:
    told = marks(a="passed", b="failed")
    index = index_with(service_pillars([WHOLE], told, detectors(), TODAY, {}))
    assert index.value == pytest.approx(0.4 * index.access + 35 + 15 + 5)
    assert index.missing == index.trial == () and index.trial_value is None


def test_a_site_without_a_search_has_no_such_pillar_at_all() -> None:
    index = index_with(service_pillars([], [], detectors(), TODAY, {}))
    assert index.missing == ("task", "trust") and index.trial == ()


def test_the_markup_names_the_product_where_the_registry_is_silent() -> None:
    store = Store(":memory:")
    run = Run("r", "2026-11-30", None, "survey", "", 1, RunSettings(), {})
    products = [("a", "SHIRASAGI", "sure"), ("b", "SHIRASAGI", "sure"), ("c", "X", "likely")]
    store.save(SiteProduct("r", *product) for product in products)
    extra = {"b": {"vendor": "own"}}
    sites = {code: Site("r", code, code, "u", extra=extra.get(code, {})) for code in "abcd"}
    vendors = {c: s.extra.get("vendor") for c, s in with_products(store, run, sites).items()}
    assert vendors == {"a": "SHIRASAGI", "b": "own", "c": None, "d": None}


@pytest.mark.parametrize("middles", [(50.0, 50.0), (20.0, 80.0)])
def test_whether_tasks_fall_into_two_is_asked_of_their_shape(middles: tuple[float, ...]) -> None:
    store, rng = Store(":memory:"), Random(1)
    run = Run("r", "2026-11-30", None, "survey", "", 1, RunSettings(), {})
    for number in range(60):
        value = rng.gauss(middles[number % 2], 5)
        store.save([AudienceIndex("r", str(number), "citizens", 0, 0, 0, task=value)])
    (shape,) = task_shapes(store, run)
    assert (shape.group, shape.status, shape.sites) == ("task:citizens", "", 60)
    assert shape.dip_p is not None and (shape.dip_p < 0.05) == (middles[0] != middles[1])
