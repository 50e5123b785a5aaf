"""V7 and V3: does the interval hold the truth, how many pages does it take, and does a second draw
agree? Known sites, drawn with the crawler's own choice and stopped by the method's own rule.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

import numpy as np

from benchmarks.tables import table
from benchmarks.trials import SEED, mean, share
from crawler.sampling import stratified_draw
from minna.records import Page
from scoring.estimators import Estimate, Stratum, site_estimate
from scoring.page_score import to_score
from scoring.sequential_stopping import next_checkpoint
from scoring.weights import PARAMETERS

LIKE_REAL, SITES = 500, 100
"""Sites like real ones, and of each kind that is harder; each is drawn twice."""
SIZE = 600
KEYS = 15
HEAD = (
    "kind of site (600 pages)",
    "draws",
    "interval holds the truth",
    "bias",
    "random pages (mean)",
    "at the cap of 60",
    "half-width (mean)",
    "two draws agree",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a site's pages come about: loads of templates, and of pages on top of them."""

    name: str
    templates: int
    shared: float  # mean load that all pages of a template have
    rate: float  # share of pages with faults of their own
    own: float  # mean load of these


KINDS = (
    Kind("clean templates, one page in ten bad", 3, 0.0, 0.1, 10.0),
    Kind("clean templates, one page in thirty terrible", 3, 0.0, 0.03, 30.0),
    Kind("few faults everywhere", 3, 4.0, 0.5, 3.0),
    Kind("templates far apart", 5, 12.0, 0.3, 4.0),
    Kind("one template, pages very unlike", 1, 3.0, 0.8, 12.0),
    Kind("many templates, most pages bad", 12, 8.0, 0.7, 8.0),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A site of which every page's score is known."""

    key: Stratum
    rest: Sequence[Page]
    scores: Mapping[str, float]

    @property
    def truth(self) -> float:
        """What a visit of every page would tell."""
        whole = float(np.mean([self.scores[page.url] for page in self.rest]))
        share = PARAMETERS.key_share
        return share * float(np.mean(self.key.scores)) + (1 - share) * whole


def build(kind: Kind, rng: np.random.Generator) -> Known:
    """A site of this kind; loads come in steps, as failing rules do."""
    sizes = rng.multinomial(SIZE, rng.dirichlet(np.full(kind.templates, 1.5)))
    pages, scores = [], {}
    for size in sizes:
        skeleton = f"{rng.integers(0, 2**63):016x}"
        shared = rng.gamma(2, kind.shared / 2) if kind.shared else 0.0
        for _ in range(size):
            url = f"https://site.example/{len(pages)}"
            own = rng.gamma(2, kind.own / 2) if rng.random() < kind.rate else 0.0
            scores[url] = to_score(round(2 * (shared + own)) / 2)
            pages.append(Page("", "s", url, "fetched", dom_fingerprint=skeleton))
    order = rng.permutation(len(pages)).tolist()
    keys, rest = ([pages[i] for i in part] for part in (order[:KEYS], order[KEYS:]))
    return Known(Stratum(KEYS, tuple(scores[page.url] for page in keys)), rest, scores)


def visited(population: Known, seed: int) -> tuple[Estimate, int]:
    """One draw: what is estimated, and from how many random pages."""
    drawn, reserve = stratified_draw(population.rest, PARAMETERS.max_random, f"{seed}:s")
    sizes = Counter(page.stratum for page in (*drawn, *reserve))
    n = 0
    while (more := next_checkpoint(n, SIZE, partial(estimate, population, drawn[:n], sizes))) > n:
        n = more
    return estimate(population, drawn[:n], sizes), n


def estimate(population: Known, pages: Sequence[Page], sizes: Mapping[str, int]) -> Estimate:
    """The site's score from these random pages."""
    scores: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        scores[page.stratum].append(population.scores[page.url])
    random = [Stratum(size, tuple(scores[name])) for name, size in sizes.items()]
    estimate_of_site = site_estimate(population.key, random)
    assert estimate_of_site is not None, "there are key pages"
    return estimate_of_site


def like_real(rng: np.random.Generator) -> Kind:
    """A site such as real ones were: see `likeness` for how they compare."""
    return Kind(
        "like real ones",
        templates=int(rng.integers(1, 9)),
        shared=float(rng.gamma(1, 3)) if rng.random() < 0.3 else 0.0,
        rate=float(rng.beta(0.6, 1.6)),
        own=float(rng.gamma(2, 3)),
    )


def row(name: str, kind_of: Callable[[np.random.Generator], Kind], sites: int) -> list[str]:
    """Sites of one kind."""
    rng = np.random.default_rng(SEED)
    estimates, agree = [], 0
    for number in range(sites):
        population = build(kind_of(rng), rng)
        once, again = (visited(population, 2 * number + k) for k in (0, 1))
        estimates += [(population.truth, *once), (population.truth, *again)]
        wide = sqrt(once[0].half_width ** 2 + again[0].half_width ** 2)
        agree += abs(once[0].mean - again[0].mean) <= wide
    return table_rows(name, estimates, share(agree, sites))


def table_rows(
    name: str, estimates: Sequence[tuple[float, Estimate, int]], agree: str
) -> list[str]:
    """A row of the table."""
    return [
        name,
        str(len(estimates)),
        share(
            sum(abs(e.mean - truth) <= e.half_width for truth, e, _ in estimates), len(estimates)
        ),
        f"{mean(e.mean - truth for truth, e, _ in estimates):+.2f}",
        f"{mean(n for *_, n in estimates):.1f}",
        share(sum(n >= PARAMETERS.max_random for *_, n in estimates), len(estimates)),
        f"{mean(e.half_width for _, e, _ in estimates):.1f}",
        agree,
    ]


def rows() -> Iterator[list[str]]:
    """Sites like real ones, then every harder kind."""
    yield row("**like real ones**", like_real, LIKE_REAL)
    for kind in KINDS:
        yield row(kind.name, lambda rng, kind=kind: kind, SITES)


def likeness() -> str:
    """How like real sites they are."""
    rng = np.random.default_rng(SEED)
    sites = [build(like_real(rng), rng) for _ in range(LIKE_REAL)]
    scores = np.array([[site.scores[page.url] for page in site.rest] for site in sites])
    middle, high = np.quantile(scores.std(axis=1), [0.5, 0.9])
    return (
        f"Sites “like real ones” have an SD within the site of {middle:.1f} in the median (real "
        f"sites: 7.9) and {high:.1f} at the ninth tenth (16.5); "
        f"{share((scores == 100).sum(), scores.size)} of their pages have no fault (57.5 %)."
    )


def block() -> str:
    """The table."""
    return f"{likeness()}\n\n{table(HEAD, rows())}"
