"""The dip: how far a sample's distribution is from any with one hump (Hartigan & Hartigan 1985).

The dip is half the smallest height of a band about the empirical distribution function that has
room for a unimodal one: convex up to its mode, concave after it. Left of the mode the best curve is
the greatest convex minorant of the function's lower corners, right of it the least concave majorant
of its upper corners; the mode is sought by narrowing the interval to where the two are farthest
apart, until that distance is no more than the band already needs on the flanks left behind.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.posterior import Floats

Indices = NDArray[np.int_]

SIMULATED = 1000
TOLERANCE = 1e-12


def dip(sample: Floats) -> float:
    """The dip of a sample of any order, from 1/(2n) up to 1/4; ties make it larger."""
    x, counts = np.unique(sample, return_counts=True)
    n = counts.sum()
    upper = np.cumsum(counts) / n
    lower = upper - counts / n
    needed = 1.0 / n
    if len(x) < 2:
        return float(0.5 / n)
    first, last = 0, len(x) - 1
    while True:
        part = slice(first, last + 1)
        xs, below, above = x[part], lower[part], upper[part]
        convex = hull(xs, below, 1)
        concave = hull(xs, above, -1)
        minorant = np.interp(xs, xs[convex], below[convex])
        majorant = np.interp(xs, xs[concave], above[concave])
        left, right, distance = widest(convex, concave, below, above, minorant, majorant)
        if distance <= needed + TOLERANCE:
            return float(needed) / 2
        flanks = [needed]
        if left > 0:
            flanks.append(float((above[: left + 1] - minorant[: left + 1]).max()))
        if right < len(xs) - 1:
            flanks.append(float((majorant[right:] - below[right:]).max()))
        needed = max(flanks)
        if (left == 0 and right == len(xs) - 1) or left >= right:
            return float(needed) / 2
        first, last = first + left, first + right


def hull(x: Floats, y: Floats, sign: int) -> Indices:
    """Indices of the corners of the convex minorant (sign 1) or concave majorant (sign −1)."""
    xs, ys = x.tolist(), (sign * y).tolist()  # plain numbers: five times as fast in a loop
    corners: list[int] = []
    for i, (xi, yi) in enumerate(zip(xs, ys, strict=True)):
        while len(corners) > 1:
            a, b = corners[-2], corners[-1]
            if (xs[b] - xs[a]) * (yi - ys[a]) > (ys[b] - ys[a]) * (xi - xs[a]):
                break
            corners.pop()
        corners.append(i)
    return np.array(corners)


def widest(
    convex: Indices,
    concave: Indices,
    below: Floats,
    above: Floats,
    minorant: Floats,
    majorant: Floats,
) -> tuple[int, int, float]:
    """Where minorant and majorant are farthest apart: the corners about it, and how far."""
    at_convex = majorant[convex] - below[convex]
    at_concave = above[concave] - minorant[concave]
    if at_convex.max() >= at_concave.max():
        left = int(convex[at_convex.argmax()])
        after = int(np.searchsorted(concave, left))
        return left, int(concave[min(after, len(concave) - 1)]), float(at_convex.max())
    right = int(concave[at_concave.argmax()])
    before = int(np.searchsorted(convex, right, side="right")) - 1
    return int(convex[max(before, 0)]), right, float(at_concave.max())


@lru_cache(maxsize=64)
def uniform_dips(n: int, seed: int) -> Floats:
    """Sorted dips of uniform samples, the hardest one-humped case; shape (SIMULATED,)."""
    rng = np.random.default_rng(seed)
    return np.sort([dip(rng.random(n)) for _ in range(SIMULATED)])


def dip_test(sample: Floats, seed: int) -> tuple[float, float]:
    """The dip and the share of uniform samples whose dip is as large."""
    found = dip(sample)
    null = uniform_dips(len(sample), seed)
    as_large = len(null) - np.searchsorted(null, found - TOLERANCE)
    return found, float((1 + as_large) / (len(null) + 1))
