"""Do rank ranges hold the true place, and do those for all at once hold all of them?"""

from collections.abc import Iterator

import numpy as np

from benchmarks.tables import table
from benchmarks.trials import SEED, mean, share
from scoring.ranking import rank_intervals

TRUTHS = {
    "SD 12, se 1 to 2": (12.0, 1.0, 2.0),
    "SD 12, se 2.5 to 5": (12.0, 2.5, 5.0),
    "SD 3, se 2.5 to 5": (3.0, 2.5, 5.0),
}
SIZES = {47: 100, 300: 20, 1741: 6}
"""Sites → surveys."""
HEAD = (
    "true scores",
    "sites",
    "surveys",
    "true place within the range",
    "mean width",
    "alike (median)",
    "surveys whose ranges for all at once are all right",
    "their mean width",
)


def row(name: str, n: int, times: int) -> list[str]:
    """One nation, surveyed again and again."""
    sd, least, most = TRUTHS[name]
    rng = np.random.default_rng(SEED)
    held, widths, alike, right, sure = [], [], [], 0, []
    for seed in range(times):
        truth, se = rng.normal(65, sd, n), rng.uniform(least, most, n)
        true_place = (-truth).argsort().argsort() + 1
        intervals = rank_intervals(truth + se * rng.standard_normal(n), se, seed)
        pairs = list(zip(intervals, true_place.tolist(), strict=True))
        held += [p.low <= t <= p.high for p, t in pairs]
        widths += [p.high - p.low + 1 for p in intervals]
        alike += [p.alike for p in intervals]
        right += all(p.simultaneous_low <= t <= p.simultaneous_high for p, t in pairs)
        sure += [p.simultaneous_high - p.simultaneous_low + 1 for p in intervals]
    return [
        name,
        str(n),
        str(times),
        share(sum(held), len(held)),
        f"{mean(widths):.0f}",
        f"{np.median(alike):.0f}",
        share(right, times),
        f"{mean(sure):.0f}",
    ]


def rows() -> Iterator[list[str]]:
    """Every truth with every number of sites."""
    for name in TRUTHS:
        for n, times in SIZES.items():
            yield row(name, n, times)


def block() -> str:
    """The table."""
    return table(HEAD, rows())
