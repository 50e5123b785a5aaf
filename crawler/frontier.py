"""The addresses of one site that are still to be asked for, nearest to the start page first.

Among equals chance decides, seeded, so that a capped crawl sees a fair part of the site and a
second crawl the same part. The database holds the same addresses as pages in state `found`.
"""

import heapq
from collections.abc import Callable, Iterable

from crawler.roles import SITEMAP
from crawler.seeded_hash import CRAWL_BYTES, seeded_hash
from minna.addresses import url_key
from minna.records import Page

START, LINK, SITEMAP_URL, SITEMAP_FILE, PREVIOUS = "start", "link", "sitemap", "robots", "panel"
"""How an address was found; ROBOTS marks sitemap files themselves, which are no pages, and PANEL
the pages of an earlier survey's sample."""
SITEMAP_DEPTH = 2
"""A page that only a sitemap names waits behind the links of the home page."""


Item = tuple[int, int, bytes, str, Page]
"""A page and what stands before it in order: depth, manner of finding, chance, address."""


class Frontier:
    """What is known of a site's addresses, and which of them comes next."""

    def __init__(self, seed: str, pages: Iterable[Page] = ()) -> None:
        self.seed = seed
        self.urls: set[str] = set()
        self.keys: set[str] = set()
        self.waiting: list[Item] = []
        self.held: dict[str, list[Item]] = {}  # back, by the reason why
        for page in pages:
            self.add_exactly(page)

    def add(self, page: Page) -> bool:
        """Take in an address unless it or its twin is known; whether it was new."""
        return url_key(page.url) not in self.keys and self.add_exactly(page)

    def add_exactly(self, page: Page) -> bool:
        """Take in an address even if its twin is known: one twin may lead to the other."""
        if page.url in self.urls:
            return False
        self.urls.add(page.url)
        self.keys.add(url_key(page.url))
        if page.state == "found":
            heapq.heappush(self.waiting, (*self.priority(page), page.url, page))
        return True

    def put_back(self, page: Page) -> None:
        """Let an address that was taken wait once more."""
        heapq.heappush(self.waiting, (*self.priority(page), page.url, page))

    def pop(self) -> Page | None:
        """The next page, which is then no longer waiting; None if there is none."""
        return heapq.heappop(self.waiting)[-1] if self.waiting else None

    def hold(self, cause: str, page: Page) -> None:
        """Keep a page back."""
        heapq.heappush(self.held.setdefault(cause, []), (*self.priority(page), page.url, page))

    def release(self, is_free: Callable[[str], bool]) -> None:
        """Let pages wait again whose reason to be held back has gone."""
        for cause in [cause for cause in self.held if is_free(cause)]:
            for item in self.held.pop(cause):
                heapq.heappush(self.waiting, item)

    def pop_held(self, is_open: Callable[[str], bool]) -> Page | None:
        """The next of the pages that are held back for a reason that allows to try one."""
        cause = min((w for w in self.held if is_open(w)), key=lambda w: self.held[w][0], default="")
        if not cause:
            return None
        page = heapq.heappop(self.held[cause])[-1]
        if not self.held[cause]:
            del self.held[cause]
        return page

    def drop(self, is_unwanted: Callable[[str], object]) -> list[Page]:
        """Take out the pages, waiting or held back, whose address is unwanted."""
        dropped, queues = [], [("", self.waiting), *self.held.items()]
        for cause, queue in queues:
            gone = [item[-1] for item in queue if is_unwanted(item[-1].url)]
            if not gone:
                continue
            dropped += gone
            urls = {page.url for page in gone}
            kept = [item for item in queue if item[-1].url not in urls]
            heapq.heapify(kept)
            if cause and kept:
                self.held[cause] = kept
            elif cause:
                del self.held[cause]
            else:
                self.waiting = kept
        return dropped

    def is_empty(self) -> bool:
        """Whether no address waits, nor is held back."""
        return not self.waiting and not self.held

    def priority(self, page: Page) -> tuple[int, int, bytes]:
        """Start page, sitemap files, the site map for people, then by depth and by chance."""
        guide = {START: 0, SITEMAP_FILE: 1, PREVIOUS: 1}.get(page.discovered_via, 3)
        guide = 2 if guide == 3 and page.role == SITEMAP else guide
        is_early = (guide < 3 and page.depth <= 1) or page.discovered_via == PREVIOUS
        return (0 if is_early else page.depth), guide, self.seeded_hash(page.url)

    def seeded_hash(self, url: str) -> bytes:
        """A random number for an address, the same in every crawl with this seed."""
        return seeded_hash(self.seed, url, CRAWL_BYTES)

    def count(self, discovered_via: str) -> int:
        """How many addresses found in this way are waiting."""
        return sum(item[-1].discovered_via == discovered_via for item in self.waiting)
