"""A site's answers, distinguished by their text: pages, their twins, gates, missing pages."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from crawler.content import HEAD_DIGITS, alike, has_same_words
from crawler.exclusion import ONE_ANSWER, UNKNOWN_ADDRESS, is_duplicate
from crawler.frontier import SITEMAP_FILE, START
from crawler.page_parser import ParsedPage
from crawler.refusals import MIN_PARTS, part_of
from crawler.shares import is_rare
from crawler.traps import NEAR_DUPLICATE, is_nested_repeat, is_other_name
from minna.block_pages import MIN_SITE_LINKS, SHORT_TEXT, BlockPage
from minna.records import Page

REST = 0.3
"""Share of a site's answers, its start page apart, that may differ from one that is a gate."""
CHANGE = 0.5
"""Similarity under which the answers to two unknown addresses are two texts, not one that moves."""
LEEWAY = 0.05
"""By which a page may be less similar than the answers to unknown addresses are to one another."""


class TextIndex:
    """The texts that a site has shown so far, and what each of them stands for."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.missing = {
            page.text_hash_no_digits for page in pages if page.reason == UNKNOWN_ADDRESS
        } - {""}
        self.unknown = [
            p for p in pages if p.discovered_via == SITEMAP_FILE and p.reason == UNKNOWN_ADDRESS
        ]
        self.gates = {page.text_hash for page in pages if page.reason == ONE_ANSWER}
        self.duplicate_counts = Counter(page.text_hash for page in pages if is_duplicate(page))
        self.parts: dict[str, set[str]] = {}  # text → parts of the site in which it was shown
        for page in pages:
            self.parts.setdefault(page.text_hash, set()).add(part_of(page.url))
        self.pages: dict[str, Page] = {}
        self.by_words: dict[str, list[Page]] = {}  # start of the sketch → pages with these words
        self.home: Page | None = None
        for page in pages:
            if page.state == "fetched":
                self.add_page(page)

    def add_page(self, page: Page) -> None:
        """Take in a page of the frame."""
        self.pages[page.text_hash] = page
        self.parts.setdefault(page.text_hash, set()).add(part_of(page.url))
        if page.sketch:
            self.by_words.setdefault(page.sketch[:HEAD_DIGITS], []).append(page)
        if page.discovered_via == START:
            self.home = page

    def block_page(self, page: Page, gate: BlockPage | None) -> BlockPage | None:
        """What an answer is that stands in a page's place, if it is one; `gate` is by itself."""
        if gate is None and page.discovered_via != START and self.is_missing(page):
            gate = BlockPage("missing", "")
        if page.text_hash in self.gates:
            gate = BlockPage(*ONE_ANSWER.split(": "))
        return gate

    def is_missing(self, page: Page) -> bool:
        """Whether an answer is what this site says to addresses that it does not know."""
        return page.text_hash_no_digits in self.missing or self.is_varying_answer(page)

    def is_varying_answer(self, page: Page) -> bool:
        """Whether an answer differs from those to unknown addresses as they do from one another.

        So a site is recognized that shows its home page for whatever it does not know, and whose
        home page changes each time. Two such answers at least, the home page among them, say how
        much: a site with long menus and short texts has pages that are more alike than that.
        """
        samples = self.varying_answers()
        if not samples:
            return False
        pairs = list(combinations(samples, 2))
        least = min(alike(one.sketch, two.sketch) for one, two in pairs)
        bits = max(distance(one.dom_fingerprint, two.dom_fingerprint) for one, two in pairs)
        return any(
            plain(page.title) == plain(sample.title)
            and distance(page.dom_fingerprint, sample.dom_fingerprint) <= bits
            and alike(page.sketch, sample.sketch) >= least - LEEWAY
            for sample in samples
        )

    def varying_answers(self) -> list[Page]:
        """Answers to unknown addresses that are one text, and differ from each other."""
        samples = [page for page in self.unknown if page.sketch]
        home = [self.home] if self.home and self.home.sketch else []
        samples += [h for h in home if any(is_version(h, sample) for sample in samples)]
        gists = {page.text_hash_no_digits for page in samples}
        is_one = all(is_version(one, two) for one, two in combinations(samples, 2))
        return samples if len(gists) > 1 and is_one else []

    def duplicate_of(self, page: Page, named: str) -> Page | None:
        """The page that shows the same as an answer; `named` is the one that it calls its own.

        The same are equal words and media; equal words in another order under an address that
        differs in a sorting or a ticket; equal words below the page's own folder, as relative links
        grow; and next to equal words where the answer itself names the other page.
        """
        same = self.pages.get(page.text_hash)
        if same or not page.sketch:
            return same
        for other in self.by_words.get(page.sketch[:HEAD_DIGITS], ()):
            is_same = has_same_words(page.sketch, other.sketch)
            if is_same and is_other_name(page.url, other.url):
                return other
            if (
                is_same
                and page.text_hash_no_digits == other.text_hash_no_digits
                and is_nested_repeat(page.url, other.url)
            ):
                return other
        canonical = (
            next((p for p in self.pages.values() if p.url == named), None) if named else None
        )
        return canonical if canonical and is_version(page, canonical, NEAR_DUPLICATE) else None

    def is_gate(self, page: Page, page_parsed: ParsedPage) -> bool:
        """Whether a text that was known already has now come so often that it is no page.

        It is most of what the site answers, and not in one part of it alone.
        """
        self.duplicate_counts[page.text_hash] += 1
        self.parts.setdefault(page.text_hash, set()).add(part_of(page.url))
        same = self.duplicate_counts[page.text_hash]
        others = len(self.pages) - 1 - bool(self.home) + self.duplicate_counts.total() - same
        is_most = is_rare(max(0, others), same, REST)
        return is_stub(page_parsed) and is_most and len(self.parts[page.text_hash]) >= MIN_PARTS


def is_stub(page_parsed: ParsedPage) -> bool:
    """Whether an answer is as short and as bare of links as a gate is."""
    return len(page_parsed.text) <= SHORT_TEXT and len(page_parsed.links) < MIN_SITE_LINKS


def is_version(one: Page, other: Page, least: float = CHANGE) -> bool:
    """Whether two answers are one text at two moments."""
    return plain(one.title) == plain(other.title) and alike(one.sketch, other.sketch) >= least


def plain(title: str) -> str:
    """A title without numbers, which may be a date or a count."""
    return re.sub(r"\d", "", title)


def distance(one: str, other: str) -> int:
    """Bits in which two DOM fingerprints differ."""
    return (int(one or "0", 16) ^ int(other or "0", 16)).bit_count()
