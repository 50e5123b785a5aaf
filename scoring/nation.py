"""All sites together: ranks, tiers, gaps, and what another method would say."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from minna.records import Gap, Rank, Run, Score, Shift, Site, Tier
from scoring.gap import Interval, between_groups, bounds, gap, size_gradient
from scoring.groups import described_in, population_class, ranked_in
from scoring.posterior import Floats
from scoring.ranking import places
from scoring.residuals import after_size, after_vendor
from scoring.sensitivity import CHOICES, shifted
from scoring.tiers import humps, lower_chances
from scoring.variance import customers, shares

VENDOR = "vendor"
"""The registry's column that names who made or runs a site."""
NO_PLACE = "?"
"""A site of no known prefecture is a group of its own."""
Sites = Mapping[str, Site]
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

    def column(self, of: Callable[[Site], str]) -> list[str]:
        """A label of each site."""
        return [of(site) for site in self.sites]


def grouped(
    scores: Iterable[Score], sites: Sites, groups_of: Callable[[Site], Iterator[str]]
) -> list[Group]:
    """Scores by the groups their sites belong to; a survey's one country is no group but all."""
    found: dict[str, list[Score]] = defaultdict(list)
    for s in scores:
        for name in groups_of(sites[s.site]):
            found[name].append(s)
    return [
        Group(name, told, [sites[s.site] for s in told])
        for name, told in found.items()
        if not (name.startswith("country:") and len(told) == len(found["all"]))
    ]


def residents(sites: Iterable[Site]) -> Floats:
    """Populations; nan where unknown."""
    return np.array([np.nan if s.population is None else s.population for s in sites], float)


def vendor_of(site: Site) -> str:
    """Who made the site, where the registry says so."""
    return site.extra.get(VENDOR, "")


def ranks(run: Run, group: Group) -> Iterator[Rank]:
    """Each site's place in a group."""
    for s, p in zip(group.scores, places(group.x, group.se, run.seed), strict=True):
        yield Rank(
            run.id,
            s.site,
            group.name,
            p.rank,
            p.low,
            p.high,
            len(group.scores),
            p.alike,
            p.tie,
            p.sure_low,
            p.sure_high,
        )


def tier(run: Run, group: Group) -> Tier:
    """Whether a group falls into two; sites at exactly 100 are counted and left out of the tests.

    Means of tiers are told only where there are tiers. Of all sites together it is asked again
    with size, and with size and vendor, accounted for.
    """
    inner = group.x < 100
    told = humps(group.x[inner], run.seed)
    blank = Tier(run.id, group.name, "", len(inner), int((~inner).sum()))
    if told is None:
        return blank
    has_tiers = told.status in ("S1", "S2")
    found = replace(
        blank,
        status=told.status,
        dip=told.dip,
        dip_p=told.dip_p,
        silverman_p=told.silverman_p,
        delta_bic=told.delta_bic,
        ashman_d=told.ashman_d,
        smaller_share=told.smaller_share,
        valley=told.valley,
        antimode=told.antimode,
        lower_mean=told.lower_mean if has_tiers else None,
        upper_mean=told.upper_mean if has_tiers else None,
        residents_lower=residents_lower(group, chances(group, told.status, told.antimode)),
    )
    return with_residuals(found, group, run.seed) if group.name == "all" else found


def with_residuals(found: Tier, group: Group, seed: int) -> Tier:
    """What the tests say of the residuals, of sites whose population is known."""
    inner = group.x < 100
    x, population = group.x[inner], group.population[inner]
    vendor = np.array(group.column(vendor_of))[inner].tolist()
    by_size = status_of(after_size(x, population), seed)
    by_vendor = status_of(after_vendor(x, population, vendor), seed) if any(vendor) else ""
    return replace(found, after_size=by_size, after_vendor=by_vendor)


def status_of(residuals: Floats, seed: int) -> str:
    """S2, S1 or S0; nothing where too few are known."""
    told = humps(residuals[~np.isnan(residuals)], seed)
    return told.status if told else ""


def chances(group: Group, status: str, antimode: float | None) -> Floats | None:
    """Each site's chance of belonging to the lower tier; None where there are no tiers."""
    if status not in ("S1", "S2") or antimode is None:
        return None
    return lower_chances(group.x, group.se, antimode)


def residents_lower(group: Group, told: Floats | None) -> float | None:
    """The share of residents whose site is in the lower tier, of those whose number is known."""
    known = ~np.isnan(group.population)
    everyone = float(group.population[known].sum())
    if told is None or not everyone:
        return None
    return float(told[known] @ group.population[known]) / everyone


def in_context(group: Group, found: Tier) -> Iterator[Score]:
    """Scores with what is known only of all together: like sites, and the chance of a tier."""
    told = chances(group, found.status, found.antimode)
    like = after_size(group.x, group.population)
    for i, s in enumerate(group.scores):
        yield replace(
            s,
            like_size=None if np.isnan(like[i]) else float(like[i]),
            lower_tier=None if told is None else float(told[i]),
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
    prefectures = group.column(lambda site: site.pref or NO_PLACE)
    told = {
        **gap(x, se, group.population, seed),
        **size_gradient(x, se, group.population, seed),
        **between_groups(x, se, prefectures, seed),
        **bounds(x, group.population, unmeasured),
    }
    if group.name == "all":
        labels = {
            "pref": group.column(lambda site: site.pref),
            "vendor": group.column(vendor_of),
            "size": group.column(lambda site: population_class(site.population)),
        }
        told |= shares(x, se, labels, seed) | customers(x, labels, VENDOR)
    return told


def shifts(run: Run, group: Group, values: Values) -> Iterator[Shift]:
    """How far ranks move when one choice of the method is made otherwise."""
    for choice in CHOICES:
        other = np.array([values[s.site][choice] for s in group.scores], float)
        told = shifted(group.x, other)
        if told is not None:
            yield Shift(run.id, choice, told.mean, told.p95, told.correlation, len(other))


def compared(
    run: Run, scores: Sequence[Score], sites: Sites, values: Values
) -> Iterator[Rank | Tier | Gap | Shift | Score]:
    """All records about sites together; only firm scores take part."""
    firm = [s for s in scores if s.status == "ok"]
    others = [s for s in scores if s.status != "ok"]
    for group in grouped(firm, sites, ranked_in):
        yield from ranks(run, group)
    missing = {
        name: residents([sites[s.site] for s in others if name in described_in(sites[s.site])])
        for name in {name for s in scores for name in described_in(sites[s.site])}
    }
    for group in grouped(firm, sites, described_in):
        found = tier(run, group)
        yield found
        yield from gaps(run, group, missing[group.name])
        if group.name == "all":
            yield from in_context(group, found)
            yield from shifts(run, group, values)
