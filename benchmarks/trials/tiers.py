"""V12: how often two tiers are claimed where there is one hump, and found where there are two."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.tables import table
from benchmarks.trials import SEED, share
from scoring.dip import dip_test
from scoring.posterior import Floats
from scoring.tiers import bimodality_test, valley

Shape = Callable[[np.random.Generator, int], Floats]
SIZES = {47: (400, 80), 300: (400, 50), 1741: (200, 25)}
"""Sites → repetitions with one hump, and with two."""
HARDEST = "flat, 40 to 95"
MORE = 2
"""Factor by which the hardest shape is tried more often."""
NULL = 1
"""Seed of the tests themselves, whose null distribution is drawn once for each number of sites."""
HEAD = ("truth", *(f"{n} sites: S2 / S1" for n in SIZES))


def with_population(rng: np.random.Generator, n: int) -> Floats:
    """Scores that rise with the logarithm of the population."""
    return 65 + 5 * rng.normal(0, 0.65, n) + rng.normal(0, 11, n)


def of_vendors(rng: np.random.Generator, n: int) -> Floats:
    """Twelve vendors whose customers share a level."""
    return 65 + rng.normal(0, 4, 12)[rng.integers(0, 12, n)] + rng.normal(0, 8, n)


def under_the_ceiling(rng: np.random.Generator, n: int) -> Floats:
    """Scores cut at 100, those at 100 left out, as the rule has it."""
    x = rng.normal(82, 15, 2 * n)
    return x[x < 100][:n]


ONE: dict[str, Shape] = {
    "normal": lambda rng, n: rng.normal(65, 12, n),
    "left skew, beta(8, 3)": lambda rng, n: 100 * rng.beta(8, 3, n),
    "heavy tails, t with 4 df": lambda rng, n: 65 + 8 * rng.standard_t(4, n),
    "two widths, 6 and 14": lambda rng, n: 65 + rng.standard_normal(n) * rng.choice([6, 14], n),
    "rising with log population": with_population,
    "12 vendors": of_vendors,
    "ceiling at 100, left out": under_the_ceiling,
    HARDEST: lambda rng, n: rng.uniform(40, 95, n),
}
TWO = {
    "50/50, d = 2.5": (0.5, 2.5, 0.0),
    "50/50, d = 3": (0.5, 3.0, 0.0),
    "50/50, d = 3, se 1.5": (0.5, 3.0, 1.5),
    "50/50, d = 4, se 1.5": (0.5, 4.0, 1.5),
    "70/30, d = 3": (0.3, 3.0, 0.0),
    "70/30, d = 4": (0.3, 4.0, 0.0),
    "85/15, d = 3": (0.15, 3.0, 0.0),
    "85/15, d = 4": (0.15, 4.0, 0.0),
    "85/15, d = 4, se 1.5": (0.15, 4.0, 1.5),
    "85/15, d = 4, se 4": (0.15, 4.0, 4.0),
    "92/8, d = 5": (0.08, 5.0, 0.0),
}
"""Share of the lower tier, separation in SDs within a tier (6 points), standard error."""


def two(share: float, d: float, se: float) -> Shape:
    """Two tiers."""

    def draw(rng: np.random.Generator, n: int) -> Floats:
        upper = rng.random(n) >= share
        return 45 + 6 * d * upper + rng.normal(0, 6, n) + se * rng.standard_normal(n)

    return draw


def status(scores: Floats) -> str:
    """What the rule says; the costly tests are left out where both claims have failed already."""
    depth, _ = valley(scores)
    if dip_test(scores, NULL)[1] >= 0.05 and (depth is None or depth > 0.8):
        return "S0"
    bimodality = bimodality_test(scores, NULL)
    return bimodality.status if bimodality else ""


def counted(shape: Shape, n: int, times: int) -> str:
    """Both rates for a cell."""
    rng = np.random.default_rng(SEED)
    said = Counter(status(shape(rng, n)) for _ in range(times))
    return f"{share(said['S2'], times)} / {share(said['S1'], times)}"


def rows() -> Iterator[list[str]]:
    """A row for each truth."""
    for name, shape in ONE.items():
        more = MORE if name == HARDEST else 1
        yield [f"one hump: {name}", *(counted(shape, n, more * k) for n, (k, _) in SIZES.items())]
    for name, truth in TWO.items():
        yield [f"two: {name}", *(counted(two(*truth), n, k) for n, (_, k) in SIZES.items())]


def block() -> str:
    """The table."""
    times = ", ".join(f"{one} and {both} at {n}" for n, (one, both) in SIZES.items())
    text = (
        f"Repetitions with one hump and with two: {times} sites; of the flat shape {MORE} × that."
    )
    return f"{text}\n\n{table(HEAD, rows())}"
