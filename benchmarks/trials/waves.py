"""How often are two waves said to differ? Made-up nations whose truth is known."""

from dataclasses import dataclass

import numpy as np

from benchmarks.tables import table
from minna.records import Score
from scoring.compare import spread_changes

SPREAD, LEVEL, CORRELATION, ERROR = 12.0, 60.0, 0.9, 1.5
RESAMPLES = 600
TENTHS = 2 * 1.2816
"""P90 − P10 of a normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True)
class Nation:
    """One row: how many sites, how often, what truly changed, and how exact each wave is."""

    sites: int
    trials: int
    told: str
    grown: float = 0.0  # points of P90 − P10
    errors: tuple[float, float] = (ERROR, ERROR)


ROWS = (
    Nation(20, 300, "no change"),
    Nation(47, 300, "no change"),
    Nation(300, 150, "no change"),
    Nation(1741, 40, "no change"),
    Nation(300, 100, "P90 − P10 grew by 4 points", grown=4),
    Nation(1741, 40, "no change; se 4, then 1.5", errors=(4.0, ERROR)),
    Nation(1741, 40, "P90 − P10 grew by 2 points", grown=2),
)

HEAD = ("sites", "trials", "what is true", "SD grew / narrowed", "P90 − P10 grew / narrowed")


def waves(nation: Nation, rng: np.random.Generator) -> list[tuple[Score, Score]]:
    """Both scores of every site."""
    one, two = rng.standard_normal((2, nation.sites))
    later = SPREAD * (1 + nation.grown / (TENTHS * SPREAD))
    rest = (1 - CORRELATION**2) ** 0.5
    truth = LEVEL + SPREAD * one, LEVEL + later * (CORRELATION * one + rest * two)
    before, after = (
        t + error * rng.standard_normal(nation.sites)
        for t, error in zip(truth, nation.errors, strict=True)
    )
    return [
        (
            Score("", "", "ok", value=float(a), se=nation.errors[0]),
            Score("", "", "ok", value=float(b), se=nation.errors[1]),
        )
        for a, b in zip(before, after, strict=True)
    ]


def claims(nation: Nation) -> dict[str, tuple[float, float]]:
    """{measure: shares of the trials in which it is said to grow, and to narrow}."""
    rng, claimed = np.random.default_rng(1), dict[str, list[str]]()
    for seed in range(nation.trials):
        for change in spread_changes(waves(nation, rng), seed, RESAMPLES):
            claimed.setdefault(change.measure, []).append(change.direction)
    return {
        measure: (
            directions.count("more") / nation.trials,
            directions.count("less") / nation.trials,
        )
        for measure, directions in claimed.items()
    }


def row(nation: Nation) -> list[str]:
    """One nation, compared again and again."""
    claims_by_name = claims(nation)
    shares = (
        f"{more:.0%} / {less:.0%}".replace("%", " %")
        for more, less in (claims_by_name["sd"], claims_by_name["p90_p10"])
    )
    return [f"{nation.sites:,}", str(nation.trials), nation.told, *shares]


def block() -> str:
    """The table."""
    return table(HEAD, map(row, ROWS))
