"""Does the crawl see the links that a browser has? On real pages and odd ones, both are asked.

`python -m benchmarks.links --pages 400` gives each page to `crawler.page_parser` and to Chromium
and compares the two sets of addresses: of links, areas, frames and links in SVG, shadow roots
included. Chromium parses with scripts on, as for a visitor, and runs none (`script-src 'none'`);
nothing but the page itself is loaded. Where a page leads on within a second, both must say where
to. `--whole` takes all pages, `--write` puts the table into docs/crawling.md.
"""

import argparse
import asyncio
import importlib.util
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.async_api import Browser, Error, Request, Route, async_playwright
from playwright.async_api import Page as Tab
from scrapy.http import HtmlResponse

from audits.browser import chromium
from audits.browser.launch import ARGUMENTS
from benchmarks.corpora import CORPORA
from benchmarks.tables import table, write
from crawler.charset import decoded
from crawler.encodings import encoding_of
from crawler.page_parser import parse_page
from crawler.urls import canonical

DOCUMENT = Path(__file__).parent.parent / "docs" / "crawling.md"
CASES = CORPORA.parent / "cases"
TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"}
TABS = 4
MOVES_MS = 400
"""What a refresh of no delay may take in Chromium."""
COLLECT = """() => {
  const found = [];
  const see = root => {
    for (const e of root.querySelectorAll('*')) {
      const html = e.namespaceURI === 'http://www.w3.org/1999/xhtml';
      const svg = e.namespaceURI === 'http://www.w3.org/2000/svg';
      let as = null, url = '';
      if (html && (e.localName === 'a' || e.localName === 'area')) {
        as = e.getAttribute('href'); url = e.href;
      } else if (html && (e.localName === 'frame' || e.localName === 'iframe')) {
        as = e.hasAttribute('srcdoc') ? null : e.getAttribute('src') || null; url = e.src;
      } else if (svg && e.localName === 'a') {
        as = e.getAttribute('href') ?? e.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
        try { url = as === null ? '' : new URL(as, e.baseURI).href } catch { url = '' }
      }
      if (as !== null) found.push([as, url]);
      if (e.shadowRoot) see(e.shadowRoot);
    }
  };
  see(document);
  return {links: found, encoding: document.characterSet};
}"""


@dataclass(frozen=True, slots=True)
class Given:
    """A page as a server sends it."""

    group: str
    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class BrowserLinks:
    """What Chromium has of a page."""

    links: frozenset[str]
    encoding: str
    moves: str  # where it went by itself, or ""


def corpora() -> Iterator[Given]:
    """Every page of the collection and of the cases, by the folder that it is in."""
    for number, root in enumerate(sorted(p for p in CORPORA.iterdir() if p.is_dir()), 1):
        yield from below(root, root.name, f"http://127.0.3.{number}/")
    yield from below(CASES / "pages", "cases/pages", "http://127.0.4.1/")


def below(root: Path, group: str, address: str) -> Iterator[Given]:
    """The pages in a folder."""
    for file in sorted(root.rglob("*")):
        kind = TYPES.get(file.suffix.lower())
        if kind and file.is_file():
            url = address + quote(file.relative_to(root).as_posix())
            yield Given(group, url, {"Content-Type": kind}, file.read_bytes())


def cases() -> Iterator[Given]:
    """The start pages of the small sites, and the pages that they lead to."""
    for port, (_, serve) in loaded(CASES / "sites.py").SITES.items():
        home = f"http://127.0.0.1:{port}/"
        waiting, queued = [home], {home}
        for url in waiting:
            given = answer(serve, url, port, "cases/sites")
            if given is None:
                continue
            yield given
            if url == home:
                near = {link.url for link in parse_page(response(given)).links}
                waiting += sorted(url for url in near - queued if url.startswith(home))[:20]


def loaded(file: Path) -> ModuleType:
    """A file of the cases, which takes its arguments from the command line."""
    argv, sys.argv = sys.argv, [str(file)]
    try:
        spec = importlib.util.spec_from_file_location(f"cases_{file.stem}", file)
        assert spec and spec.loader  # a file that is there
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.argv = argv
    return module


def answer(serve: Any, url: str, port: int, group: str) -> Given | None:
    """What a small site answers, if it is a page."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    status, headers, body = serve(path, {}, {"port": port})
    kind = headers.get("Content-Type", "text/html")
    return Given(group, url, headers, body) if status == 200 and "html" in kind else None


def response(given: Given) -> HtmlResponse:
    """A page as the crawl gets it."""
    headers = {"Content-Type": "text/html", **given.headers}
    return HtmlResponse(given.url, body=given.body, headers=headers)


async def look(tab: Tab, given: Given) -> BrowserLinks:
    """A page as Chromium has it once it is parsed.

    A page that leaves before it is read (the browser's own page for an address that is none comes
    at once) is read again where it cannot leave: in a sandbox, which knows no refresh.
    """
    try:
        return await look_once(tab, given, "script-src 'none'")
    except Error as error:
        if "context was destroyed" not in str(error):
            raise
    return await look_once(tab, given, "sandbox allow-same-origin")


async def look_once(tab: Tab, given: Given, policy: str) -> BrowserLinks:
    """A page as Chromium has it once it is parsed; Error if it left while it was read."""
    moves: list[str] = []

    async def serve(route: Route, request: Request) -> None:
        is_page = request.is_navigation_request() and request.frame == tab.main_frame
        if is_page and not moves and request.url.partition("#")[0] == tab_url:
            moves.append("")
            headers = {**given.headers, "Content-Security-Policy": policy}
            await route.fulfill(headers=headers, body=given.body)
        elif is_page:
            moves.append(request.url)
            await route.fulfill(status=204)
        else:
            await route.abort()

    tab_url = given.url
    await tab.route("**/*", serve)
    try:
        await tab.goto(given.url, wait_until="domcontentloaded", timeout=60_000)
        collected = await tab.evaluate(COLLECT)
        if b"refresh" in given.body.lower() or "Refresh" in given.headers:
            await tab.wait_for_timeout(MOVES_MS)
    finally:
        await tab.unroute("**/*")
    own = canonical(given.url)
    links = {
        canonical(url)
        for written, url in collected["links"]
        if not (written.strip()[:1] in ("", "#") and canonical(url) == own)
    }
    went = canonical(moves[1]) if len(moves) > 1 else ""
    return BrowserLinks(frozenset(links - {""}), collected["encoding"], "" if went == own else went)


@dataclass(frozen=True, slots=True)
class Difference:
    """An address that one of the two has and the other has not."""

    group: str
    page: str
    kind: str
    url: str


def differences(given: Given, visited: BrowserLinks) -> Iterator[Difference]:
    """Where the crawl and Chromium differ on a page, and why."""
    reading = parse_page(response(given))
    links = {link.url for link in reading.links}
    nameless = {link.url for link in reading.links if not link.text}
    encoding = decoded(response(given)).encoding
    may_lead_on = b"refresh" in given.body.lower() or "Refresh" in given.headers
    for url in sorted(links ^ visited.links):
        if encoding_of(visited.encoding) != encoding and not given.body.isascii():
            kind = f"read as {encoding}, by Chromium as {visited.encoding}"
        elif may_lead_on and url in nameless and url not in visited.links:
            kind = "refresh of a page that stays"
        else:
            kind = "unexplained: only the crawl's" if url in links else "unexplained: Chromium's"
        yield Difference(given.group, given.url, kind, url)
    if visited.moves and visited.moves != reading.refresh:
        yield Difference(given.group, given.url, "unexplained: led on", visited.moves)


async def compare(pages: Iterable[Given]) -> tuple[Counter[str], Counter[str], list[Difference]]:
    """All pages in a few tabs: pages and links by group, and every difference."""
    counted, linked, different = Counter[str](), Counter[str](), list[Difference]()
    waiting = iter(pages)

    async def work(browser: Browser) -> None:
        context = await browser.new_context(service_workers="block")
        tab = await context.new_page()
        for given in waiting:
            browser_links = await look(tab, given)
            counted[given.group] += 1
            linked[given.group] += len(browser_links.links)
            different.extend(differences(given, browser_links))
        await context.close()

    async with async_playwright() as playwright:
        path = chromium.find()
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        await asyncio.gather(*(work(browser) for _ in range(TABS)))
        await browser.close()
    return counted, linked, different


def main() -> None:
    """Compare, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pages", type=int, default=400, help="of the corpora; cases are all taken"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the table into docs/crawling.md")
    options = parser.parse_args()
    every, small = list(corpora()), list(cases())
    random.Random(options.seed).shuffle(every)
    chosen = [*small, *(every if options.whole else every[: options.pages])]
    counted, linked, comparison = asyncio.run(compare(chosen))
    kinds = Counter((one.group, one.kind) for one in comparison)
    rows = [
        [
            group,
            str(counted[group]),
            str(linked[group]),
            ", ".join(f"{kind}: {n}" for (g, kind), n in sorted(kinds.items()) if g == group)
            or "0",
        ]
        for group in sorted(counted)
    ]
    rows.append(["all", str(counted.total()), str(linked.total()), str(len(comparison))])
    command = "--whole" if options.whole else f"--pages {options.pages} --seed {options.seed}"
    block = f"`python -m benchmarks.links {command}`; {chromium.version()}.\n\n" + table(
        ["pages of", "pages", "addresses in Chromium", "differences"], rows
    )
    print(block)
    for one in comparison:
        print(one.kind, one.page, one.url, sep="\t")
    if options.write:
        write(DOCUMENT, "links", block)


if __name__ == "__main__":
    main()
