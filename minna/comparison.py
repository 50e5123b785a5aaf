"""What two surveys of the same sites say together: shapes that travel, and are not recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

from minna.records import CheckMeta, Rank

KINDS = ("fixed", "new", "resampled", "rules")
"""Why a score is another: faults mended, faults come, other pages drawn, rules that count anew."""


@dataclass(frozen=True, slots=True)
class SurveyLabel:
    """One of the two surveys."""

    book: str
    run: str
    started: str
    method: str
    profile: str
    scored: int  # sites with a firm score


@dataclass(frozen=True, slots=True)
class SpreadChange:
    """One measure of all paired sites, before and after, with the 95 % interval of the change."""

    measure: str  # mean, sd, p90_p10
    old: float
    new: float
    change: float
    low: float
    high: float

    @property
    def direction(self) -> str:
        """What may be said: more, less, or unsure where the interval holds 0."""
        return "more" if self.low > 0 else "less" if self.high < 0 else "unsure"


@dataclass(frozen=True, slots=True)
class CheckChange:
    """What one check did to a site's score, for one of the KINDS."""

    check: str
    kind: str
    points: float  # gained; a loss is below 0
    pages: int  # where: for `resampled` pages that only one of the surveys measured


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A site's two scores, the difference with its 95 % interval, and what it is made of."""

    code: str
    name: str
    old: float
    new: float
    low: float
    high: float
    checks: tuple[CheckChange, ...]  # their points add up to new − old
    old_rank: Rank | None = None
    new_rank: Rank | None = None
    old_visit: float | None = None  # the figures of method 2.0; None where a survey has none
    new_visit: float | None = None

    @property
    def change(self) -> float:
        """Points gained."""
        return self.new - self.old

    @property
    def direction(self) -> str:
        """What may be said: more, less, or unsure where the interval holds 0."""
        return "more" if self.low > 0 else "less" if self.high < 0 else "unsure"

    @property
    def parts(self) -> dict[str, float]:
        """The change by kind; together `change`."""
        return {k: sum(c.points for c in self.checks if c.kind == k) for k in KINDS}

    @property
    def has_moved(self) -> bool:
        """Whether a change of rank may be shown: ranges apart, and a difference beyond chance."""
        one, two = self.old_rank, self.new_rank
        if one is None or two is None or self.direction == "unsure":
            return False
        return one.high < two.low or two.high < one.low


@dataclass(frozen=True, slots=True)
class UnmatchedSite:
    """A site that cannot be compared, and why."""

    code: str
    name: str
    why: str  # only_old, only_new, moved, or no_score


@dataclass(frozen=True, slots=True)
class ComparisonWarning:
    """Something beside the sites that was not the same: a version, a setting, the method."""

    kind: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that two surveys say together."""

    old: SurveyLabel
    new: SurveyLabel
    spreads: tuple[SpreadChange, ...]  # none where too few sites are paired
    sites: tuple[SiteChange, ...]
    unpaired: tuple[UnmatchedSite, ...]
    cautions: tuple[ComparisonWarning, ...]
    metas: Mapping[str, CheckMeta]  # of every check named
