"""V6: what becomes of a score when pages cannot be measured; they are replaced, and not skipped.

Known sites again, with a reserve. Pages fail by chance, or just the worst ones fail: then no method
can know what was lost, and what is left is for the status and the number of failed pages to say.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from audits.runner.visit_queue import VisitQueue
from benchmarks.tables import table
from benchmarks.trials import SEED, mean, share
from benchmarks.trials.samples import KINDS, SIZE, Kind, Known, build, estimate, visited
from crawler.sampling import stratified_draw
from minna.records import Page
from scoring.sequential_stopping import next_checkpoint
from scoring.weights import PARAMETERS

SITES = 30
SHARES = (0.05, 0.1, 0.3)
Fails = Callable[[Page], bool]
HEAD = (
    "pages that fail",
    "kind of site",
    "change of the score (mean)",
    "sites with more than +3 points",
    "of these, provisional",
    "all that are provisional",
)


def with_failures(population: Known, seed: int, fails: Fails) -> tuple[float, float]:
    """The score from a plan that replaces pages, and the share of visits that failed."""
    drawn, reserve = stratified_draw(population.rest, PARAMETERS.max_random, f"{seed}:s")
    sizes = Counter(page.stratum for page in (*drawn, *reserve))
    ordered = [replace(page, visit_order=n) for n, page in enumerate((*drawn, *reserve), 1)]
    plan = VisitQueue(
        ordered,
        sample_target=lambda n: next_checkpoint(
            n, SIZE, lambda: estimate(population, good(plan), sizes)
        ),
    )
    while page := plan.next():
        plan.measured[page.url] = not fails(page)
    failed = sum(not well for well in plan.measured.values())
    visits = len(plan.measured) + len(population.key.scores)
    return estimate(population, good(plan), sizes).mean, failed / visits


def good(plan: VisitQueue) -> list[Page]:
    """The pages measured so far."""
    return [page for page in plan.pending() if plan.measured.get(page.url)]


def at_random(population: Known, part: float, rng: np.random.Generator) -> Fails:
    """This share of the pages fails, independently of their quality."""
    lost = {page.url for page in population.rest if rng.random() < part}
    return lambda page: page.url in lost


def the_worst(population: Known, part: float, rng: np.random.Generator) -> Fails:
    """The worst pages fail."""
    limit = float(np.quantile([population.scores[page.url] for page in population.rest], part))
    return lambda page: population.scores[page.url] <= limit


HOW = {"by chance": at_random, "the worst": the_worst}


def row(how: str, part: float, kind: Kind) -> list[str]:
    """Sites of a kind with and without failures."""
    rng = np.random.default_rng(SEED)
    changes: list[tuple[float, bool]] = []
    for seed in range(SITES):
        population = build(kind, rng)
        whole, _ = visited(population, seed)
        score, failed = with_failures(population, seed, HOW[how](population, part, rng))
        changes.append((score - whole.mean, failed > PARAMETERS.max_failed))
    risen = [provisional for change, provisional in changes if change > PARAMETERS.target]
    return [
        f"{share(part, 1)}, {how}",
        kind.name,
        f"{mean(change for change, _ in changes):+.2f}",
        share(len(risen), SITES),
        share(sum(risen), len(risen)),
        share(sum(provisional for _, provisional in changes), SITES),
    ]


def rows(kinds: Sequence[Kind] = (KINDS[0], KINDS[3])) -> Iterator[list[str]]:
    """Both ways to fail."""
    for how in HOW:
        for part in SHARES:
            for kind in kinds:
                yield row(how, part, kind)


def block() -> str:
    """The table."""
    return table(HEAD, rows())
