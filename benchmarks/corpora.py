"""Real pages of public sites, kept beside the checkout and served on loopback."""

import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
SITES = {
    "B20-it-comuni": "B20-it-comuni",
    "B04-covid19-katsushika": "B04-covid19-katsushika",
    "B06-digital-agency-jp": "B06-digital-agency-jp",
    "B11-tokyo-supportnavi": "B11-tokyo-supportnavi/static",
    "B29-uk-govuk-template": "B29-uk-govuk-template",
    "B31-us-phila-ui": "B31-us-phila-ui",
    "A6-city-komaru": "A6-city-komaru",
    "B01-shirasagi": "B01-shirasagi",
    "A9-waic-as-test": "A9-waic-as-test",
}
"""Each site's name and the folder that is its root."""
EVERY = SITES | {
    "A1-gds-142": "A1-gds-142",
    "A10-apg": "A10-apg",
    "A11-ibm": "A11-ibm",
    "A12-rgaa": "A12-rgaa",
    "A13-wcag-failures": "A13-wcag-failures",
    "A2-act": "A2-act",
    "A3-w3c-bad": "A3-w3c-bad",
}
"""With examples of widgets, and the pages that were made to be at fault."""
SMALL, LARGE = 100, 400
"""Elements from which on a page is of middle size, and large."""
MONSTROUS = 5000
"""Elements of a page that would outweigh all others together."""
ELEMENT = re.compile(r"<[a-zA-Z]")
LEADS_ON = re.compile(r"http-equiv=[\"']?refresh", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of a site: its path below the site's root, and how many elements its file has."""

    site: str
    path: str
    elements: int

    @property
    def name(self) -> str:
        """What it is called in tables."""
        return f"{self.site}/{self.path}"

    @property
    def size(self) -> str:
        """Small, middle or large."""
        if self.elements < SMALL:
            return "small"
        return "middle" if self.elements < LARGE else "large"

    def address(self, roots: Mapping[str, str], query: str = "") -> str:
        """Where it is served, given its site's root."""
        return roots[self.site] + quote(self.path) + query


def are_here() -> bool:
    """Whether the collection lies beside this checkout."""
    return (CORPORA / "serve.py").exists()


def pages_of(site: str) -> list[SitePage]:
    """A site's pages by path, without those that lead elsewhere and those that are monstrous."""
    root = CORPORA / EVERY[site]
    site_pages = []
    for file in sorted(root.rglob("*.html")):
        path = file.relative_to(root)
        text = file.read_text(encoding="utf-8", errors="replace")
        elements = len(ELEMENT.findall(text))
        is_asset = any(part.startswith("_") for part in path.parts)
        if not is_asset and 0 < elements < MONSTROUS and not LEADS_ON.search(text):
            site_pages.append(SitePage(site, path.as_posix(), elements))
    return site_pages


def dealt(pages: Iterable[SitePage], seed: int) -> Iterator[SitePage]:
    """All pages in an order of chance: sizes in turn and, within a size, sites in turn."""
    chance = random.Random(seed)
    heaps: dict[str, dict[str, list[SitePage]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        heaps[page.size][page.site].append(page)
    sizes = []
    for sites in heaps.values():
        order = list(sites.values())
        for heap in order:
            chance.shuffle(heap)
        chance.shuffle(order)
        sizes.append(list(in_turn(order)))
    yield from in_turn(sizes)


def in_turn(heaps: list[list[SitePage]]) -> Iterator[SitePage]:
    """One of each heap, again and again, until all are empty."""
    waiting = [iter(heap) for heap in heaps]
    while waiting:
        for heap in list(waiting):
            page = next(heap, None)
            if page is None:
                waiting.remove(heap)
            else:
                yield page


def choose(
    count: int, seed: int, roots: Mapping[str, str], sites: Iterable[str] = SITES
) -> list[SitePage]:
    """`count` pages of mixed size that really answer, grouped by site as a survey visits them."""
    every = [page for site in sites for page in pages_of(site)]
    answering = (page for page in dealt(every, seed) if answers(page.address(roots)))
    chosen = list(islice(answering, count))
    places = {site: place for place, site in enumerate(EVERY)}
    return sorted(chosen, key=lambda page: (places[page.site], page.path))


def answers(url: str) -> bool:
    """Whether there is a page at an address: 200, and HTML."""
    try:
        with urlopen(url, timeout=10) as answer:
            kind: str = answer.headers.get_content_type()
            return bool(answer.status == 200 and kind == "text/html")
    except URLError:
        return False


@contextmanager
def served(
    folders: Mapping[str, str] = SITES, options: Mapping[str, str] | None = None
) -> Iterator[dict[str, str]]:
    """Serve folders of the collection, each on a loopback address of its own; name → address.

    `options` by name are those of the collection's serve.py: redirects, errors, robots.txt.
    """
    asked = options or {}
    hosts = {name: f"127.0.2.{number}" for number, name in enumerate(folders, 1)}
    port = free_port(next(iter(hosts.values())))
    roots = {name: f"http://{host}:{port}/" for name, host in hosts.items()}
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as sites:
        sites.writelines(
            f"{hosts[n]}\t{CORPORA / folder}\t{asked.get(n, '')}\n" for n, folder in folders.items()
        )
        sites.flush()
        command = [sys.executable, str(CORPORA / "serve.py"), "--multi", sites.name, str(port)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            for host in hosts.values():
                wait_for(host, port)
            yield roots
        finally:
            server.terminate()
            server.wait()


def free_port(host: str) -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def wait_for(host: str, port: int) -> None:
    """Wait until somebody listens there; TimeoutError after ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with socket.socket() as probe:
            if not probe.connect_ex((host, port)):
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing is served on {host}:{port}")
