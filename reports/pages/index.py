"""The first page: the gap, the shape of the nation, its places, and what would help most."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from minna.records import Tier
from reports import comparison
from reports.audiences import AUDIENCES, Audiences, audiences
from reports.charts.dot_map import BANDS, dot_map
from reports.charts.dot_plot import DotPlot, dot_plot
from reports.charts.size_plot import quantile, size_plot
from reports.distribution import score_classes
from reports.groups import has_tiers, prefecture_groups, tier_limit
from reports.losses import SHOWN, totals
from reports.pages import ReportPage
from reports.report_data import SiteEntry, SurveyReport
from reports.template_faults import template_faults

HEADLINE_MEASURES = ("p90_p10", "sd", "sites_below_60", "residents_below_60")
MAX_ON_FIRST_PAGE = 200
"""Maximum sites in one list; more are listed by prefecture, and together on another page."""
CHECKS_OF_CHANGE = 3
"""Checks named among what changed since an earlier survey."""


@dataclass(frozen=True, slots=True)
class AudienceChart:
    """One audience's indices: their dots, and quantiles for the table."""

    audience: str
    sites: int
    plot: DotPlot
    quantiles: tuple[float, ...]  # lowest tenth, median, highest tenth


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The sites of a region by band, as the map shows them."""

    name: str
    bands: tuple[int, ...]


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """The first page of the report."""
    ranked, missing = report.ranked, report.unmeasured
    both = audiences(report)
    values = [entry.score.value or 0.0 for entry in ranked]
    groups = report.once(prefecture_groups)
    context = {
        "entries": report.entries,
        "ranked": ranked,
        "provisional": report.provisional,
        "missing": missing,
        "pages": sum(entry.pages for entry in report.entries),
        "reasons": Counter(entry.score.status for entry in missing).most_common(),
        "residents": residents(missing),
        "tier": report.tier(),
        "gaps": [
            gap for name in HEADLINE_MEASURES for gap in report.gaps_of() if gap.measure == name
        ],
        "gaps_of": report.gaps_of,
        "other_tiers": other_tiers(report),
        "metas": report.metas,
        "plot": dot_plot(values),
        "classes": score_classes(ranked),
        "middle": median(values) if values else None,
        "limit": tier_limit(report),
        "has_tiers": has_tiers(report),
        "map": dot_map(ranked),
        "regions": region_rows(ranked),
        "prefectures": groups,
        "is_gridded": bool(groups) and all(group.prefecture for group in groups),
        "sizes": size_plot(ranked, {gap.measure: gap for gap in report.gaps_of()}),
        "around_median": around_median(ranked),
        "many": is_large(report),
        "totals": report.once(totals),
        "shown": SHOWN,
        "faults": report.once(template_faults)[:SHOWN],
        "meta_of": report.meta,
        "audiences": both,
        "audience_charts": audience_charts(both),
        "comparison": report.comparison,
        "gap_lines": comparison.gap_lines,
        "direction_counts_line": comparison.direction_counts_line,
        "check_lines": lambda changes, lang: comparison.check_lines(changes, lang)[
            :CHECKS_OF_CHANGE
        ],
        "warning_message": comparison.warning_message,
    }
    yield ReportPage("index.html", "index.html", context, script="search")


def is_large(report: SurveyReport) -> bool:
    """Whether the survey has more sites than the first page can list."""
    return len(report.entries) > MAX_ON_FIRST_PAGE


def residents(listed: Sequence[SiteEntry]) -> int:
    """How many people live there, as far as the registry knows."""
    return sum(entry.site.population or 0 for entry in listed)


def other_tiers(report: SurveyReport) -> list[Tier]:
    """What the tests said of smaller groups, where there was enough to ask."""
    return [tier for tier in report.tiers if tier.group != "all" and tier.status]


def around_median(ranked: Sequence[SiteEntry]) -> int:
    """How many sites lie within three points of the middle score: what a small error moves."""
    values = [entry.score.value for entry in ranked if entry.score.value is not None]
    return sum(abs(value - median(values)) <= 3 for value in values)


def region_rows(ranked: Sequence[SiteEntry]) -> list[RegionRow]:
    """Sites by region and band, in the order of the codes; nothing where no region is known."""
    counted: dict[str, Counter[str]] = {}
    for entry in sorted(ranked, key=lambda e: e.site.code):
        counted.setdefault(entry.site.region, Counter())[entry.score.band] += 1
    if set(counted) == {""}:
        return []
    return [RegionRow(name, tuple(bands[b] for b in BANDS)) for name, bands in counted.items()]


def audience_charts(both: Audiences) -> list[AudienceChart]:
    """Citizens and businesses, each with its distribution; of figures on trial while no other."""
    charts = []
    for audience in AUDIENCES:
        values = sorted(row.index.value or 0.0 for row in both.lists[audience])
        if not both.any:
            values = list(both.on_trial[audience])
        if values:
            marks = tuple(quantile(values, share) for share in (0.1, 0.5, 0.9))
            charts.append(AudienceChart(audience, len(values), dot_plot(values), marks))
    return charts
