"""Survey hostile sites beside an honest neighbour, and compare the neighbour with itself alone."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.meter import Cost, measure
from minna.records import CheckOutcomes, Evidence, Finding, Page, SiteCrawl
from minna.store import Store
from tests.hostile.kinds import Kind, pages_of
from tests.hostile.serving import Site as Served
from tests.hostile.serving import serve

NEIGHBOUR = "neighbour"
HONEST = {
    "/": '<a href="/a.html">窓口の案内</a> <a href="/b.html">子育て</a><img src="/town.png">',
    "/a.html": '<h3>受付</h3><p style="color:#bbb">午前九時から</p>',
    "/b.html": '<form><input name="q"></form><p>保育園の申し込みは子育て課まで。</p>',
}
"""The neighbour's pages: what stands in them besides honest text, faults among it."""
MINNA = ("minna",)
"""The module that is run, with what it is told before the command."""
CRAWL_WORDS = ("--allow-private", "--pause", "0")
WORDS = (*CRAWL_WORDS, "--touch", "none", "--pages", "30")
UNSEEN = {"timeout", "crashed", "load_failed", "too_large", "given_up"}
"""How pages end that cannot be looked at, or that follow too many of these on their site."""
Seen = dict[tuple[str, str], object]


@dataclass
class Surveyed:
    """What a survey of some kinds and their neighbour has come to."""

    command: str  # survey or crawl
    kinds: Mapping[str, Kind]
    folder: Path
    store: Store
    cost: Cost
    said: str
    left: list[str]  # files in its folder for temporary ones, and processes
    sites: dict[str, Served] = field(default_factory=dict)

    def frame(self, name: str) -> SiteCrawl:
        """How the crawl of a site ended."""
        return self.store.get(SiteCrawl, site=name)

    def statuses(self, name: str) -> dict[str, set[str]]:
        """Path → statuses of its evidence."""
        by_path: dict[str, set[str]] = {}
        for evidence in self.store.read(Evidence, site=name):
            by_path.setdefault(path_of(evidence.url), set()).add(evidence.status)
        return by_path

    def reasons(self, name: str) -> dict[str, str]:
        """Path → why the crawl left it out."""
        pages = self.store.read(Page, site=name, state="excluded")
        return {path_of(page.url): page.reason for page in pages}

    def neighbour(self) -> Seen:
        """All that the crawl and the audit say of the neighbour's pages."""
        pages = self.store.read(Page, site=NEIGHBOUR)
        by_path: Seen = {
            (path_of(p.url), "crawl"): (p.state, p.title, p.text_hash, p.sample_part, p.visit_order)
            for p in pages
        }
        for visit in self.store.read(Evidence, site=NEIGHBOUR):
            findings = self.store.read(Finding, site=NEIGHBOUR, url=visit.url)
            rows = {
                (f.check, f.message, f.outcome, f.count)
                for f in findings
                if f.viewport == visit.viewport
            }
            judged = self.store.get(
                CheckOutcomes, site=NEIGHBOUR, url=visit.url, viewport=visit.viewport
            )
            lists = (
                (judged.passed, judged.failed, judged.cant_tell, judged.inapplicable)
                if judged
                else ()
            )
            by_path[path_of(visit.url), visit.viewport] = (
                visit.status,
                frozenset(rows),
                *map(frozenset, lists),
            )
        return by_path

    def slowest(self) -> float:
        """Seconds by the clock that the longest visit to a page of the neighbour took."""
        return max(
            (visit.seconds for visit in self.store.read(Evidence, site=NEIGHBOUR)), default=0
        )

    def doubled(self) -> Counter[str]:
        """Pages of the neighbour that were asked for more often than a survey needs."""
        asked = self.sites[NEIGHBOUR].asked
        needed = {False: 2, True: 2}  # by the crawl and the search once, through two viewports
        return Counter(
            {p: n - needed[b] for (b, p), n in asked.items() if p in HONEST and n > needed[b]}
        )

    def wrong(self, name: str) -> Iterator[str]:
        """What is otherwise with a hostile site than its kind says, in sentences."""
        kind, frame = self.kinds[name], self.frame(name)
        if frame.status not in kind.frame:
            yield f"its crawl ended as {frame.status} ({frame.reason})"
        if kind.check:
            yield from kind.check(self, name)
        if frame.status != "ok":
            return
        yield from self.wrong_pages(kind, name)

    def wrong_pages(self, kind: Kind, name: str) -> Iterator[str]:
        """What is otherwise with a site's pages."""
        statuses, reasons = self.statuses(name), self.reasons(name)
        audited = {"/": kind.home, **kind.pages} if self.command == "survey" else {}
        for path, expected in audited.items():
            if UNSEEN & {*expected}:  # which of these ends a page first is the machine's to say
                expected = {*expected, *UNSEEN}
            if not statuses.get(path, set()) & {*expected}:
                yield f"{path} is {statuses.get(path) or reasons.get(path) or 'unknown'}, not {expected}"
            elif other := statuses[path] - {*expected, "not_visited"}:
                yield f"{path} is also {other}"
        for path, reason in kind.left_out.items():
            if not reasons.get(path, "").startswith(reason):
                yield f"{path} is {reasons.get(path) or statuses.get(path) or 'unknown'}, not {reason}"

    def lost(self, alone: Seen) -> set[tuple[str, str]]:
        """What is said otherwise of the neighbour than in a survey of it alone."""
        measured = self.neighbour()
        return {
            key for key in alone.keys() | measured.keys() if alone.get(key) != measured.get(key)
        }


def path_of(url: str) -> str:
    """What follows the host."""
    return "/" + url.split("/", 3)[3]


@contextmanager
def surveyed(
    kinds: Mapping[str, Kind],
    folder: Path,
    *more: str,
    program: Sequence[str] = MINNA,
    **environment: str,
) -> Iterator[Surveyed]:
    """A survey of these kinds' sites and of an honest neighbour, by the command line."""
    words = [*WORDS, "--out", str(folder / "out"), *more]
    with visited("survey", kinds, folder, *words, program=program, **environment) as survey:
        yield survey


@contextmanager
def crawled(kinds: Mapping[str, Kind], folder: Path, **environment: str) -> Iterator[Surveyed]:
    """The crawl alone of these kinds' sites and of an honest neighbour."""
    with visited("crawl", kinds, folder, *CRAWL_WORDS, **environment) as survey:
        yield survey


@contextmanager
def visited(
    command: str,
    kinds: Mapping[str, Kind],
    folder: Path,
    *words: str,
    program: Sequence[str] = MINNA,
    **environment: str,
) -> Iterator[Surveyed]:
    """What a command of Minna's comes to, given a registry of these kinds and their neighbour."""
    folder.mkdir(parents=True, exist_ok=True)
    (temporary := folder / "temporary").mkdir()
    registry, db = folder / "registry.csv", folder / "m.db"
    with ExitStack() as stack:
        sites = {
            name: stack.enter_context(closing(serve(kind.answer))) for name, kind in kinds.items()
        }
        sites[NEIGHBOUR] = stack.enter_context(closing(serve(pages_of(HONEST))))
        with registry.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["code", "name", "url"])
            rows.writerows((name, f"{name}町", f"{site.base}/") for name, site in sites.items())
        given = [sys.executable, "-m", *program, command, str(registry), "--db", str(db), *words]
        cost = measure(given, folder, {"TMPDIR": str(temporary), "LANG": "C.UTF-8", **environment})
        said = (folder / "stderr").read_text(encoding="utf-8", errors="replace")
        left = [*cost.left, *(str(path.relative_to(temporary)) for path in temporary.iterdir())]
        with closing(Store(db)) as store:
            yield Surveyed(command, kinds, folder, store, cost, said, left, sites)
