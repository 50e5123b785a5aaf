"""The addresses of one site that are still to be asked for, nearest to the start page first.

Among equals chance decides, seeded, so that a capped crawl sees a fair part of the site and a
second crawl the same part. The record book holds the same addresses as pages in state `found`.
"""

import hashlib
import heapq
from collections.abc import Iterable

from crawler.roles import SITEMAP
from crawler.urls import key, pattern
from minna.records import Page

START, LINK, LISTED, ROBOTS = "start", "link", "sitemap", "robots"
"""How an address was found; ROBOTS marks sitemap files themselves, which are no pages."""
LISTED_DEPTH = 2
"""A page that only a sitemap names waits behind the links of the home page."""


class Frontier:
    """What is known of a site's addresses, and which of them comes next."""

    def __init__(self, seed: str, pages: Iterable[Page] = ()) -> None:
        self.seed = seed
        self.urls: set[str] = set()
        self.keys: set[str] = set()
        self.waiting: list[tuple[int, int, bytes, str, Page]] = []
        for page in pages:
            self.add_exactly(page)

    def add(self, page: Page) -> bool:
        """Take in an address unless it or its twin is known; whether it was new."""
        return key(page.url) not in self.keys and self.add_exactly(page)

    def add_exactly(self, page: Page) -> bool:
        """Take in an address even if its twin is known: one twin may lead to the other."""
        if page.url in self.urls:
            return False
        self.urls.add(page.url)
        self.keys.add(key(page.url))
        if page.state == "found":
            heapq.heappush(self.waiting, (*self.turn(page), page.url, page))
        return True

    def take(self) -> Page | None:
        """The next page, which is then no longer waiting; None if there is none."""
        return heapq.heappop(self.waiting)[-1] if self.waiting else None

    def drop(self, unwanted: str) -> list[Page]:
        """Take out the waiting pages whose address has this pattern."""
        dropped = [item[-1] for item in self.waiting if pattern(item[-1].url) == unwanted]
        self.waiting = [item for item in self.waiting if pattern(item[-1].url) != unwanted]
        heapq.heapify(self.waiting)
        return dropped

    def turn(self, page: Page) -> tuple[int, int, bytes]:
        """Start page, sitemap files, the site map for people, then by depth and by chance."""
        guide = {START: 0, ROBOTS: 1}.get(page.found_by, 2 if page.role == SITEMAP else 3)
        return (0 if guide < 3 and page.depth <= 1 else page.depth), guide, self.chance(page.url)

    def chance(self, url: str) -> bytes:
        """A random number for an address, the same in every crawl with this seed."""
        return hashlib.blake2b(f"{self.seed}:{url}".encode(), digest_size=8).digest()

    def count(self, found_by: str) -> int:
        """How many addresses found in this way are waiting."""
        return sum(item[-1].found_by == found_by for item in self.waiting)
