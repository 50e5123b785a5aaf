"""The dip: how far a sample's distribution is from any unimodal one (Hartigan & Hartigan 1985).

It is the least d for which a unimodal distribution, convex up to its mode and concave after
it, stays within d of the empirical one. Left of the mode the best such curve follows the greatest
convex minorant of the steps' feet, right of it the least concave majorant of their heads. The mode
is hemmed in from both sides: between the corners about the place where the two curves are farthest
apart, again and again, until they are no farther apart there than the flanks left behind demand.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from scoring.posterior import Floats

SIMULATED = 2000
SIMULATED_SIZES = (20, 50, 100, 200, 500, 1000, 2000)
TOLERANCE = 1e-12
HULL_PASSES, HULL_MIN_POINTS = 6, 40
NEIGHBOURS = (slice(None, -2), slice(1, -1), slice(2, None))
TIE_JITTER = 1e-6
"""Maximum share of the sample's range over which ties are spread."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The empirical distribution function: where it steps, from which height to which."""

    x: Floats
    feet: Floats
    heads: Floats

    def between(self, first: int, last: int) -> "Steps":
        """The steps from one to another, both included."""
        kept = slice(first, last + 1)
        return Steps(self.x[kept], self.feet[kept], self.heads[kept])


@dataclass(frozen=True, slots=True)
class Curve:
    """A minorant or majorant: its height at every step, and the steps at which it has corners."""

    heights: Floats
    corners: NDArray[np.int_]


def dip(sample: Floats) -> float:
    """The dip of a sample in any order: at least 1/(2n), at most 1/4."""
    steps = to_steps(sample)
    needed = 1 / len(sample)  # twice the dip, as far as it is known
    while len(steps.x) > 1:
        convex, concave = minorant(steps), majorant(steps)
        first, last, apart = modal_interval(steps, convex, concave)
        if apart <= needed + TOLERANCE:
            break
        needed = max(needed, *flank_deviations(steps, convex, concave, first, last))
        if first >= last or last - first == len(steps.x) - 1:
            break
        steps = steps.between(first, last)
    return needed / 2


def to_steps(sample: Floats) -> Steps:
    """One step for each value; ties are spread by a tiny amount, so that they make one steep mode.

    Taken as one high step they would add to the distance from every continuous curve.
    """
    x, n = np.sort(sample), len(sample)
    jitter = TIE_JITTER * (np.ptp(x) or 1.0) / n
    x = np.sort(x + jitter * (np.arange(n) - np.searchsorted(x, x)))
    return Steps(x, np.arange(n) / n, np.arange(1, n + 1) / n)


def minorant(steps: Steps) -> Curve:
    """The greatest convex curve under the feet."""
    corners = lower_hull(steps.x, steps.feet)
    return Curve(np.interp(steps.x, steps.x[corners], steps.feet[corners]), corners)


def majorant(steps: Steps) -> Curve:
    """The least concave curve above the heads."""
    corners = lower_hull(steps.x, -steps.heads)
    return Curve(np.interp(steps.x, steps.x[corners], steps.heads[corners]), corners)


def lower_hull(x: Floats, y: Floats) -> NDArray[np.int_]:
    """Indices of the corners of the lower convex hull, from left to right (x ascending)."""
    near = near_hull(x, y)
    xs, ys = x[near].tolist(), y[near].tolist()  # plain numbers: five times as fast in a loop
    corners: list[int] = []
    for i, (xi, yi) in enumerate(zip(xs, ys, strict=True)):
        while len(corners) > 1:
            a, b = corners[-2], corners[-1]
            if (xs[b] - xs[a]) * (yi - ys[a]) > (ys[b] - ys[a]) * (xi - xs[a]):
                break
            corners.pop()
        corners.append(i)
    return near[corners]


def near_hull(x: Floats, y: Floats) -> NDArray[np.int_]:
    """Indices of the points that may be corners: none above the chord of its two neighbours.

    One vectorised pass halves their number; a few passes leave little for the loop.
    """
    kept = np.arange(len(x))
    for _ in range(HULL_PASSES):
        if len(kept) < HULL_MIN_POINTS:
            break
        a, b, c = ((x[kept[part]], y[kept[part]]) for part in NEIGHBOURS)
        is_below = (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
        kept = kept[np.concatenate([[True], is_below, [True]])]
    return kept


def modal_interval(steps: Steps, convex: Curve, concave: Curve) -> tuple[int, int, float]:
    """The steps between which the mode lies, and how far apart the curves are at most.

    They are farthest apart at a corner of one of them; the interval goes from the last corner of
    the minorant to the first of the majorant about that place.
    """
    gaps = concave.heights - convex.heights
    at_convex, at_concave = gaps[convex.corners], gaps[concave.corners]
    if at_convex.max() >= at_concave.max():
        first = int(convex.corners[at_convex.argmax()])
        index = int(np.searchsorted(concave.corners, first))
        return first, int(concave.corners[index]), float(at_convex.max())
    last = int(concave.corners[at_concave.argmax()])
    index = int(np.searchsorted(convex.corners, last, side="right")) - 1
    return int(convex.corners[index]), last, float(at_concave.max())


def flank_deviations(
    steps: Steps, convex: Curve, concave: Curve, first: int, last: int
) -> list[float]:
    """Maximum distance of steps and curves outside the modal interval (Hartigan's d_L, d_U)."""
    deviations = []
    if first > 0:
        deviations.append(float((steps.heads - convex.heights)[: first + 1].max()))
    if last < len(steps.x) - 1:
        deviations.append(float((concave.heights - steps.feet)[last:].max()))
    return deviations


def uniform_dips(n: int, seed: int) -> Floats:
    """Sorted dips of uniform samples of n, the least favourable unimodal case; (SIMULATED,).

    √n times the dip hardly changes with n: it is simulated for a few sizes and read off between.
    """
    size = min(max(n, SIMULATED_SIZES[0]), SIMULATED_SIZES[-1])
    index = max(1, bisect_left(SIMULATED_SIZES, size))
    below, above = SIMULATED_SIZES[index - 1], SIMULATED_SIZES[index]
    share = np.log(size / below) / np.log(above / below)
    scaled: Floats = (1 - share) * scaled_dips(below, seed) + share * scaled_dips(above, seed)
    dips: Floats = scaled / np.sqrt(n)
    return dips


@lru_cache(maxsize=64)
def scaled_dips(n: int, seed: int) -> Floats:
    """Sorted √n·dip of uniform samples."""
    rng = np.random.default_rng(seed)
    scaled: Floats = np.sqrt(n) * np.sort([dip(rng.random(n)) for _ in range(SIMULATED)])
    return scaled


def dip_test(sample: Floats, seed: int) -> tuple[float, float]:
    """The dip and the share of uniform samples whose dip is as large."""
    statistic = dip(sample)
    null = uniform_dips(len(sample), seed)
    as_large = len(null) - np.searchsorted(null, statistic - TOLERANCE)
    return statistic, float((1 + as_large) / (len(null) + 1))
