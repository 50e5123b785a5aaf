"""Nations of injected barriers: what they are made of, and what is asked of them."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.injection.catalog import cases
from benchmarks.nations import prefecture, trial
from benchmarks.nations.candidates import PRESENT, VISIT, Sampled, candidates, named, value
from benchmarks.nations.harm import DEFINITIONS, GROUPS, Truth, groups, tier
from benchmarks.nations.measured import Measured, MeasuredCase, MeasuredHost, Said
from benchmarks.nations.towns import Shape, all_found, nation
from minna.criteria import criteria
from scoring.page_score import FailedRule, penalty, to_score

SURE = Said("axe:image-alt", "violation", "sure", 1, "critical")
LIKELY = Said("axe:label", "violation", "likely", 1, "serious")


def measured() -> Measured:
    """Every third barrier is surely found, every third likely, every third not at all."""
    chosen = [case for case in cases() if case.criteria[0] in ("1.1.1", "1.3.1", "1.4.3", "2.4.4")]
    said = [(SURE,), (LIKELY,), ()]
    barriers = [case for case in chosen if not case.is_clean]
    return Measured(
        tuple(MeasuredCase(case, said[n % 3]) for n, case in enumerate(barriers)),
        tuple(MeasuredCase(case, ()) for case in chosen if case.is_clean),
        (MeasuredHost("h", "s", (), ()), MeasuredHost("i", "s", (SURE,), (LIKELY,))),
        0,
        0,
    )


@pytest.fixture(scope="module")
def towns():
    return nation(measured(), Shape(), 40, np.random.default_rng(1))


def test_each_definition_of_harm_rises_with_every_barrier_and_with_its_spread() -> None:
    few = Truth(("1.1.1", "3.1.1"), *np.array([[0.1, 0.2], [0.0, 0.5], [1, 2]], float))
    wider = replace(few, pages=few.pages + 0.1, keys=few.keys + 0.1)
    more = Truth(
        (*few.criteria, "1.4.3"), *(np.append(a, 0.3) for a in (few.pages, few.keys, few.places))
    )
    none = few.only(np.array([False, False]))
    for name, harm in DEFINITIONS.items():
        assert harm(none) == 0 < harm(few) < harm(wider), name
        assert harm(few) < harm(more), name


def test_every_criterion_of_a_barrier_has_a_severity_and_somebody_whom_it_concerns() -> None:
    concerning = {criterion for concerned in GROUPS.values() for criterion in concerned}
    injected = {case.criteria[0] for case in cases()}
    assert concerning <= criteria().keys()
    assert injected <= concerning, sorted(injected - concerning)
    assert all(groups(c) and tier(c) in (1, 2, 3) for c in injected)


def test_towns_differ_in_barriers_and_what_is_missed_is_harm_all_the_same(towns) -> None:
    numbers = [len(town.truth.criteria) for town in towns]
    assert min(numbers) < 8 and max(numbers) > 20
    assert 0.2 < np.mean([town.surely.mean() for town in towns if len(town.surely)]) < 0.6
    assert all((town.found >= town.surely).all() for town in towns)
    assert any(not town.found.all() for town in towns)


def test_a_sample_finds_what_lies_everywhere_and_its_weights_are_one(towns) -> None:
    for town in towns[:10]:
        sampled = Sampled(town)
        assert sampled.page_weights.sum() == pytest.approx(1)
        pages = sampled.page_scores(PRESENT)
        estimate = sampled.estimate(pages, sampled.visited - town.keys)
        assert value(sampled, PRESENT) == pytest.approx(estimate.mean), "the project's own formula"
        assert value(sampled, VISIT) == pytest.approx(trial.by_visits(sampled).mean)
        assert 20 <= sampled.visited - town.keys <= town.random
        for placed in town.placed:
            if placed.pages == 1:
                assert placed.on.all()


def test_the_present_method_is_that_of_the_project(towns) -> None:
    town = max(towns, key=lambda t: len(t.rows))
    sampled = Sampled(town)
    pages = sampled.page_scores(PRESENT)
    for page in (0, town.keys):
        faults = []
        for check in sampled.checks:
            rows = [
                (r, on) for r, on in sampled.rows if r.check == check and r.is_sure and on[page]
            ]
            if rows:
                count = sum(row.count for row, _ in rows)
                faults.append(FailedRule(rows[0][0].impact, count, rows[0][0].whole_page))
        assert pages[page] == pytest.approx(to_score(penalty(faults)))


def test_only_what_is_sure_moves_a_score_unless_a_candidate_says_otherwise(towns) -> None:
    loud = max(towns, key=lambda t: sum(not row.is_sure for row in t.rows))
    silent = replace(loud, rows=tuple(row for row in loud.rows if row.is_sure))
    for c in candidates():
        same = value(Sampled(loud), c) == pytest.approx(value(Sampled(silent), c))
        assert same == c.may_count, c.name


def test_a_false_alarm_lowers_every_score_and_places_are_counted(towns) -> None:
    for c in named(PRESENT.name, VISIT.name):
        one = trial.scores([Sampled(t) for t in towns], c)
        other = trial.scores([Sampled(trial.with_false_alarm(t)) for t in towns], c)
        assert (other < one).all()
        assert trial.places_lost(one, other) >= 0


def test_places_lost_are_those_of_a_site_that_falls_alone() -> None:
    values = np.array([90.0, 80.0, 70.0])
    assert trial.places_lost(values, np.array([75.0, 79.0, 60.0])) == pytest.approx(1 / 3)


def test_where_nothing_is_missed_the_order_is_nearer_to_the_harm(towns) -> None:
    rng = np.random.default_rng(2)
    harm = np.array([DEFINITIONS["tier × visits"](t.truth) for t in towns])
    as_is = trial.rho(-harm, trial.scores([Sampled(t) for t in towns], VISIT))
    whole = [Sampled(all_found(t, 1.0, rng)) for t in towns]
    assert trial.rho(-harm, trial.scores(whole, VISIT)) > max(as_is, 0.9)


def test_findings_by_keys_count_on_key_pages_or_by_what_touched_pages_share(towns) -> None:
    town = towns[0]
    on = np.ones(len(town.strata), bool)
    sampled = Sampled(town)
    on = on[: len(sampled.strata)]
    assert sampled.counted(on, "key").sum() == town.keys
    assert sampled.counted(on, "parts").all() and sampled.counted(on, "templates").all()
    single = np.zeros_like(on)
    single[town.keys + 1] = True
    assert not sampled.counted(single, "parts").any()


def test_kinds_left_out_are_tried_only_where_they_were_not_chosen_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trial, "SITES", 40)
    out = trial.left_out(measured(), Shape(), 1, 2, named(PRESENT.name, VISIT.name))
    assert len(out) == 2
    for best, chosen, tried in out:
        assert best in chosen and best in tried
        assert chosen[best].rho != tried[best].rho


def test_the_prefecture_has_a_row_for_each_site_that_can_be_measured() -> None:
    assert prefecture.block().count("\n| ") == len(prefecture.read())
