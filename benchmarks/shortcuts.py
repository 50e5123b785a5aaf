"""Does a shortcut change a verdict, and what does it save?

`python -m benchmarks.shortcuts [--pages N] [--only NAME,…]` audits every page of ../shared/corpora
without shortcuts and with each shortcut, and compares all that was judged, look by look. Pages that
differ are audited without shortcuts twice more: what differs then is their own doing. `--write`
puts the table into docs/benchmarks.md.
"""

import argparse
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks import tables
from benchmarks.circumstances import circumstances, kept_to_loopback, run_line
from benchmarks.corpora import EVERY, are_here, choose, pages_of, served
from benchmarks.engine import DOCUMENT, SEED, visits
from benchmarks.judged import summary
from benchmarks.meter import measure
from benchmarks.ways import Job, minna
from minna.records import SITE, CheckOutcomes, Evidence, Finding
from minna.store import Store

PLAIN = {"plain": True, "touch": "none"}
"""Keys, zoom and pointer come after all looks, so that no shortcut meets them."""
Look = tuple[str, str]
"""An address and a viewport."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What is left out, and the settings that leave it out."""

    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    browser: str = ""  # another than the one that Minna finds


AGAIN = ("once more", "twice more")
"""The long way again, on pages that differ: two chances to differ by themselves."""
SHORTCUTS = (
    Shortcut("one tab for a site", {"tab_reuse": True}),
    Shortcut("axe spared work in vain", {"spare_axe": True}),
    Shortcut("scripts compiled quickly, not optimized", {"baseline_js": True}),
    Shortcut("all that are on by default", {"plain": False}),
    Shortcut("no images, no media", {"block": "image,media"}),
    Shortcut("no fonts", {"block": "font"}),
    Shortcut("no third parties", {"block": "third-party"}),
    Shortcut("whole Chromium", browser="chromium"),
)


@dataclass(frozen=True, slots=True)
class WayResult:
    """What one way said of every look, and what it took."""

    judged: Mapping[Look, frozenset[tuple[object, ...]]]
    loads: int
    cpu: float
    wall: float


def audit(shortcut: Shortcut, job: Job) -> WayResult:
    """Audit all pages in one way."""
    folder = job.folder / shortcut.name.replace(" ", "-")
    folder.mkdir()
    browser = job.browser
    if shortcut.browser:
        browser = kept_to_loopback(folder, Path(shutil.which(shortcut.browser) or ""))
    own = replace(job, folder=folder, settings=PLAIN | shortcut.settings)
    cost = measure(minna.prepare(own), folder, {"MINNA_CHROMIUM": str(browser)})
    if cost.exit_code:
        raise SystemExit((folder / "stderr").read_text()[-2000:])
    store = Store(folder / "minna.db")
    try:
        return WayResult(judged(store), loads(store), cost.cpu, cost.wall)
    finally:
        store.close()


def judged(store: Store) -> dict[Look, frozenset[tuple[object, ...]]]:
    """The verdicts on each look, and its status where there are none."""
    records: dict[Look, list[Finding | CheckOutcomes]] = {}
    by_visit: dict[Look, frozenset[tuple[object, ...]]] = {}
    for evidence in store.read(Evidence):
        visit = evidence.url, evidence.viewport
        records[visit] = []
        by_visit[visit] = frozenset({("status", evidence.status, tuple(sorted(evidence.errors)))})
    for record in (*store.read(Finding), *store.read(CheckOutcomes)):
        if record.viewport != SITE:
            records[record.url, record.viewport].append(record)
    return {visit: by_visit[visit] | summary(records[visit]) for visit in by_visit}


def loads(store: Store) -> int:
    """Page loads: a resized look was no load, and says so by its evidence."""
    return sum(not evidence.resized for evidence in store.read(Evidence))


def changed(plain: WayResult, other: WayResult) -> dict[Look, Counter[str]]:
    """The looks that differ, with the rules that they differ in."""
    by_visit = {}
    for visit in plain.judged.keys() | other.judged.keys():
        odd = plain.judged.get(visit, frozenset()) ^ other.judged.get(visit, frozenset())
        if odd:
            by_visit[visit] = Counter(rule for verdict in odd for rule in rules(verdict))
    return by_visit


def rules(verdict: tuple[object, ...]) -> list[str]:
    """The rule that a verdict is about; none of a whole judgement, which repeats the findings."""
    first = verdict[0]
    return [first] if isinstance(first, str) else []


def line(
    shortcut: Shortcut, plain: WayResult, other: WayResult, noise: frozenset[Look]
) -> list[str]:
    """One row of the table."""
    odd = changed(plain, other)
    own = {visit: differences for visit, differences in odd.items() if visit not in noise}
    names: Counter[str] = Counter()
    for differences in own.values():
        names.update(set(differences) or {"passed or inapplicable"})
    return [
        shortcut.name,
        str(len(other.judged)),
        str(other.loads),
        str(len(odd)),
        str(len(own)),
        ", ".join(f"{name} ({count})" for name, count in names.most_common(6)) or "none",
        tables.figure(other.cpu / len(other.judged)),
        tables.ratio(other.cpu, plain.cpu),
        tables.ratio(other.wall, plain.wall),
    ]


HEAD = (
    "way",
    "visits",
    "loads",
    "visits that differ",
    "not counting pages that differ by themselves",
    "rules changed (visits)",
    "CPU-s a visit",
    "× CPU",
    "× wall",
)


def compare(arguments: argparse.Namespace, folder: Path, roots: Mapping[str, str]) -> None:
    """All ways on the same pages; what differs is printed in full."""
    run = circumstances("benchmarks.shortcuts")
    sites = arguments.sites.split(",") if arguments.sites else list(EVERY)
    most = arguments.pages or sum(len(pages_of(site)) for site in sites)
    pages = choose(most, SEED, roots, sites)
    job = Job(folder, visits(pages, roots), kept_to_loopback(folder))
    plain = audit(Shortcut("the long way"), job)
    ways = []
    for shortcut in wanted(arguments.only):
        way = audit(shortcut, job)
        ways.append((shortcut, way))
        print(shortcut.name, len(changed(plain, way)), "looks differ", flush=True)
    odd = {visit for _, way in ways for visit in changed(plain, way)}
    noise = by_themselves(plain, odd, job)
    rows = [line(Shortcut("the long way"), plain, plain, frozenset())]
    for shortcut, way in ways:
        rows.append(line(shortcut, plain, way, noise))
        for visit, differences in sorted(changed(plain, way).items()):
            print(
                shortcut.name,
                *visit,
                dict(differences),
                "by itself" if visit in noise else "",
                sep="\t",
            )
    block = f"{run_line(run)}\n\n{tables.table(HEAD, rows)}"
    print(block)
    if arguments.write:
        whole = not arguments.pages and not arguments.sites
        tables.write(DOCUMENT, "shortcuts" if whole else "shortcuts-part", block)


def by_themselves(plain: WayResult, odd: Collection[Look], job: Job) -> frozenset[Look]:
    """Of the looks that differ, those that the long way itself sees otherwise another time."""
    if not odd:
        return frozenset()
    addresses = {url for url, _ in odd}
    fewer = replace(job, visits=tuple(v for v in job.visits if v.url in addresses))
    visits: set[Look] = set()
    for name in AGAIN:
        again = audit(Shortcut(name), fewer)
        visits |= {visit for visit in odd if again.judged.get(visit) != plain.judged.get(visit)}
    return frozenset(visits)


def wanted(only: str) -> Sequence[Shortcut]:
    """The shortcuts to try: all, or the named; none whose browser is not there."""
    names = only.split(",") if only else [each.name for each in SHORTCUTS]
    return [
        each
        for each in SHORTCUTS
        if each.name in names and (not each.browser or shutil.which(each.browser))
    ]


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=0, help="how many; all if not given")
    parser.add_argument("--sites", default="", help=f"of {','.join(EVERY)}")
    parser.add_argument("--only", default="", help="names of shortcuts, commas between them")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    arguments = parser.parse_args()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    with tempfile.TemporaryDirectory() as place, served(EVERY) as roots:
        compare(arguments, Path(place), roots)


if __name__ == "__main__":
    main()
