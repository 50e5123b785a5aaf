"""What changes in rank in the sample prefecture: both methods on the barriers planted there.

Every planted barrier that counts is taken to be found, and every page to weigh the same.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.stats import rankdata, spearmanr

import samples
from benchmarks import tables
from samples.catalogue import catalogue
from samples.truth import Planted, SiteTruth, extent
from scoring.estimators import Estimate, Stratum, site_estimate
from scoring.page_score import to_score
from scoring.posterior import Floats
from scoring.visit_penalty import of_costs
from scoring.weights import PARAMETERS

TRUTH = Path(samples.__file__).with_name("truth.json")
HEAD = ("site", "pages", "present", "rank", "method 2.0", "rank", "places")


def costs(site: SiteTruth) -> Floats:
    """What each check that sees a planted barrier costs on each page, of shape (checks, pages)."""
    penalties: dict[tuple[str, str], float] = {}
    counts = Counter((planted.barrier, planted.path) for planted in site.planted)
    for (name, path), count in counts.items():
        barrier = catalogue()[name]
        if barrier.counted:
            penalties[name, path] = PARAMETERS.weights[barrier.impact] * extent(barrier, count)
    names = sorted({name for name, _ in penalties})
    rows = [[penalties.get((name, path), 0.0) for path in site.pages] for name in names]
    return np.array(rows, float).reshape(len(names), len(site.pages))


def both(site: SiteTruth) -> tuple[float, float]:
    """A site's score by the present method, and by method 2.0."""
    penalties, n = costs(site), len(site.pages)
    pages = [to_score(float(load)) for load in penalties.sum(axis=0)]
    met = of_costs(penalties, np.full(n, 1 / n), lambda brought: mean_of(brought, n))
    return sum(pages) / n, met.mean if met else 0.0


def mean_of(figures: Floats, n: int) -> Estimate | None:
    """The mean of a figure of all pages of a site that is measured whole."""
    return site_estimate(Stratum(0, ()), [Stratum(n, tuple(figures.tolist()))])


def read(path: Path = TRUTH) -> list[SiteTruth]:
    """The sites that can be measured."""
    sites = json.loads(path.read_text(encoding="utf-8"))["sites"]
    return [
        SiteTruth(
            **site
            | {
                "pages": tuple(site["pages"]),
                "planted": tuple(Planted(**planted) for planted in site["planted"]),
            }
        )
        for site in sites
        if site["expected"] == "ok"
    ]


def block() -> str:
    """The table, the best of today first."""
    sites = read()
    values = np.array([both(site) for site in sites])
    ranks = np.array([rankdata(-values[:, n]) for n in range(2)])
    rows = [
        [
            sites[i].name,
            str(len(sites[i].pages)),
            f"{values[i, 0]:.1f}",
            f"{ranks[0, i]:g}",
            f"{values[i, 1]:.1f}",
            f"{ranks[1, i]:g}",
            f"{ranks[0, i] - ranks[1, i]:+g}",
        ]
        for i in np.argsort(ranks[0], kind="stable")
    ]
    rho = float(spearmanr(values[:, 0], values[:, 1]).statistic)
    moved = float(np.abs(ranks[0] - ranks[1]).mean())
    line = f"{len(sites)} sites, ρ {rho:.3f}, {moved:.1f} places on average."
    return f"{tables.table(HEAD, rows)}\n\n{line}"
