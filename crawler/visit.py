"""One site's crawl: what comes next, what an answer means, and when it has ended.

No network and no record book here. A visit begins with the pages that the book has (none, or those
of a crawl that was stopped), takes one answer after another, and says what is to be recorded.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.answers import DOCUMENT_TYPES, REDIRECTS, REFUSALS, content_type, redirect_target
from crawler.choose import choose
from crawler.documents import is_pdf
from crawler.frontier import LINK, LISTED, LISTED_DEPTH, ROBOTS, START
from crawler.known import Around, Known
from crawler.limits import Limits
from crawler.parsing import DOCUMENT, FILE, PAGE, Parsed, Room, Task, parse, task_of
from crawler.reading import Link, Reading
from crawler.reasons import NO_SITEMAP, ONE_ANSWER, SEEN, Records, excluded, fresh
from crawler.roles import FORM, SITEMAP
from crawler.texts import Texts, is_version
from crawler.traps import NEAR
from crawler.urls import (
    DOCUMENTS,
    canonical,
    extension,
    folder_of,
    moved_folder,
    registered_domain,
)
from minna.addresses import key
from minna.not_a_page import NotAPage
from minna.records import Page, Run, Site, SiteCrawl

HOPS = 10
"""Redirects from the registry's address to the start page."""
FIELDS = 3
"""That a page's form has, or it is a search or a choice of letters' size."""
USUAL = ("sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz")
"""Where sitemaps lie; each is asked for if there was none at the one before."""
PROBE = "/minna-asks-for-no-page.html"
"""An address that no site has given a page."""
FEEDS = 3
TENTH = 10
"""A site is not seen whole if more than one in so many of its addresses was left as a trap."""
SITEMAP_BYTES = 20_000_000
CIRCLES = 3
"""Times that one address is asked again because a circle that led back to it set cookies."""
ALONE = Around()


class Visit:
    """The crawl of one site, from the pages known so far to the end."""

    def __init__(
        self,
        site: Site,
        run: Run,
        limits: Limits,
        pages: Sequence[Page],
        was: SiteCrawl,
        around: Around = ALONE,
    ):
        self.site, self.run, self.limits = site, run, limits
        start = Page(site.run, site.code, canonical(site.url), "found", found_by=START)
        pages = pages or [start]
        self.known = Known(site, run, limits, pages, was, around)
        self.texts = Texts(pages)
        self.starts = {page.url for page in pages if page.found_by == START}
        self.status, self.reason = "", ""
        self.named: dict[str, list[Page]] = {}  # key → pages that call this address their own
        self.requests, self.bytes, self.seconds = was.requests, was.bytes, was.seconds
        self.pause = was.pause
        self.new_cookies, self.has_set_cookies = 0, False  # answers that set some; the last one
        self.signposts: dict[str, tuple[Page, int]] = {}  # redirects, and that number before each
        self.guesses: dict[str, str] = {}  # where usual places of sitemaps have led to
        self.in_circle = Counter[str]()  # addresses that are asked again with cookies

    def next(self) -> Page | None:
        """The page to ask for now, then documents; None when the crawl of this site has ended."""
        if self.status:
            return None
        page = None if self.ended() else self.known.take()
        if page is None and not self.known.refusals.row:
            return self.known.documents.next()
        return page

    def ended(self) -> str:
        """The cap that forbids another request, or ""."""
        if self.known.html_pages() >= self.limits.crawl_pages:
            return "pages"
        if self.seconds >= self.limits.crawl_seconds:
            return "time"
        return self.known.refusals.end()

    def task(self, page: Page, response: Response) -> Task | None:
        """What there is to parse of an answer; None where its status or kind tells enough."""
        if page.reason == SEEN:
            return task_of(DOCUMENT, response) if is_pdf(response) else None
        if response.status in REDIRECTS and response.headers.get("Location"):
            return None
        is_map = page.role == SITEMAP
        if page.found_by == ROBOTS:
            known = self.known
            room = Room(known.scope, known.frontier.seed, known.room())
            is_there = response.status < 400
            return task_of(FILE, response, is_map=is_map, room=room) if is_there else None
        if response.status == 304 or not isinstance(response, HtmlResponse):
            return None
        return task_of(PAGE, response, is_home=page.found_by == START, is_map=is_map)

    def answer(self, page: Page, response: Response, parsed: Parsed | None = None) -> Records:
        """What is to be recorded of an answer; new addresses have joined the frontier.

        `parsed` is what came of its task; where it is missing, the answer is parsed here and now.
        """
        if parsed is None and (task := self.task(page, response)):
            parsed = parse(task)
        parsed = parsed or Parsed()
        page = self.take_in(page, response)
        if page.reason == SEEN:
            return self.document(page, response, parsed)
        if response.status in REDIRECTS and response.headers.get("Location"):
            return self.moved(page, redirect_target(response))
        if page.found_by == ROBOTS:
            return self.sitemap(page, response, parsed)
        if response.status == 304:
            return self.http_error(page)
        if parsed.reading:
            return self.html(page, response, parsed.reading, parsed)
        if response.status >= 300:
            return self.http_error(page)
        if page.content_type in DOCUMENT_TYPES or DOCUMENTS.fullmatch(extension(page.url)):
            return self.leave_out(page, "document", "not_html")
        self.known.watch.see_nothing(page.url, is_file=True)
        return self.leave_out(page, f"not HTML ({page.content_type or 'no type'})", "not_html")

    def unreadable(self, page: Page, response: Response, reason: str) -> Records:
        """An answer that could not be parsed within our limits of time and memory."""
        page = self.take_in(page, response)
        if page.reason == SEEN:
            return self.known.documents.unreadable(page, reason)
        guess = self.next_guess(page) if page.found_by == ROBOTS else []
        return [*self.leave_out(page, reason, "unreadable"), *guess]

    def take_in(self, page: Page, response: Response) -> Page:
        """Count an answer, and give its page what its headers say."""
        self.bytes += 0 if "unchanged" in response.flags else len(response.body)
        is_ours = response.request and self.is_at_home(page)
        asked = response.meta.get("asked_pause", 0.0) if is_ours else 0.0
        self.pause = max(self.pause, asked)
        self.has_set_cookies = bool(response.request and response.meta.get("has_new_cookies"))
        self.new_cookies += self.has_set_cookies
        return replace(
            page,
            status=response.status,
            final_url=response.url,
            content_type=content_type(response),
            bytes=len(response.body),
        )

    def document(self, page: Page, response: Response, parsed: Parsed) -> Records:
        """A document's answer; a refusal is one more request in vain."""
        if refusal := REFUSALS.get(response.status):
            self.known.refusals.see_refusal(page.url, refusal)
        return self.known.documents.answer(page, response, parsed.document)

    def html(self, page: Page, response: Response, reading: Reading, parsed: Parsed) -> Records:
        """Tell a page from a gate, an error, a signpost and a duplicate."""
        page = replace(
            page,
            title=reading.title,
            text_hash=reading.text_hash,
            gist=reading.gist,
            sketch=reading.sketch,
            skeleton=reading.skeleton,
        )
        if gate := self.texts.no_page(page, parsed.gate):
            return self.no_page(page, gate)
        if response.status >= 300:
            return self.http_error(page)
        if reading.refresh:
            return self.moved(page, reading.refresh)
        if page.found_by == START and not reading.text and not reading.links:
            return self.leave_out(page, "no text and no links without scripts", "empty")
        self.known.refusals.see_page(page.url, is_start=page.found_by == START)
        twin = self.duplicate(page, reading)
        return twin or self.fetch(page, response, reading, parsed.map_links)

    def no_page(self, page: Page, gate: NotAPage) -> Records:
        """What answered in a page's place; after a few gates the site is left in peace."""
        reason = f"{gate.kind}: {gate.sign}" if gate.sign else gate.kind
        records = self.leave_out(page, reason, gate.kind)
        if gate.kind == "missing":
            self.known.watch.see_nothing(page.url)
        elif gate.kind == "challenge" or page.status in REFUSALS:
            self.known.refusals.see_refusal(page.url, "refused")
        return records

    def fetch(
        self, page: Page, response: Response, reading: Reading, map_links: Sequence[Link]
    ) -> Records:
        """A page of the frame: recorded, and its links followed, those of a site map as listed."""
        known = self.known
        page = replace(page, state="fetched")
        if not page.role and reading.fields >= FIELDS:
            page = replace(page, role=FORM, role_evidence=f"form with {reading.fields} fields")
        known.keep(page)
        self.texts.keep(page)
        known.watch.see_page(page.url, page.gist, page.sketch)
        found = [*self.own_name(page, reading), *self.probe(page)]
        if page.found_by == START:
            known.settle(page.url)
            if known.scope.folder != folder_of(self.site):
                self.reason = f"the site has moved to {page.url}"
            named = response.meta.get("sitemaps", ()) if response.request else ()
            found += known.find_sitemaps(named, is_named=True)
            found += known.find_sitemaps([f"{known.scope.origin}/{USUAL[0]}"])
            found += known.find_sitemaps(reading.feeds[:FEEDS])
            found += known.find_panel()
        searches = known.watch.searches()
        found += known.find(map_links, LISTED, page.depth + 1)
        found += known.find(reading.links, LINK, page.depth + 1)
        if known.watch.searches() > searches:
            found += known.drop_trapped()  # later records of an address replace earlier ones
        return [page, *found, *known.leads_off(page, reading.links)]

    def own_name(self, page: Page, reading: Reading) -> list[Page]:
        """The address that a page calls its own, found; and pages that called this one theirs.

        `rel=canonical` is a hint (RFC 6596), believed where both addresses show the same: a site
        whose every page names one address is not to vanish behind it.
        """
        known, found, named = self.known, list[Page](), reading.canonical
        if named and key(named) != key(page.url) and known.scope.holds(named):
            self.named.setdefault(key(named), []).append(page)
            found = list(known.find([Link(named, "")], LINK, page.depth))
        called = self.named.pop(key(page.url), [])
        same = [p for p in called if p in known.fetched and is_version(p, page, NEAR)]
        for other in same:
            known.watch.see_twin(other.url, page.url)
        return [*found, *known.take_back(same, f"duplicate of {page.url}")]

    def duplicate(self, page: Page, reading: Reading) -> Records:
        """What is recorded if another address already stands for what this one shows."""
        known, named = self.known, self.known.scope.at_home(reading.canonical)
        twin = self.texts.twin(page, named if reading.canonical else "")
        if not twin or page.found_by == START or self.is_name_of(twin, page):
            return []
        known.watch.see_twin(page.url, twin.url, is_read=twin.text_hash == page.text_hash)
        records = self.leave_out(page, f"duplicate of {twin.url}", "")
        gates = self.unmask(page) if self.texts.is_gate(page, reading) else []
        return [*records, *gates, *self.probe(page), *known.drop_like(page.url, twin.url)]

    def is_name_of(self, twin: Page, page: Page) -> bool:
        """Whether a page that shows the same has named this very address as its own."""
        return any(other.url == twin.url for other in self.named.get(key(page.url), ()))

    def unmask(self, page: Page) -> list[Page]:
        """One short answer to many addresses is a gate; what was taken for its page is none."""
        same = [p for p in self.known.fetched if p.text_hash == page.text_hash]
        for other in self.known.pages.values():
            if other.text_hash == page.text_hash:
                self.known.refusals.forget(other.url)
        self.known.refusals.see_refusal(page.url, "refused")
        self.texts.gates.add(page.text_hash)
        return self.known.take_back([p for p in same if p.found_by != START], ONE_ANSWER)

    def sitemap(self, page: Page, response: Response, parsed: Parsed) -> Records:
        """A sitemap file: its pages and further files join the frontier."""
        if response.status >= 400:
            told = f"{NO_SITEMAP} (HTTP {response.status})"
            return [*self.leave_out(page, told, ""), *self.next_guess(page)]
        if parsed.reading:
            if self.is_named(page) and self.known.scope.holds(page.url):
                # the site itself names its site map for people
                page = replace(page, found_by=LISTED, depth=LISTED_DEPTH)
                return self.html(page, response, parsed.reading, parsed)
            return [*self.no_sitemap(page, parsed.reading), *self.next_guess(page)]
        known, listed = self.known, parsed.file
        assert listed  # an answer that is no error has been parsed as a file
        files = known.find_sitemaps(listed.sitemaps)
        known.listed += listed.count
        share = known.room() // (1 + known.frontier.count(ROBOTS))
        found = known.find([Link(url, "") for url in listed.urls[:share]], LISTED, LISTED_DEPTH)
        refused = listed.refused
        told = f"sitemap ({refused} entries without an address)" if refused else "sitemap"
        return [*self.leave_out(page, told, ""), *files, *found]

    def is_at_home(self, page: Page) -> bool:
        """Whether an address is the site's own, not that of a sitemap file on another host."""
        return page.found_by != ROBOTS or replace(self.known.scope, folder="/").holds(page.url)

    def no_sitemap(self, page: Page, reading: Reading) -> Records:
        """A page where a file was asked for that is not there: so this site says that it has none.

        The same words under other addresses are a missing page that answers 200.
        """
        fetched = self.known.fetched
        is_home = any(p.text_hash == reading.text_hash and p.found_by == START for p in fetched)
        if not reading.gist or is_home:
            return self.leave_out(page, f"{NO_SITEMAP} (HTML)", "")
        self.texts.missing.add(reading.gist)
        page = replace(
            page,
            gist=reading.gist,
            title=reading.title,
            sketch=reading.sketch,
            skeleton=reading.skeleton,
        )
        self.texts.unknown.append(page)
        gone = [p for p in fetched if p.found_by != START and self.texts.is_missing(p)]
        for other in gone:
            self.known.watch.see_nothing(other.url)
        taken_back = self.known.take_back(gone, "missing")
        return [*self.leave_out(page, "missing", ""), *taken_back]

    def is_named(self, page: Page) -> bool:
        """Whether the site itself names an address that was asked for as a file."""
        return not self.guess_of(page) and urlsplit(page.url).path != PROBE

    def guess_of(self, page: Page) -> str:
        """The usual place of sitemaps that has led to an address; "" if something names it."""
        name = self.guesses.get(page.url) or urlsplit(page.url).path.removeprefix("/")
        return name if name in USUAL else ""

    def probe(self, page: Page) -> list[Page]:
        """An address that nobody has given a page, once, where an answer makes us ask for it.

        So we learn what the site says to addresses that it does not know. Where there is no sitemap
        that was seen already; else it is asked when two addresses show one text, or nearly the home
        page.
        """
        known, home = self.known, self.texts.home
        is_odd = page.state != "fetched" or bool(home and page != home and is_version(page, home))
        if not is_odd or self.texts.unknown or known.has_refused_guess():
            return []
        return known.find_sitemaps([f"{known.scope.origin}{PROBE}"])

    def next_guess(self, page: Page) -> list[Page]:
        """The next usual place of a sitemap, where no file has listed anything."""
        name = self.guess_of(page)
        is_open = name and not self.known.listed
        guess = USUAL[USUAL.index(name) + 1 :][:1] if is_open else ()
        return self.known.find_sitemaps(f"{self.known.scope.origin}/{name}" for name in guess)

    def moved(self, page: Page, target: str) -> Records:
        """An address that leads to another: the other joins the frontier if it is of this site."""
        known, signpost = self.known, excluded(page, f"redirects to {target}")
        self.signposts[page.url] = signpost, self.new_cookies - self.has_set_cookies
        if target != page.url and (again := self.ask_again(target)):
            return [signpost, *again]
        if page.found_by == START:
            return [signpost, *self.moved_start(page, target)]
        known.watch.see_move(page.url, target)
        if known.watch.is_chain(target):
            return [known.trapped(page, "redirects"), *known.drop_like(target)]
        onward = fresh(page, target)
        if page.found_by == ROBOTS or key(target) == key(page.url):
            is_other = page.found_by == ROBOTS and key(target) != key(page.url)
            is_page = is_other and key(target) in known.frontier.keys
            is_wanted = self.holds_file(page, target) and not is_page
            is_new = is_wanted and known.frontier.add_exactly(onward)
            self.guesses[target] = self.guess_of(page)
            if is_new or not is_page:
                known.pages[key(target)] = onward if is_new else signpost
            guess = self.next_guess(page) if page.found_by == ROBOTS and not is_new else []
            return [signpost, onward] if is_new else [signpost, *guess]
        text = page.role_evidence.removeprefix("link: ")
        return [signpost, *known.find([Link(target, text)], page.found_by, page.depth + 1)]

    def ask_again(self, target: str) -> list[Page]:
        """The address that a circle leads back to, if cookies were set on the way; bounded."""
        was, before = self.signposts.get(target, (None, self.new_cookies))
        if was is None or self.new_cookies == before or self.in_circle[target] >= CIRCLES:
            return []
        self.in_circle[target] += 1
        del self.signposts[target]
        again = self.known.pages[key(target)] = fresh(was, target)
        self.known.frontier.put_back(again)
        return [again]

    def holds_file(self, page: Page, target: str) -> bool:
        """Whether a sitemap file, or a page that moved to its twin, is still of this site."""
        scope, hosts = self.known.scope, self.known.sitemap_hosts
        if page.found_by == ROBOTS:
            return urlsplit(target).netloc in hosts or replace(scope, folder="/").holds(target)
        return bool(target) and scope.holds(target)

    def moved_start(self, page: Page, target: str) -> list[Page]:
        """The next address of the start page; none if it leads away, in a circle, or too far."""
        if not target:
            self.status, self.reason = "http_error", "the address leads to no page of the web"
            return []
        if not self.is_same_site(target):
            self.status, self.reason = "redirected_away", f"the address leads to {target}"
            return []
        onward = fresh(page, target)
        if len(self.starts) > HOPS or not self.known.frontier.add_exactly(onward):
            self.status, self.reason = "http_error", "the start page redirects in a circle"
            return []
        self.starts.add(target)
        return [onward]

    def is_same_site(self, target: str) -> bool:
        """Whether an address to which the start page leads is still of this site.

        A site that lives in a folder may have moved to another, but not to one above: there its
        city lives, or whoever houses it; nor to one that the registry gives to another.
        """
        if not target or registered_domain(target) != registered_domain(self.site.url):
            return False
        folder = folder_of(self.site)
        moved = moved_folder(folder, target)
        path = f"{urlsplit(target).path}/"
        return bool(moved) and not any(
            map(path.startswith, self.known.around.neighbours - {folder})
        )

    def http_error(self, page: Page) -> Records:
        """An error page."""
        records = self.leave_out(page, f"HTTP {page.status}", "http_error")
        if refusal := REFUSALS.get(page.status or 0):
            self.known.refusals.see_refusal(page.url, refusal)
        return records

    def failed(self, page: Page, status: str, reason: str) -> Records:
        """What is recorded when there was no answer."""
        if page.reason == SEEN:
            if status == "unreachable":
                self.known.refusals.see_refusal(page.url, status)
            return self.known.documents.asked(page, status, reason)
        limit = SITEMAP_BYTES if page.found_by == ROBOTS else self.limits.crawl_bytes
        reason = f"larger than {limit} bytes" if reason == "too large" else reason
        if status == "unreachable" and self.is_at_home(page):
            self.known.refusals.see_refusal(page.url, status)
        return self.leave_out(page, reason, status)

    def leave_out(self, page: Page, reason: str, status: str) -> Records:
        """The page as excluded; for a start page that is how the site's crawl ends."""
        if page.found_by == START:
            self.status, self.reason = status, reason
        return [self.known.leave_out(page, reason)]

    def frame(self, status: str = "pending") -> SiteCrawl:
        """The site's frame as it stands."""
        return SiteCrawl(
            run=self.site.run,
            site=self.site.code,
            status=status,
            reason=self.reason,
            pages=len(self.known.fetched),
            documents=self.known.tallies["document"],
            requests=self.requests,
            bytes=self.bytes,
            seconds=round(self.seconds, 3),
            pause=self.pause,
            listed=self.known.listed,
            traps=dict(sorted(self.known.traps.items())),
        )

    def finish(self) -> Records:
        """The sample and the frame of a site whose crawl has ended."""
        left = self.known.leave_trapped()
        frame, panel = self.frame(self.status or "ok"), self.known.around.panel
        n, seed = self.limits.pages, self.run.seed
        sample = choose(self.known.fetched, n, seed, self.site.code, panel=panel)
        frame = replace(frame, capped=self.capped(), at_least=self.size())
        return [*left, *sample, frame]

    def size(self) -> int | None:
        """Pages that the site has at the least; None where all of them were seen."""
        is_open = not self.status and (not self.known.frontier.is_empty() or self.capped())
        return self.known.at_least() if is_open else None

    def capped(self) -> str:
        """Which cap kept pages out of the frame, or ""."""
        tallies = self.known.tallies
        if not self.known.frontier.is_empty() and (why := self.ended() or self.known.refused()):
            return why
        if not self.known.room():
            return "pages"
        why = "depth" if tallies["depth"] else "bytes" if tallies["larger"] else ""
        left, known = self.known.left()
        return why or ("traps" if left > known / TENTH else "")
