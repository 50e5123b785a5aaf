"""Looks for all tasks on a site as a resident would, with the same effort for every body.

From the home page along the links whose words promise the task best, then in the sitemap, then by
the site's own search. A page that was read serves all tasks. The search asks for addresses and is
sent documents, so that whoever fetches keeps politeness and limits of his own.
"""

import heapq
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from audits.services.competent_offices import is_office, office_link
from audits.services.document import FOOTER, HEADING, Block, Form, Link, ServiceDocument
from audits.services.facts import LIKELY, QUOTED, SURE, Context
from audits.services.ladder import is_form, steps
from audits.services.link_promise import STRONG, TOPIC, Promises, link_words, words_above
from audits.services.matching import (
    CRUMB,
    FILES,
    LINE,
    NAME,
    NOT_DONE,
    SECTION,
    TEXT,
    Match,
    Matched,
    masked,
    match,
)
from audits.services.page_copies import is_same_host, plain_key, text_key
from audits.services.page_kinds import page_names, stripped
from audits.services.site_search import search_address, search_form, search_words
from audits.services.tasks import Task
from audits.services.ways import BOOKING, NAVIGATOR, ONLINE, PREFILL, link_way
from minna.addresses import url_key
from minna.task_search import ListedPage

FOUND, ELSEWHERE, NOT_FOUND, UNTESTED = "found", "elsewhere", "not_found", "untested"
"""Outcomes. `not_found` speaks of this effort alone; `untested`: the home page could not be read,
or the requests of the body were spent before the task had its share."""
LINKS, SITEMAP, SITE_SEARCH, HOME = "links", "sitemap", "site_search", "home"
"""Which way led to the page."""
ENTRY, OFFICE, FILE = "entry", "office", "file"
"""How a link shows a task without a page of the site: into a system, to a competent office, or to
a file that is called after it."""
RANKS = {NAME: 3, CRUMB: 2, SECTION: 2, LINE: 1, TEXT: 1, ENTRY: 0, OFFICE: 0, FILE: -1}
LINKED = frozenset((ENTRY, OFFICE, FILE))
"""What a link shows, and not what a page says."""
ENTRY_STEPS = {ONLINE: 5, BOOKING: 3, PREFILL: 3, NAVIGATOR: 3}
MOST_LINKS = 1_500
"""Links of one page that are followed; the rest is not read."""
FOLLOWED = FILES | {"page"}
MOST_LEADS = 30_000
"""Links of a site that are kept."""
MOST_LISTED = 10_000
"""Addresses of a sitemap that are looked at."""
FREE_COPIES = 10
"""Copies that cost a task nothing; a site that is all copies uses up its effort with the rest."""
AFTER = 4
"""Pages that a task may read after it was found, along links that promise a better one."""
FLOOR_LIKELY = 0.45
"""What a link must promise where the task was found, but only by a line or in running text."""
UNPROMISING = 30
"""Pages of a body that are read although the link to them promises no task anything."""
NEAR_HOME = 3
"""Clicks from home within which such links are followed."""
LEAST_PROMISE = 0.2
FUTILE = 30
"""Answers of a site's search without a new page after which it is left."""

Fetches = Generator[str, ServiceDocument | None, bool]


@dataclass(frozen=True, slots=True)
class SearchLimits:
    """The effort, the same for every body: pages for each task and way, requests in all."""

    pages_per_task: int = 15
    requests: int = 150
    sitemap_pages: int = 4
    search_pages: int = 2
    kept_for_sitemap: int = 20
    kept_for_search: int = 20


@dataclass(frozen=True, slots=True)
class TaskFound:
    """What the search says of one task.

    `clicks` are the fewest from the home page along the links that were read; None: no link leads
    there. `pages_read` were read for this task; `office` is the host of the competent office.
    `is_complete`: the task had its whole effort, or needed no more.
    """

    task: str
    outcome: str
    step: int = 0
    url: str = ""
    clicks: int | None = None
    pages_read: int = 0
    via: str = ""
    quote: str = ""
    confidence: str = ""
    office: str = ""
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found of all tasks, how many requests it took, and the pages in their order.

    `search_problem` says why the site's own search was left: loops, leads_away, no_answer.
    """

    tasks: tuple[TaskFound, ...]
    requests: int
    pages: tuple[str, ...]
    copies: int = 0
    search_problem: str = ""


Search = Generator[str, ServiceDocument | None, SearchResult]


def directed_search(
    home: str,
    context: Context,
    *,
    limits: SearchLimits | None = None,
    is_own: Callable[[str], bool] | None = None,
    sitemap: Iterable[ListedPage] = (),
) -> Search:
    """A search for all tasks of a body: yields addresses, is sent their documents or None.

    `is_own` says whether an address belongs to the site; without it, the host of the home page.
    """
    limits = limits or SearchLimits()
    search = _Search(home, context, limits, is_own)
    yield from search.read(_Lead(home, via=HOME))
    if search.pages:
        kept = limits.kept_for_sitemap + limits.kept_for_search
        yield from search.follow_links(limits.requests - kept)
        yield from search.read_sitemap(sitemap, limits.requests - limits.kept_for_search)
        yield from search.ask_site()
        yield from search.follow_links(limits.requests)
    return search.result()


@dataclass(frozen=True, slots=True)
class _Lead:
    """A link to follow: where it leads, its words, the heading above, and the page it stands on."""

    url: str
    words: str = ""
    heading: str = ""
    parent: str = ""
    depth: int = 0
    via: str = LINKS


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A page, or a link on it, that serves a task."""

    task: str
    by: str
    step: int
    url: str
    quote: str
    confidence: str
    via: str
    place: int
    office: str = ""
    is_hub: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the page is called after the task and answers, so that no other is meant."""
        return self.by == NAME and self.confidence == SURE and not self.is_hub


@dataclass(slots=True)
class _State:
    """What the search holds of one task."""

    task: Task
    leads: list[tuple[float, int, int, _Lead]] = field(default_factory=list)
    listed: list[tuple[float, int, int, _Lead]] = field(default_factory=list)
    found: list[_Candidate] = field(default_factory=list)
    spent: int = 0
    spent_after: int = 0
    is_exhausted: bool = False

    @property
    def floor(self) -> float:
        """What a link must promise to be followed still."""
        if any(one.is_certain for one in self.found):
            return STRONG
        return FLOOR_LIKELY if self.found else LEAST_PROMISE

    @property
    def is_settled(self) -> bool:
        """Whether no further page can change what is said of the task, or is worth its effort."""
        return self.spent_after >= AFTER or any(
            one.is_certain and one.step == max(ENTRY_STEPS.values()) for one in self.found
        )


class _Search:
    """The state of one search: what is known, read and found."""

    def __init__(
        self,
        home: str,
        context: Context,
        limits: SearchLimits,
        is_own: Callable[[str], bool] | None,
    ) -> None:
        self.context = context
        self.tasks = dict(context.catalogue.tasks)
        applicable = [task for task in self.tasks.values() if task.applies_to(context.body)]
        applicable.sort(key=lambda task: not task.is_in_index)
        self.states = [_State(task) for task in applicable]
        self.promises = Promises(applicable)
        self.home, self.limits = url_key(home), limits
        self.is_own_by_default: Callable[[str], bool] = partial(is_same_host, home)
        self.is_own = is_own or self.is_own_by_default
        self.moved: dict[str, str] = {}
        self.shared: dict[str, list[tuple[float, int, int, _Lead]]] = {
            "citizen": [],
            "business": [],
        }
        self.asked: set[str] = set()
        self.pages: dict[str, ServiceDocument] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        self.trails: dict[str, tuple[str, ...]] = {}
        self.links: dict[str, tuple[str, ...]] = {}
        self.addresses: dict[str, str] = {}
        self.seen: set[tuple[str, str]] = set()
        self.texts: dict[str, str] = {}
        self.requests = self.copies = self.unpromising = self.leads = 0
        self.form: Form | None = None
        self.search_problem = ""

    def follow_links(self, until: int) -> Generator[str, ServiceDocument | None, None]:
        """Rounds in which each task that is open follows the link that promises it most."""
        is_going = True
        while is_going:
            is_going = False
            for state in sorted(self.states, key=lambda state: state.spent):
                if self.requests >= until:
                    return
                if state.is_settled or state.spent >= self.limits.pages_per_task:
                    continue
                lead = self._next(state)
                state.is_exhausted = lead is None
                if lead is None:
                    continue
                is_going = True
                was_found = bool(state.found)
                is_counted = yield from self.read(lead)
                state.spent += is_counted
                state.spent_after += is_counted and was_found

    def _next(self, state: _State) -> _Lead | None:
        """The best unread link for a task; None where nothing is left that promises enough."""
        shared = self.shared[state.task.audience]
        self._drop_asked(state.leads)
        self._drop_asked(shared)
        heaps = [heap for heap in (state.leads, [] if state.found else shared) if heap]
        if not heaps:
            return None
        best = min(heaps, key=lambda heap: heap[0][:3])
        promise, depth = -best[0][0], best[0][1]
        if promise < state.floor:
            if state.found or depth > NEAR_HOME or self.unpromising >= UNPROMISING:
                return None
            self.unpromising += 1
        return heapq.heappop(best)[3]

    def _drop_asked(self, heap: list[tuple[float, int, int, _Lead]]) -> None:
        while heap and self._is_asked(heap[0][3].url):
            heapq.heappop(heap)

    def _is_asked(self, url: str) -> bool:
        """Whether an address, or the page of which it is a copy, was asked for."""
        return url_key(url) in self.asked or plain_key(url) in self.pages

    def read(self, lead: _Lead) -> Fetches:
        """Ask for a page and judge it; whether it counts as a page read for a task."""
        url = lead.url
        plain = plain_key(url)
        if plain != url_key(url) and plain in self.addresses and plain not in self.asked:
            url = self.addresses[plain]  # the page itself rather than its copy
        self.asked.add(url_key(url))
        self.requests += 1
        document = yield url
        if document is None:
            return True
        key = url_key(document.url)
        if lead.via == HOME:
            self._settle_home(document.url)
        if not self.is_own(document.url):
            return True
        self.moved[url_key(url)] = key
        if key in self.pages:
            return False
        self.asked.add(key)
        original = self.texts.setdefault(text_key(document), key)
        if original != key:
            self.moved[key] = original
            self.copies += 1
            return self.copies > FREE_COPIES
        self._take_in(key, document, lead)
        return True

    def _settle_home(self, url: str) -> None:
        """The home page is where its address leads; so is the host, where no other is given."""
        self.home = url_key(url)
        if self.is_own is self.is_own_by_default:
            self.is_own = self.is_own_by_default = partial(is_same_host, url)

    def _take_in(self, key: str, document: ServiceDocument, lead: _Lead) -> None:
        """Judge a page for all tasks, and keep the links on it.

        A home page leads to all and serves nothing, unless it is the only page.
        """
        above = (*self.trails.get(lead.parent, ()), *self.names.get(lead.parent, ())[:1])
        above += (lead.heading,) if lead.heading else ()
        self.trails[key] = above[-3:]
        if not document.breadcrumb and above:
            document = replace(document, breadcrumb=above[-3:])
        self.pages[key] = document
        self.names[key] = () if key == self.home else page_names(document)
        self._keep_links(key, document, lead.depth)
        if key != self.home or not self.links[key]:
            self._judge(document, lead)
        if self.form is None:
            self.form = search_form(document, self.is_own)

    def _judge(self, document: ServiceDocument, lead: _Lead) -> None:
        context = replace(self.context, led_by=(lead.words,) if lead.words else ())
        matched = match(document, context)
        matches = (*matched.matches, *self._promised(document, lead, matched))
        is_hub = document.only_leads_on(*HUB)
        step_of = {one.task: one for one in steps(document, matches, context)}
        state_of = {state.task.id: state for state in self.states}
        for one in matches:
            step = step_of[one.task]
            office = ""
            if step.step == 1:
                office = office_link(document, one.block, self.tasks[one.task], self.is_own)
            state_of[one.task].found.append(
                _Candidate(
                    one.task,
                    one.by,
                    step.step,
                    document.url,
                    step.quote or one.quote[:QUOTED],
                    one.confidence,
                    lead.via,
                    len(self.pages),
                    office,
                    is_hub,
                )
            )

    def _promised(
        self, document: ServiceDocument, lead: _Lead, matched: Matched
    ) -> Iterator[Match]:
        """Tasks that the link promised and a line of the page names, however little it says.

        Only on a page that is no news, figures or other kind; one that serves another task must
        name it outright.
        """
        if matched.kind.name:
            return
        served = {one.task for one in matched.matches}
        for place, promise in self.promises.by_task(lead.words, ""):
            task = self.states[place].task
            if promise < TOPIC or task.id in served:
                continue
            for index, block in enumerate(document.main):
                plain = masked(task, block.text)
                hit = task.names.search(plain) or (not served and task.deeds.search(plain))
                if hit and block.kind != HEADING and not NOT_DONE.search(plain):
                    yield Match(task.id, TEXT, index, block.original[:QUOTED], LIKELY)
                    break

    def _keep_links(self, key: str, document: ServiceDocument, depth: int) -> None:
        """Keep the links of a page, each for the tasks that its words promise."""
        names = self.names[key]
        targets: dict[str, None] = {}
        for block in document.blocks:
            above = ""
            for link in block.links:
                if link.kind not in FOLLOWED or len(targets) >= MOST_LINKS:
                    continue
                try:
                    target, is_own = url_key(link.href), self.is_own(link.href)
                except ValueError:
                    continue
                above = above or words_above(block, names)
                words = link_words(link, block)
                if not is_own:
                    if block.region != FOOTER:
                        self._judge_foreign(document, words, above, link, block.original)
                    continue
                targets.setdefault(target)
                if link.kind != "page":
                    self._judge_file(document, words, above, link, block)
                    continue
                self.addresses.setdefault(target, link.href)
                if (target, words) in self.seen or self.leads >= MOST_LEADS:
                    continue
                self.seen.add((target, words))
                heading = block.headings[-1] if block.headings else ""
                heading = "" if block.headings[-1:] == (document.heading,) else heading
                lead = _Lead(link.href, words, heading, key, depth + 1)
                if not self._is_asked(link.href):
                    self._push(lead, words, above, block.region == FOOTER)
        self.links[key] = tuple(targets)

    def _push(self, lead: _Lead, words: str, above: str, is_foot: bool = False) -> None:
        self.leads += 1
        factor = 0.5 if is_foot else 1.0
        depth = lead.depth
        for place, promise in self.promises.by_task(words, above):
            heapq.heappush(self.states[place].leads, (-promise * factor, depth, self.leads, lead))
        by_audience = self.promises.by_audience(words)
        for heap, promise in zip(self.shared.values(), by_audience, strict=True):
            heapq.heappush(heap, (-promise * factor, depth, self.leads, lead))

    def _judge_foreign(
        self, document: ServiceDocument, words: str, above: str, link: Link, line: str
    ) -> None:
        """A link that leaves the site: into a system, or to a competent office's own site."""
        way = link_way(link, self.context.known_systems)
        host = is_office(link.href)
        if way not in ENTRY_STEPS and not host:
            return
        for state in self._named_by(words, above):
            if way in ENTRY_STEPS:
                self._add_link(state, document, ENTRY, ENTRY_STEPS[way], document.url, line)
            else:
                self._add_link(state, document, OFFICE, 1, document.url, line, host)

    def _judge_file(
        self, document: ServiceDocument, words: str, above: str, link: Link, block: Block
    ) -> None:
        """A file that is called after a task: all that there is, where no page serves it."""
        for state in self._named_by(words, above):
            step = 2 if is_form(link, block) else 1
            self._add_link(state, document, FILE, step, link.href, block.original)

    def _named_by(self, words: str, above: str) -> list[_State]:
        """The tasks after which a link is called."""
        return [
            self.states[place]
            for place, promise in self.promises.by_task(words, above)
            if promise >= STRONG
        ]

    def _add_link(
        self,
        state: _State,
        document: ServiceDocument,
        by: str,
        step: int,
        url: str,
        line: str,
        office: str = "",
    ) -> None:
        via = HOME if url_key(document.url) == self.home else LINKS
        state.found.append(
            _Candidate(
                state.task.id, by, step, url, line[:QUOTED], LIKELY, via, len(self.pages), office
            )
        )

    def read_sitemap(
        self, sitemap: Iterable[ListedPage], until: int
    ) -> Generator[str, ServiceDocument | None, None]:
        """For tasks that no link led to: addresses of the sitemap, the best titles first."""
        if all(state.found for state in self.states):
            return
        rest = self._sort_listed(sitemap)
        for _ in range(self.limits.sitemap_pages):
            for state in self.states:
                if self.requests >= until:
                    return
                lead = None if state.found else self._next_listed(state, rest)
                if lead is not None:
                    state.spent += yield from self.read(lead)

    def _sort_listed(self, sitemap: Iterable[ListedPage]) -> deque[_Lead]:
        """Give each task the addresses whose titles promise it anything; those of no promise."""
        rest: deque[_Lead] = deque()
        words = [(word, state) for state in self.states for word in state.task.id.split("_")]
        for index, one in enumerate(islice(sitemap, MOST_LISTED)):
            if not self.is_own(one.url) or self._is_asked(one.url):
                continue
            lead = _Lead(one.url, stripped(one.title), via=SITEMAP)
            promised = [
                (self.states[place], promise)
                for place, promise in self.promises.by_task(lead.words, "")
            ]
            if not one.title:
                key = url_key(one.url).partition("/")[2]
                promised = [(state, TOPIC) for word, state in words if word in key]
            for state, promise in promised:
                heapq.heappush(state.listed, (-promise, 0, index, lead))
            if not promised:
                rest.append(lead)
        return rest

    def _next_listed(self, state: _State, rest: deque[_Lead]) -> _Lead | None:
        """The best unread address of the sitemap for a task, or one of no promise for all."""
        self._drop_asked(state.listed)
        if state.listed:
            return heapq.heappop(state.listed)[3]
        while rest and self._is_asked(rest[0].url):
            rest.popleft()
        if not rest or self.unpromising >= UNPROMISING:
            return None
        self.unpromising += 1
        return rest.popleft()

    def ask_site(self) -> Generator[str, ServiceDocument | None, None]:
        """For tasks that nothing led to: the site's own search, as far as it answers."""
        futile = 0
        for state in self.states:
            if self.form is None or self.search_problem or self.requests >= self.limits.requests:
                return
            if state.found:
                continue
            for words in search_words(state.task):
                if state.found or self.search_problem or self.requests >= self.limits.requests:
                    break
                address = search_address(self.form, words)
                if url_key(address) in self.asked:
                    continue  # another task has asked in the same words
                self.asked.add(url_key(address))
                self.requests += 1
                document = yield address
                leads = self._answers(document)
                futile = 0 if leads else futile + 1
                if futile >= FUTILE and not self.search_problem:
                    self.search_problem = "no_answer"
                yield from self._read_answers(state, leads)
            state.spent += 1

    def _read_answers(
        self, state: _State, leads: Sequence[_Lead]
    ) -> Generator[str, ServiceDocument | None, None]:
        """Read the best answers for a task."""
        best = sorted(leads, key=lambda lead: -self._lead_promise(state, lead))
        for lead in best[: self.limits.search_pages]:
            if state.found or self.requests >= self.limits.requests:
                return
            if not self._is_asked(lead.url):
                state.spent += yield from self.read(lead)

    def _lead_promise(self, state: _State, lead: _Lead) -> float:
        place = self.states.index(state)
        return dict(self.promises.by_task(lead.words, "")).get(place, 0.0)

    def _answers(self, document: ServiceDocument | None) -> list[_Lead]:
        """Links of a page of answers that nothing else led to; none where it loops or leaves."""
        if document is None:
            return []
        if not self.is_own(document.url):
            self.search_problem = "leads_away"
            return []
        text = text_key(document)
        if text in self.texts or url_key(document.url) in self.pages:
            self.search_problem = "loops"
            return []
        leads = []
        for block in document.main:
            for link in block.links:
                if link.kind == "page" and self.is_own(link.href) and not self._is_asked(link.href):
                    leads.append(_Lead(link.href, link_words(link, block), via=SITE_SEARCH))
        return leads[:MOST_LINKS]

    def result(self) -> SearchResult:
        """What is said of each task after all ways."""
        clicks = self._clicks()
        spoken = tuple(self._of_task(state, clicks) for state in self.states)
        pages = tuple(document.url for document in self.pages.values())
        return SearchResult(spoken, self.requests, pages, self.copies, self.search_problem)

    def _of_task(self, state: _State, clicks: dict[str, int]) -> TaskFound:
        task = state.task.id
        if not self.pages:
            return TaskFound(task, UNTESTED, is_complete=False)
        is_complete = (
            bool(state.found) or state.is_exhausted or state.spent >= self.limits.pages_per_task
        )
        if not state.found:
            is_told = is_complete or state.spent >= LEAST_PAGES
            outcome = NOT_FOUND if is_told else UNTESTED
            return TaskFound(task, outcome, pages_read=state.spent, is_complete=is_complete)
        answering = {one.url for one in state.found if one.by not in LINKED}
        # a link into a system says less of a step than the page on which it stands
        candidates = [one for one in state.found if one.by != ENTRY or one.url not in answering]
        on_pages = [one for one in candidates if one.by != FILE]
        best = max(on_pages or state.found, key=lambda one: _rank(one, clicks))
        return TaskFound(
            task,
            ELSEWHERE if best.office else FOUND,
            best.step,
            best.url,
            clicks.get(url_key(best.url)),
            state.spent,
            best.via,
            best.quote,
            best.confidence,
            best.office,
        )

    def _clicks(self) -> dict[str, int]:
        """Fewest clicks from the home page to each address, along the links of pages read."""
        far = {self.home: 0}
        queue = deque([self.home])
        while queue:
            here = queue.popleft()
            for link in self.links.get(here, ()):
                target = self._final(link)
                if target not in far:
                    far[target] = far[here] + 1
                    queue.append(target)
        return far

    def _final(self, key: str) -> str:
        """Where an address leads, by way of a redirect and as a copy of another page."""
        final = self.moved.get(key, key)
        return self.moved.get(final, final)


LEAST_PAGES = 2
"""Pages of its own that a task must have had to be not found where the requests were spent."""
FAR = 99
"""Clicks that are reckoned where no link leads."""
HUB = (0.8, 1)
"""Share of words in links, and links, above which a page answers nothing where another does."""


def _rank(one: _Candidate, clicks: dict[str, int]) -> tuple[int, bool, int, bool, int, int]:
    """What makes a page the one that answers best: how far it takes one, then how it is called."""
    return (
        one.step,
        not one.is_hub,
        RANKS[one.by],
        one.confidence == SURE,
        -clicks.get(url_key(one.url), FAR),
        -one.place,
    )
