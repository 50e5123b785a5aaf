"""A site's score by what a visit meets: the figure that stands beside the score (method 2.0).

For each rule with certain failures, the worst of it that a visit of five pages is expected to meet;
the sum over the rules is the site's penalty, which makes the score as a page's penalty does.

    F_r(t) = Σ c_p over the pages where rule r costs at most t
    penalty = Σ_r E[worst of five pages] = Σ_r ∫ (1 − F_r(t)⁵) dt     score = 100·exp(−penalty/20)

What rule r costs on page p is x_rp = W·g as for a page's score, the worse of both viewports; c_p is
the page's part of the score: half for key pages, half for random ones. A fault that all pages have
costs what it costs each of them; one on few pages costs up to five times its share, and faults of
other rules on other pages do not hide it. Every x_rp that rises lowers the score.

The interval is that of a mean of pages: near what was seen, page p brings −(score/20)·Σ_r u_r(x_rp)
points, with u_r(x) = 5·∫₀ˣ F_r(t)⁴ dt (the influence function), and the site's formula gives the
error of their mean.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from minna.records import VIEWPORTS
from scoring.change_decomposition import SiteSnapshot
from scoring.estimators import Estimate
from scoring.loss_decomposition import rule_penalties, sample_design
from scoring.page_score import to_score
from scoring.posterior import Floats
from scoring.weights import PARAMETERS, Parameters


def visit_estimate(snapshot: SiteSnapshot, p: Parameters = PARAMETERS) -> Estimate | None:
    """A site's score by what a visit meets; None where nothing was measured."""
    design = sample_design(snapshot.sample)
    weights = design.weights(p)
    urls = sorted(weights)
    rules = sorted({fault.check for faults in snapshot.fault_shares.values() for fault in faults})
    costs = np.array([page_costs(snapshot, url, rules, p) for url in urls], float)
    return of_costs(
        costs.reshape(len(urls), len(rules)).T,
        np.array([weights[url] for url in urls], float),
        lambda brought: design.estimate(dict(zip(urls, brought.tolist(), strict=True)), p),
        p,
    )


def of_costs(
    costs: Floats,
    weights: Floats,
    site: Callable[[Floats], Estimate | None],
    p: Parameters = PARAMETERS,
) -> Estimate | None:
    """The score from what rules cost on pages, of shape (rules, pages).

    `weights` are the pages' parts, together 1; `site` makes the site's mean of one figure for each
    page, with its error.
    """
    order = np.argsort(costs, axis=1, kind="stable")
    rising = np.take_along_axis(costs, order, axis=1)
    reached = np.cumsum(weights[order], axis=1)
    score = to_score(float(worst_met(rising, reached, p).sum()), p)
    brought = np.empty_like(costs)
    np.put_along_axis(brought, order, influence(rising, reached, p), axis=1)
    linear = site(-score / p.penalty_scale * brought.sum(axis=0))
    return replace(linear, mean=score) if linear else None


def worst_met(rising: Floats, reached: Floats, p: Parameters = PARAMETERS) -> Floats:
    """The worst that a visit is expected to meet of each rule, of shape (rules,).

    `rising` are a rule's costs on the pages in rising order, `reached` the part of the pages up to
    each; both of shape (rules, pages).

    >>> worst_met(np.array([[0.0, 10.0]]), np.array([[0.9, 1.0]])).round(2).tolist()
    [4.1]
    """
    all_below = np.minimum(1.0, reached) ** p.visit_pages
    none: Floats = np.zeros((len(rising), 1))
    expected: Floats = (rising * np.diff(all_below, axis=1, prepend=none)).sum(axis=1)
    return expected


def influence(rising: Floats, reached: Floats, p: Parameters = PARAMETERS) -> Floats:
    """What each page adds to the mean of its rule near what was seen, in the order of `rising`."""
    below = p.visit_pages * np.minimum(1.0, reached[:, :-1]) ** (p.visit_pages - 1)
    steps = np.diff(rising, axis=1) * below
    start: Floats = np.zeros((len(rising), 1))
    cumulative: Floats = np.concatenate([start, np.cumsum(steps, axis=1)], axis=1)
    return cumulative


def page_costs(snapshot: SiteSnapshot, url: str, rules: list[str], p: Parameters) -> list[float]:
    """What each rule costs on a page, in the viewport where it costs more."""
    viewports = [
        rule_penalties(snapshot.fault_shares.get((url, viewport), ()), p) for viewport in VIEWPORTS
    ]
    return [max(penalties.get(rule, 0.0) for penalties in viewports) for rule in rules]
