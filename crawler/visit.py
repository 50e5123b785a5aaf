"""One site's crawl: what is known, what comes next, and what an answer means.

No network and no record book here. A visit begins with the pages that the book has (none, or those
of a crawl that was stopped), takes one answer after another, and says what is to be recorded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.answers import (
    DOCUMENT_TYPES,
    REDIRECTS,
    content_type,
    plain_headers,
    redirect_target,
)
from crawler.choose import choose
from crawler.frontier import LINK, LISTED, LISTED_DEPTH, PANEL, ROBOTS, START, Frontier
from crawler.limits import Limits
from crawler.panel import Panel
from crawler.pdf import facts_of
from crawler.reading import Link, Reading, read_page
from crawler.roles import FORM, SITEMAP, role_by_words
from crawler.sitemaps import read_map_page, read_sitemap
from crawler.size import at_least
from crawler.traps import Watch, trap
from crawler.urls import (
    DOCUMENTS,
    NOT_PAGES,
    canonical,
    extension,
    registered_domain,
    scope_of,
)
from minna.addresses import key
from minna.not_a_page import LINKS, SHORT, NotAPage, not_a_page
from minna.records import DOCUMENT, Evidence, Frame, Outside, Page, Run, Site

Records = list[Page | Frame | Outside | Evidence]
HOPS = 10
"""Redirects from the registry's address to the start page."""
PATIENCE = {"refused": 3, "unreachable": 3, "forbidden": 10}
"""Requests in vain, in a row, before the site is left in peace."""
SAME_ANSWER = 5
"""Addresses that answer with one short text without menus: it is no page, whatever it says."""
ONE_ANSWER = "challenge: one answer to many addresses"
FIELDS = 3
"""That a page's form has, or it is a search or a choice of letters' size."""
USUAL = ("sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz")
"""Where sitemaps lie; each is asked for if there was none at the one before."""
FEEDS = 3
OUTSIDE = 500
"""Links off the site that are kept; the rest would be more of the same."""
CROWD = 10
"""Addresses kept for each page that may be fetched; the chance order decides which."""
SITEMAP_FILES = 50
SITEMAP_BYTES = 20_000_000
SEEN, ASKED = "document", "document asked for"
"""Why a document is no page: it was seen, or it was also asked for."""
REFUSALS = {403: "forbidden", 429: "refused", 503: "refused"}


@dataclass(frozen=True, slots=True)
class Around:
    """What a visit knows of the world around its site: other sites' folders, an earlier sample."""

    others: frozenset[str] = frozenset()
    panel: Panel | None = None
    outside: Sequence[str] = ()  # addresses off the site that are in the book already


class Visit:
    """The crawl of one site, from the pages known so far to the end."""

    def __init__(
        self,
        site: Site,
        run: Run,
        limits: Limits,
        pages: Sequence[Page],
        was: Frame,
        around: Around = Around(),
    ):
        self.site, self.run, self.limits, self.around = site, run, limits, around
        start = Page(site.run, site.code, canonical(site.url), "found", found_by=START)
        pages = pages or [start]
        signposts_first = sorted(pages, key=lambda p: not p.reason.startswith("redirects"))
        self.known = {key(page.url): page for page in signposts_first}
        self.watch = watch_of(pages)
        self.missing = {page.gist for page in pages if page.reason == "missing"} - {""}
        self.outside = set(around.outside)
        self.traps = Counter(was.traps)
        self.gates = {page.text_hash for page in pages if page.reason == ONE_ANSWER}
        self.listed = was.listed
        self.frontier = Frontier(f"{run.seed}:{site.code}", pages)
        self.fetched = [page for page in pages if page.state == "fetched"]
        self.hashes = {page.text_hash: page.url for page in self.fetched}
        self.starts = {page.url for page in pages if page.found_by == START}
        self.tallies = Counter(page.reason.partition(" ")[0] for page in pages)
        self.documents = [page for page in pages if page.reason in (SEEN, ASKED)]
        self.answers = Counter(page.text_hash for page in pages if is_duplicate(page))
        self.sitemap_files = sum(page.found_by == ROBOTS for page in pages)
        home = next((page.url for page in self.fetched if page.found_by == START), "")
        self.scope = scope_of(site, home, around.others)
        self.status, self.reason, self.in_vain = "", "", Counter[str]()
        self.requests, self.bytes, self.seconds = was.requests, was.bytes, was.seconds
        self.pause = was.pause

    def next(self) -> Page | None:
        """The page to ask for now, then documents; None when the crawl of this site has ended."""
        if self.status:
            return None
        page = None if self.ended() else self.frontier.take()
        if page is None:
            return self.next_document()
        return replace(page, also_by=self.known.get(key(page.url), page).also_by)

    def next_document(self) -> Page | None:
        """A document to ask for, by chance, as far as any are wanted and the site answers."""
        asked = sum(page.reason == ASKED for page in self.documents)
        if asked >= self.limits.documents or any(self.in_vain.values()):
            return None
        unasked = (p for p in self.documents if p.reason == SEEN and extension(p.url) == "pdf")
        return min(unasked, key=lambda page: self.frontier.chance(page.url), default=None)

    def ended(self) -> str:
        """The cap that forbids another request, or ""."""
        if self.html_pages() >= self.limits.crawl_pages:
            return "pages"
        if self.seconds >= self.limits.crawl_seconds:
            return "time"
        return next((why for why, times in self.in_vain.items() if times >= PATIENCE[why]), "")

    def html_pages(self) -> int:
        """HTML pages that the site has served us, duplicates among them."""
        return len(self.fetched) + self.tallies["duplicate"]

    def answer(self, page: Page, response: Response) -> Records:
        """What is to be recorded of an answer; new addresses have joined the frontier."""
        self.bytes += 0 if "unchanged" in response.flags else len(response.body)
        asked = response.meta.get("asked_pause", 0.0) if response.request else 0.0
        self.pause = max(self.pause, asked)
        page = replace(
            page,
            status=response.status,
            final_url=response.url,
            content_type=content_type(response),
            bytes=len(response.body),
        )
        if page.reason == SEEN:
            return self.document(page, response)
        if response.status in REDIRECTS and response.headers.get("Location"):
            return self.moved(page, redirect_target(response))
        if page.found_by == ROBOTS:
            return self.sitemap(page, response)
        if response.status == 304:
            return self.http_error(page)
        if isinstance(response, HtmlResponse):
            return self.html(page, response)
        if response.status >= 300:
            return self.http_error(page)
        if page.content_type in DOCUMENT_TYPES or DOCUMENTS.fullmatch(extension(page.url)):
            return self.leave_out(page, "document", "not_html")
        return self.leave_out(page, f"not HTML ({page.content_type or 'no type'})", "not_html")

    def document(self, page: Page, response: Response) -> Records:
        """What a document says of itself, or that it is not there."""
        if refusal := REFUSALS.get(response.status):
            self.in_vain[refusal] += 1
            return self.asked(page, "http_error", f"HTTP {response.status}")
        if response.status in REDIRECTS:
            return self.asked(page, "http_error", f"redirects to {redirect_target(response)}")
        if response.status >= 400:
            gone = {"problem": f"HTTP {response.status}", "bytes": 0}
            return self.asked(page, "ok", "", pdf=gone)
        if not response.body.lstrip().startswith(b"%PDF"):
            return self.asked(page, "not_html", f"no PDF file ({page.content_type or 'no type'})")
        return self.asked(page, "ok", "", pdf=facts_of(response.body))

    def asked(self, page: Page, status: str, reason: str, **facts: object) -> Records:
        """A document as one that has been asked for, with what came of it."""
        known = replace(page, reason=ASKED)
        self.documents = [known if p.url == page.url else p for p in self.documents]
        seen = Evidence(
            *(page.run, page.site, page.url, DOCUMENT, status, reason),
            final_url=page.final_url,
            http_status=page.status,
            facts=facts,
        )
        return [known, seen]

    def html(self, page: Page, response: HtmlResponse) -> Records:
        """Tell a page from a gate, an error, a signpost and a duplicate."""
        reading = read_page(response)
        page = replace(
            page,
            title=reading.title,
            text_hash=reading.text_hash,
            gist=reading.gist,
            skeleton=reading.skeleton,
        )
        is_home = page.found_by == START
        told = (page.status, plain_headers(response), reading.title, reading.text, reading.html)
        gate = not_a_page(*told, is_home=is_home)
        if gate is None and reading.gist in self.missing and not is_home:
            gate = NotAPage("missing", "")
        if reading.text_hash in self.gates:
            gate = NotAPage(*ONE_ANSWER.split(": "))
        if gate:
            return self.no_page(page, gate)
        if response.status >= 300:
            return self.http_error(page)
        if reading.refresh:
            return self.moved(page, reading.refresh)
        if page.found_by == START and not reading.text and not reading.links:
            return self.leave_out(page, "no text and no links without scripts", "empty")
        self.in_vain.clear()
        return self.duplicate(page, reading) or self.fetch(page, response, reading)

    def no_page(self, page: Page, gate: NotAPage) -> Records:
        """What answered in a page's place; after a few gates the site is left in peace."""
        reason = f"{gate.kind}: {gate.sign}" if gate.sign else gate.kind
        records = self.leave_out(page, reason, gate.kind)
        if gate.kind == "missing":
            self.watch.see_missing(page.url)
            return [*records, *self.drop_like(page.url)]
        is_refused = gate.kind == "challenge" or page.status in REFUSALS
        return self.in_vain_for("refused", records) if is_refused else records

    def fetch(self, page: Page, response: HtmlResponse, reading: Reading) -> Records:
        """A page of the frame: recorded, and its links followed."""
        page = replace(page, state="fetched")
        if not page.role and reading.fields >= FIELDS:
            page = replace(page, role=FORM, role_evidence=f"form with {reading.fields} fields")
        self.fetched.append(page)
        self.known[key(page.url)] = page
        self.hashes[page.text_hash] = page.url
        found: list[Page] = [*self.same_gist(page)]
        if page.found_by == START:
            self.scope = scope_of(self.site, page.url, self.around.others)
            named = response.meta.get("sitemaps", ()) if response.request else ()
            found += self.find_sitemaps([*named, f"{self.scope.origin}/{USUAL[0]}"])
            found += self.find_sitemaps(reading.feeds[:FEEDS])
            found += self.find_panel()
        searches = self.watch.searches()
        if page.role == SITEMAP:
            listed = read_map_page(reading.html, response.url)
            links = [Link(canonical(url), text) for url, text in listed]
            found += self.find(links, LISTED, page.depth + 1)
        found += self.find(reading.links, LINK, page.depth + 1)
        if self.watch.searches() > searches:
            found += self.drop_trapped()  # later records of an address replace earlier ones
        return [page, *found, *self.leads_off(page, reading.links)]

    def same_gist(self, page: Page) -> list[Page]:
        """Waiting addresses of a pattern whose pages have shown to differ in numbers only."""
        self.watch.see_page(page.url, page.gist)
        return self.drop_like(page.url)

    def leads_off(self, page: Page, links: Iterable[Link]) -> Iterator[Outside]:
        """The links that lead off the site and have not been seen before."""
        for link in links:
            is_new = link.url not in self.outside and len(self.outside) < OUTSIDE
            if is_new and not self.scope.holds(link.url):
                self.outside.add(link.url)
                yield Outside(self.site.run, self.site.code, link.url, link.text, page.url)

    def find_panel(self) -> list[Page]:
        """The pages of an earlier survey's sample, to be asked for whatever else there is."""
        wanted = self.around.panel.pages if self.around.panel else ()
        blank = Page(self.site.run, self.site.code, "", "found", found_by=PANEL)
        pages = [replace(blank, url=canonical(page.url), depth=page.depth) for page in wanted]
        return [page for page in pages if self.scope.holds(page.url) and self.add(page)]

    def add(self, page: Page) -> bool:
        """Take in an address that is new; whether it was."""
        is_new = self.frontier.add(page)
        if is_new:
            self.known[key(page.url)] = page
        return is_new

    def duplicate(self, page: Page, reading: Reading) -> Records:
        """What is recorded if another address already stands for this text, else nothing.

        A site whose every page names one canonical address is not to vanish behind it, so only
        an address that differs in its query alone is believed.
        """
        twin = self.hashes.get(reading.text_hash, "")
        named, found = reading.canonical, list[Page]()
        if not twin and named and named.partition("?")[0] == page.url.partition("?")[0] != page.url:
            twin = named if key(named) != key(page.url) and self.scope.holds(named) else ""
            found = list(self.find([Link(named, "")], LINK, page.depth)) if twin else []
        if not twin or page.found_by == START:
            return []
        self.watch.see_twin(page.url, twin, is_read=reading.text_hash in self.hashes)
        self.answers[page.text_hash] += 1
        if self.answers[page.text_hash] >= SAME_ANSWER and says_nothing(reading):
            found += self.unmask(page)
        return [
            *self.leave_out(page, f"duplicate of {twin}", ""),
            *found,
            *self.drop_like(page.url, twin),
        ]

    def unmask(self, page: Page) -> list[Page]:
        """One short answer to many addresses is a gate; what was taken for its page is none."""
        taken = [p for p in self.fetched if p.text_hash == page.text_hash and p.found_by != START]
        self.fetched = [p for p in self.fetched if p not in taken]
        self.in_vain["refused"] += 1
        self.gates.add(page.text_hash)
        return [excluded(p, ONE_ANSWER) for p in taken]

    def drop_like(self, *urls: str) -> list[Page]:
        """The waiting addresses that share a trap with these, if one has shown to be in one."""
        return self.drop_trapped() if any(map(self.is_trapped, urls)) else []

    def drop_trapped(self) -> list[Page]:
        """Waiting addresses that are in a trap by what was seen, and those that stand for them.

        An address with a name in its query that changes nothing is asked for without it.
        """
        trapped, plain = [], []
        for page in self.frontier.drop(self.is_trapped):
            kind = self.watch.trap(page.url) or "same text"
            trapped.append(self.trapped(page, kind))
            url = self.watch.plain(page.url)
            instead = replace(page, url=url)
            if url != page.url and not self.watch.trap(url) and self.add(instead):
                plain.append(instead)
        return [*trapped, *plain]

    def is_trapped(self, url: str) -> bool:
        """Whether an address is not to be asked for, by what has been seen."""
        return bool(self.watch.trap(url)) or self.watch.plain(url) != url

    def trapped(self, page: Page, kind: str) -> Page:
        """The page, left out as a trap, which is told of in the frame."""
        self.traps[kind] += 1
        page = excluded(page, f"trap: {kind}")
        self.known[key(page.url)] = page
        return page

    def sitemap(self, page: Page, response: Response) -> Records:
        """A sitemap file: its pages and further files join the frontier."""
        if response.status >= 400:
            told = f"no sitemap (HTTP {response.status})"
            return [*self.leave_out(page, told, ""), *self.next_guess(page)]
        listed = read_sitemap(response.body, response.url)
        if not listed.pages and not listed.sitemaps and isinstance(response, HtmlResponse):
            return [*self.no_sitemap(page, response), *self.next_guess(page)]
        files = self.find_sitemaps(listed.sitemaps)
        inside = filter(self.scope.holds, set(map(canonical, listed.pages)))
        urls = sorted(inside, key=self.frontier.chance)
        self.listed += len(urls)
        share = self.room() // (1 + self.frontier.count(ROBOTS))
        found = self.find([Link(url, "") for url in urls[:share]], LISTED, LISTED_DEPTH)
        return [*self.leave_out(page, "sitemap", ""), *files, *found]

    def no_sitemap(self, page: Page, response: HtmlResponse) -> Records:
        """A page where a file was asked for that is not there: so this site says that it has none.

        The same words under other addresses are a missing page that answers 200.
        """
        reading = read_page(response)
        is_home = any(p.gist == reading.gist and p.found_by == START for p in self.fetched)
        if not reading.gist or is_home:
            return self.leave_out(page, "no sitemap (HTML)", "")
        self.missing.add(reading.gist)
        page = replace(page, gist=reading.gist, title=reading.title)
        gone = [p for p in self.fetched if p.gist == reading.gist]
        for other in gone:
            self.watch.see_missing(other.url)
        self.fetched = [p for p in self.fetched if p not in gone]
        return [*self.leave_out(page, "missing", ""), *(excluded(p, "missing") for p in gone)]

    def next_guess(self, page: Page) -> list[Page]:
        """The next usual place of a sitemap, where no file has listed anything."""
        name = urlsplit(page.url).path.removeprefix("/")
        guess = USUAL[USUAL.index(name) + 1 :][:1] if name in USUAL and not self.listed else ()
        return self.find_sitemaps(f"{self.scope.origin}/{name}" for name in guess)

    def find_sitemaps(self, urls: Iterable[str]) -> list[Page]:
        """Sitemap files and feeds of this very site, up to a number."""
        hosts = replace(self.scope, folder="/", others=frozenset())
        found = []
        for url in map(canonical, urls):
            page = Page(self.site.run, self.site.code, hosts.at_home(url), "found", found_by=ROBOTS)
            if not hosts.holds(url) or page.url in self.frontier.urls:
                continue
            if self.sitemap_files >= SITEMAP_FILES:
                self.traps["sitemaps"] += 1
            elif self.add(page):
                self.sitemap_files += 1
                found.append(page)
        return found

    def find(self, links: Iterable[Link], by: str, depth: int) -> Iterator[Page]:
        """The links that are new addresses of this site, as pages found or left out at sight."""
        for link in links:
            kind = extension(link.url)
            if not self.scope.holds(link.url) or NOT_PAGES.fullmatch(kind):
                continue
            url = self.watch.plain(self.scope.at_home(link.url))
            again = self.seen_again(url, by)
            if again:
                yield again
                continue
            role = role_by_words(link.text)
            page = Page(
                run=self.site.run,
                site=self.site.code,
                url=url,
                state="found",
                depth=depth,
                found_by=by,
                role=role,
                role_evidence=f"link: {link.text}" if role else "",
            )
            if not self.room() or key(url) in self.frontier.keys:
                continue
            self.watch.see_address(url)
            reason = self.unwanted(page, kind)
            page = excluded(page, reason) if reason else page
            self.add(page)
            self.documents += [page] if page.reason == SEEN else []
            self.traps.update(filter(None, [trap_of(page)]))
            self.tallies[page.reason.partition(" ")[0]] += 1
            yield page

    def seen_again(self, url: str, by: str) -> Page | None:
        """The page of an address that is known, if it was now found in the other way as well."""
        page = self.known.get(key(url))
        if page is None or page.also_by or {page.found_by, by} != {LINK, LISTED}:
            return None
        page = self.known[key(url)] = replace(page, also_by=by)
        self.fetched = [page if p.url == page.url else p for p in self.fetched]
        return page

    def unwanted(self, page: Page, kind: str) -> str:
        """Why an address is not asked for, or ""."""
        if DOCUMENTS.fullmatch(kind):
            return SEEN
        trapped = trap(page.url) or self.watch.trap(page.url)
        if trapped:
            return f"trap: {trapped}"
        return "depth" if page.depth > self.limits.crawl_depth else ""

    def room(self) -> int:
        """How many more addresses we note, so that an endless site does not fill the book."""
        return max(0, CROWD * self.limits.crawl_pages - len(self.frontier.urls))

    def moved(self, page: Page, target: str) -> Records:
        """An address that leads to another: the other joins the frontier if it is of this site."""
        signpost = excluded(page, f"redirects to {target}")
        if page.found_by == START:
            return [signpost, *self.moved_start(page, target)]
        self.watch.see_move(page.url, target)
        if self.watch.trap(page.url) == "redirects":
            return [self.trapped(page, "redirects"), *self.drop_trapped()]
        onward = fresh(page, target)
        if page.found_by == ROBOTS or key(target) == key(page.url):
            is_new = self.holds_file(page, target) and self.frontier.add_exactly(onward)
            self.known[key(target)] = onward if is_new else signpost
            return [signpost, onward] if is_new else [signpost]
        text = page.role_evidence.removeprefix("link: ")
        return [signpost, *self.find([Link(target, text)], page.found_by, page.depth + 1)]

    def holds_file(self, page: Page, target: str) -> bool:
        """Whether a sitemap file, or a page that moved to its twin, is still of this site."""
        scope = replace(self.scope, folder="/") if page.found_by == ROBOTS else self.scope
        return bool(target) and scope.holds(target)

    def moved_start(self, page: Page, target: str) -> list[Page]:
        """The next address of the start page; none if it leads away, in a circle, or too far."""
        inside = f"{urlsplit(target).path}/".startswith(self.scope.folder)
        if not inside or registered_domain(target) != registered_domain(self.site.url):
            self.status, self.reason = "redirected_away", f"the address leads to {target}"
            return []
        onward = fresh(page, target)
        if len(self.starts) > HOPS or not self.frontier.add_exactly(onward):
            self.status, self.reason = "http_error", "the start page redirects in a circle"
            return []
        self.starts.add(target)
        return [onward]

    def http_error(self, page: Page) -> Records:
        """An error page."""
        records = self.leave_out(page, f"HTTP {page.status}", "http_error")
        refusal = REFUSALS.get(page.status or 0)
        return self.in_vain_for(refusal, records) if refusal else records

    def failed(self, page: Page, status: str, reason: str) -> Records:
        """What is recorded when there was no answer."""
        if page.reason == SEEN:
            self.in_vain["unreachable"] += status == "unreachable"
            return self.asked(page, status, reason)
        limit = SITEMAP_BYTES if page.found_by == ROBOTS else self.limits.crawl_bytes
        reason = f"larger than {limit} bytes" if reason == "too large" else reason
        records = self.leave_out(page, reason, status)
        return self.in_vain_for("unreachable", records) if status == "unreachable" else records

    def in_vain_for(self, why: str, records: Records) -> Records:
        """The records, with one more vain request counted."""
        self.in_vain[why] += 1
        return records

    def leave_out(self, page: Page, reason: str, status: str) -> Records:
        """The page as excluded; for a start page that is how the site's crawl ends."""
        if page.found_by == START:
            self.status, self.reason = status, reason
        self.tallies[reason.partition(" ")[0]] += 1
        page = self.known[key(page.url)] = excluded(page, reason)
        return [page]

    def frame(self, status: str = "pending") -> Frame:
        """The site's frame as it stands."""
        return Frame(
            run=self.site.run,
            site=self.site.code,
            status=status,
            reason=self.reason,
            pages=len(self.fetched),
            documents=self.tallies["document"],
            requests=self.requests,
            bytes=self.bytes,
            seconds=round(self.seconds, 3),
            pause=self.pause,
            listed=self.listed,
            traps=dict(sorted(self.traps.items())),
        )

    def finish(self) -> Records:
        """The sample and the frame of a site whose crawl has ended."""
        frame = self.frame(self.status or "ok")
        panel = self.around.panel
        n, seed = self.limits.pages, self.run.seed
        sample = choose(self.fetched, n, seed, self.site.code, panel=panel)
        return [*sample, replace(frame, capped=self.capped(), at_least=self.size())]

    def size(self) -> int | None:
        """Pages that the site has at the least; None where all of them were seen."""
        if self.status or not (self.frontier.waiting or self.capped()):
            return None
        caught = [p for p in self.known.values() if is_candidate(p)]
        linked = sum(LINK in (p.found_by, p.also_by) for p in caught)
        listed = sum(LISTED in (p.found_by, p.also_by) for p in caught)
        both = sum({p.found_by, p.also_by} == {LINK, LISTED} for p in caught)
        asked = sum(p.state != "found" for p in caught)
        share = sum(p.state == "fetched" for p in caught) / asked if asked else 0.0
        return max(len(self.fetched), at_least(linked, listed, both, share))

    def capped(self) -> str:
        """Which cap kept pages out of the frame, or ""."""
        if self.frontier.waiting and self.ended():
            return self.ended()
        if not self.room():
            return "pages"
        return "depth" if self.tallies["depth"] else "bytes" if self.tallies["larger"] else ""


def excluded(page: Page, reason: str) -> Page:
    """The page, out of the frame for this reason."""
    return replace(page, state="excluded", reason=reason)


def fresh(page: Page, url: str) -> Page:
    """A page at another address, found as this one was and not yet asked for."""
    return replace(
        page, url=url, state="found", reason="", status=None, final_url="", content_type="", bytes=0
    )


def is_duplicate(page: Page) -> bool:
    """Whether a page was left out because another has its text."""
    return page.reason.startswith("duplicate ")


def is_candidate(page: Page) -> bool:
    """Whether an address was, or would be, asked for as a page."""
    at_sight = ("document", "depth", "trap")
    return page.found_by != ROBOTS and not page.reason.startswith(at_sight)


def trap_of(page: Page) -> str:
    """The kind of trap that a page was left out for, or ""."""
    return page.reason.removeprefix("trap: ") if page.reason.startswith("trap: ") else ""


def watch_of(pages: Sequence[Page]) -> Watch:
    """What the record book's pages have shown of traps."""
    watch, texts = Watch(), {page.url: page.text_hash for page in pages}
    for page in pages:
        watch.see_address(page.url)
        target = page.reason.rpartition(" ")[2]
        if page.state == "fetched":
            watch.see_page(page.url, page.gist)
        elif page.reason.startswith("missing") and page.found_by != ROBOTS:
            watch.see_missing(page.url)
        elif is_duplicate(page):
            watch.see_twin(page.url, target, is_read=texts.get(target) == page.text_hash)
        elif page.reason.startswith("redirects to ") and page.found_by not in (START, ROBOTS):
            watch.see_move(page.url, target)
    return watch


def says_nothing(reading: Reading) -> bool:
    """Whether an answer is as short and as bare of links as a gate is."""
    return len(reading.text) <= SHORT and len(reading.links) < LINKS
