"""Looks for what a body publishes of its site's accessibility: policy, test result, evaluation.

From the home page along links whose words speak of accessibility, then along those that name a
duty, files among them; where nothing led there, from titles that the sitemap lists, and from the
other pages that the search for tasks has read. The effort is the same for every body.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass

from audits.services.accessibility_words import ACCESSIBILITY, PROCUREMENT
from audits.services.detectors import duties
from audits.services.document import ServiceDocument
from audits.services.facts import Context
from audits.services.numerals import plain
from minna.addresses import url_key
from minna.task_search import ListedPage

MOST_PAGES = 12
"""Pages and files of one body that are read for its duties."""
READ = frozenset({"page", "pdf"})

DutyFetches = Generator[str, ServiceDocument | None, dict[str, int | None]]


@dataclass(frozen=True, slots=True)
class _Lead:
    url: str
    clicks: int | None


def search_duties(
    home: ServiceDocument,
    is_own: Callable[[str], bool],
    context: Context,
    listed: Iterable[ListedPage] = (),
    others: Iterable[ServiceDocument] = (),
) -> DutyFetches:
    """Yields addresses, is sent documents; returns the clicks from home of the pages it read.

    Clicks are None where no link from the home page led to a page.

    >>> from audits.services.document import read_document
    >>> home = read_document('<footer><a href="/a.html">アクセシビリティ</a></footer>', "http://t/")
    >>> next(search_duties(home, lambda url: True, Context()))
    'http://t/a.html'
    """
    read: dict[str, int | None] = {}
    asked = {url_key(home.url)}
    leads = list(_leads(home, 1, is_own, context))
    elsewhere = _elsewhere(is_own, context, listed, others)
    while len(asked) <= MOST_PAGES:
        lead = leads.pop(0) if leads else None if read else next(elsewhere, None)
        if lead is None:
            break
        if url_key(lead.url) in asked:
            continue
        asked.add(url_key(lead.url))
        document = yield lead.url
        if document is None:
            continue
        read[url_key(document.url)] = lead.clicks
        further = None if lead.clicks is None else lead.clicks + 1
        leads += _leads(document, further, is_own, context)
    return read


def _elsewhere(
    is_own: Callable[[str], bool],
    context: Context,
    listed: Iterable[ListedPage],
    others: Iterable[ServiceDocument],
) -> Iterator[_Lead]:
    """What the sitemap and other pages name, where the home page leads to none."""
    for page in listed:
        if ACCESSIBILITY.search(page.title) and _is_followed(page.url, is_own):
            yield _Lead(page.url, None)
    for document in others:
        yield from _leads(document, None, is_own, context)


def _leads(
    document: ServiceDocument, clicks: int | None, is_own: Callable[[str], bool], context: Context
) -> Iterator[_Lead]:
    """Links that name a duty first, then all that speak of accessibility."""
    facts = duties.detect(document, context)
    named = (fact.value.partition(" ")[2] for fact in facts if fact.kind == "duty_link")
    yield from (_Lead(url, clicks) for url in named if _is_followed(url, is_own))
    for block in document.blocks:
        for link in block.links:
            words = plain(link.text)
            is_on_it = ACCESSIBILITY.search(words) and not PROCUREMENT.search(words)
            if link.kind in READ and is_on_it and _is_followed(link.href, is_own):
                yield _Lead(link.href, clicks)


def _is_followed(url: str, is_own: Callable[[str], bool]) -> bool:
    try:
        return is_own(url)
    except ValueError:
        return False
