"""How long the crawler's event loop does not turn, by kind of hostile answer.

Each hostile site is crawled beside an honest one. The time is CPU time of the loop's own thread
between two beats of a task that wants one every 10 ms, so that a busy machine changes nothing.
"""

import argparse
import asyncio
import json
import multiprocessing
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler

from benchmarks import tables
from benchmarks.heavy_answers import Reply, Site, honest, kinds
from minna.egress import Egress
from minna.records import Page, Run, SiteCrawl
from minna.records import Site as Row
from minna.settings import RunSettings
from minna.store import Store

BEAT = 0.01
DOCUMENT = Path(__file__).parents[1] / "docs/crawling.md"
HOSTILE, NEIGHBOUR = "hostile", "neighbour"
SETTINGS = {"pause": 0.02, "allow_private": True, "documents": 1, "crawl_pages": 30}


class Heartbeat:
    """Scrapy's extension that notes the longest time without a beat, into HEARTBEAT_FILE."""

    def __init__(self, path: str) -> None:
        self.path, self.longest, self.beats = path, 0.0, 0
        self.last = time.thread_time()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Beat for as long as the spider lives."""
        beat = cls(crawler.settings["HEARTBEAT_FILE"])
        crawler.signals.connect(beat.begin, signals.spider_opened)
        crawler.signals.connect(beat.end, signals.spider_closed)
        return beat

    def begin(self) -> None:
        """The first beat."""
        self.last = time.thread_time()
        self.task = asyncio.ensure_future(self.go_on())

    async def go_on(self) -> None:
        """Beat after beat."""
        while True:
            await asyncio.sleep(BEAT)
            self.take()

    def take(self) -> None:
        """Note how long the loop's thread has worked since the last beat."""
        now = time.thread_time()
        self.longest, self.last = max(self.longest, now - self.last), now
        self.beats += 1

    def end(self) -> None:
        """The last beat, and what came of all."""
        self.task.cancel()
        self.take()
        figures = {"longest": self.longest, "beats": self.beats, "cpu": time.process_time()}
        Path(self.path).write_text(json.dumps(figures))


@dataclass
class Crawled:
    """A crawl of some sites: the longest gap, and what the database has of each site."""

    longest: float
    seconds: float
    said: str  # on standard error
    frames: dict[str, SiteCrawl] = field(default_factory=dict)
    pages: dict[str, dict[str, Page]] = field(default_factory=dict)  # site → path → page


def answer_for(site: Site) -> type[BaseHTTPRequestHandler]:
    """A handler that gives a site's answers."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = site.get(self.path)
            self.send_response(200 if reply else 404)
            reply = reply or Reply(b"<title>404</title>")
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def serve(sites: dict[str, Site], ports: Any) -> None:
    """Serve sites, in a process of its own, so that the crawl has its processor alone."""
    servers = [
        ThreadingHTTPServer((f"127.0.0.{n}", 0), answer_for(site))
        for n, site in enumerate(sites.values(), 2)
    ]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    ports.send([server.server_port for server in servers])
    ports.recv()  # until nobody is there any more


@contextmanager
def served(sites: dict[str, Site]) -> Iterator[dict[str, str]]:
    """The address of each site, on a loopback address of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=serve, args=(sites, theirs), daemon=True)
    server.start()
    try:
        hosts = [f"127.0.0.{n}:{port}" for n, port in enumerate(ours.recv(), 2)]
        yield {name: f"http://{host}" for name, host in zip(sites, hosts, strict=True)}
    finally:
        server.kill()
        server.join()
        server.close()


def crawl(folder: Path, sites: dict[str, Site], **more: Any) -> Crawled:
    """Crawl the sites side by side; `more` are settings of Scrapy's."""
    with served(sites) as addresses:
        store = Store(folder / "book.db")
        rows = [Row("r", name, f"{name}町", f"{url}/") for name, url in addresses.items()]
        store.save([Run("r", "", None, "survey", "", 1, RunSettings.of(SETTINGS), {}), *rows])
        store.save([SiteCrawl("r", name, "pending") for name in sites])
        began, beats = time.monotonic(), folder / "beats.json"
        command = [sys.executable, "-m", "benchmarks.loop_gap", "--crawl", str(folder)]
        done = subprocess.run([*command, json.dumps(more)], capture_output=True, timeout=900)
        seconds = time.monotonic() - began
        said = done.stderr.decode(errors="replace")
        if done.returncode:
            raise RuntimeError(said[-2000:])
        crawled = Crawled(json.loads(beats.read_text())["longest"], seconds, said)
        for frame in store.read(SiteCrawl, run="r"):
            pages = store.read(Page, run="r", site=frame.site)
            start = len(addresses[frame.site])
            crawled.frames[frame.site] = frame
            crawled.pages[frame.site] = {page.url[start:]: page for page in pages}
        store.close()
    return crawled


def crawl_here(folder: Path, more: dict[str, Any]) -> int:
    """The crawl itself, in this process."""
    from crawler.__main__ import crawl as begin
    from crawler.__main__ import settings_of

    settings = settings_of(str(folder / "book.db"), "r")
    beats = {"benchmarks.loop_gap.Heartbeat": 1}
    settings.update({"EXTENSIONS": beats, "HEARTBEAT_FILE": str(folder / "beats.json"), **more})
    with Egress(allow_private=True) as egress:
        return begin(settings, egress.crawler_port)


def plain(page: Page) -> tuple[Any, ...]:
    """What a page's record says, whatever port its site was served at."""
    values = asdict(page)
    kept = (
        "state",
        "title",
        "text_hash",
        "text_hash_no_digits",
        "dom_fingerprint",
        "depth",
        "status",
        "sample_part",
        "role",
    )
    return tuple(values[name] for name in kept)


def measured(names: list[str]) -> Iterator[tuple[str, ...]]:
    """A row of the table for each kind."""
    for name, make in kinds().items():
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            done = crawl(Path(folder), {HOSTILE: make(), NEIGHBOUR: honest()})
        fetched = [sum(p.state == "fetched" for p in s.values()) for s in done.pages.values()]
        reasons = {p.reason for p in done.pages[HOSTILE].values() if is_bad(p)} - {""}
        row = (
            name,
            f"{done.longest:.2f}",
            f"{done.frames[HOSTILE].seconds:.0f}",
            f"{done.frames[NEIGHBOUR].seconds:.1f}",
            str(fetched[1]),
            ", ".join(sorted(reasons)) or "read",
        )
        print(row, file=sys.stderr, flush=True)
        yield row


def is_bad(page: Page) -> bool:
    """Whether a page of the hostile site is one of the hostile ones."""
    return any(sign in page.url for sign in ("/bad", "/map", "/feed"))


def main() -> None:
    """Measure, and print or write down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", action="append", default=[], help="only this one")
    parser.add_argument("--crawl", nargs=2, metavar=("FOLDER", "SETTINGS"), help="used by itself")
    given = parser.parse_args()
    if given.crawl:
        sys.exit(crawl_here(Path(given.crawl[0]), json.loads(given.crawl[1])))
    head = ("kind", "longest gap, s", "hostile site, s", "neighbour, s", "its pages", "came of it")
    print(tables.table(head, measured(given.kind)))


if __name__ == "__main__":
    main()
