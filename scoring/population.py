"""All sites together: ranks, tiers, gaps, and what another method would say."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np

from minna.records import Gap, Rank, RankSensitivity, Run, Score, Site, Tier
from scoring.check_outcomes import Bools, Outcomes, SiteOutcomes, joined
from scoring.gap import Interval, between_groups, bounds, gap, size_gradient
from scoring.groups import described_in, population_class, ranked_in
from scoring.leave_one_out import divides, dividing_check, dividing_vendor, single_dependence
from scoring.posterior import Floats
from scoring.ranking import rank_intervals
from scoring.residuals import after_size, after_vendor
from scoring.sensitivity import CHOICES, NEXT_METHOD, rank_shift
from scoring.tier_test import MIN_SHARE_OF_POLES, TierTest, tier_test
from scoring.tiers import Bimodality, BimodalityTest, bimodality_test
from scoring.variance import variance_components, vendor_effects

VENDOR = "vendor"
"""The registry's column that names who made or runs a site."""
NO_PREFECTURE = "?"
"""A site of no known prefecture is a group of its own."""
Sites = Mapping[str, Site]
Fields = dict[str, Any]
"""Some of a record's fields."""
Values = Mapping[str, Mapping[str, float | None]]
"""Site → choice → value."""


@dataclass(frozen=True)
class Group:
    """Sites with a firm score, as columns of shape (sites,); nan where something is not known."""

    name: str
    scores: Sequence[Score]
    sites: Sequence[Site]

    @cached_property
    def x(self) -> Floats:
        """Scores."""
        return np.array([s.value for s in self.scores], float)

    @cached_property
    def se(self) -> Floats:
        """Their standard errors."""
        return np.array([s.se for s in self.scores], float)

    @cached_property
    def population(self) -> Floats:
        """Residents."""
        return residents(self.sites)

    @cached_property
    def vendors(self) -> list[str]:
        """Who made each site; "" where nobody knows."""
        return self.column(vendor_of)

    def column(self, of: Callable[[Site], str]) -> list[str]:
        """A label of each site."""
        return [of(site) for site in self.sites]


def grouped(
    scores: Iterable[Score], sites: Sites, groups_of: Callable[[Site], Iterator[str]]
) -> list[Group]:
    """Scores by the groups their sites belong to; a survey's one country is no group but all."""
    by_group: dict[str, list[Score]] = defaultdict(list)
    for s in scores:
        for name in groups_of(sites[s.site]):
            by_group[name].append(s)
    return [
        Group(name, members, [sites[s.site] for s in members])
        for name, members in by_group.items()
        if not (name.startswith("country:") and len(members) == len(by_group["all"]))
    ]


def residents(sites: Iterable[Site]) -> Floats:
    """Populations; nan where unknown."""
    return np.array([np.nan if s.population is None else s.population for s in sites], float)


def vendor_of(site: Site) -> str:
    """Who made the site, where the registry says so."""
    return site.extra.get(VENDOR, "")


def ranks(run: Run, group: Group) -> Iterator[Rank]:
    """Each site's place in a group."""
    for s, interval in zip(group.scores, rank_intervals(group.x, group.se, run.seed), strict=True):
        yield Rank(
            run.id,
            s.site,
            group.name,
            interval.rank,
            interval.low,
            interval.high,
            len(group.scores),
            interval.alike,
            interval.tie,
            interval.simultaneous_low,
            interval.simultaneous_high,
        )


@dataclass(frozen=True, slots=True)
class TierResult:
    """What is said of a group, and where tiers are claimed each site's chance of the lower one."""

    record: Tier
    lower: Floats | None = None  # (sites,)


def tier_result(run: Run, group: Group, outcomes_by_site: Mapping[str, SiteOutcomes]) -> TierResult:
    """Whether a group falls into two; sites at exactly 100 have no part in the scores' shape.

    Nothing is claimed without the outcomes of all its sites' checks.
    """
    inner = group.x < 100
    shape = bimodality_test(group.x[inner], run.seed)
    blank = Tier(run.id, group.name, "", len(inner), int((~inner).sum()))
    if shape is None:
        return TierResult(blank)
    outcomes = joined([s.site for s in group.scores], outcomes_by_site)
    if outcomes is None:
        return TierResult(
            replace(blank, status=Bimodality.UNIMODAL, decided="no_outcomes", **shape_fields(shape))
        )
    test = tier_test(outcomes, group.vendors, run.seed)
    record = replace(
        blank,
        decided=test.decided,
        sites_gain=test.sites_gain,
        checks_gain=test.checks_gain,
        latent_d=test.ashman_d,
        latent_share=test.smaller_share,
        shape_p=test.shape_p,
        **shape_fields(shape),
    )
    if not test.is_claimed or test.lower is None:
        return TierResult(
            replace(
                record,
                status=Bimodality.UNIMODAL,
                **dividing_factor(group, outcomes, shape, run.seed),
            )
        )
    dependence = single_dependence(outcomes, group.vendors, test, run.seed)
    if dependence.decided:
        record = replace(record, apart_check=dependence.check, apart_vendor=dependence.vendor)
        return TierResult(replace(record, status=Bimodality.UNIMODAL, decided=dependence.decided))
    return TierResult(claimed_tier(record, group, test, shape, run.seed), test.lower)


def shape_fields(shape: BimodalityTest) -> Fields:
    """What the tests of the scores' shape said, by the names that a record has for it."""
    return {
        "dip": shape.dip,
        "dip_p": shape.dip_p,
        "silverman_p": shape.silverman_p,
        "delta_bic": shape.delta_bic,
        "ashman_d": shape.ashman_d,
        "smaller_share": shape.smaller_share,
        "valley": shape.valley,
        "antimode": shape.antimode,
    }


def dividing_factor(group: Group, outcomes: Outcomes, shape: BimodalityTest, seed: int) -> Fields:
    """The one fault or vendor that divides two lumps of scores which are no tiers, if there is one.

    It must be on one side and not on the other, and the lumps be gone without it.
    """
    if shape.status == Bimodality.UNIMODAL or shape.antimode is None:
        return {}
    lower = (group.x < shape.antimode).astype(float)

    def still_two(left: Outcomes, kept: Bools) -> bool:
        return status_of(left.scores(), seed) not in ("", Bimodality.UNIMODAL)

    check = dividing_check(outcomes, lower, still_two)
    if check and divides(outcomes.template[:, outcomes.checks.index(check)].astype(float), lower):
        return {"apart_check": check}
    vendor = dividing_vendor(outcomes, group.vendors, lower, still_two)
    if vendor and divides(np.array([name == vendor for name in group.vendors], float), lower):
        return {"apart_vendor": vendor}
    return {}


def claimed_tier(
    record: Tier, group: Group, test: TierTest, shape: BimodalityTest, seed: int
) -> Tier:
    """The record of two classes: means of the two, and what size and vendor leave of them.

    Two poles only where the scores themselves show them.
    """
    lower, share = test.lower, test.smaller_share or 0.0
    is_poles = share >= MIN_SHARE_OF_POLES and shape.status != Bimodality.UNIMODAL
    tier = replace(
        record,
        status=Bimodality.STRONG if is_poles else Bimodality.WEAK,
        lower_mean=mean_of(group.x, lower),
        upper_mean=mean_of(group.x, None if lower is None else 1 - lower),
        residents_lower=residents_lower(group, lower),
    )
    return with_residuals(tier, group, test, seed) if group.name == "all" else tier


def mean_of(x: Floats, belongs: Floats | None) -> float | None:
    """The mean of sites that belong with some chance, both of shape (sites,)."""
    if belongs is None or not belongs.sum():
        return None
    return float(belongs @ x / belongs.sum())


def with_residuals(tier: Tier, group: Group, test: TierTest, seed: int) -> Tier:
    """What the shape says of the residuals of scores and of quality, where population is known."""
    inner = group.x < 100
    by_size, by_vendor = residual_statuses(group.x, inner, group, seed)
    tier = replace(tier, after_size=by_size, after_vendor=by_vendor)
    if test.quality is None:
        return tier
    by_size, by_vendor = residual_statuses(test.quality, np.ones(len(inner), bool), group, seed)
    return replace(tier, latent_after_size=by_size, latent_after_vendor=by_vendor)


def residual_statuses(x: Floats, kept: Bools, group: Group, seed: int) -> tuple[str, str]:
    """The status once size, and once size and vendor, are accounted for; "" where not asked."""
    x, population = x[kept], group.population[kept]
    vendor = np.array(group.vendors, str)[kept].tolist()
    by_size = status_of(after_size(x, population), seed)
    return by_size, status_of(after_vendor(x, population, vendor), seed) if any(vendor) else ""


def status_of(values: Floats, seed: int) -> str:
    """What the shape says of values or residuals: a `Bimodality`; "" where too few are known."""
    test = bimodality_test(values[~np.isnan(values) & (values < 100)], seed)
    return test.status if test else ""


def residents_lower(group: Group, lower_chance: Floats | None) -> float | None:
    """The share of residents whose site is in the lower tier, of those whose number is known."""
    has_population = ~np.isnan(group.population)
    everyone = float(group.population[has_population].sum())
    if lower_chance is None or not everyone:
        return None
    return float(lower_chance[has_population] @ group.population[has_population]) / everyone


def with_population_context(group: Group, tier_result: TierResult) -> Iterator[Score]:
    """Scores with what is known only of all together: like sites, and the chance of a tier."""
    lower_chance = tier_result.lower
    residuals = after_size(group.x, group.population)
    for i, s in enumerate(group.scores):
        yield replace(
            s,
            like_size=None if np.isnan(residuals[i]) else float(residuals[i]),
            lower_tier=None if lower_chance is None else float(lower_chance[i]),
        )


def gaps(run: Run, group: Group, unmeasured: Floats) -> Iterator[Gap]:
    """The gap figures of a group of two sites or more; residents of the unmeasured ones."""
    if len(group.scores) < 2:
        return
    for name, figure in figures(run, group, unmeasured).items():
        yield Gap(run.id, group.name, name, *figure, len(group.scores))


def figures(run: Run, group: Group, unmeasured: Floats) -> dict[str, Interval]:
    """Every measure of a group; whose the differences are is asked of all sites together."""
    x, se, seed = group.x, group.se, run.seed
    prefectures = group.column(lambda site: site.pref or NO_PREFECTURE)
    measures = {
        **gap(x, se, group.population, seed),
        **size_gradient(x, se, group.population, seed),
        **between_groups(x, se, prefectures, seed),
        **bounds(x, group.population, unmeasured),
    }
    if group.name == "all":
        labels = {
            "pref": group.column(lambda site: site.pref),
            "vendor": group.vendors,
            "size": group.column(lambda site: population_class(site.population)),
        }
        measures |= variance_components(x, se, labels, seed) | vendor_effects(x, labels, VENDOR)
    return measures


def shifts(run: Run, group: Group, values: Values) -> Iterator[RankSensitivity]:
    """How far ranks move when one choice of the method is made otherwise."""
    for choice in (*CHOICES, NEXT_METHOD):
        other = np.array([values[s.site].get(choice) for s in group.scores], float)
        shift = rank_shift(group.x, other)
        if shift is not None:
            yield RankSensitivity(
                run.id, choice, shift.mean, shift.p95, shift.correlation, len(other)
            )


def population_results(
    run: Run,
    scores: Sequence[Score],
    sites: Sites,
    values: Values,
    outcomes: Mapping[str, SiteOutcomes] = MappingProxyType({}),
) -> Iterator[Rank | Tier | Gap | RankSensitivity | Score]:
    """All records about sites together; only firm scores take part.

    `outcomes` are what the checks found, by site: without them no tiers are claimed.
    """
    firm = [s for s in scores if s.status == "ok"]
    others = [s for s in scores if s.status != "ok"]
    for group in grouped(firm, sites, ranked_in):
        yield from ranks(run, group)
    missing = {
        name: residents([sites[s.site] for s in others if name in described_in(sites[s.site])])
        for name in {name for s in scores for name in described_in(sites[s.site])}
    }
    for group in grouped(firm, sites, described_in):
        result = tier_result(run, group, outcomes)
        yield result.record
        yield from gaps(run, group, missing[group.name])
        if group.name == "all":
            yield from with_population_context(group, result)
            yield from shifts(run, group, values)
