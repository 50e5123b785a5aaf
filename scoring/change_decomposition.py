"""Why a site's score is another than before: the difference in exact parts, check by check.

On a page that both surveys measured, S′ − S is divided among the rules by the change of their
loads, with the logarithmic mean of the two scores as the common factor (LMDI, Ang 2004):

    S′ − S = Σ_r Λ(S, S′)·(L_r − L′_r)/20          Λ(S, S′) = (S′ − S)/(ln S′ − ln S)

A rule whose penalty fell was fixed, one whose penalty rose is new. Pages that only one survey
measured, and pages whose weight in the sample changed, say nothing of the site's work: their
contribution is `resampled`. A rule that counted in one survey only, or with another weight,
contributes to `rules`. All contributions add up to the difference of the scores.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from minna.comparison import CheckChange
from minna.records import CheckMeta, PageScore
from scoring.loss_decomposition import (
    FaultShare,
    PageView,
    page_losses,
    rule_penalties,
    sample_design,
)
from scoring.page_score import to_score
from scoring.site_score import MeasuredSample
from scoring.weights import PARAMETERS, Parameters


@dataclass(frozen=True, slots=True)
class SiteSnapshot:
    """A site in one survey: its sample with the pages' scores, and the faults that counted."""

    sample: MeasuredSample
    fault_shares: Mapping[PageView, tuple[FaultShare, ...]]

    def page_scores(self) -> dict[str, PageScore]:
        """The measured pages' scores by address."""
        return {page_score.url: page_score for page_score in self.sample.page_scores}

    def penalties(self, page_score: PageScore, p: Parameters) -> dict[str, float]:
        """Each rule's penalty on a page, in the viewport that decided."""
        return rule_penalties(self.fault_shares.get((page_score.url, page_score.viewport), ()), p)

    def losses(self, page_score: PageScore, p: Parameters) -> dict[str, float]:
        """Each rule's points lost on a page; together 100 minus its score."""
        by_check: dict[str, float] = defaultdict(float)
        for fault_share, loss in page_losses(page_score, self.fault_shares, p):
            by_check[fault_share.check] += loss
        return by_check


@dataclass(frozen=True, slots=True)
class RuleSets:
    """The metas that count in each survey."""

    old: Mapping[str, CheckMeta]
    new: Mapping[str, CheckMeta]

    def changed(self, check: str) -> bool:
        """Whether a check counts in one survey only, or counts otherwise."""
        return self.scoring_key(self.old.get(check)) != self.scoring_key(self.new.get(check))

    @staticmethod
    def scoring_key(meta: CheckMeta | None) -> tuple[object, ...]:
        """What of a meta decides how its findings count."""
        if meta is None:
            return ()
        return (
            *(meta.criterion, meta.level, meta.impact),
            *(meta.certainty, meta.whole_page, meta.interactive),
        )

    def kind(self, check: str, kind: str) -> str:
        """The kind of a change, were it not the rule's own."""
        return "rules" if self.changed(check) else kind

    def is_scored_in_one(self, check: str, old: PageScore, new: PageScore) -> bool:
        """Whether a check counts on a page in one survey alone, being drawn otherwise."""
        is_interactive = (self.new.get(check) or self.old[check]).interactive
        return is_interactive and old.sample_part != new.sample_part


class ContributionSum:
    """Points and pages by check and kind."""

    def __init__(self) -> None:
        self.points: dict[tuple[str, str], float] = defaultdict(float)
        self.pages: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, check: str, kind: str, points: float, url: str = "") -> None:
        """Note what a check brought, and on which page."""
        self.points[check, kind] += points
        if url:
            self.pages[check, kind].add(url)

    def changes(self) -> tuple[CheckChange, ...]:
        """The weightiest first."""
        changes = [
            CheckChange(check, kind, points, len(self.pages[check, kind]))
            for (check, kind), points in self.points.items()
            if points or self.pages[check, kind]
        ]
        return tuple(sorted(changes, key=lambda c: (-abs(c.points), c.check, c.kind)))


def score_changes(
    old: SiteSnapshot, new: SiteSnapshot, rules: RuleSets, p: Parameters = PARAMETERS
) -> tuple[CheckChange, ...]:
    """The parts of the difference between a site's two scores; their points add up to it."""
    contributions = ContributionSum()
    before, after = old.page_scores(), new.page_scores()
    weights = sample_design(old.sample).weights(p), sample_design(new.sample).weights(p)
    both = before.keys() & after.keys()
    for snapshot, page_scores, sign in ((old, before, 1), (new, after, -1)):
        for url in sorted(page_scores.keys() - both):
            weight = weights[sign < 0].get(url, 0.0)
            for check, loss in snapshot.losses(page_scores[url], p).items():
                contributions.add(check, rules.kind(check, "resampled"), sign * weight * loss, url)
    for url in sorted(both):
        shares = weights[0].get(url, 0.0), weights[1].get(url, 0.0)
        one, two = before[url], after[url]
        add_page_changes(
            contributions,
            rules,
            (old.penalties(one, p), new.penalties(two, p)),
            (one, two),
            shares,
            p,
        )
        lost = old.losses(one, p), new.losses(two, p)
        for check in sorted(lost[0].keys() | lost[1].keys()):
            mean = (lost[0].get(check, 0.0) + lost[1].get(check, 0.0)) / 2
            drift = (shares[0] - shares[1]) * mean
            contributions.add(check, rules.kind(check, "resampled"), drift)
    return contributions.changes()


def add_page_changes(
    contributions: ContributionSum,
    rules: RuleSets,
    penalties: tuple[Mapping[str, float], Mapping[str, float]],
    page_scores: tuple[PageScore, PageScore],
    shares: tuple[float, float],
    p: Parameters,
) -> None:
    """What each rule did to a page that both surveys measured."""
    scores = [to_score(math.fsum(each.values()), p) for each in penalties]
    factor = sum(shares) / 2 * logarithmic_mean(*scores) / p.penalty_scale
    for check in differing(*penalties):
        fell = penalties[0].get(check, 0.0) - penalties[1].get(check, 0.0)
        kind = "fixed" if fell > 0 else "new"
        if rules.is_scored_in_one(check, *page_scores):
            kind = "resampled"
        contributions.add(check, rules.kind(check, kind), factor * fell, page_scores[0].url)


def differing(one: Mapping[str, float], other: Mapping[str, float]) -> Collection[str]:
    """The rules whose loads differ."""
    return sorted(c for c in one.keys() | other.keys() if one.get(c, 0.0) != other.get(c, 0.0))


def logarithmic_mean(one: float, other: float) -> float:
    """(b − a)/(ln b − ln a), between the two; positive numbers only.

    >>> logarithmic_mean(50, 50), round(logarithmic_mean(50, 100), 2)
    (50, 72.13)
    """
    ratio = other / one
    return one if abs(ratio - 1) < 1e-9 else (other - one) / math.log(ratio)
