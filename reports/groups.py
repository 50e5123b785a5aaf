"""Groups of sites that have pages of their own: prefectures, peers, customers of one vendor."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

from minna.records import Gap, SiteProduct
from reports.report_data import SiteEntry, SurveyReport, by_score, slug

TABLE = Path(__file__).with_name("jp_prefectures.csv")
LOW_SCORE = 60.0
"""The line of the shares below 60 points, which are said where no two tiers may be claimed."""
VENDOR = "vendor"
"""The registry's column that names who made or runs a site."""
NAMED_PRODUCTS = ("sure", "family")
"""Certainties of a product that stands for a vendor, as in scoring."""
MIN_CUSTOMERS = 10
"""Customers from which on a vendor has a page: a few say nothing about it."""


@dataclass(frozen=True, slots=True)
class Prefecture:
    """A prefecture of Japan: its place in the tile grid, and its English name."""

    name: str
    slug: str
    name_en: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class SiteGroup:
    """Sites that have something in common, and what can be said of all of them together."""

    kind: str  # pref, peer, vendor
    name: str  # as in ranks: the prefecture, "<type>/<population class>", the vendor
    slug: str
    ranked: tuple[SiteEntry, ...]  # best score first
    others: tuple[SiteEntry, ...]  # provisional or not measured
    median: float | None
    lower: float | None  # share of the ranked sites in the lower part, 0 to 1
    prefecture: Prefecture | None = None

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"{self.kind}/{self.slug}.html"

    @property
    def group(self) -> str:
        """Its name among the groups of ranks, tiers and gaps."""
        return f"{self.kind}:{self.name}"

    @property
    def residents(self) -> int:
        """Residents of all its sites, as far as the registry knows."""
        return sum(entry.site.population or 0 for entry in (*self.ranked, *self.others))


@cache
def prefectures() -> dict[str, Prefecture]:
    """The 47 by their names.

    >>> prefectures()["東京都"].slug
    '13-tokyo'
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Prefecture(
                row["name"], row["slug"], row["name_en"], int(row["x"]), int(row["y"])
            )
            for row in csv.DictReader(file)
        }


def has_tiers(report: SurveyReport) -> bool:
    """Whether the tests allow to speak of two tiers of all sites."""
    tier = report.tier()
    return bool(tier and tier.status in ("S1", "S2"))


def lower_share(report: SurveyReport, ranked: Sequence[SiteEntry]) -> float | None:
    """The share in the lower tier where two may be claimed, else below LOW_SCORE; None of none."""
    if not ranked:
        return None
    if has_tiers(report):
        chances = [entry.score.lower_tier or 0.0 for entry in ranked]
        return sum(chances) / len(chances)
    return sum((entry.score.value or 0.0) < LOW_SCORE for entry in ranked) / len(ranked)


def tier_limit(report: SurveyReport) -> float | None:
    """The score that divides the two tiers with the fewest exceptions; None where none are claimed.

    A site is in the lower tier if its chance of that is one half or more.
    """
    if not has_tiers(report):
        return None
    ordered = sorted((e.score.value or 0.0, e.score.lower_tier or 0.0) for e in report.ranked)
    lower = sum(chance >= 0.5 for _, chance in ordered)
    if not 0 < lower < len(ordered):
        return None
    errors = lower  # with the limit below all scores
    best, limit = errors, 0
    for i, (_, chance) in enumerate(ordered, 1):
        errors += -1 if chance >= 0.5 else 1
        if errors < best:
            best, limit = errors, i
    above = ordered[limit][0] if limit < len(ordered) else 100.0
    return (ordered[limit - 1][0] + above) / 2 if limit else None


def group_slug(kind: str, name: str) -> str:
    """The file name of a group's page.

    >>> group_slug("pref", "東京都"), group_slug("peer", "city/10000-50000")
    ('13-tokyo', 'city-10000-50000')
    """
    if kind == "pref" and name in prefectures():
        return prefectures()[name].slug
    return slug(re.sub("[/_]", "-", name) if kind == "peer" else name)


def site_group(
    report: SurveyReport, kind: str, name: str, members: Sequence[SiteEntry]
) -> SiteGroup:
    """A group with its figures."""
    ranked = tuple(sorted((entry for entry in members if entry.ranked), key=by_score))
    place = prefectures().get(name) if kind == "pref" else None
    return SiteGroup(
        kind,
        name,
        group_slug(kind, name),
        ranked,
        tuple(entry for entry in members if not entry.ranked),
        median(e.score.value or 0.0 for e in ranked) if ranked else None,
        lower_share(report, ranked),
        place,
    )


def prefecture_groups(report: SurveyReport) -> tuple[SiteGroup, ...]:
    """Sites by prefecture, in the order of the codes; those without one are in none."""
    return grouped(report, "pref", {e.site.code: e.site.pref for e in report.entries})


def peer_groups(report: SurveyReport) -> tuple[SiteGroup, ...]:
    """Ranked sites by type and class of population."""
    names = {
        e.site.code: e.ranks["peer"].group.partition(":")[2]
        for e in report.entries
        if e.ranked and "peer" in e.ranks
    }
    return grouped(report, "peer", names)


def vendor_groups(report: SurveyReport) -> tuple[tuple[SiteGroup, Gap], ...]:
    """Customers of the vendors whose difference from others was estimated, with that figure."""
    groups = grouped(report, "vendor", report.once(vendors))
    gaps = {gap.measure: gap for gap in report.gaps_of()}
    return tuple(
        (group, gaps[group.group])
        for group in groups
        if group.group in gaps and len(group.ranked) >= MIN_CUSTOMERS
    )


def vendors(report: SurveyReport) -> dict[str, str]:
    """Who made each site, by its code: as the registry says, else the product that markup shows."""
    products = {
        product.site: product.product
        for product in report.store.read(SiteProduct, run=report.run.id)
        if product.certainty in NAMED_PRODUCTS
    }
    named = {
        e.site.code: e.site.extra.get(VENDOR) or products.get(e.site.code, "")
        for e in report.entries
    }
    return {code: name for code, name in named.items() if name}


def grouped(report: SurveyReport, kind: str, name_of: dict[str, str]) -> tuple[SiteGroup, ...]:
    """The groups of one kind in the order of their first site's code."""
    members: dict[str, list[SiteEntry]] = {}
    for entry in sorted(report.entries, key=lambda e: e.site.code):
        if name := name_of.get(entry.site.code):
            members.setdefault(name, []).append(entry)
    return tuple(site_group(report, kind, name, group) for name, group in members.items())
