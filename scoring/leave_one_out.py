"""Do two groups of sites stay two without one check, or without one vendor's sites?

Where they do not, it is that fault or that template which separates them, and this is what may be
said. Only the three checks on which the groups differ by the most load are tried, and the three
vendors that differ most in where their sites are: what the groups have alike cannot divide them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.check_outcomes import Bools, Outcomes
from scoring.posterior import Floats
from scoring.tier_test import TierTest, tier_test
from scoring.variance import MIN_CUSTOMERS

CANDIDATES = 3
MIN_GAIN_LEFT = 0.25
"""Of the gain of two classes, with one check or one vendor's sites left out."""
NEARLY_ALL = 0.8
"""A fault or vendor that so many sites of one group have, and so few of the other, divides them."""
StillTwo = Callable[[Outcomes, Bools], bool]
"""Whether two groups are still there, by the outcomes that are left of the sites that are left."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """The one check or vendor that a claim hangs on; all empty where it hangs on none."""

    check: str = ""
    vendor: str = ""

    @property
    def decided(self) -> str:
        """What this says of the claim, as a reason against it."""
        return "one_check" if self.check else "one_vendor" if self.vendor else ""


def single_dependence(
    outcomes: Outcomes, vendors: Sequence[str], test: TierTest, seed: int
) -> Dependence:
    """The check or vendor without which little is left of what two classes explain.

    Only the gain is tested, not the whole rule: a claim of few sites would fall short of some
    condition with any check taken away, and nobody could say that this check divides them.
    """
    names = np.array(vendors, str)
    if test.lower is None or test.sites_gain is None:
        return Dependence()
    least = MIN_GAIN_LEFT * test.sites_gain

    def still_two(left: Outcomes, kept: Bools) -> bool:
        gain = tier_test(left, names[kept].tolist(), seed).sites_gain
        return gain is not None and gain > least

    if check := dividing_check(outcomes, test.lower, still_two):
        return Dependence(check=check)
    return Dependence(vendor=dividing_vendor(outcomes, vendors, test.lower, still_two))


def dividing_check(outcomes: Outcomes, lower: Floats, still_two: StillTwo) -> str:
    """The check without which there are no two groups; "" where there is none.

    `lower` is each site's chance of the lower group, shape (sites,).
    """
    everyone = np.ones(len(lower), bool)
    tried = (outcomes.checks[c] for c in most_unlike(outcomes.mean_penalties(), lower))
    return first(tried, lambda check: not still_two(outcomes.without(check), everyone))


def dividing_vendor(
    outcomes: Outcomes, vendors: Sequence[str], lower: Floats, still_two: StillTwo
) -> str:
    """The vendor without whose sites there are no two groups; "" where there is none."""
    names = np.array(vendors, str)
    counted = Counter(name for name in vendors if name)
    large_vendors = sorted(name for name, sites in counted.items() if sites >= MIN_CUSTOMERS)
    has = (names[:, None] == np.array(large_vendors, str)[None, :]).astype(float)
    tried = (large_vendors[v] for v in most_unlike(has, lower))

    def is_gone(vendor: str) -> bool:
        left = names != vendor
        return not still_two(outcomes.of(left), left)

    return first(tried, is_gone)


def most_unlike(values: Floats, lower: Floats) -> list[int]:
    """The columns of (sites, columns) whose means differ most between the groups, those first."""
    apart = np.abs(group_means(values, lower) - group_means(values, 1 - lower))
    return [int(c) for c in np.argsort(-apart, kind="stable")[:CANDIDATES] if apart[c] > 0]


def divides(has: Floats, lower: Floats) -> bool:
    """Whether nearly all sites of one group have it and hardly any of the other; (sites,) each."""
    below, above = group_means(has, lower), group_means(has, 1 - lower)
    return bool(max(below, above) >= NEARLY_ALL and min(below, above) <= 1 - NEARLY_ALL)


def group_means(values: Floats, belongs: Floats) -> Floats:
    """Means over sites by their chance of a group, of shape (columns,) or one number."""
    means: Floats = belongs @ values / max(float(belongs.sum()), 1e-9)
    return means


def first(names: Iterable[str], is_true: Callable[[str], bool]) -> str:
    """The first name of which it is true, or ""."""
    return next((name for name in names if is_true(name)), "")
