"""Whether a page is answered otherwise under another name: an exact permutation test of visits.

A visit is the outcome of each check and the status at each viewport. Two visits differ
by the number of these that differ. Visits under both names come in an order that was drawn, so that
a page that pays no heed to the name gives every division of them into two names the same chance:
the share of divisions that differ as much as the true one is the p-value, whatever the page does by
chance (Fisher's randomization test; the statistic is that of Székely and Rizzo's energy test).
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

Outcomes = Mapping[str, str]
"""{"phone status": "ok", "phone image-text": "passed", …}; what was untested is left out."""

LEVEL = 0.005
"""Error rate: the share of sites that treat both names alike and are reported to differ."""
VISITS = 6
"""Under each name: of the 924 divisions of twelve visits, two separate them wholly (p = 0.0022)."""


def difference(one: Outcomes, other: Outcomes) -> int:
    """How many outcomes that both visits have are not the same.

    >>> difference({"a": "passed", "b": "failed"}, {"a": "failed", "c": "passed"})
    1
    """
    return sum(one[name] != other[name] for name in one.keys() & other.keys())


def stands_out(first: Outcomes, own: Outcomes, ordinary: Outcomes) -> bool:
    """Whether the visit under the ordinary name is further from both others than they are apart.

    It decides what is tested and claims nothing.
    """
    apart = difference(first, own)
    return min(difference(ordinary, first), difference(ordinary, own)) > apart


def p_value(own: Sequence[Outcomes], ordinary: Sequence[Outcomes]) -> float:
    """The share of equal divisions of all visits that differ at least as much across their halves.

    >>> p_value([{"a": "x"}] * 6, [{"a": "y"}] * 6) == 2 / 924
    True
    >>> p_value([{"a": "x"}] * 6, [{"a": "x"}] * 6)
    1.0
    """
    visits = [*own, *ordinary]
    apart = [[difference(one, other) for other in visits] for one in visits]
    everyone = frozenset(range(len(visits)))

    def across(half: frozenset[int]) -> int:
        return sum(apart[one][other] for one in half for other in everyone - half)

    seen = across(frozenset(range(len(own))))
    divisions = [frozenset(half) for half in combinations(everyone, len(own))]
    return sum(across(half) >= seen for half in divisions) / len(divisions)


def mean_difference(some: Sequence[Outcomes], others: Sequence[Outcomes] | None = None) -> float:
    """Of each visit of some to each of others, or to each other within some."""
    pairs = (
        [(a, b) for a in some for b in others]
        if others is not None
        else list(combinations(some, 2))
    )
    return sum(difference(a, b) for a, b in pairs) / len(pairs) if pairs else 0.0
