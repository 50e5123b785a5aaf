"""What each check found on each site: in the template, or on how many of its pages.

Scores alone cannot say whether two modes are two kinds of sites or one fault that moves a score by
a step. The outcomes of the checks can: the test for two tiers uses them. A site's
score is linear in its pages' scores, so pages come with their weights and scores can be worked out
anew, for simulated nations as well as with a check left out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from minna.records import CheckMeta
from scoring.change_decomposition import SiteSnapshot
from scoring.item_response import Answers
from scoring.loss_decomposition import OWN, sample_design
from scoring.posterior import Floats
from scoring.weights import PARAMETERS, Parameters

TEMPLATE_SHARE = 0.8
"""Minimum share of the pages where a check counts on which it fails if the template does."""
Bools = NDArray[np.bool_]
Penalties = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SiteOutcomes:
    """One site: its measured pages, and what each check that fails there costs on them."""

    weights: Floats  # (pages,): each page's part of the site's score, together 1
    key: Bools  # (pages,)
    penalties: Mapping[str, Floats]  # check → (pages,): penalty in the viewport that decided
    shared: frozenset[str] = frozenset()  # checks that fail in a part which the pages share
    key_only: frozenset[str] = frozenset()  # checks that count on key pages only


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Sites × checks, in the order of `sites` and `checks`; pages are padded with weight 0."""

    sites: tuple[str, ...]
    checks: tuple[str, ...]
    weights: Floats  # (sites, pages)
    penalties: Penalties  # (sites, pages, checks)
    counts: Bools  # (sites, pages, checks): whether the check counts on the page
    template: Bools  # (sites, checks)

    def scores(self, p: Parameters = PARAMETERS) -> Floats:
        """The sites' scores by the formula of pages and sites, shape (sites,)."""
        return site_scores(self.weights, self.penalties.sum(axis=2, dtype=float), p)

    def of(self, kept: Bools) -> "Outcomes":
        """Some of the sites."""
        names = tuple(name for name, keep in zip(self.sites, kept, strict=True) if keep)
        return Outcomes(
            names,
            self.checks,
            self.weights[kept],
            self.penalties[kept],
            self.counts[kept],
            self.template[kept],
        )

    def without(self, check: str) -> "Outcomes":
        """All sites as if one check did not exist."""
        kept = [n for n, name in enumerate(self.checks) if name != check]
        return replace(
            self,
            checks=tuple(self.checks[n] for n in kept),
            penalties=self.penalties[:, :, kept],
            counts=self.counts[:, :, kept],
            template=self.template[:, kept],
        )

    def failing(self) -> Floats:
        """On how many pages each check fails, shape (sites, checks)."""
        failing: Floats = ((self.penalties > 0) & self.counts).sum(axis=1).astype(float)
        return failing

    def counted(self) -> Floats:
        """On how many pages each check counts, shape (sites, checks)."""
        counted: Floats = self.counts.sum(axis=1).astype(float)
        return counted

    def mean_penalties(self) -> Floats:
        """Each check's mean penalty over a site's pages, shape (sites, checks)."""
        means: Floats = np.einsum("sp,spc->sc", self.weights, self.penalties)
        return means

    def answers(self) -> Answers:
        """The outcomes as answers to an item-response model: templates first, then pages."""
        counted, failing = self.counted(), self.failing()
        asked = (counted > 0).astype(float)
        on_pages = np.where(self.template, 0.0, 1.0)
        return Answers(
            np.concatenate([self.template.astype(float), failing * on_pages], axis=1),
            np.concatenate([asked, counted * on_pages], axis=1),
        )


def site_scores(weights: Floats, penalties: Floats, p: Parameters = PARAMETERS) -> Floats:
    """Scores of sites from their pages' weights and penalties, both of shape (sites, pages)."""
    pages = np.exp(-penalties / p.penalty_scale)
    scores: Floats = 100 * (weights * pages).sum(axis=1)
    return scores


def site_outcomes(snapshot: SiteSnapshot, metas: Mapping[str, CheckMeta]) -> SiteOutcomes:
    """The outcomes of one site that has a score, from its page scores and their faults."""
    weights = sample_design(snapshot.sample).weights()
    page_scores = [
        page_score for page_score in snapshot.sample.page_scores if page_score.url in weights
    ]
    penalties: dict[str, Floats] = {}
    for number, page_score in enumerate(page_scores):
        for check, penalty in snapshot.penalties(page_score, PARAMETERS).items():
            penalties.setdefault(check, np.zeros(len(page_scores)))[number] = penalty
    shared = {
        fault.check
        for faults in snapshot.fault_shares.values()
        for fault in faults
        if fault.region != OWN
    }
    return SiteOutcomes(
        np.array([weights[page_score.url] for page_score in page_scores]),
        np.array([page_score.sample_part == "key" for page_score in page_scores], bool),
        penalties,
        frozenset(shared),
        frozenset(meta.id for meta in metas.values() if meta.interactive),
    )


def joined(names: Sequence[str], outcomes_by_site: Mapping[str, SiteOutcomes]) -> Outcomes | None:
    """The outcomes of these sites in one; None unless they are known of each."""
    if any(name not in outcomes_by_site for name in names):
        return None
    sites = [outcomes_by_site[name] for name in names]
    checks = tuple(sorted({check for site in sites for check in site.penalties}))
    pages = max((len(site.weights) for site in sites), default=0)
    weights = np.zeros((len(sites), pages))
    penalties = np.zeros((len(sites), pages, len(checks)), np.float32)
    counts = np.zeros(penalties.shape, bool)
    template = np.zeros((len(sites), len(checks)), bool)
    for n, site in enumerate(sites):
        size = len(site.weights)
        weights[n, :size] = site.weights
        for c, check in enumerate(checks):
            counts[n, :size, c] = site.key if check in site.key_only else True
            if check in site.penalties:
                penalties[n, :size, c] = site.penalties[check]
                template[n, c] = in_template(site, check, counts[n, :size, c])
    return Outcomes(tuple(names), checks, weights, penalties, counts, template)


def in_template(site: SiteOutcomes, check: str, counts: Bools) -> bool:
    """Whether a check fails on nearly all pages where it counts, or in a part that they share."""
    if check in site.shared:
        return True
    failing = site.penalties[check][counts] > 0
    return bool(len(failing)) and float(failing.mean()) >= TEMPLATE_SHARE


def family_numbers(families: Sequence[str]) -> NDArray[np.int_]:
    """A number for each site's family, shape (sites,); a site of no known family is its own."""
    number_of: dict[str, int] = {}
    names = [name or f"\0{n}" for n, name in enumerate(families)]
    return np.array([number_of.setdefault(name, len(number_of)) for name in names], int)


def families_known(families: Collection[str]) -> bool:
    """Whether any two sites are known to have a template in common."""
    named = [name for name in families if name]
    return len(set(named)) < len(named)
