"""Ways to make a site's score from what is found on its sample, higher for a better site."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from benchmarks.nations.harm import groups, level, tier
from benchmarks.nations.towns import Bools, Row, Town
from minna.shared_parts import MIN_PAGES, MIN_SHARE
from scoring.estimators import Estimate, Stratum, site_estimate
from scoring.page_score import to_score
from scoring.posterior import Floats
from scoring.sequential_stopping import next_checkpoint
from scoring.visit_penalty import worst_met
from scoring.weights import PARAMETERS

SPREAD_IMPACTS = {"critical": 16.0, "serious": 8.0, "moderate": 2.0, "minor": 1.0}
BLOCKING = frozenset(("2.1.2", "2.1.1", "1.4.2", "2.3.1"))
CAP = 60.0
"""With a ceiling, a site whose key pages surely trap or block is given no more than this."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A method, by its choices; without any it is the present one."""

    name: str
    weights: str = "axe"  # axe, equal, spread, level, tier or groups
    likely: str = "no"  # what a likely finding weighs: no, half or precision
    first: float = PARAMETERS.first_element_share
    saturation: float = PARAMETERS.saturation
    half_load: float = PARAMETERS.penalty_scale
    site: str = "mean"  # mean of pages, or the site's load by share, root, fourth root or visit
    touch: str = "key"  # findings by keys and pointer: key pages, shared parts or templates, all
    ceiling: bool = False

    @property
    def may_count(self) -> bool:
        """Whether only what passes the rule of precision moves the score."""
        return self.likely == "no"


def weight(row: Row, scheme: str) -> float:
    """What a finding's rule weighs."""
    if scheme == "axe":
        return float(PARAMETERS.weights[row.impact])
    if scheme == "spread":
        return SPREAD_IMPACTS[row.impact]
    if scheme == "level":
        return 7 * level(row.criterion)
    if scheme == "tier":
        return 3.0 * tier(row.criterion)
    if scheme == "groups":
        return 2.0 * len(groups(row.criterion)) * tier(row.criterion)
    return 5.0


class Sampled:
    """What of a town was visited in one of its samples, and what each candidate needs of it."""

    def __init__(self, town: Town, sample: int = 0, *, whole: bool = False) -> None:
        self.keys, self.sizes = town.keys, town.sizes
        begin = town.keys + sample * town.random
        chosen = np.r_[0 : town.keys, begin : begin + town.random]
        self.strata = town.strata[chosen]
        self.rows = [(row, row.on[chosen]) for row in town.rows]
        self.checks = sorted({row.check for row in town.rows})
        self.number = {check: n for n, check in enumerate(self.checks)}
        self.whole = np.zeros(len(self.checks), bool)
        for row in town.rows:
            self.whole[self.number[row.check]] = row.whole_page
        self.made: dict[tuple[object, ...], Floats] = {}
        self.visited = len(self.strata)
        self.visited = len(self.strata) if whole else town.keys + self.stop()
        self.page_weights = self.weights_of_pages()

    def stop(self) -> int:
        """How many random pages the present rule asks for."""
        pages = self.page_scores(PRESENT)
        random, most, size = 0, len(self.strata) - self.keys, int(self.sizes.sum())
        while random < most:
            checkpoint = next_checkpoint(random, size, partial(self.estimate, pages, random))
            if checkpoint <= random:
                break
            random = min(checkpoint, most)
        return random

    def estimate(self, pages: Floats, random: int) -> Estimate | None:
        """The site's score by the project's own formula, from so many random pages."""
        strata = self.strata[self.keys : self.keys + random]
        scores = pages[self.keys : self.keys + random]
        return site_estimate(
            Stratum(self.keys, tuple(pages[: self.keys])),
            [Stratum(int(size), tuple(scores[strata == h])) for h, size in enumerate(self.sizes)],
        )

    def weights_of_pages(self) -> Floats:
        """Each visited page's part of a site's score; together 1."""
        strata = self.strata[self.keys : self.visited]
        counts = np.bincount(strata, minlength=len(self.sizes))
        covered = self.sizes[counts > 0].sum()
        random = self.sizes[strata] / counts[strata] / covered
        return np.concatenate([np.full(self.keys, 0.5 / self.keys), random / 2])

    def counts(self, touch: str, likely: bool) -> Floats:
        """Failing elements, of shape (checks, pages of the sample)."""
        key = ("counts", touch, likely)
        if key not in self.made:
            numbers = np.zeros((len(self.checks), len(self.strata)))
            for row, on in self.rows:
                if likely or row.is_sure:
                    where = self.counted(on, touch) if row.interactive else on
                    numbers[self.number[row.check]] += row.count * where
            self.made[key] = numbers
        return self.made[key]

    def counted(self, fails: Bools, touch: str) -> Bools:
        """On which pages a finding by keys or pointer counts.

        Touched are all key pages and the first random page of each stratum. What fails in the same
        place on most of them is in a part that all pages share; what fails on all touched pages of
        a stratum, two at least, is taken to be in its template.
        """
        if touch == "all":
            return fails
        is_key = np.arange(len(fails)) < self.keys
        on = fails & is_key
        if touch == "key":
            return on
        _, first = np.unique(self.strata[self.keys :], return_index=True)
        interactive = is_key.copy()
        interactive[self.keys + first] = True
        hits = fails & interactive
        if hits.sum() >= max(MIN_PAGES, MIN_SHARE * interactive.sum()):
            return on | ~is_key
        if touch == "templates":
            for h in np.unique(self.strata[hits]):
                of_stratum = interactive & (self.strata == h)
                if of_stratum.sum() >= 2 and fails[of_stratum].all():
                    on |= (self.strata == h) & ~is_key
        return on

    def extents(self, c: Candidate, likely: bool) -> Floats:
        """g of each check on each page, from 0 to 1."""
        counts = self.counts(c.touch, likely)
        grown = np.log2(np.maximum(counts, 1)) / math.log2(c.saturation)
        g: Floats = np.where(counts > 0, c.first + (1 - c.first) * np.minimum(1, grown), 0.0)
        g[self.whole] = counts[self.whole] > 0
        return g

    def rule_weights(self, c: Candidate) -> Floats:
        """The gravest weight of each check on this site, of shape (checks,)."""
        key = ("weights", c.weights, c.likely == "no")
        if key not in self.made:
            weights = np.zeros(len(self.checks))
            for row, _ in self.rows:
                if row.is_sure or c.likely != "no":
                    n = self.number[row.check]
                    weights[n] = max(weights[n], weight(row, c.weights))
            self.made[key] = weights
        return self.made[key]

    def parts(self, c: Candidate) -> Floats:
        """How much of each rule's weight each visited page costs, of shape (checks, pages)."""
        g = self.extents(c, likely=False)
        if c.likely != "no":
            more = self.extents(c, likely=True) - g
            g = g + self.trust(c.likely)[:, None] * np.maximum(0, more)
        return g[:, : self.visited]

    def trust(self, how: str) -> Floats:
        """What a likely finding of each check weighs beside a sure one, of shape (checks,)."""
        trusts = np.zeros(len(self.checks))
        for row, _ in self.rows:
            if not row.is_sure:
                n = self.number[row.check]
                trusts[n] = max(trusts[n], 0.5 if how == "half" else row.precision)
        return trusts

    def page_scores(self, c: Candidate) -> Floats:
        """The score of each visited page."""
        loads = self.rule_weights(c) @ self.parts(c)
        scores: Floats = 100 * np.exp(-loads / c.half_load)
        return scores

    def blocks(self) -> bool:
        """Whether a key page surely traps people or keeps its content from them."""
        return any(
            row.is_sure
            and row.impact == "critical"
            and row.criterion in BLOCKING
            and on[: self.keys].any()
            for row, on in self.rows
        )


SHARES: Mapping[str, Callable[[Floats], Floats]] = {
    "share": lambda s: s,
    "root": np.sqrt,
    "fourth": lambda s: np.sqrt(np.sqrt(s)),
    "visit": lambda s: 1 - (1 - s) ** 5,
    "any": lambda s: (s > 0).astype(float),
}
"""What a rule's weight is multiplied by where it fails on a share of a site."""


def value(sampled: Sampled, c: Candidate) -> float:
    """A town's score by a candidate, from 0 to 100."""
    if c.site == "mean":
        score = float(sampled.page_weights @ sampled.page_scores(c))
    elif c.site == "worst":
        score = worst_of_visit(sampled, c)
    else:
        shares = np.clip(sampled.parts(c) @ sampled.page_weights, 0, 1)
        load = float(sampled.rule_weights(c) @ SHARES[c.site](shares))
        score = 100 * math.exp(-load / c.half_load)
    return min(score, CAP * (1 + score / 1000)) if c.ceiling and sampled.blocks() else score


def worst_of_visit(sampled: Sampled, c: Candidate) -> float:
    """The score by the worst that a visit of five pages meets of each rule."""
    costs = sampled.rule_weights(c)[:, None] * sampled.parts(c)
    order = np.argsort(costs, axis=1, kind="stable")
    reached = np.cumsum(sampled.page_weights[order], axis=1)
    return to_score(float(worst_met(np.take_along_axis(costs, order, axis=1), reached).sum()))


def mean_of_pages(sampled: Sampled, figures: Floats) -> Estimate | None:
    """The site's mean of a figure of its visited pages, by the project's own formula."""
    return sampled.estimate(figures, sampled.visited - sampled.keys)


PRESENT = Candidate("present")
LOAD = Candidate("√share", site="root")
VISIT = Candidate("worst of five pages", site="worst")
"""The site's load by the worst that a visit of five pages meets of each rule."""


WEIGHTS = ("equal", "spread", "level", "tier", "groups")


@cache
def candidates() -> tuple[Candidate, ...]:
    """All that are compared: each choice changed alone, and then some together."""
    return (
        PRESENT,
        *(replace(PRESENT, name=f"weights: {w}", weights=w) for w in WEIGHTS),
        *(replace(PRESENT, name=f"half load {h:g}", half_load=h) for h in (10, 40, 80)),
        replace(PRESENT, name="first element costs all", first=1.0),
        replace(PRESENT, name="first element costs 0.2", first=0.2),
        replace(PRESENT, name="by keys: shared parts count everywhere", touch="parts"),
        replace(PRESENT, name="by keys: templates, too", touch="templates"),
        replace(PRESENT, name="by keys: on all pages (costly)", touch="all"),
        replace(PRESENT, name="ceiling of 60 for what blocks", ceiling=True),
        replace(PRESENT, name="site load: share", site="share"),
        LOAD,
        replace(LOAD, name="fourth root of share", site="fourth"),
        replace(LOAD, name="chance that five pages meet it", site="visit"),
        VISIT,
        replace(LOAD, name="fails anywhere", site="any"),
        *(replace(VISIT, name=f"worst of five, {w}", weights=w) for w in WEIGHTS),
        replace(LOAD, name="√share, equal", weights="equal"),
        replace(LOAD, name="√share, tier", weights="tier"),
        replace(VISIT, name="worst of five, templates", touch="templates"),
        replace(VISIT, name="worst of five, first element costs all", first=1.0),
        replace(VISIT, name="worst of five, ceiling", ceiling=True),
        replace(PRESENT, name="likely at half", likely="half"),
        replace(PRESENT, name="likely at precision", likely="precision"),
        replace(VISIT, name="worst of five, likely at half", likely="half"),
        replace(VISIT, name="worst of five, likely at precision", likely="precision"),
        replace(VISIT, name="worst of five, equal, likely at half", weights="equal", likely="half"),
    )


def named(*names: str) -> tuple[Candidate, ...]:
    """The candidates of these names, in this order."""
    by_name = {c.name: c for c in candidates()}
    return tuple(by_name[name] for name in names)
