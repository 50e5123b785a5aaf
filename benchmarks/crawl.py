"""What a crawl of a nation costs, finds, asks of its servers, and survives.

`python -m benchmarks.crawl --towns 1741 --write` crawls the made-up nation of benchmarks/nation.py,
served on loopback, and puts its tables into docs/crawling.md.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scipy.stats import chi2

from audits.browser import chromium
from benchmarks import nation_hosts, tables
from benchmarks.circumstances import circumstances, run_line
from benchmarks.meter import Cost, measure
from benchmarks.nation import MOST, TOWNS, Town, nation, title
from benchmarks.tables import figure, table
from crawler.run import queue_sites
from crawler.sampling import draw_sample
from minna.records import Page, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

DOCUMENT = Path(__file__).parent.parent / "docs" / "crawling.md"
RESULTS = Path(__file__).parent / "results"
RUN = "nation"
KILLS = 10
SEEDS = 1000


@dataclass(frozen=True, slots=True)
class Served:
    """The nation as it is served: its towns, the port, and where its log is written."""

    towns: Sequence[Town]
    port: int
    log: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the server saw it; seconds of its own clock."""

    host: str
    target: str
    began: float
    ended: float


@contextmanager
def served(towns: int, seed: int, most: int, log: Path) -> Iterator[Served]:
    """The nation on a port of loopback."""
    words = [*map(str, (towns, seed, most)), str(log)]
    command = [sys.executable, "-m", "benchmarks.nation_server", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield Served(nation(towns, seed, most), int(server.stdout.readline()), log)
        finally:
            server.terminate()


def book(path: Path, nation: Served, settings: Mapping[str, Any], seed: int = 1) -> Store:
    """A database in which the nation is still to be crawled."""
    store = Store(path)
    run = Run(
        RUN, "", None, "survey", "", seed, RunSettings.of({"allow_private": True, **settings}), {}
    )
    sites = [Site(RUN, f"{t.n:04}", title(t, 0), t.url(nation.port)) for t in nation.towns]
    store.save([run, *sites])
    queue_sites(store, run)
    return store


def command(path: Path, *, public: bool = False) -> list[str]:
    """Our crawl of a book."""
    words = [str(path), RUN, "public" if public else "private"]
    return [sys.executable, "-m", "benchmarks.crawlers.ours", *words]


def log_of(path: Path) -> list[Asked]:
    """What the server wrote down."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [Asked(row[0], row[1], float(row[2]), float(row[3])) for row in rows]


# What the crawl found


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of the nation a crawl found."""

    towns: int  # under the cap, and readable
    pages: int  # that they have
    found: int
    worst: float  # share found of the town of which least was found
    extra: int  # units in frames that are no page of the town, or one twice


def recall(store: Store, nation: Served, cap: int) -> Recall:
    """Pages found, of towns with fewer pages than the cap."""
    pages, fetched_count, extra, shares, towns = 0, 0, 0, [1.0], 0
    for town in nation.towns:
        if not 0 < town.reachable() < cap:
            continue
        fetched = list(store.read(Page, run=RUN, site=f"{town.n:04}", state="fetched"))
        numbers = {town.index(target_of(page.url)) for page in fetched} - {None}
        towns, pages, fetched_count = towns + 1, pages + town.pages, fetched_count + len(numbers)
        extra += len(fetched) - len(numbers)
        shares.append(len(numbers) / town.pages)
    return Recall(towns, pages, fetched_count, min(shares), extra)


def target_of(url: str) -> str:
    """What follows the host."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def trapped(asked: Sequence[Asked], towns: Sequence[Town]) -> int:
    """Requests that went into traps."""
    at = {town.host: town for town in reversed(towns)}
    return sum(at[request.host].is_trap(request.target) for request in asked)


# What the servers saw


@dataclass(frozen=True, slots=True)
class Courtesy:
    """How the most burdened machine was treated."""

    requests: int
    gap: float | None  # s, the smallest between the end of an answer and the next request
    at_once: int


def courtesy(asked: Sequence[Asked], *, public: bool) -> Courtesy:
    """Smallest gap and most requests at once on one machine, by the server's clock."""
    machines: dict[object, list[Asked]] = defaultdict(list)
    for request in asked:
        host = request.host
        machines[nation_hosts.machine(host) if public else host].append(request)
    gaps, most = [], 0
    for requests in machines.values():
        requests.sort(key=lambda r: r.began)
        gaps += [later.began - earlier.ended for earlier, later in pairwise(requests)]
        steps = sorted([(r.began, 1) for r in requests] + [(r.ended, -1) for r in requests])
        now = 0
        for _, step in steps:
            now += step
            most = max(most, now)
    return Courtesy(len(asked), min(gaps, default=None), most)


# Going on after a kill


def killed(path: Path, kills: int, seconds: float, chance: random.Random) -> int:
    """Crawl, and kill the crawl so many times at moments of chance; how many kills struck."""
    struck = 0
    for _ in range(kills):
        child = subprocess.Popen(command(path), start_new_session=True)
        time.sleep(chance.uniform(1.0, max(1.5, seconds)))
        struck += child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run(command(path), check=True)
    return struck


def differences(one: Store, other: Store) -> list[str]:
    """What two books of the same crawl tell differently."""
    different = []
    for kind in (SiteCrawl, Page):
        these, records = (map(comparable, store.read(kind, run=RUN)) for store in (one, other))
        different += sorted(set(these) ^ set(records))
    return different


def comparable(record: SiteCrawl | Page) -> str:
    """A record without what a kill may change: what was in flight is asked for again."""
    if isinstance(record, SiteCrawl):
        record = replace(record, requests=0, bytes=0, seconds=0.0)
    return repr(record)


# Whether chance is fair


def fairness(pages: Sequence[Page], n: int, seeds: int) -> list[float]:
    """The probability of so uneven a draw, for each stratum, over many seeds.

    How often each of a stratum's N pages was drawn, against n_h/N_h: χ² with N−1 degrees, corrected
    by (N−1)/N for drawing without replacement.
    """
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    chances: dict[str, float] = {}
    for seed in range(seeds):
        for page in draw_sample(pages, n, seed, "fair"):
            if page.sample_part != "key":
                counts[page.stratum][page.url] += page.sample_part == "random"
                chances[page.stratum] = page.probability or 0.0
    return [
        surprise(list(counts[name].values()), p, seeds) for name, p in chances.items() if 0 < p < 1
    ]


def surprise(counts: Sequence[int], p: float, times: int) -> float:
    """P(χ² at least as large)."""
    spread = times * p * (1 - p)
    chi_square = sum((count - times * p) ** 2 for count in counts) / spread
    return float(chi2.sf(chi_square * (len(counts) - 1) / len(counts), len(counts) - 1))


# The whole


def cost_row(name: str, what: str, cost: Cost, pages: int) -> tuple[str, ...]:
    """A way's figures."""
    return (
        f"`{name}`",
        what,
        str(pages),
        figure(pages / cost.wall, 1),
        figure(cost.cpu / max(1, pages) * 1000, 1),
        figure(cost.peak, 0),
    )


def order(folder: Path, name: str, **more: Any) -> tuple[Path, Path]:
    """What another way's program is to do, and where it answers."""
    place, answer = folder / f"{name}.json", folder / f"{name}.jl"
    place.write_text(json.dumps({"answer": str(answer), **more}), encoding="utf-8")
    return place, answer


def lines(path: Path) -> int:
    """Pages that another way found."""
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


def compare(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Crawl the nation in each way."""
    a, rows, numbers = arguments, [], {}
    settings = {"crawl_pages": a.cap, "pause": a.pause}
    with served(a.towns, a.seed, a.most, folder / "ours.log") as nation:
        store = book(folder / "ours.db", nation, settings)
        cost = measure(command(folder / "ours.db", public=a.public), own(folder, "ours"))
        page_count = sum(frame.pages for frame in store.read(SiteCrawl, run=RUN))
        rows.append(cost_row("minna", "our crawl: frame, sample, database", cost, page_count))
        numbers["recall"] = recall(store, nation, a.cap)
    asked = log_of(folder / "ours.log")
    numbers["courtesy"] = courtesy(asked, public=a.public)
    numbers["trapped"] = trapped(asked, nation.towns)
    numbers["peak"], numbers["exit"] = cost.peak, cost.exit_code
    if not a.alone:
        more = {"cap": a.cap, "pause": a.pause}
        with served(a.towns, a.seed, a.most, folder / "plain.log") as nation:
            urls = [t.url(nation.port) for t in nation.towns]
            place, answer = order(folder, "plain", urls=urls, lanes=a.lanes, **more)
            way = [sys.executable, "-m", "benchmarks.crawlers.plain", str(place)]
            cost = measure(way, own(folder, "plain"))
            rows.append(cost_row("plain", "Scrapy as in its tutorial", cost, lines(answer)))
        numbers["plain_trapped"] = trapped(plain := log_of(folder / "plain.log"), nation.towns)
        numbers["plain_requests"] = len(plain)
        with served(a.towns, a.seed, a.most, folder / "browser.log") as nation:
            urls = [t.url(nation.port) for t in nation.towns if t.kind == "plain"]
            more |= {"urls": urls, "browser": str(chromium.find()), "seconds": a.browser_seconds}
            place, answer = order(folder, "browser", **more)
            way = [sys.executable, "-m", "benchmarks.crawlers.one_by_one", str(place)]
            cost = measure(way, own(folder, "browser"))
            what = f"one site after another, a browser's page each; for {a.browser_seconds:g} s"
            rows.append(cost_row("browser", what, cost, lines(answer)))
    return {"rows": rows, **numbers}


def own(folder: Path, name: str) -> Path:
    """A way's own folder."""
    (folder / f"of-{name}").mkdir()
    return folder / f"of-{name}"


def survive(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Kill a crawl over and over, and compare what it ends with."""
    a = arguments
    settings = {"crawl_pages": a.cap, "pause": a.pause}
    with served(a.kill_towns, a.seed, a.most, folder / "kills.log") as nation:
        began = time.monotonic()
        whole = book(folder / "whole.db", nation, settings)
        subprocess.run(command(folder / "whole.db"), check=True)
        seconds = time.monotonic() - began
        torn = book(folder / "torn.db", nation, settings)
        moment = seconds / (KILLS + 1)
        struck = killed(folder / "torn.db", a.kills, 2 * moment, random.Random(a.seed))
        pages = whole.count(Page, run=RUN, state="fetched")
        once, again = (sum(f.requests for f in s.read(SiteCrawl, run=RUN)) for s in (whole, torn))
        return {
            "kill_towns": a.kill_towns,
            "kills": struck,
            "kill_pages": pages,
            "differences": differences(whole, torn)[:20],
            "asked_again": again - once,
        }


def chance(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Draw over and over from one of the frames."""
    store = Store(folder / "ours.db")
    frames = store.read(SiteCrawl, run=RUN, status="ok")
    site = min(frames, key=lambda f: (abs(f.pages - 150), f.site)).site
    pages = list(store.read(Page, run=RUN, site=site, state="fetched"))
    shares = fairness(pages, 40, SEEDS)
    return {"frame": len(pages), "strata": len(shares), "p": shares}


def block(told_of: Mapping[str, Any]) -> str:
    """The tables."""
    head = ("way", "what it does", "pages", "pages/s", "CPU-ms/page", "peak PSS MB")
    parts = [table(head, told_of["rows"]), table(("asked", "promised", "measured"), facts(told_of))]
    return "\n\n".join(parts)


def facts(n: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What was promised, and what came of it."""
    r, c = n["recall"], n["courtesy"]
    share = f"{r.found / max(1, r.pages):.2%} of {r.pages:,} pages on {r.towns} sites"
    yield "pages found, of sites under the cap", "≥ 99 %", f"{share}; worst site {r.worst:.1%}"
    yield "addresses in frames that are no page, or a page twice", "–", str(r.extra)
    yield (
        "requests into traps",
        "≤ 5 %",
        f"{n['trapped'] / max(1, c.requests):.2%} of {c.requests:,}",
    )
    if "plain_requests" in n:
        plain = f"{n['plain_trapped'] / max(1, n['plain_requests']):.1%} of {n['plain_requests']:,}"
        yield "the same, plain Scrapy", "–", plain
    gap = f"≥ {n['pause']:g} s"
    yield "smallest gap on a machine, at the server", gap, f"{figure(c.gap, 3)} s"
    yield "most requests in flight on a machine", "1", str(c.at_once)
    yield "peak memory", "≤ 1,500 MB", f"{n['peak']:,.0f} MB"
    if "kills" in n:
        same = "the same" if not n["differences"] else f"{len(n['differences'])} differences"
        yield (
            f"frames after {n['kills']} kills at random, {n['kill_towns']} sites",
            "the same",
            f"{same}, over {n['kill_pages']:,} pages; {n['asked_again']} requests more",
        )
    if "p" in n:
        least = f"smallest p of {n['strata']} strata: {min(n['p'], default=1.0):.3f}"
        yield (
            f"even draw over {SEEDS:,} seeds, {n['frame']} pages",
            f"p > 0.05 / {n['strata']}",
            least,
        )


def main() -> None:
    """Do what the command line asks for."""
    arguments = parsed()
    run = circumstances("benchmarks.crawl")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        numbers: dict[str, Any] = {"pause": arguments.pause, **compare(arguments, folder)}
        numbers |= chance(arguments, folder)
        if arguments.kills:
            numbers |= survive(arguments, folder)
    text = f"{run_line(run)}\n\n{block(numbers)}"
    print(text)
    if arguments.write:
        which = "alone" if arguments.alone else "nation"
        tables.write(DOCUMENT, which, text)
        kept = json.dumps({**run, **numbers}, ensure_ascii=False, indent=1, default=plainly)
        (RESULTS / f"crawl-{which}.json").write_text(kept + "\n", encoding="utf-8")


def plainly(record: Any) -> Any:
    """A record for JSON."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--towns", type=int, default=TOWNS, help="sites of the nation")
    parser.add_argument("--most", type=int, default=MOST, help="pages of the largest")
    parser.add_argument("--cap", type=int, default=300, help="pages fetched of a site")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests")
    parser.add_argument("--lanes", type=int, default=64, help="sites at once, of plain Scrapy")
    parser.add_argument("--public", action="store_true", help="five hosts on each address")
    parser.add_argument("--alone", action="store_true", help="our own crawl only")
    parser.add_argument("--browser-seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--kill-towns", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="into docs/crawling.md")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
