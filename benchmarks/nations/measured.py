"""What the checks said of each injected case, and of the pages it was put into.

Findings are the judged ones of kept evidence, through the desktop's window alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from audits.judging.check_runner import page_check_metas
from benchmarks import claims
from benchmarks.injection import results, visits
from benchmarks.injection.catalog import Case, Kind, cases, kinds
from benchmarks.injection.hosts import HostPage, host_pages
from benchmarks.injection.plan import InjectedPage, baselines, by_chance, plan
from benchmarks.sets.readings import FALSE, readings
from benchmarks.sightings import SURE, strength
from minna.records import CheckMeta, Finding
from scoring.weights import profile_criteria

SEED = 1
"""Of the plan by which the kept pages were made."""


@dataclass(frozen=True, slots=True)
class Said:
    """One way in which a case, or a page as it was, is said to fail."""

    check: str
    message: str
    strength: str
    count: int
    impact: str

    @property
    def is_sure(self) -> bool:
        """Whether it may move a score."""
        return self.strength == SURE


@dataclass(frozen=True, slots=True)
class MeasuredCase:
    """A case with all that is said of it."""

    case: Case
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class MeasuredHost:
    """A page without barriers: what is said of it with reason, and what without."""

    name: str
    site: str
    faults: tuple[Said, ...]
    false_alarms: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """All that a nation is made of."""

    barriers: tuple[MeasuredCase, ...]
    clean: tuple[MeasuredCase, ...]
    hosts: tuple[MeasuredHost, ...]
    unowned: int  # findings that belong to no case of their page, given to one by chance
    found: int


@cache
def scored_metas(profile: str) -> Mapping[str, CheckMeta]:
    """The cards of a profile's A and AA criteria."""
    criteria_ids = profile_criteria(profile)
    return {card.id: card for card in page_check_metas() if card.criterion in criteria_ids}


@cache
def kind_of(name: str) -> Kind:
    """A kind by its id."""
    return next(kind for kind in kinds() if kind.id == name)


def measure(profile: str) -> Measured:
    """What is kept of all planned pages, by the checks of a profile.

    Cases whose page was not visited, or that nobody can see, are left out; so are kinds of which
    no criterion belongs to the profile.
    """
    scored, criteria_ids = scored_metas(profile), profile_criteria(profile)
    pages = plan(cases(), host_pages(), SEED)
    without = {page.host.name: page for page in baselines(pages)}
    visits_by_page = visits.gathered([*without.values(), *pages]).pages
    measured: list[MeasuredCase] = []
    unowned = count = 0
    for page in pages:
        bare = without[page.host.name]
        if not (
            results.is_measured(visits_by_page.get(page.name))
            and results.is_measured(visits_by_page[bare.name])
        ):
            continue
        said, left = split(
            page,
            [f for f in results.failures(visits_by_page[page.name]) if f.check in scored],
            [f for f in results.failures(visits_by_page[bare.name]) if f.check in scored],
        )
        unowned += left
        count += sum(map(len, said.values()))
        hidden = results.hidden(visits_by_page[page.name])
        measured += [
            MeasuredCase(case, tuple(said[case.key]))
            for case in page.cases
            if case.key not in hidden and not criteria_ids.isdisjoint(case.criteria)
        ]
    hosts = tuple(
        host(
            page.host, [f for f in results.failures(visits_by_page[page.name]) if f.check in scored]
        )
        for page in without.values()
        if results.is_measured(visits_by_page.get(page.name))
    )
    return Measured(
        tuple(m for m in measured if not m.case.is_clean),
        tuple(m for m in measured if m.case.is_clean),
        hosts,
        unowned,
        count,
    )


def split(
    page: InjectedPage, findings: Sequence[Finding], without: Sequence[Finding]
) -> tuple[dict[str, list[Said]], int]:
    """New findings by the keys of a page's cases, and how many belonged to none.

    A finding belongs to the cases that it points into. One that points into none and is new, or
    of more elements than before, is given to the one case of which it has a criterion, else to
    one by chance: nothing that is said of a page is lost.
    """
    keys = [case.key for case in page.cases]
    after = LexborHTMLParser(page.rewritten.html)
    before = LexborHTMLParser(page.rewritten.unchanged)
    former = {(f.check, f.message, key) for f in without for key in results.owners(f, before, keys)}
    counts = {(f.check, f.message): f.count for f in without}
    said: dict[str, list[Said]] = {key: [] for key in keys}
    unowned = 0
    for finding in findings:
        grown = finding.count - counts.get((finding.check, finding.message), 0)
        own = [
            key
            for key in sorted(results.owners(finding, after, keys))
            if (finding.check, finding.message, key) not in former
        ]
        if not own and grown > 0:
            own = [owner_by_criterion(page, finding)]
            unowned += len(keys) > 1 and not own[0]
            own = [own[0] or min(keys, key=lambda key: by_chance(SEED, f"{finding.check} {key}"))]
        for key in own:
            said[key].append(to_said(finding, max(1, grown // len(own))))
    return said, unowned


def owner_by_criterion(page: InjectedPage, finding: Finding) -> str:
    """The key of the one case that has a finding's criterion; nothing if there is no such one."""
    of_check = results.to_hit(finding).criteria
    owners = [case.key for case in page.cases if not set(case.criteria).isdisjoint(of_check)]
    if len(page.cases) == 1:
        return page.cases[0].key
    return owners[0] if len(owners) == 1 else ""


def to_said(finding: Finding, count: int) -> Said:
    """A finding without its places."""
    return Said(finding.check, finding.message, strength(finding), count, str(finding.impact))


def host(page: HostPage, findings: Sequence[Finding]) -> MeasuredHost:
    """What is said of a page as it was.

    It is a fault where people have read it as one, or where it is sure and nobody has read it; a
    false alarm otherwise.
    """
    by_check = {
        r.check: r.reading
        for r in readings().values()
        if r.page == f"{page.site.folder}/{page.path}"
    }
    faults: list[Said] = []
    false_alarms: list[Said] = []
    for finding in findings:
        said = to_said(finding, finding.count)
        reading = by_check.get(
            said.check if said.check.startswith("axe:") else f"{said.check} ({said.message})",
            "" if said.is_sure else FALSE,
        )
        (false_alarms if reading == FALSE else faults).append(said)
    return MeasuredHost(page.name, page.site.name, tuple(faults), tuple(false_alarms))


@cache
def counted_claims() -> Mapping[claims.Way, Mapping[claims.Place, claims.Count]]:
    """All claims that are counted, read once."""
    return claims.read()


@cache
def precision(check: str, message: str, told_as: str) -> float:
    """How often a way of failing is true by all that is counted; where nothing is, all likely."""
    counted = counted_claims()
    way = claims.Way(check, message, told_as)
    own = sum(counted.get(way, {}).values(), claims.Count())
    if own.precision is not None:
        return own.precision
    every = [
        place
        for tally, places in counted.items()
        if tally.strength == told_as
        for place in places.values()
    ]
    return sum(every, claims.Count()).precision or 0.0
