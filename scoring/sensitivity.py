"""What if the method had chosen otherwise? Each choice changed alone, and how far ranks move.

The average rank shift is R̄ = (1/p)·Σ|rank − rank′| (Saisana, Saltelli & Tarantola 2005). A change
of a page's numbers hardly moves ranks; another aggregate does, and that is to be seen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import rankdata, spearmanr

from scoring.pages import Fault, load, to_score
from scoring.posterior import Floats
from scoring.sites import Stratum, site_estimate, tenth_percentile
from scoring.weights import PARAMETERS, VIEWPORTS, Parameters

BESIDE = "method 2.0"
"""What the figure that stands beside the score would say in its place (scoring/visit_load.py)."""
LEAST_SITES = 5
"""With fewer sites a shift of ranks says nothing."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A measured page: its part and stratum, and what fails there through each viewport."""

    part: str
    stratum: str
    faults: Mapping[str, tuple[Fault, ...]]


@dataclass(frozen=True, slots=True)
class Shifted:
    """How far sites move: in places on average and at the 95th percentile; Spearman's ρ."""

    mean: float
    p95: float
    correlation: float


Scored = Sequence[tuple[Faulty, float]]
"""Pages with their scores."""
Sizes = Mapping[str, int]
"""Stratum → pages in the frame; "" is that of the key pages."""
Choice = Callable[[Sequence[Faulty], Sizes], float | None]
"""A way to make a site's value from its pages."""


def by_numbers(p: Parameters) -> Choice:
    """The method with other numbers."""
    return lambda pages, sizes: value(scores(pages, p), sizes, p)


def by_viewport(viewport: str) -> Choice:
    """What one viewport sees."""
    return lambda pages, sizes: value(scores(pages, PARAMETERS, (viewport,)), sizes, PARAMETERS)


def worst_tenth(pages: Sequence[Faulty], sizes: Sizes) -> float | None:
    """The page at the tenth percentile in the mean's place."""
    found = [score for _, score in scores(pages, PARAMETERS)]
    return tenth_percentile(found) if found else None


def equal_strata(pages: Sequence[Faulty], sizes: Sizes) -> float | None:
    """Every template weighs the same, however many pages are made from it."""
    most = max(sizes.values(), default=0)
    level = {name: size if name == "" else most for name, size in sizes.items()}
    return value(scores(pages, PARAMETERS), level, PARAMETERS)


def weights(critical: float, serious: float, moderate: float, minor: float) -> Choice:
    """Other weights of the impacts."""
    told = {"critical": critical, "serious": serious, "moderate": moderate, "minor": minor}
    return by_numbers(replace(PARAMETERS, weights=told))


CHOICES: dict[str, Choice] = {
    "half_load 10": by_numbers(replace(PARAMETERS, half_load=10.0)),
    "half_load 40": by_numbers(replace(PARAMETERS, half_load=40.0)),
    "first 0.2": by_numbers(replace(PARAMETERS, first=0.2)),
    "first 1": by_numbers(replace(PARAMETERS, first=1.0)),
    "saturation 8": by_numbers(replace(PARAMETERS, saturation=8)),
    "saturation 128": by_numbers(replace(PARAMETERS, saturation=128)),
    "weights 5/5/5/5": weights(5, 5, 5, 5),
    "weights 16/8/2/1": weights(16, 8, 2, 1),
    "key_share 0.3": by_numbers(replace(PARAMETERS, key_share=0.3)),
    "key_share 0.7": by_numbers(replace(PARAMETERS, key_share=0.7)),
    "p10 for the mean": worst_tenth,
    "equal strata": equal_strata,
    **{f"{viewport} only": by_viewport(viewport) for viewport in VIEWPORTS},
}


def alternatives(pages: Sequence[Faulty], sizes: Sizes) -> dict[str, float | None]:
    """The site's value by each choice."""
    return {name: choice(pages, sizes) for name, choice in CHOICES.items()}


def scores(
    pages: Iterable[Faulty], p: Parameters, viewports: Sequence[str] = VIEWPORTS
) -> list[tuple[Faulty, float]]:
    """Each page's score, the worst of these viewports; pages of one template often fail alike."""
    known: dict[tuple[Fault, ...], float] = {}
    found = []
    for page in pages:
        worst = 100.0
        for viewport in viewports:
            faults = page.faults[viewport]
            if faults not in known:
                known[faults] = to_score(load(faults, p), p)
            worst = min(worst, known[faults])
        found.append((page, worst))
    return found


def value(scored: Scored, sizes: Sizes, p: Parameters) -> float | None:
    """The site's score from its pages' scores."""
    told = {name: tuple(y for page, y in scored if stratum_of(page) == name) for name in sizes}
    key = Stratum(sizes.get("", 0), told.get("", ()))
    random = [Stratum(size, told[name]) for name, size in sorted(sizes.items()) if name]
    found = site_estimate(key, random, p)
    return found.mean if found else None


def stratum_of(page: Faulty) -> str:
    """The key pages are a stratum without a name."""
    return "" if page.part == "key" else f"random:{page.stratum}"


def shifted(x: Floats, other: Floats) -> Shifted | None:
    """How far ranks move from values x to others, both of shape (sites,); None of too few."""
    if len(x) < LEAST_SITES or np.isnan(other).any() or np.ptp(x) == 0 or np.ptp(other) == 0:
        return None
    moved = np.abs(rankdata(-x) - rankdata(-other))
    rho = float(spearmanr(x, other).statistic)
    return Shifted(float(moved.mean()), float(np.quantile(moved, 0.95)), rho)
