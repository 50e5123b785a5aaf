"""Where points are lost, and what mending would give: one site's, and those of all together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from minna.records import CheckMeta, ScoreLoss
from reports.book import Book, Entry
from reports.faults import Fault, Faults

SHOWN = 10
"""So many causes are listed; the exports have them all."""
LEAST = 0.05
"""Points under which a cause is not worth a row: it would read 0.0."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One group of a site's faults: its figures, and the fault that it is if it is a kind."""

    loss: ScoreLoss
    fault: Fault | None
    share: float  # of the site's loss, 0 to 1
    gain: float  # points, with this alone mended


@dataclass(frozen=True, slots=True)
class Causes:
    """A site's loss, divided twice."""

    total: float
    kinds: tuple[Cause, ...]
    parts: tuple[Cause, ...]

    @property
    def best(self) -> Cause | None:
        """The one thing that gains most, a shared part before one of its kinds."""
        shared = [cause for cause in self.parts if cause.loss.group != "own"]
        return max((*shared, *self.kinds), key=lambda cause: cause.gain, default=None)

    @property
    def is_shared(self) -> bool:
        """Whether any of it lies in a part that pages share."""
        return any(cause.loss.group != "own" for cause in self.parts)


@dataclass(frozen=True, slots=True)
class Total:
    """What one check costs all ranked sites: points of the mean score, their share, the sites."""

    card: CheckMeta
    points: float
    share: float
    sites: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The loss of all ranked sites together."""

    mean: float
    shared: float  # share of it in parts that pages share, 0 to 1
    checks: tuple[Total, ...]


def site_causes(book: Book, entry: Entry, faults: Faults) -> Causes:
    """A site's causes, the dearest first; none for a site without a score."""
    value = entry.score.value
    if value is None:
        return Causes(0.0, (), ())
    known = {(f.card.id, f.finding.message): f for f in faults.certain}
    total = 100 - value
    found: dict[str, list[Cause]] = {"kind": [], "part": []}
    for loss in book.store.read(ScoreLoss, run=book.run.id, site=entry.site.code):
        fault = known.get((loss.check, loss.group)) if loss.by == "kind" else None
        share = loss.loss / total if total > 0 else 0.0
        found[loss.by].append(Cause(loss, fault, share, loss.value - value))
    kinds, parts = (tuple(sorted(found[by], key=dearest)) for by in ("kind", "part"))
    return Causes(total, kinds, parts)


def dearest(cause: Cause) -> tuple[float, float, str, str]:
    """By points lost, then by what mending gains."""
    return -cause.loss.loss, -cause.gain, cause.loss.check, cause.loss.group


def by_loss(faults: Faults, causes: Causes) -> Faults:
    """The certain faults in the order of the points that they cost; others keep theirs."""
    place = {(c.loss.check, c.loss.group): n for n, c in enumerate(causes.kinds)}
    last = len(place)
    ordered = sorted(faults.certain, key=lambda f: place.get((f.card.id, f.finding.message), last))
    return replace(faults, certain=tuple(ordered))


def totals(book: Book) -> Totals | None:
    """What costs all ranked sites most; nothing where nobody lost a point."""
    ranked = {entry.site.code for entry in book.ranked}
    points: dict[str, float] = defaultdict(float)
    sites: dict[str, set[str]] = defaultdict(set)
    shared = 0.0
    for loss in losses_of(book, ranked):
        if loss.by == "part":
            shared += loss.loss if loss.group != "own" else 0.0
        elif loss.loss > 0:
            points[loss.check] += loss.loss
            sites[loss.check].add(loss.site)
    whole = sum(points.values())
    if whole <= 0:
        return None
    told = [
        Total(book.card(check), lost / len(ranked), lost / whole, len(sites[check]))
        for check, lost in sorted(points.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Totals(whole / len(ranked), shared / whole, tuple(told))


def losses_of(book: Book, codes: Iterable[str]) -> Iterator[ScoreLoss]:
    """The losses of some sites, read one after another."""
    wanted = set(codes)
    return (loss for loss in book.store.read(ScoreLoss, run=book.run.id) if loss.site in wanted)
