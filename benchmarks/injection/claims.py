"""What checks claim of injected barriers and of their clean twins, as a source of its own.

True is what points into a barrier under one of its own criteria; false is what is said of a clean
twin under its kind's own criterion. Of anything else nobody knows whether it is true: the host's
styles may put what was injected at fault in another way.
"""

from collections import defaultdict
from collections.abc import Iterable

from benchmarks.claims import OPEN_HALF, SEALED_HALF, Count, Counts, Place, Way
from benchmarks.injection.results import Result
from benchmarks.sealed import is_sealed

SOURCE = "injection"


def count(results: Iterable[Result]) -> Counts:
    """The claims, each case and way of failing once; of results as checks declare themselves."""
    counts: dict[Way, dict[Place, Count]] = defaultdict(lambda: defaultdict(Count))
    for result in results:
        place = Place(SOURCE, SEALED_HALF if is_sealed(result.case.id) else OPEN_HALF)
        for way in ways(result):
            counts[way][place] += Count(false=1) if result.case.is_clean else Count(true=1)
    return counts


def ways(result: Result) -> set[Way]:
    """The ways in which a case is said to fail one of its own criteria."""
    return {
        Way(hit.check, hit.message, hit.strength)
        for hit in result.hits
        if not set(hit.criteria).isdisjoint(result.case.criteria)
    }
