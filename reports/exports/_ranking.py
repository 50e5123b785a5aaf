"""A site's row in the ranking, the same in every format."""

from collections.abc import Iterator

from reports.report_data import SiteEntry, SurveyReport

NAMES = (
    "code",
    "name",
    "pref",
    "type",
    "population",
    "url",
    "status",
    "reason",
    "score",
    "low",
    "high",
    "se",
    "lower_bound",
    "band",
    "borderline",
    "rank",
    "rank_low",
    "rank_high",
    "rank_of",
    "alike",
    "peer_group",
    "peer_rank",
    "peer_rank_low",
    "peer_rank_high",
    "peer_rank_of",
    "pages",
    "failed_pages",
    "frame_pages",
    "blocking_pages",
    "blocking_low",
    "blocking_high",
    "problem_pages",
    "problem_low",
    "problem_high",
    "p10",
    "profile",
    "method",
    "visit",
    "visit_low",
    "visit_high",
)


def rows(report: SurveyReport) -> Iterator[dict[str, object]]:
    """Ranked sites first, then the provisional, then those without a score."""
    for entry in (*report.ranked, *report.provisional, *report.unmeasured):
        yield dict(zip(NAMES, row(entry), strict=True))


def row(entry: SiteEntry) -> Iterator[object]:
    """The values of one site in the order of NAMES; a site without a place has empty ranks."""
    site, score, measured = entry.site, entry.score, entry.score.value is not None
    yield from (site.code, site.name, site.pref, site.type, site.population, site.url)
    yield from (score.status, entry.reason)
    yield from (short(n) for n in (score.value, score.low, score.high, score.se, score.lower_bound))
    yield from (score.band, score.borderline) if measured else ("", None)
    site_rank = entry.rank if entry.ranked else None
    peer = entry.ranks.get("peer") if entry.ranked else None
    yield from (
        (site_rank.rank, site_rank.low, site_rank.high, site_rank.of, site_rank.alike)
        if site_rank
        else [None] * 5
    )
    yield from (peer.group, peer.rank, peer.low, peer.high, peer.of) if peer else [None] * 5
    yield from (entry.pages, score.failed_pages, score.frame_pages)
    yield from (score.blocking_pages if measured else None, score.blocking_low, score.blocking_high)
    yield from (score.problem_pages if measured else None, score.problem_low, score.problem_high)
    yield from (short(score.p10), score.profile, score.method)
    yield from map(short, (score.visit, score.visit_low, score.visit_high))


def short(value: float | None) -> float | None:
    """Four decimals: enough to test for two tiers, where whole points would invent them."""
    return None if value is None else round(value, 4)
