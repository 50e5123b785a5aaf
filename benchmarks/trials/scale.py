"""Scoring 70,000 pages of 1,741 sites: time and memory, in a process of its own."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audits import check_metas
from benchmarks.tables import table
from benchmarks.trials import SEED
from minna.records import (
    VIEWPORTS,
    Certainty,
    CheckOutcomes,
    Evidence,
    Finding,
    Page,
    Run,
    Score,
    Site,
    SiteCrawl,
)
from minna.settings import RunSettings
from minna.store import Store
from scoring import score

SITES, KEYS, RANDOM, RESERVE = 1741, 15, 25, 60
RUN = Run("nation", "2026-01-01T00:00:00+00:00", None, "survey", "", SEED, RunSettings(), {})
TYPES = ("city", "town", "village", "special_ward", "designated_city")
PARTS = (0.444, 0.427, 0.105, 0.013, 0.011)
COMMON = 14
"""Checks that fail anywhere in the made-up nation."""
HEAD = ("pages", "sites", "findings", "CPU seconds", "seconds", "peak memory", "must be below")


def build(book: Path) -> None:
    """A made-up nation whose sites differ in how much fails on them."""
    store = Store(book)
    store.save([RUN, *check_metas(RUN.id)])
    rng = np.random.default_rng(SEED)
    for number in range(SITES):
        store.save(site(f"{number:05}", rng))
    store.close()


def site(code: str, rng: np.random.Generator) -> Iterator[object]:
    """One site's records."""
    population = int(10 ** rng.normal(4.4, 0.65))
    kind = str(rng.choice(TYPES, p=PARTS))
    pref, vendor = f"{rng.integers(1, 48):02}", f"v{rng.integers(0, 60)}"
    url = f"https://{code}.example/"
    yield Site(
        RUN.id, code, code, url, "jp", pref=pref, type=kind, population=population,
        extra={"vendor": vendor},
    )  # fmt: skip
    yield SiteCrawl(RUN.id, code, "ok", pages=KEYS + RANDOM + RESERVE)
    every = [card for card in check_metas() if card.certainty == Certainty.CERTAIN]
    ids = tuple(card.id for card in check_metas())
    failing = [every[i] for i in rng.integers(0, COMMON, rng.integers(0, 4))]
    for n in range(KEYS + RANDOM + RESERVE):
        part = "key" if n < KEYS else "random" if n < KEYS + RANDOM else "reserve"
        stratum = "" if part == "key" else f"t{n % 4}"
        page = f"{url}{n}"
        yield Page(RUN.id, code, page, "fetched", sample_part=part, visit_order=n, stratum=stratum)
        if part == "reserve":
            continue
        for viewport in VIEWPORTS:
            yield Evidence(RUN.id, code, page, viewport, "ok")
            yield CheckOutcomes(RUN.id, code, page, viewport, ids, (), (), (), ())
            more = [every[i] for i in rng.integers(0, COMMON, rng.poisson(1.0))]
            for card in {card.id: card for card in (*failing, *more)}.values():
                yield Finding(
                    RUN.id, code, page, viewport, card.id, "m", "failed", card.impact,
                    card.certainty, int(rng.integers(1, 12)), nodes=("body > p",) * 3,
                )  # fmt: skip


def measure(book: str) -> None:
    """Score, and print what it took."""
    begun, store = time.monotonic(), Store(book)
    score(store, RUN)
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "cpu": used.ru_utime + used.ru_stime,
        "wall": time.monotonic() - begun,
        "mb": used.ru_maxrss / 1024,
        "findings": store.count(Finding),
        "ok": store.count(Score, status="ok"),
    }
    print(json.dumps(figures))


def block() -> str:
    """The table."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "nation.db"
        build(book)
        command = [sys.executable, "-m", "benchmarks.trials.scale", str(book)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    pages = SITES * (KEYS + RANDOM)
    row = [
        f"{pages:,}",
        f"{figures['ok']:,}",
        f"{figures['findings']:,}",
        f"{figures['cpu']:.0f}",
        f"{figures['wall']:.0f}",
        f"{figures['mb']:.0f} MB",
        "60 s, 1 GB",
    ]
    return table(HEAD, [row])


if __name__ == "__main__":
    measure(sys.argv[1])
