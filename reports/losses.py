"""Where points are lost, and what fixing would gain: for one site, and for all together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from minna.records import CheckMeta, ScoreLoss
from reports.issues import Issue, Issues
from reports.report_data import SiteEntry, SurveyReport

SHOWN = 10
"""Maximum causes listed on a page; the exports have them all."""
MIN_POINTS = 0.05
"""Points under which a cause is not worth a row: it would read 0.0."""


@dataclass(frozen=True, slots=True)
class LossCause:
    """One group of a site's faults: its figures, and its issue if the group is a kind."""

    loss: ScoreLoss
    issue: Issue | None
    share: float  # of the site's loss, 0 to 1
    gain: float  # points, with this alone fixed


@dataclass(frozen=True, slots=True)
class LossCauses:
    """A site's loss, divided twice."""

    total: float
    kinds: tuple[LossCause, ...]
    parts: tuple[LossCause, ...]

    @property
    def best(self) -> LossCause | None:
        """The one thing that gains most, a shared part before one of its kinds."""
        shared = [cause for cause in self.parts if cause.loss.group != "own"]
        return max((*shared, *self.kinds), key=lambda cause: cause.gain, default=None)

    @property
    def is_shared(self) -> bool:
        """Whether any of it lies in a part that pages share."""
        return any(cause.loss.group != "own" for cause in self.parts)


@dataclass(frozen=True, slots=True)
class CheckTotal:
    """What one check costs all ranked sites: points of the mean score, their share, the sites."""

    meta: CheckMeta
    points: float
    share: float
    sites: int


@dataclass(frozen=True, slots=True)
class LossTotals:
    """The loss of all ranked sites together."""

    mean: float
    shared: float  # share of it in parts that pages share, 0 to 1
    checks: tuple[CheckTotal, ...]


def site_causes(report: SurveyReport, entry: SiteEntry, issues: Issues) -> LossCauses:
    """A site's causes, the largest first; none for a site without a score."""
    value = entry.score.value
    if value is None:
        return LossCauses(0.0, (), ())
    issue_of = {(f.meta.id, f.finding.message): f for f in issues.certain}
    total = 100 - value
    by_grouping: dict[str, list[LossCause]] = {"kind": [], "part": []}
    where = {"run": report.run.id, "site": entry.site.code, "by": tuple(by_grouping)}
    for loss in report.store.read(ScoreLoss, **where):
        issue = issue_of.get((loss.check, loss.group)) if loss.by == "kind" else None
        share = loss.loss / total if total > 0 else 0.0
        by_grouping[loss.by].append(LossCause(loss, issue, share, loss.value - value))
    kinds, parts = (tuple(sorted(by_grouping[by], key=largest)) for by in ("kind", "part"))
    return LossCauses(total, kinds, parts)


def largest(cause: LossCause) -> tuple[float, float, str, str]:
    """By points lost, then by points gained when fixed."""
    return -cause.loss.loss, -cause.gain, cause.loss.check, cause.loss.group


def by_loss(issues: Issues, causes: LossCauses) -> Issues:
    """The certain faults in the order of the points that they cost; others keep theirs."""
    position = {(c.loss.check, c.loss.group): n for n, c in enumerate(causes.kinds)}
    last = len(position)
    ordered = sorted(
        issues.certain, key=lambda f: position.get((f.meta.id, f.finding.message), last)
    )
    return replace(issues, certain=tuple(ordered))


def totals(report: SurveyReport) -> LossTotals | None:
    """What costs all ranked sites most; nothing where nobody lost a point."""
    ranked = {entry.site.code for entry in report.ranked}
    points: dict[str, float] = defaultdict(float)
    sites: dict[str, set[str]] = defaultdict(set)
    shared = 0.0
    for loss in losses_of(report, ranked):
        if loss.by == "part":
            shared += loss.loss if loss.group != "own" else 0.0
        elif loss.by == "kind" and loss.loss > 0:
            points[loss.check] += loss.loss
            sites[loss.check].add(loss.site)
    whole = sum(points.values())
    if whole <= 0:
        return None
    check_totals = [
        CheckTotal(report.meta(check), lost / len(ranked), lost / whole, len(sites[check]))
        for check, lost in sorted(points.items(), key=lambda item: (-item[1], item[0]))
    ]
    return LossTotals(whole / len(ranked), shared / whole, tuple(check_totals))


def losses_of(report: SurveyReport, codes: Iterable[str]) -> Iterator[ScoreLoss]:
    """The losses of some sites, read one after another."""
    sites = set(codes)
    return (loss for loss in report.store.read(ScoreLoss, run=report.run.id) if loss.site in sites)
