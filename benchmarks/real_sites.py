"""Does a crawl find the pages of real sites, and mind what their servers say?

`python -m benchmarks.real_sites [--write]` serves the twelve sites of ../shared/corpora, each moved
(its registered address redirects), with a page that is gone (410), one that breaks (500) and a
folder that robots.txt forbids; every other one has a sitemap. Beside our crawl, a plain walk over
the same links and sitemaps, without any wit, says which pages there are to find.
"""

import argparse
import functools
import random
import subprocess
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen
from urllib.robotparser import RobotFileParser

from lxml import etree, html

from benchmarks import tables
from benchmarks.circumstances import circumstances, run_line
from benchmarks.corpora import CORPORA, are_here, served
from benchmarks.crawl import DOCUMENT
from crawler.run import queue_sites
from minna.reasons import Code
from minna.records import Page, Run, Site
from minna.settings import RunSettings
from minna.store import Store

RUN, SEED, FORMER = "real", 1, "/former/"
LEADS = "//a/@href | //area/@href | //frame/@src | //iframe/@src"
HEAD = (
    "site",
    "sitemap",
    "pages a walk finds",
    "in the frame",
    "one page with another",
    "known and left out",
    "unknown",
    "gone (410) / broken (500), told so",
    "forbidden pages: asked for",
)
TWINS = (Code.DUPLICATE, Code.REDIRECT)


@dataclass(frozen=True, slots=True)
class Served:
    """A site, where it is served, and what its server was told to do."""

    name: str
    root: str
    options: Mapping[str, str]

    @property
    def start(self) -> str:
        """The address in the registry, which redirects to where the site is now."""
        return urljoin(self.root, FORMER)


def sites() -> dict[str, str]:
    """The collection's twelve sites, each by its folder."""
    lines = (CORPORA / "sites.tsv").read_text(encoding="utf-8").splitlines()
    folders = [line.split("\t")[1] for line in lines if line and not line.startswith("#")]
    return {folder: folder for folder in folders}


def orders(names: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What each site's server is to do, drawn by chance from its own files.

    A site with a robots.txt of its own keeps it.
    """
    chance, by_name = random.Random(SEED), {}
    for place, (name, folder) in enumerate(names.items()):
        root = CORPORA / folder
        linked = sorted(linked_files(root))
        gone, broken = chance.sample(linked, 2)
        by_name[name] = {"old": FORMER, "gone": f"/{gone}", "err": f"/{broken}"}
        folders = Counter(file.split("/")[0] for file in linked if "/" in file)
        if len(folders) > 1 and not (root / "robots.txt").exists():
            by_name[name]["disallow"] = f"/{min(folders, key=lambda each: (folders[each], each))}/"
        if place % 2:
            by_name[name]["sitemap"] = ""
    return by_name


def linked_files(root: Path) -> set[str]:
    """A site's pages, but the first, that others lead to; of an index the name is its folder's."""
    pages = {f"/{file.relative_to(root).as_posix()}": file for file in root.rglob("*.html")}
    aims = {key(aim) for page, file in pages.items() for aim in links(file.read_bytes(), page)}
    return {
        page[1:].removesuffix("index.html")
        for page in pages
        if page != "/index.html" and key(page) in aims
    }


def as_text(options: Mapping[str, str]) -> str:
    """Options as serve.py reads them."""
    return ",".join(f"{name}={value}" if value else name for name, value in options.items())


def key(url: str) -> str:
    """One page, however it is written: the server asks for no query and knows two names."""
    path = unquote(urlsplit(url).path).removesuffix("index.html").removesuffix(".html")
    return path.rstrip("/") or "/"


def walk(site: Served) -> set[str]:
    """Every page that links and sitemap lead to, by following all of them."""
    reached, waiting, queued = set(), deque([site.root, *listed(site)]), set()
    while waiting:
        url = urldefrag(waiting.popleft()).url.partition("?")[0]
        if url in queued or not url.startswith(site.root) or forbidden(site, url):
            continue
        queued.add(url)
        try:
            with urlopen(url, timeout=10) as answer:
                if answer.headers.get_content_type() != "text/html":
                    continue
                body, at = answer.read(), answer.url
        except HTTPError:
            continue
        reached.add(key(at))
        waiting.extend(links(body, at))
    return reached


def links(body: bytes, at: str) -> Iterator[str]:
    """Where a page leads; what is no address leads nowhere."""
    if not body.strip():
        return
    tree = html.fromstring(body)
    base = next(iter(tree.xpath("//base/@href")), "")
    for href in tree.xpath(LEADS):
        try:
            yield urljoin(urljoin(at, base), href.strip())
        except ValueError:
            continue


def listed(site: Served) -> list[str]:
    """The addresses of a site's sitemap."""
    if "sitemap" not in site.options:
        return []
    with urlopen(urljoin(site.root, "/sitemap.xml"), timeout=10) as answer:
        return [str(text) for text in etree.fromstring(answer.read()).xpath("//*/text()")]


@functools.cache
def robots(root: str) -> RobotFileParser:
    """A site's robots.txt, as Python's own library reads it."""
    rules = RobotFileParser(urljoin(root, "/robots.txt"))
    rules.read()
    return rules


def forbidden(site: Served, url: str) -> bool:
    """Whether robots.txt keeps crawlers out."""
    return not robots(site.root).can_fetch("minna", url)


def crawled(book: Path, every: list[Served]) -> Store:
    """Our crawl of all sites, to its end."""
    store = Store(book)
    settings = {"allow_private": True, "pause": 0, "crawl_pages": 2000}
    run = Run(RUN, "", None, "survey", "", SEED, RunSettings.of(settings), {})
    store.save([run, *(Site(RUN, s.name, s.name, s.start, extra={"scope": "host"}) for s in every)])
    queue_sites(store, run)
    command = [sys.executable, "-m", "crawler", str(book), RUN]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return store


def row(site: Served, pages: list[Page], there: set[str]) -> tuple[list[str], Counter[str]]:
    """A site's line of the table, and why pages were left out."""
    states: dict[str, Page] = {}
    for page in pages:
        best = states.get(key(page.url))
        if best is None or page.state == "fetched":
            states[key(page.url)] = page
        states.setdefault(key(page.final_url or page.url), page)
    states_there = {name: states[name] for name in there if name in states}
    framed = [p for p in states_there.values() if p.state == "fetched"]
    twins = [p for p in states_there.values() if p.state != "fetched" and p.reason.code in TWINS]
    why = Counter(
        p.reason or p.state
        for p in states_there.values()
        if p.state != "fetched" and p.reason.code not in TWINS
    )
    ends = [states.get(key(site.options[name])) for name in ("gone", "err")]
    asked = [p.url for p in pages if forbidden(site, p.url) and (p.status or 0) > 0]
    cells = [
        site.name,
        "yes" if "sitemap" in site.options else "no",
        str(len(there)),
        str(len(framed)),
        str(len(twins)),
        str(sum(why.values())),
        str(len(there - states_there.keys())),
        " / ".join(page.reason if page else "never met" for page in ends),
        str(len(asked)),
    ]
    return cells, why


def block(names: Mapping[str, str]) -> str:
    """The table of some sites, each by its folder, and what was left out, for which reason."""
    asked = {name: order for name, order in orders(sites()).items() if name in names}
    rows, why = [], Counter[str]()
    texts = {name: as_text(options) for name, options in asked.items()}
    with tempfile.TemporaryDirectory() as folder, served(names, texts) as roots:
        every = [Served(name, roots[name], asked[name]) for name in names]
        store = crawled(Path(folder) / "real.db", every)
        for site in every:
            cells, reasons = row(site, list(store.read(Page, run=RUN, site=site.name)), walk(site))
            rows.append(cells)
            why += reasons
        store.close()
    told_why = "; ".join(f"{reason} ({count})" for reason, count in why.most_common(12)) or "none"
    return f"{tables.table(HEAD, rows)}\n\nKnown and left out: {told_why}."


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="into docs/crawling.md")
    arguments = parser.parse_args()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    text = f"{run_line(circumstances('benchmarks.real_sites'))}\n\n{block(sites())}"
    print(text)
    if arguments.write:
        tables.write(DOCUMENT, "real-sites", text)


if __name__ == "__main__":
    main()
