"""What the proxy and the guard against sending cost, and whether they change what is seen.

`python -m benchmarks.egress [--pages 24] [--rounds 3]` audits the same pages of ../shared/corpora
without both, through the proxy, and through the proxy with the guard, once a round in an order of
chance, and compares all that was judged, look by look. What differs between two rounds of one way
differs by itself.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from audits.browser import browser_pool
from audits.browser import launch as launcher
from benchmarks.circumstances import circumstances, kept_to_loopback, run_line
from benchmarks.corpora import SITES, are_here, choose, served
from benchmarks.engine import SEED, visits
from benchmarks.meter import measure
from benchmarks.shortcuts import WayResult, changed, judged, loads
from benchmarks.tables import table
from benchmarks.ways import Job, minna
from minna.store import Store

WAYS = ("direct", "proxy", "proxy and guard")
HEAD = ("way", "CPU-s a page", "against direct", "visits that differ from direct", "rules")


def prepare(way: str, job: Job) -> list[str]:
    """Write the database; the command that audits it in a way."""
    return [sys.executable, "-m", "benchmarks.egress", "--child", way, minna.prepare(job)[-1]]


def audit(way: str, book: str) -> None:
    """Audit what the database holds, with what a way leaves out taken out."""

    async def launch(driver: Any, egress: Any, *, allow_private: bool, **more: Any) -> Any:
        given = None if way == "direct" else egress
        leave = allow_private or given is None
        return await launcher.launch(driver, given, allow_private=leave, **more)

    vars(browser_pool)["launch"] = launch
    if way != "proxy and guard":
        vars(launcher)["guard"] = lambda *_: asyncio.sleep(0)
    minna.main(book)


def take(way: str, number: int, job: Job) -> WayResult:
    """One round of one way."""
    folder = job.folder / f"{number}-{way.replace(' ', '-')}"
    folder.mkdir()
    own = replace(job, folder=folder, settings={"touch": "none"})
    cost = measure(prepare(way, own), folder, {"MINNA_CHROMIUM": str(job.browser)})
    if cost.exit_code or cost.left:
        raise SystemExit((folder / "stderr").read_text()[-2000:] + str(cost.left))
    store = Store(folder / "minna.db")
    try:
        result = WayResult(judged(store), loads(store), cost.cpu, cost.wall)
    finally:
        store.close()
    print(f"round {number}, {way}: {cost.cpu / len(job.visits):.3f} CPU-s a page", file=sys.stderr)
    return result


def compare(arguments: argparse.Namespace, folder: Path, roots: Mapping[str, str]) -> None:
    """Measure all ways on the same pages, and print a table."""
    run = circumstances("benchmarks.egress")
    pages = choose(arguments.pages, arguments.seed, roots, list(SITES))
    job = Job(folder, visits(pages, roots), kept_to_loopback(folder))
    taken: dict[str, list[WayResult]] = {way: [] for way in WAYS}
    for number in range(1, arguments.rounds + 1):
        order = list(WAYS)
        random.Random(f"{arguments.seed} {number}").shuffle(order)
        for way in order:
            taken[way].append(take(way, number, job))
    noise = {visit for a in taken["direct"] for b in taken["direct"] for visit in changed(a, b)}
    print(f"{run_line(run)}\n")
    print(table(HEAD, [line(way, taken, noise, len(pages)) for way in WAYS]))
    print(f"\n{len(noise)} looks differ between rounds of the direct way, and are left out.")


def line(
    way: str, taken: Mapping[str, Sequence[WayResult]], noise: set[tuple[str, str]], pages: int
) -> list[str]:
    """A way's row."""
    cpu = median(one.cpu for one in taken[way]) / pages
    ratios = [a.cpu / b.cpu for a, b in zip(taken[way], taken["direct"], strict=True)]
    odd: Counter[str] = Counter()
    visits = set()
    for one, direct in zip(taken[way], taken["direct"], strict=True):
        for visit, rules in changed(direct, one).items():
            if visit not in noise:
                visits.add(visit)
                odd.update(rules)
    named = ", ".join(f"{rule}: {n}" for rule, n in odd.most_common()) or "–"
    return [way, f"{cpu:.3f}", f"{100 * (median(ratios) - 1):+.1f} %", str(len(visits)), named]


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=24, help="how many")
    parser.add_argument("--rounds", type=int, default=3, help="each way once a round")
    parser.add_argument("--seed", type=int, default=SEED, help="of the choice and of the order")
    parser.add_argument("--child", nargs=2, metavar=("WAY", "BOOK"), help="audit a database")
    arguments = parser.parse_args()
    if arguments.child:
        return audit(*arguments.child)
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return None
    with tempfile.TemporaryDirectory() as place, served() as roots:
        compare(arguments, Path(place), roots)
    return None


if __name__ == "__main__":
    main()
