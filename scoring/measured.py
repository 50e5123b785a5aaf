"""Which checks count in a survey, and which of its visits measured something.

A check counts at a viewport if it came to a judgement on any visit of the survey there; one that
needs a page that was touched (by keys, zoom or pointer) counts on key pages only, as random pages
are touched but one of a template. A visit
that lacks one of these checks measured nothing, as if the page had not loaded: it lowers coverage
and is listed, and its page is in no mean. The weightier faults must not be forgiven because our
check broke; we go further than that and hold it so for the lighter ones too, since to leave out
even a light check, on that page or on every page of the site, could only raise what it finds
there. And all sites answer the same questions: what broke on one site alone is not dropped for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from minna.records import CheckOutcomes
from scoring.weights import VIEWPORTS


@dataclass(frozen=True, slots=True)
class Ran:
    """The counting checks that came to a judgement on one visit."""

    site: str
    url: str
    viewport: str
    key: bool  # whether its page is a key page
    checks: frozenset[str]


def ran(
    visits: Iterable[CheckOutcomes],
    countable: Collection[str],
    touching: Collection[str] = (),
    key_pages: Collection[tuple[str, str]] = (),
) -> Iterator[Ran]:
    """What ran on each visit; untested checks did not.

    `touching` are the checks that count on key pages only, `key_pages` these: (site, address).
    """
    anywhere = frozenset(countable)
    everywhere = anywhere.difference(touching)
    shared: dict[frozenset[str], frozenset[str]] = {}  # few differ: a nation's visits fit in memory
    for j in visits:
        key = (j.site, j.url) in key_pages
        wanted = anywhere if key else everywhere
        checks = wanted.intersection((*j.passed, *j.failed, *j.cant_tell, *j.inapplicable))
        yield Ran(j.site, j.url, j.viewport, key, shared.setdefault(checks, checks))


Where = tuple[str, bool]
"""A viewport, and whether it is about key pages."""
Counted = Mapping[Where, frozenset[str]]


def counting(visits: Iterable[Ran], touching: Collection[str] = ()) -> dict[Where, frozenset[str]]:
    """The checks that count, by viewport, on key pages and on others."""
    found: dict[str, set[str]] = {viewport: set() for viewport in VIEWPORTS}
    for visit in visits:
        found.setdefault(visit.viewport, set()).update(visit.checks)
    on_key = {(viewport, True): frozenset(checks) for viewport, checks in found.items()}
    return on_key | {(v, False): checks.difference(touching) for (v, _), checks in on_key.items()}


def of_profile(counted: Mapping[Where, frozenset[str]], checks: Collection[str]) -> Counted:
    """Those of the checks that count which belong to a profile."""
    return {where: ran.intersection(checks) for where, ran in counted.items()}


def measured_pages(visits: Iterable[Ran], counted: Counted) -> dict[str, set[str]]:
    """{site: addresses measured}: every check that counts ran there, through every viewport.

    Where nothing counts, nothing is measured.
    """
    through: dict[tuple[str, str], set[str]] = defaultdict(set)
    for visit in visits:
        wanted = counted[visit.viewport, visit.key]
        if wanted and visit.checks >= wanted:
            through[visit.site, visit.url].add(visit.viewport)
    found: dict[str, set[str]] = defaultdict(set)
    for (site, url), viewports in through.items():
        if viewports >= {viewport for viewport, _ in counted}:
            found[site].add(url)
    return found
