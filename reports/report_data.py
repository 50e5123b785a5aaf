"""The data of one survey, as every page of the report reads it.

Scores, ranks and sites of the whole survey fit in memory; findings are read site by site.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from minna.comparison import Comparison
from minna.reasons import NO_REASON, Code, Reason
from minna.records import CheckMeta, Gap, Rank, Run, Score, Site, SiteCrawl, Tier
from minna.store import Store
from minna.wave_position import WavePosition
from reports.baseline import BaselineComparison

T = TypeVar("T")
CLEAN_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,59}")
"""What a file name may be on every system, also on those where CON is a device."""


@dataclass(frozen=True, slots=True)
class SiteEntry:
    """One site with all that the survey says of it."""

    site: Site
    slug: str
    frame: SiteCrawl
    score: Score
    ranks: dict[str, Rank]  # by kind of group: all, peer, pref

    @property
    def rank(self) -> Rank | None:
        """Its rank among all sites, if it has one."""
        return self.ranks.get("all")

    @property
    def ranked(self) -> bool:
        """Whether it may stand in the list: measured well enough, and placed."""
        return self.score.status == "ok" and self.score.value is not None and bool(self.rank)

    @property
    def pages(self) -> int:
        """How many pages were measured."""
        return self.score.key_pages + self.score.random_pages

    @property
    def blocking_share(self) -> float | None:
        """Share of the measured pages with a blocking barrier, 0 to 1."""
        return self.score.blocking_pages / self.pages if self.pages else None

    @property
    def problem_share(self) -> float | None:
        """Share of the measured pages with any problem that counts, 0 to 1."""
        return self.score.problem_pages / self.pages if self.pages else None

    @property
    def reason(self) -> Reason:
        """Why the site has this status."""
        return self.score.reason or self.frame.reason

    @property
    def moved(self) -> Reason:
        """That the site was found in another folder than the registry's, if it was."""
        return self.frame.reason if self.frame.reason.code is Code.MOVED else NO_REASON


@dataclass(frozen=True, slots=True)
class Section:
    """Sites that are listed under one heading."""

    name: str
    anchor: str
    entries: tuple[SiteEntry, ...]


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """How a single site stands against surveys that are not in this database."""

    baseline: BaselineComparison | None = None
    wave: str = ""  # the name of the published file
    positions: tuple[WavePosition, ...] = ()  # in that wave


NO_STANDING = SiteStanding()


@dataclass(frozen=True, slots=True)
class SurveyReport:
    """A survey as the report's pages read it."""

    store: Store
    run: Run
    entries: tuple[SiteEntry, ...]  # in the order of their codes
    tiers: tuple[Tier, ...]
    gaps: tuple[Gap, ...]
    metas: dict[str, CheckMeta]
    comparison: Comparison | None = None  # with an earlier survey
    standing: SiteStanding = NO_STANDING  # of a single site, against other surveys
    results: dict[Callable[..., Any], Any] = field(default_factory=dict, compare=False)

    def once(self, work: Callable[["SurveyReport"], T]) -> T:
        """What a function says of this report; several pages need it, and it is asked once."""
        if work not in self.results:
            self.results[work] = work(self)
        result: T = self.results[work]
        return result

    @property
    def ranked(self) -> tuple[SiteEntry, ...]:
        """The sites with a place, best score first."""
        return tuple(sorted((e for e in self.entries if e.ranked), key=by_score))

    @property
    def provisional(self) -> tuple[SiteEntry, ...]:
        """Measured, yet on too little to be ranked."""
        return tuple(e for e in self.entries if not e.ranked and e.score.value is not None)

    @property
    def unmeasured(self) -> tuple[SiteEntry, ...]:
        """The sites without any score."""
        return tuple(e for e in self.entries if e.score.value is None)

    def tier(self, group: str = "all") -> Tier | None:
        """What the tests for two tiers said of a group."""
        return next((tier for tier in self.tiers if tier.group == group), None)

    def gaps_of(self, group: str = "all") -> tuple[Gap, ...]:
        """The gap figures of a group."""
        return tuple(gap for gap in self.gaps if gap.group == group)

    def name_of(self, code: str) -> str:
        """The name of a site; its code where it is none of the survey's."""
        return next((e.site.name for e in self.entries if e.site.code == code), code)

    def meta(self, check: str) -> CheckMeta:
        """The check's description; for an unknown check one that has only its id."""
        return self.metas.get(check) or CheckMeta("", "minor", {}, {}, {}, {}, id=check)


def load_report(
    store: Store,
    run: Run,
    comparison: Comparison | None = None,
    standing: SiteStanding = NO_STANDING,
) -> SurveyReport:
    """Read what the whole report shares; `comparison` is with an earlier survey."""
    return SurveyReport(
        store,
        run,
        tuple(site_entries(store, run)),
        tuple(store.read(Tier, run=run.id)),
        tuple(store.read(Gap, run=run.id)),
        {meta.id: meta for meta in store.read(CheckMeta, run=run.id)},
        comparison,
        standing=standing,
    )


def site_entries(store: Store, run: Run) -> Iterator[SiteEntry]:
    """Every site of the registry, also those of which nothing is known yet."""
    frames = {frame.site: frame for frame in store.read(SiteCrawl, run=run.id)}
    scores = {score.site: score for score in store.read(Score, run=run.id)}
    ranks: dict[str, dict[str, Rank]] = {}
    for rank in store.read(Rank, run=run.id):
        ranks.setdefault(rank.site, {})[rank.group.partition(":")[0]] = rank
    for site in store.read(Site, run=run.id):
        frame = frames.get(site.code) or SiteCrawl(run.id, site.code, "pending")
        score = scores.get(site.code) or Score(run.id, site.code, status_without_score(frame))
        yield SiteEntry(site, slug(site.code), frame, score, ranks.get(site.code, {}))


def status_without_score(frame: SiteCrawl) -> str:
    """The status of a site that scoring has not reached: the frame's, which is never a score."""
    return "pending" if frame.status == "ok" else frame.status


def slug(code: str) -> str:
    """A file name for a code: the code itself where it is harmless, else a name made unique.

    >>> slug("011002"), slug("../Etc")[:4]
    ('011002', 'etc-')
    """
    if CLEAN_NAME.fullmatch(code):
        return code
    plain = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:40]
    return f"{plain or 'site'}-{hashlib.sha256(code.encode()).hexdigest()[:8]}"


def by_score(entry: SiteEntry) -> tuple[float, str]:
    """Best first; equals in the order of their codes."""
    return -(entry.score.value or 0.0), entry.site.code
