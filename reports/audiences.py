"""The indices for citizens and for businesses: apart, and only where every pillar was measured."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from minna.records import AudienceIndex, ServiceSearch
from reports.report_data import SiteEntry, SurveyReport

AUDIENCES = ("citizens", "businesses")
PILLARS = ("task", "mobile", "trust")


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A site with its index."""

    entry: SiteEntry
    index: AudienceIndex


@dataclass(frozen=True, slots=True)
class Audiences:
    """Both lists, highest first, and the pillars that nobody has."""

    lists: dict[str, tuple[IndexRow, ...]]
    missing: tuple[str, ...]
    trial: tuple[str, ...] = ()  # pillars that nobody has but on trial
    searched: int = 0  # sites whose tasks were looked for
    on_trial: dict[str, tuple[float, ...]] = field(default_factory=dict)
    """Values with the pillars that are tried out, by audience, lowest first; they are no list."""

    @property
    def any(self) -> bool:
        """Whether any site has an index."""
        return any(self.lists.values())


def audiences(report: SurveyReport) -> Audiences:
    """What the survey says of both audiences; provisional sites are in no list."""
    ranked = {entry.site.code: entry for entry in report.ranked}
    indices = [i for i in report.store.read(AudienceIndex, run=report.run.id) if i.site in ranked]
    lists = {
        name: tuple(
            IndexRow(ranked[i.site], i)
            for i in sorted(indices, key=by_value)
            if i.audience == name and i.value is not None
        )
        for name in AUDIENCES
    }
    missing = tuple(p for p in PILLARS if all(p in index.missing for index in indices))
    trial = tuple(p for p in missing if any(p in index.trial for index in indices))
    searched = report.store.count(ServiceSearch, run=report.run.id)
    absent = tuple(p for p in missing if p not in trial)
    on_trial = {
        name: tuple(
            sorted(
                i.trial_value for i in indices if i.audience == name and i.trial_value is not None
            )
        )
        for name in AUDIENCES
    }
    return Audiences(lists, absent, trial, searched, on_trial)


def by_value(index: AudienceIndex) -> tuple[float, str]:
    """Highest first, equals in the order of their codes."""
    return -(index.value or 0.0), index.site


def site_indices(report: SurveyReport, entry: SiteEntry) -> Sequence[AudienceIndex]:
    """A site's indices, citizens first; none for a site without a score."""
    by_audience = {
        i.audience: i
        for i in report.store.read(AudienceIndex, run=report.run.id, site=entry.site.code)
    }
    return [
        by_audience[name]
        for name in AUDIENCES
        if name in by_audience and entry.score.value is not None
    ]
