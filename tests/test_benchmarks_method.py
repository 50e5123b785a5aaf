"""The trials of the method, in short."""

import numpy as np
import pytest

from benchmarks.trials import failures, samples, tiers
from scoring.tiers import humps


@pytest.mark.parametrize("kind", samples.KINDS, ids=lambda kind: kind.name)
def test_a_draw_stops_by_the_rule_and_is_near_the_truth(kind):
    rng = np.random.default_rng(3)
    for seed in range(3):
        known = samples.build(kind, rng)
        found, n = samples.visited(known, seed)
        assert n in range(20, 61, 5)
        assert n == 60 or found.half <= 3
        assert abs(found.mean - known.truth) < 10


def test_pages_that_fail_by_chance_are_replaced_and_move_nothing_on_the_whole():
    rng = np.random.default_rng(4)
    changes = []
    for seed in range(30):
        known = samples.build(samples.KINDS[3], rng)
        whole, _ = samples.visited(known, seed)
        fails = failures.at_random(known, 0.1, rng)
        score, failed = failures.with_failures(known, seed, fails)
        assert failed < 0.3
        changes.append(score - whole.mean)
    assert abs(np.mean(changes)) < 0.6


def test_the_trial_of_tiers_leaves_out_only_what_can_change_nothing():
    rng = np.random.default_rng(5)
    for shape in (*tiers.ONE.values(), *(tiers.two(*truth) for truth in tiers.TWO.values())):
        x = shape(rng, 120)
        assert tiers.status(x) == humps(x, tiers.NULL).status
