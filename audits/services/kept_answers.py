"""What a search has stored, as answers to the same search: no site is asked for anything."""

from collections.abc import Iterable, Iterator

from audits.services.document import ServiceDocument
from audits.services.task_search import read
from minna.addresses import url_key
from minna.records import ServicePage
from minna.task_search import MAX_HOPS, REDIRECT, Answer


class KeptAnswers:
    """The pages of one site's search; each is read when it is first asked for."""

    def __init__(self, pages: Iterable[ServicePage]) -> None:
        self.pages = {url_key(page.url): page for page in pages}
        by_final = {url_key(page.final_url): page for page in self.pages.values() if page.kind}
        self.by_final = by_final
        self.documents: dict[str, Answer | None] = {}

    def answer(self, url: str) -> Answer | None:
        """What an address answered, by way of its redirects; None where nothing was read."""
        page = self.page(url)
        if page is None or not page.kind:
            return None
        key = url_key(page.url)
        if key not in self.documents:
            document = read(page)
            self.documents[key] = None if document is None else Answer(page, document)
        return self.documents[key]

    def page(self, url: str) -> ServicePage | None:
        """The record of what an address leads to."""
        page = self.pages.get(url_key(url)) or self.by_final.get(url_key(url))
        for _ in range(MAX_HOPS):
            if page is None or page.problem != REDIRECT:
                break
            page = self.pages.get(url_key(page.final_url))
        return page

    def by_key(self, key: str) -> ServicePage | None:
        """The record of an address by its key, before or after redirects."""
        return self.by_final.get(key) or self.pages.get(key)

    def read_pages(self) -> Iterator[ServiceDocument]:
        """The documents of pages in the order in which they were read; each is read when it is
        reached."""
        for page in sorted(self.pages.values(), key=lambda page: page.number):
            document = self.document(page.url) if page.kind == "page" else None
            if document is not None:
                yield document

    def document(self, url: str) -> ServiceDocument | None:
        """The document of an address."""
        answer = self.answer(url)
        document = answer.document if answer else None
        return document if isinstance(document, ServiceDocument) else None
