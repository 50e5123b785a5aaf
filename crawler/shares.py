"""How sure a few answers make us of a share: Bayes' rule with a uniform prior, and no more.

After `new` addresses that showed something new and `same` that did not, the share of new ones among
all has the posterior Beta(1 + new, 1 + same). Its upper bound is compared by way of the binomial
distribution: P(Beta(a, b) > x) = P(Binomial(a + b - 1, x) < a).
"""

from functools import lru_cache
from math import comb

ALPHA = 0.05
"""Of one side: 95 % sure."""
HALF, FIFTH = 0.5, 0.2


@lru_cache(maxsize=20_000)
def is_rare(new: int, same: int, share: float) -> bool:
    """Whether we are sure that fewer than this share of all addresses show anything new.

    >>> is_rare(0, 3, HALF), is_rare(0, 4, HALF), is_rare(0, 12, FIFTH), is_rare(0, 13, FIFTH)
    (False, True, False, True)
    """
    n = new + same + 1
    chance = sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(new + 1))
    return chance < ALPHA


@lru_cache(maxsize=2_000)
def repeats_needed(new: int, share: float) -> int:
    """The fewest answers without anything new that make us so sure.

    >>> repeats_needed(0, HALF), repeats_needed(0, FIFTH), repeats_needed(1, FIFTH)
    (4, 13, 20)
    """
    same = 0
    while not is_rare(new, same, share):
        same += 1
    return same
