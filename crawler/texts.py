"""What a site's answers say, told apart by their text: pages, their twins, gates, missing pages."""

from collections import Counter
from collections.abc import Sequence

from scrapy.http import HtmlResponse

from crawler.answers import plain_headers
from crawler.frontier import START
from crawler.reading import Reading
from crawler.reasons import ONE_ANSWER, is_duplicate
from minna.not_a_page import LINKS, SHORT, NotAPage, not_a_page
from minna.records import Page

SAME_ANSWER = 5
"""Addresses that answer with one short text without menus: it is no page, whatever it says."""


class Texts:
    """The texts that a site has shown so far, and what each of them stands for."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.missing = {page.gist for page in pages if page.reason == "missing"} - {""}
        self.gates = {page.text_hash for page in pages if page.reason == ONE_ANSWER}
        self.pages = {page.text_hash: page.url for page in pages if page.state == "fetched"}
        self.twins = Counter(page.text_hash for page in pages if is_duplicate(page))

    def no_page(self, page: Page, response: HtmlResponse, reading: Reading) -> NotAPage | None:
        """What an answer is that stands in a page's place, if it is one."""
        is_home = page.found_by == START
        told = (page.status, plain_headers(response), reading.title, reading.text, reading.html)
        gate = not_a_page(*told, is_home=is_home)
        if gate is None and reading.gist in self.missing and not is_home:
            gate = NotAPage("missing", "")
        if reading.text_hash in self.gates:
            gate = NotAPage(*ONE_ANSWER.split(": "))
        return gate

    def is_gate(self, reading: Reading) -> bool:
        """Whether a text that was known already has now come so often that it is no page."""
        self.twins[reading.text_hash] += 1
        return self.twins[reading.text_hash] >= SAME_ANSWER and says_nothing(reading)


def says_nothing(reading: Reading) -> bool:
    """Whether an answer is as short and as bare of links as a gate is."""
    return len(reading.text) <= SHORT and len(reading.links) < LINKS
