"""The directed search as the crawler runs it: tasks, then duties, then the file of a site's safety.

`minna.task_search` says what each function is for. Pure: whoever fetches sends the answers.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from audits.services import directed_search as tasks
from audits.services.bodies import context_of, is_covered
from audits.services.document import ServiceDocument, read_document
from audits.services.duty_search import MOST_PAGES, search_duties
from audits.services.pdf_document import document_of_text
from minna.addresses import url_key
from minna.records import ServicePage, ServiceSearch, Site, TaskFound
from minna.task_search import MAX_REQUESTS, SECURITY_TXT, Answer, ListedPage, Search, Searched

OTHER_REQUESTS = MOST_PAGES + 1
"""Requests that are kept for duties and for security.txt."""
REDIRECTS = 10
"""Requests that are kept for addresses that lead on."""
T = TypeVar("T")


@dataclass
class Reading:
    """What a search has read: documents by the address asked for, and the clicks to duties."""

    documents: dict[str, ServiceDocument] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    duty_clicks: dict[str, int | None] = field(default_factory=dict)
    home: ServiceDocument | None = None

    def take(self, url: str, answer: Answer | None) -> ServiceDocument | None:
        """Keep an answer; its document, if it has one."""
        if answer is None:
            return None
        self.answers[url_key(url)] = answer
        document = answer.document
        if not isinstance(document, ServiceDocument):
            return None
        self.documents.setdefault(url_key(document.url), document)
        return document


def covers(site: Site) -> bool:
    """Whether there are tasks for the body of a site; a file of tasks that is wrong is told now."""
    return is_covered(site) and bool(context_of(site).catalogue.tasks)


def read(page: ServicePage) -> ServiceDocument | str | None:
    """A page or a PDF file as a document, other text as it is."""
    text = str(page.document.get("text", ""))
    address = page.final_url or page.url
    if page.kind == "page":
        return read_document(text, address, page.title)
    if page.kind == "pdf":
        return document_of_text(text, address, page.title)
    return text if page.kind == "text" else None


def search(
    site: Site, home: str, is_own: Callable[[str], bool], listed: Iterable[ListedPage]
) -> Search:
    """Search a site; the records lack what only the one who fetches knows."""
    searched = yield from searching(site, home, is_own, listed, Reading())
    return searched


def searching(
    site: Site,
    home: str,
    is_own: Callable[[str], bool],
    listed: Iterable[ListedPage],
    reading: Reading,
) -> Search:
    """As `search`, with what was read kept in `reading`."""
    context = context_of(site)
    limits = tasks.SearchLimits(requests=MAX_REQUESTS - OTHER_REQUESTS - REDIRECTS)
    listed = list(listed)
    result = yield from _asking(
        tasks.directed_search(home, context, limits=limits, is_own=is_own, sitemap=listed),
        reading,
    )
    first = reading.answers.get(url_key(home))
    reading.home = first.document if first else None
    if reading.home is not None:
        reading.duty_clicks = yield from _asking(
            search_duties(reading.home, is_own, context, listed, list(reading.documents.values())),
            reading,
        )
        parts = urlsplit(reading.home.url)
        address = f"{parts.scheme}://{parts.netloc}{SECURITY_TXT}"
        reading.take(address, (yield address))
    return Searched(
        ServiceSearch(
            site.run,
            site.code,
            "ok",
            pages=len(reading.documents),
            copies=result.copies,
            search_problem=result.search_problem,
        ),
        tuple(_records(site, result)),
    )


def _asking(
    inner: Generator[str, ServiceDocument | None, T], reading: Reading
) -> Generator[str, Answer | None, T]:
    """Carry a generator of addresses through; what was read is not asked for again."""
    try:
        url = next(inner)
        while True:
            known = reading.answers.get(url_key(url))
            answer = known if known else (yield url)
            url = inner.send(reading.take(url, answer))
    except StopIteration as end:
        value: T = end.value
        return value


def _records(site: Site, result: tasks.SearchResult) -> Iterator[TaskFound]:
    for one in result.tasks:
        yield TaskFound(
            site.run,
            site.code,
            one.task,
            one.outcome,
            one.step,
            one.url,
            one.clicks,
            one.pages_read,
            one.via,
            one.quote,
            one.confidence,
            one.office,
        )
