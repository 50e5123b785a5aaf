"""What an answer says, as far as no other answer is needed to know it: the heavy part of a crawl.

An answer of any size may take any time. Small ones are parsed at once, others by `minna.workers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from scrapy.http import HtmlResponse, Response

from crawler.page_parser import Context, Link, ParsedPage, parse_page
from crawler.pdf import facts_of
from crawler.responses import plain_headers
from crawler.seeded_hash import CRAWL_BYTES, seeded_hash
from crawler.sitemaps import Listed, read_map_page, read_sitemap
from crawler.urls import Scope, canonical
from minna.block_pages import SHORT_TEXT, BlockPage, detect_block_page

PAGE, FILE, DOCUMENT = "page", "file", "document"
"""Kinds of answers: HTML, a sitemap or feed, a PDF file."""
MAX_INLINE_BYTES = 32_768
"""Bytes of HTML that are parsed at once: at worst in a sixth of a second (docs/crawling.md)."""
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class UrlQuota:
    """Which of the addresses in a sitemap are wanted: those of a site, so many, by its chance."""

    scope: Scope
    seed: str
    max_urls: int


@dataclass(frozen=True, slots=True)
class Task:
    """An answer to be parsed, and what is to be known of it."""

    kind: str
    url: str
    status: int
    headers: Mapping[str, list[bytes]]
    body: bytes
    is_html: bool = True
    is_home: bool = False
    is_map: bool = False  # whether the links of a site map for people are wanted
    quota: UrlQuota | None = None

    def is_small(self) -> bool:
        """Whether it is parsed so quickly, whatever it holds, that nobody need wait elsewhere."""
        return (
            self.kind != DOCUMENT
            and len(self.body) <= MAX_INLINE_BYTES
            and not self.is_compressed()
        )

    def is_compressed(self) -> bool:
        """Whether there may be more in it than its size says."""
        return self.kind == FILE and self.body.startswith(GZIP_MAGIC)


@dataclass(frozen=True, slots=True)
class SitemapFile:
    """What a sitemap file lists, in canonical form: pages of the site and further files."""

    urls: tuple[str, ...] = ()  # as many of them as may still be queued
    count: int = 0  # of all that it lists of the site
    sitemaps: tuple[str, ...] = ()
    refused: int = 0
    is_empty: bool = True


@dataclass(frozen=True, slots=True)
class Parsed:
    """What there is in an answer; a file that lists nothing and is HTML has been read as a page."""

    page: ParsedPage | None = None
    gate: BlockPage | None = None
    map_links: tuple[Link, ...] = ()
    file: SitemapFile | None = None
    document: Mapping[str, Any] | None = None


def task_of(kind: str, response: Response, **more: Any) -> Task:
    """The task to parse an answer."""
    headers = {n.decode("latin-1"): response.headers.getlist(n) for n in response.headers}
    is_html = isinstance(response, HtmlResponse)
    return Task(kind, response.url, response.status, headers, response.body, is_html, **more)


def parse(task: Task) -> Parsed:
    """Parse an answer, here and now."""
    if task.kind == DOCUMENT:
        return Parsed(document=facts_of(task.body))
    if task.kind == FILE:
        file = sitemap_file(read_sitemap(task.body, task.url), task.quota)
        return (
            replace(parse_html(task), file=file)
            if file.is_empty and task.is_html
            else Parsed(file=file)
        )
    return parse_html(task)


def parse_html(task: Task) -> Parsed:
    """An HTML answer: what is on it, and what it is if it is no page.

    Of its text no more is kept than shows whether it is short, and of its source nothing.
    """
    response = HtmlResponse(task.url, task.status, task.headers, task.body)
    page = parse_page(response)
    answer = (task.status, plain_headers(response), page.title, page.text, page.html)
    gate = detect_block_page(*answer, url=task.url, is_home=task.is_home)
    links: tuple[Link, ...] = ()
    if task.is_map and gate is None:
        follow = Context(page.base, page.encoding, task.url).follow
        links = tuple(Link(*pair) for pair in read_map_page(page.html, follow))
    return Parsed(replace(page, text=page.text[: SHORT_TEXT + 1], html=""), gate, links)


def sitemap_file(listed: Listed, quota: UrlQuota | None) -> SitemapFile:
    """The addresses of a sitemap file that may still be queued, each once and in canonical form."""
    assert quota is not None
    addresses = list(map(canonical, listed.pages))
    ours = set(filter(quota.scope.contains, set(addresses) - {""}))
    kept = sorted(ours, key=lambda url: seeded_hash(quota.seed, url, CRAWL_BYTES))[: quota.max_urls]
    refused = listed.refused + addresses.count("")
    is_empty = not listed.pages and not listed.sitemaps
    return SitemapFile(tuple(kept), len(ours), listed.sitemaps, refused, is_empty)
