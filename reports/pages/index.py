"""The first page: what was measured, how far apart the sites are, and every site's rank."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from minna.records import Tier
from reports.audiences import audiences
from reports.distribution import histogram
from reports.losses import SHOWN, totals
from reports.pages import ReportPage
from reports.report_data import SiteEntry, SurveyReport, sections

HEADLINE_MEASURES = ("p90_p10", "sd", "sites_below_60", "residents_below_60")
MAX_ON_FIRST_PAGE = 200
"""Maximum sites in one list; more are listed by prefecture, and together on another page."""


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """The first page of the report."""
    ranked, missing = report.ranked, report.unmeasured
    many = len(report.entries) > MAX_ON_FIRST_PAGE
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
        "histogram": histogram(ranked),
        "around_median": around_median(ranked),
        "many": many,
        "totals": totals(report),
        "shown": SHOWN,
        "audiences": audiences(report),
        "sections": sections(ranked) if many else [],
    }
    yield ReportPage("index.html", "index.html", context)


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
