"""Sensitivity of ranks to the method: each choice changed alone, and how far ranks move.

The average rank shift is R̄ = (1/p)·Σ|rank − rank′| (Saisana, Saltelli & Tarantola 2005). A change
of a page's numbers hardly moves ranks; another aggregate does, and that is to be seen.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import rankdata, spearmanr

from minna.records import VIEWPORTS
from scoring.estimators import Stratum, site_estimate, tenth_percentile
from scoring.page_score import FailedRule, penalty, to_score
from scoring.posterior import Floats
from scoring.weights import PARAMETERS, Parameters

NEXT_METHOD = "method 2.0"
"""The figure published beside the score (scoring/visit_penalty.py), in the score's place."""
MIN_SITES = 5
"""With fewer sites a shift of ranks says nothing."""


@dataclass(frozen=True, slots=True)
class PageFaults:
    """A measured page: its part and stratum, and what fails there through each viewport."""

    part: str
    stratum: str
    failed_rules: Mapping[str, tuple[FailedRule, ...]]


@dataclass(frozen=True, slots=True)
class RankShift:
    """How far sites move: in places on average and at the 95th percentile; Spearman's ρ."""

    mean: float
    p95: float
    correlation: float


Scored = Sequence[tuple[PageFaults, float]]
"""Pages with their scores."""
Sizes = Mapping[str, int]
"""Stratum → pages in the frame; "" is that of the key pages."""
Choice = Callable[[Sequence[PageFaults], Sizes], float | None]
"""A way to make a site's value from its pages."""


def with_parameters(p: Parameters) -> Choice:
    """The method with other numbers."""
    return lambda pages, sizes: site_value(page_values(pages, p), sizes, p)


def one_viewport(viewport: str) -> Choice:
    """What one viewport sees."""
    return lambda pages, sizes: site_value(
        page_values(pages, PARAMETERS, (viewport,)), sizes, PARAMETERS
    )


def worst_tenth(pages: Sequence[PageFaults], sizes: Sizes) -> float | None:
    """The page at the tenth percentile in the mean's place."""
    values = [score for _, score in page_values(pages, PARAMETERS)]
    return tenth_percentile(values) if values else None


def equal_strata(pages: Sequence[PageFaults], sizes: Sizes) -> float | None:
    """Every template weighs the same, however many pages are made from it."""
    largest = max(sizes.values(), default=0)
    level = {name: size if name == "" else largest for name, size in sizes.items()}
    return site_value(page_values(pages, PARAMETERS), level, PARAMETERS)


def impact_weights(critical: float, serious: float, moderate: float, minor: float) -> Choice:
    """Other weights of the impacts."""
    weights = {"critical": critical, "serious": serious, "moderate": moderate, "minor": minor}
    return with_parameters(replace(PARAMETERS, weights=weights))


CHOICES: dict[str, Choice] = {
    "half_load 10": with_parameters(replace(PARAMETERS, penalty_scale=10.0)),
    "half_load 40": with_parameters(replace(PARAMETERS, penalty_scale=40.0)),
    "first 0.2": with_parameters(replace(PARAMETERS, first_element_share=0.2)),
    "first 1": with_parameters(replace(PARAMETERS, first_element_share=1.0)),
    "saturation 8": with_parameters(replace(PARAMETERS, saturation=8)),
    "saturation 128": with_parameters(replace(PARAMETERS, saturation=128)),
    "weights 5/5/5/5": impact_weights(5, 5, 5, 5),
    "weights 16/8/2/1": impact_weights(16, 8, 2, 1),
    "key_share 0.3": with_parameters(replace(PARAMETERS, key_share=0.3)),
    "key_share 0.7": with_parameters(replace(PARAMETERS, key_share=0.7)),
    "p10 for the mean": worst_tenth,
    "equal strata": equal_strata,
    **{f"{viewport} only": one_viewport(viewport) for viewport in VIEWPORTS},
}


def alternatives(pages: Sequence[PageFaults], sizes: Sizes) -> dict[str, float | None]:
    """The site's value by each choice."""
    return {name: choice(pages, sizes) for name, choice in CHOICES.items()}


def page_values(
    pages: Iterable[PageFaults], p: Parameters, viewports: Sequence[str] = VIEWPORTS
) -> list[tuple[PageFaults, float]]:
    """Each page's score, the worst of these viewports; pages of one template often fail alike."""
    score_of: dict[tuple[FailedRule, ...], float] = {}
    scored = []
    for page in pages:
        worst = 100.0
        for viewport in viewports:
            failed = page.failed_rules[viewport]
            if failed not in score_of:
                score_of[failed] = to_score(penalty(failed, p), p)
            worst = min(worst, score_of[failed])
        scored.append((page, worst))
    return scored


def site_value(scored: Scored, sizes: Sizes, p: Parameters) -> float | None:
    """The site's score from its pages' scores."""
    by_stratum = {
        name: tuple(y for page, y in scored if stratum_of(page) == name) for name in sizes
    }
    key = Stratum(sizes.get("", 0), by_stratum.get("", ()))
    random = [Stratum(size, by_stratum[name]) for name, size in sorted(sizes.items()) if name]
    estimate = site_estimate(key, random, p)
    return estimate.mean if estimate else None


def stratum_of(page: PageFaults) -> str:
    """The key pages are a stratum without a name."""
    return "" if page.part == "key" else f"random:{page.stratum}"


def rank_shift(x: Floats, other: Floats) -> RankShift | None:
    """How far ranks move from values x to others, both of shape (sites,); None of too few."""
    if len(x) < MIN_SITES or np.isnan(other).any() or np.ptp(x) == 0 or np.ptp(other) == 0:
        return None
    moved = np.abs(rankdata(-x) - rankdata(-other))
    rho = float(spearmanr(x, other).statistic)
    return RankShift(float(moved.mean()), float(np.quantile(moved, 0.95)), rho)
