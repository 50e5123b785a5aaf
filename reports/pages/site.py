"""One page per site: its place, what to mend first, and how to see the same for oneself."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from minna.records import AgentComparison, Evidence, Page, PageScore, Run
from reports.across import site_across
from reports.audiences import site_indices
from reports.book import Book, Entry
from reports.faults import site_faults
from reports.losses import LEAST, SHOWN, by_loss, site_causes
from reports.markup import is_web
from reports.pages import Sheet
from reports.pictures import shown

DRAWN = ("key", "random", "reserve")


@dataclass(frozen=True, slots=True)
class Visited:
    """A page that was measured."""

    page: Page
    mark: PageScore


@dataclass(frozen=True, slots=True)
class Missed:
    """A page that was to be measured, and what happened instead."""

    page: Page
    status: str
    reason: str


def render(book: Book) -> Iterator[Sheet]:
    """A page for every site of the registry, also for those that could not be measured."""
    for entry in book.entries:
        yield Sheet(f"sites/{entry.slug}.html", "site.html", context(book, entry))


def context(book: Book, entry: Entry) -> dict[str, object]:
    """What is on a site's page."""
    marks = {m.url: m for m in book.store.read(PageScore, run=book.run.id, site=entry.site.code)}
    drawn = book.store.read(Page, run=book.run.id, site=entry.site.code, part=DRAWN)
    pages = sorted(drawn, key=lambda page: (page.order is None, page.order or 0, page.url))
    faults = site_faults(book, entry, marks)
    causes = site_causes(book, entry, faults)
    agents = book.store.get(AgentComparison, run=book.run.id, site=entry.site.code)
    return {
        "entry": entry,
        "across": site_across(book, entry),
        "agents": agents,
        "agents_told": asdict(agents) if agents else {},
        "faults": by_loss(faults, causes),
        "causes": causes,
        "gains": {(c.loss.check, c.loss.group): c.gain for c in causes.kinds},
        "shown": SHOWN,
        "least": LEAST,
        "indices": site_indices(book, entry),
        "visited": [Visited(page, marks[page.url]) for page in pages if page.url in marks],
        "missed": list(missed(book, entry, [page for page in pages if page.url not in marks])),
        "pictures": shown(book, entry),
        "titles": {page.url: page.title for page in pages},
        "command": command(book.run, entry),
    }


def missed(book: Book, entry: Entry, pages: list[Page]) -> Iterator[Missed]:
    """The pages without a mark that were visited or should have been; untouched reserves no."""
    visits: dict[str, Evidence] = {}
    if pages:
        urls = [page.url for page in pages]
        for visit in book.store.read(Evidence, run=book.run.id, site=entry.site.code, url=urls):
            if visit.url not in visits or visit.status != "ok":
                visits[visit.url] = visit
    for page in pages:
        visit_or_none = visits.get(page.url)
        if visit_or_none:
            status = "incomplete" if visit_or_none.status == "ok" else visit_or_none.status
            yield Missed(page, status, visit_or_none.reason)
        elif page.part != "reserve":
            yield Missed(page, "not_visited", page.reason)


def command(run: Run, entry: Entry) -> str:
    """The command that measures this site in the same way; nothing for an odd address."""
    if not is_web(entry.site.url):
        return ""
    settings = [
        f" --pages {run.settings.pages}",
        f" --crawl-pages {run.settings.crawl_pages}",
    ]
    return f"minna site {shlex.quote(entry.site.url)} --seed {run.seed}{''.join(settings)}"
