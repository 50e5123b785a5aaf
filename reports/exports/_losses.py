"""A row for each cause of a site's loss, the same in every format."""

from collections.abc import Iterator

from minna.records import ScoreLoss
from reports.exports._ranking import short
from reports.report_data import SurveyReport

NAMES = (
    "code",
    "by",
    "check",
    "group",
    "loss",
    "pages",
    "score",
    "score_mended",
    "low",
    "high",
    "rank",
    "rank_low",
    "rank_high",
    "rank_mended",
    "rank_mended_low",
    "rank_mended_high",
)


def rows(report: SurveyReport) -> Iterator[dict[str, object]]:
    """Site by site; sites without a score have none, and provisional ones no ranks."""
    scored_entries = {
        entry.site.code: entry for entry in report.entries if entry.score.value is not None
    }
    for loss in report.store.read(ScoreLoss, run=report.run.id):
        if entry := scored_entries.get(loss.site):
            site_rank = entry.rank if entry.ranked else None
            ranks = (
                (site_rank.rank, site_rank.low, site_rank.high) if site_rank else (None, None, None)
            )
            figures = (loss.value, loss.low, loss.high)
            values = (
                *(loss.site, loss.by, loss.check, loss.group, short(loss.loss), loss.pages),
                *(short(entry.score.value), *map(short, figures), *ranks),
                *(loss.rank, loss.rank_low, loss.rank_high),
            )
            yield dict(zip(NAMES, values, strict=True))
