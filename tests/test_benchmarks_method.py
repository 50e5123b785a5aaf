"""The trials of the method, in short."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.trials import classes, failures, samples, tiers
from scoring.tier_test import tier_test
from scoring.tiers import bimodality_test


@pytest.mark.parametrize("kind", samples.KINDS, ids=lambda kind: kind.name)
def test_a_draw_stops_by_the_rule_and_is_near_the_truth(kind):
    rng = np.random.default_rng(3)
    for seed in range(3):
        built = samples.build(kind, rng)
        estimates, n = samples.visited(built, seed)
        assert n in range(20, 61, 5)
        assert n == 60 or estimates.half_width <= 3
        assert abs(estimates.mean - built.truth) < 10


def test_pages_that_fail_by_chance_are_replaced_and_move_nothing_on_the_whole():
    rng = np.random.default_rng(4)
    changes = []
    for seed in range(30):
        built = samples.build(samples.KINDS[3], rng)
        whole, _ = samples.visited(built, seed)
        fails = failures.at_random(built, 0.1, rng)
        score, failed = failures.with_failures(built, seed, fails)
        assert failed < 0.3
        changes.append(score - whole.mean)
    assert abs(np.mean(changes)) < 0.6


def test_the_trial_of_tiers_leaves_out_only_what_can_change_nothing():
    rng = np.random.default_rng(5)
    for shape in (*tiers.ONE.values(), *(tiers.two(*truth) for truth in tiers.TWO.values())):
        x = shape(rng, 120)
        assert tiers.status(x) == bimodality_test(x, tiers.NULL).status


@pytest.mark.slow
def test_few_checks_make_no_classes_and_two_classes_are_found():
    """V12b in short: of one hump nothing is claimed, and two far apart are found."""
    one = [
        truth
        for name, cells in classes.one_hump().items()
        if "not known" not in name and ("K = 6" in name or "K = 12" in name)
        for truth in cells
    ]
    outcomes = [classes.trial(replace(truth, n=200), 1) for truth in one]
    assert sum(not trial["decided"] for trial in outcomes) <= 1
    assert sum(trial["shape"] in ("S1", "S2") for trial in outcomes) >= 5, "lumps are there"
    truth = classes.Nation(600, 12, two=(0.3, 3.0))
    assert tier_test(*classes.draw(truth, np.random.default_rng(1)), 1).is_claimed


def test_trials_are_kept_and_not_done_twice(tmp_path):
    kept = tmp_path / "kept.jsonl"
    kind = "one hump, K = 6: normal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(classes, "SIZES", (47,))
        classes.run([kind], range(2), kept)
        before = kept.read_text(encoding="utf-8")
        classes.run([kind], range(2), kept)
    assert kept.read_text(encoding="utf-8") == before
    trials = classes.read(kept)
    assert len(trials) == 4
    assert [cells[0] for cells in classes.table_rows(trials)] == [f"{kind}, SD 1 and 0.5"]


def test_a_limit_of_no_claims_is_the_rule_of_three():
    assert classes.most(0, 100) == pytest.approx(0.03, abs=0.001)
    assert classes.most(5, 5) == 1
