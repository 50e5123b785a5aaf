"""Which checks count in a survey, and which of its visits measured something.

A check counts at a viewport if it gave a result on any visit of the survey there. Interactive
checks (keys, zoom, pointer) count on key pages only, as of the random pages only one of each
template is tried that way.

If any scored check fails to run on a visit, the page is unmeasured, whatever the check's impact: it
lowers coverage, is listed, and is in no mean; dropping the check instead could only raise the
score. A check that failed on one site alone is not dropped for that site, so all sites are measured
by the same checks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from minna.records import VIEWPORTS, CheckOutcomes


@dataclass(frozen=True, slots=True)
class ChecksRun:
    """The counting checks that came to a judgement on one visit."""

    site: str
    url: str
    viewport: str
    is_key: bool  # whether its page is a key page
    checks: frozenset[str]


def checks_run(
    visits: Iterable[CheckOutcomes],
    countable: Collection[str],
    interactive: Collection[str] = (),
    key_pages: Collection[tuple[str, str]] = (),
) -> Iterator[ChecksRun]:
    """What ran on each visit; untested checks did not.

    `interactive` are the checks that count on key pages only, `key_pages` these: (site, address).
    """
    anywhere = frozenset(countable)
    everywhere = anywhere.difference(interactive)
    shared: dict[frozenset[str], frozenset[str]] = {}  # few differ: a nation's visits fit in memory
    for j in visits:
        is_key = (j.site, j.url) in key_pages
        scorable = anywhere if is_key else everywhere
        checks = scorable.intersection((*j.passed, *j.failed, *j.cant_tell, *j.inapplicable))
        yield ChecksRun(j.site, j.url, j.viewport, is_key, shared.setdefault(checks, checks))


VisitKind = tuple[str, bool]
"""A viewport, and whether the page is a key page."""
ScoredChecks = Mapping[VisitKind, frozenset[str]]


def scored_checks(
    visits: Iterable[ChecksRun], interactive: Collection[str] = ()
) -> dict[VisitKind, frozenset[str]]:
    """The checks that count, by viewport, on key pages and on others."""
    by_viewport: dict[str, set[str]] = {viewport: set() for viewport in VIEWPORTS}
    for visit in visits:
        by_viewport.setdefault(visit.viewport, set()).update(visit.checks)
    on_key = {(viewport, True): frozenset(checks) for viewport, checks in by_viewport.items()}
    return on_key | {
        (v, False): checks.difference(interactive) for (v, _), checks in on_key.items()
    }


def for_profile(
    counted: Mapping[VisitKind, frozenset[str]], checks: Collection[str]
) -> ScoredChecks:
    """Those of the checks that count which belong to a profile."""
    return {visit_kind: judged.intersection(checks) for visit_kind, judged in counted.items()}


def measured_pages(visits: Iterable[ChecksRun], counted: ScoredChecks) -> dict[str, set[str]]:
    """{site: addresses measured}: every check that counts ran there, through every viewport.

    Where nothing counts, nothing is measured.
    """
    viewports_by_page: dict[tuple[str, str], set[str]] = defaultdict(set)
    for visit in visits:
        required = counted[visit.viewport, visit.is_key]
        if required and visit.checks >= required:
            viewports_by_page[visit.site, visit.url].add(visit.viewport)
    measured: dict[str, set[str]] = defaultdict(set)
    for (site, url), viewports in viewports_by_page.items():
        if viewports >= {viewport for viewport, _ in counted}:
            measured[site].add(url)
    return measured
