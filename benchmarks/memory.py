"""What becomes of memory in a long survey: its first tenth against its last."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import count, islice
from statistics import mean
from typing import Any

from benchmarks.corpora import SITES, pages_of
from benchmarks.meter import Cost, Sample
from benchmarks.tables import figure, table
from benchmarks.ways import Visit

PAGES_A_SITE = 40
"""As many pages of a site as a survey looks at."""
KEPT = 400
"""Maximum samples that are kept with the results."""


def visits(number: int, seed: int, roots: Mapping[str, str]) -> tuple[Visit, ...]:
    """The collection's pages over and over, each time as other sites with other addresses."""
    return tuple(islice(endless(seed, roots), number))


def endless(seed: int, roots: Mapping[str, str]) -> Iterator[Visit]:
    """Site after site, again and again."""
    chance = random.Random(seed)
    sites = {site: pages_of(site) for site in SITES}
    for time in count(1):
        for site, pages in sites.items():
            for page in chance.sample(pages, min(PAGES_A_SITE, len(pages))):
                yield Visit(f"{site}-{time}", page.address(roots, f"?time={time}"))


def tenths(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """The samples of the first and of the last tenth of the time."""
    end = samples[-1].seconds
    first = [sample for sample in samples if sample.seconds <= end / 10]
    last = [sample for sample in samples if sample.seconds >= end * 9 / 10]
    return first, last


def block(cost: Cost, measured: int, pages: int) -> str:
    """The table, and what else there is to say."""
    names = sorted({name for sample in cost.samples for name in sample.by_name})
    first, last = tenths(cost.samples)
    rows = [table_rows("first tenth", first, names), table_rows("last tenth", last, names)]
    left = ", ".join(cost.left) or "none"
    return (
        table(("mean PSS in MB", "all", *names), rows)
        + f"\n\nPeak {figure(cost.peak, 0)} MB; processes left at the end: {left}.\n"
        + f"{measured} of {pages} pages measured; "
        + f"{figure(cost.wall / pages)} s and {figure(cost.cpu / pages)} CPU-s a page."
    )


def table_rows(label: str, samples: Sequence[Sample], names: Sequence[str]) -> list[str]:
    """A tenth's means."""
    by_name = [mean(sample.by_name.get(name, 0.0) for sample in samples) for name in names]
    return [label, *(figure(mb, 0) for mb in (mean(s.pss for s in samples), *by_name))]


def thinned(cost: Cost) -> dict[str, Any]:
    """The cost with no more samples than anybody wants to see."""
    step = -(-len(cost.samples) // KEPT)
    samples = [asdict(sample) for sample in cost.samples[::step]]
    return {**asdict(cost), "peak": cost.peak, "samples": samples}
