"""Which cases go into which page: dealt out by hash, so that the same seed gives the same pages.

A case that would disturb others has a page of its own. The others share one, barriers with
barriers and clean twins with clean twins. No two of a page have a criterion in common, so that what
is said of the page as a whole belongs to one of them; only criteria whose faults are faults of an
element may come several times.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.corpora import SitePage
from benchmarks.injection.catalog import Case
from benchmarks.injection.hosts import HostPage
from benchmarks.injection.rewrite import Rewritten, rewrite, suits

BARRIERS, CLEAN = 8, 10
"""Maximum cases on a page that is shared."""
OF_ELEMENTS = frozenset({"1.1.1", "1.3.1", "1.4.3", "4.1.2"})
"""Criteria of which several cases may share a page."""


@dataclass(frozen=True, slots=True)
class InjectedPage:
    """A host's page and the cases in it; none for the page as it is."""

    host: HostPage
    cases: tuple[Case, ...]
    seed: int

    @property
    def rewritten(self) -> Rewritten:
        """What is served."""
        return built(self)

    @property
    def as_site_page(self) -> SitePage:
        """How its evidence is kept: by what was served."""
        return SitePage(self.host.site.name, f"{self.host.path}~{self.rewritten.digest}", 0)

    @property
    def name(self) -> str:
        """The name of its evidence."""
        return self.as_site_page.name


@cache
def built(page: InjectedPage) -> Rewritten:
    """Each page is built once."""
    return rewrite(page.host, page.cases, page.seed)


def plan(cases: Iterable[Case], hosts: Sequence[HostPage], seed: int) -> list[InjectedPage]:
    """All cases on pages; those that share pages come first, since they tell the most for a visit.

    A case that no host suits is left out.
    """
    ordered = sorted(cases, key=lambda case: by_chance(seed, case.id))
    shared = [case for case in ordered if not case.is_alone]
    alone = [case for case in ordered if case.is_alone]
    used: Counter[str] = Counter()
    pages = [
        page
        for is_clean in (False, True)
        for page in share([c for c in shared if c.is_clean == is_clean], hosts, used, seed)
    ]
    for case in sorted(alone, key=lambda case: case.is_clean):
        if host := host_for(case, hosts, used, seed):
            pages.append(InjectedPage(host, (case,), seed))
    return pages


def baselines(pages: Iterable[InjectedPage]) -> list[InjectedPage]:
    """The pages without barriers against which the others are held."""
    hosts = dict.fromkeys(page.host for page in pages)
    return [InjectedPage(host, (), 0) for host in hosts]


def share(
    cases: Sequence[Case], hosts: Sequence[HostPage], used: Counter[str], seed: int
) -> list[InjectedPage]:
    """Fill pages one after another, each case into the first that takes it."""
    begun: list[tuple[HostPage, list[Case]]] = []
    for case in cases:
        for host, held in begun:
            if fits(case, held) and suits(host, case):
                held.append(case)
                break
        else:
            if chosen := host_for(case, hosts, used, seed):
                begun.append((chosen, [case]))
    return [InjectedPage(host, tuple(held), seed) for host, held in begun]


def fits(case: Case, held: Sequence[Case]) -> bool:
    """Whether a case can join these: room, another kind, and no criterion in dispute."""
    taken = {criterion for other in held for criterion in other.criteria} - OF_ELEMENTS
    return (
        len(held) < (CLEAN if case.is_clean else BARRIERS)
        and all(other.kind != case.kind for other in held)
        and taken.isdisjoint(case.criteria)
    )


def host_for(
    case: Case, hosts: Sequence[HostPage], used: Counter[str], seed: int
) -> HostPage | None:
    """A page that suits, of the site that has had the fewest; by chance among equals."""
    suiting = [host for host in hosts if suits(host, case)]
    if not suiting:
        return None
    chosen = min(
        suiting,
        key=lambda host: (used[host.site.name], by_chance(seed, f"{case.id} {host.name}")),
    )
    used[chosen.site.name] += 1
    return chosen


def by_chance(seed: int, what: str) -> str:
    """An order that looks like chance and is the same every time."""
    return hashlib.sha256(f"{seed} {what}".encode()).hexdigest()
