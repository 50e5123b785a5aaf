"""One site's crawl: what is known, what comes next, and what an answer means.

No network and no record book here. A visit begins with the pages that the book has (none, or those
of a crawl that was stopped), takes one answer after another, and says what is to be recorded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
from crawler.frontier import LINK, LISTED, LISTED_DEPTH, ROBOTS, START, Frontier
from crawler.limits import Limits
from crawler.pdf import facts_of
from crawler.reading import Link, Reading, read_page
from crawler.roles import SITEMAP, role_by_words
from crawler.sitemaps import read_map_page, read_sitemap
from crawler.traps import trap
from crawler.urls import (
    DOCUMENTS,
    NOT_PAGES,
    canonical,
    extension,
    key,
    pattern,
    registered_domain,
    scope_of,
)
from minna.not_a_page import challenge
from minna.records import DOCUMENT, Evidence, Frame, Page, Run, Site

Records = list[Page | Frame | Evidence]
HOPS = 10
"""Redirects from the registry's address to the start page."""
PATIENCE = {"refused": 3, "unreachable": 3, "forbidden": 10}
"""Requests in vain, in a row, before the site is left in peace."""
SAME_TEXT = 3
"""Duplicates under addresses that differ in numbers only, before the others are not asked for."""
CROWD = 10
"""Addresses kept for each page that may be fetched; the chance order decides which."""
SITEMAP_FILES = 50
SEEN, ASKED = "document", "document asked for"
"""Why a document is no page: it was seen, or it was also asked for."""
REFUSALS = {403: "forbidden", 429: "refused", 503: "refused"}


class Visit:
    """The crawl of one site, from the pages known so far to the end."""

    def __init__(self, site: Site, run: Run, limits: Limits, pages: Sequence[Page], was: Frame):
        self.site, self.run, self.limits = site, run, limits
        start = Page(site.run, site.code, canonical(site.url), "found", found_by=START)
        pages = pages or [start]
        self.frontier = Frontier(f"{run.seed}:{site.code}", pages)
        self.fetched = [page for page in pages if page.state == "fetched"]
        self.hashes = {page.text_hash: page.url for page in self.fetched}
        self.starts = {page.url for page in pages if page.found_by == START}
        self.tallies = Counter(page.reason.partition(" ")[0] for page in pages)
        self.documents = [page for page in pages if page.reason in (SEEN, ASKED)]
        self.same_text = Counter(pattern(p.url) for p in pages if is_duplicate(p))
        self.sitemap_files = sum(page.found_by == ROBOTS for page in pages)
        home = next((page.url for page in self.fetched if page.found_by == START), "")
        self.scope = scope_of(site, home)
        self.status, self.reason, self.in_vain = "", "", Counter[str]()
        self.requests, self.bytes, self.seconds = was.requests, was.bytes, was.seconds
        self.pause = was.pause

    def next(self) -> Page | None:
        """The page to ask for now, then documents; None when the crawl of this site has ended."""
        if self.status:
            return None
        page = None if self.ended() else self.frontier.take()
        return page or self.next_document()

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
        self.bytes += len(response.body)
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
            skeleton=reading.skeleton,
        )
        headers = plain_headers(response)
        gate = challenge(page.status, headers, reading.title, reading.text, reading.html)
        if gate:
            return self.in_vain_for(
                "refused", self.leave_out(page, f"challenge: {gate}", "challenge")
            )
        if response.status >= 300:
            return self.http_error(page)
        if reading.refresh:
            return self.moved(page, reading.refresh)
        if page.found_by == START and not reading.text and not reading.links:
            return self.leave_out(page, "no text and no links without scripts", "empty")
        self.in_vain.clear()
        return self.duplicate(page, reading) or self.fetch(page, response, reading)

    def fetch(self, page: Page, response: HtmlResponse, reading: Reading) -> Records:
        """A page of the frame: recorded, and its links followed."""
        page = replace(page, state="fetched")
        self.fetched.append(page)
        self.hashes[page.text_hash] = page.url
        found: list[Page] = []
        if page.found_by == START:
            self.scope = scope_of(self.site, page.url)
            found += self.find_sitemaps(
                response.meta.get("sitemaps", ()) if response.request else ()
            )
        if page.role == SITEMAP:
            listed = read_map_page(reading.html, response.url)
            links = [Link(canonical(url), text) for url, text in listed]
            found += self.find(links, LISTED, page.depth + 1)
        found += self.find(reading.links, LINK, page.depth + 1)
        return [page, *found]

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
        shape = pattern(page.url)
        self.same_text[shape] += 1
        dropped = self.frontier.drop(shape) if self.same_text[shape] == SAME_TEXT else []
        trapped = [excluded(other, "trap: same text") for other in dropped]
        return [*self.leave_out(page, f"duplicate of {twin}", ""), *found, *trapped]

    def sitemap(self, page: Page, response: Response) -> Records:
        """A sitemap file: its pages and further files join the frontier."""
        if response.status >= 400:
            return self.leave_out(page, f"no sitemap (HTTP {response.status})", "")
        listed = read_sitemap(response.body, response.url)
        files = self.find_sitemaps(listed.sitemaps, guess=False)
        urls = sorted(set(map(canonical, listed.pages)), key=self.frontier.chance)
        share = self.room() // (1 + self.frontier.count(ROBOTS))
        found = self.find([Link(url, "") for url in urls[:share]], LISTED, LISTED_DEPTH)
        return [*self.leave_out(page, "sitemap", ""), *files, *found]

    def find_sitemaps(self, urls: Iterable[str], *, guess: bool = True) -> list[Page]:
        """Sitemap files of this very site, up to a number; /sitemap.xml even if nobody names it."""
        usual = [f"{self.scope.origin}/sitemap.xml"] if guess else []
        hosts = replace(self.scope, folder="/")
        found = []
        for url in map(canonical, [*urls, *usual]):
            page = Page(self.site.run, self.site.code, hosts.at_home(url), "found", found_by=ROBOTS)
            if self.sitemap_files < SITEMAP_FILES and hosts.holds(url) and self.frontier.add(page):
                self.sitemap_files += 1
                found.append(page)
        return found

    def find(self, links: Iterable[Link], by: str, depth: int) -> Iterator[Page]:
        """The links that are new addresses of this site, as pages found or left out at sight."""
        for link in links:
            kind = extension(link.url)
            if not self.scope.holds(link.url) or NOT_PAGES.fullmatch(kind):
                continue
            url = self.scope.at_home(link.url)
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
            reason = self.unwanted(page, kind)
            page = excluded(page, reason) if reason else page
            if self.room() and self.frontier.add(page):
                self.tallies[page.reason.partition(" ")[0]] += 1
                self.documents += [page] if page.reason == SEEN else []
                yield page

    def unwanted(self, page: Page, kind: str) -> str:
        """Why an address is not asked for, or ""."""
        if DOCUMENTS.fullmatch(kind):
            return SEEN
        trapped = trap(page.url)
        if trapped:
            return f"trap: {trapped}"
        if self.same_text[pattern(page.url)] >= SAME_TEXT:
            return "trap: same text"
        return "depth" if page.depth > self.limits.crawl_depth else ""

    def room(self) -> int:
        """How many more addresses we note, so that an endless site does not fill the book."""
        return max(0, CROWD * self.limits.crawl_pages - len(self.frontier.urls))

    def moved(self, page: Page, target: str) -> Records:
        """An address that leads to another: the other joins the frontier if it is of this site."""
        signpost = excluded(page, f"redirects to {target}")
        if page.found_by == START:
            return [signpost, *self.moved_start(page, target)]
        onward = fresh(page, target)
        if page.found_by == ROBOTS or key(target) == key(page.url):
            is_new = self.holds_file(page, target) and self.frontier.add_exactly(onward)
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
        reason = f"larger than {self.limits.crawl_bytes} bytes" if reason == "too large" else reason
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
        return [excluded(page, reason)]

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
        )

    def finish(self) -> Records:
        """The sample and the frame of a site whose crawl has ended."""
        frame = self.frame(self.status or "ok")
        sample = choose(self.fetched, self.limits.pages, self.run.seed, self.site.code)
        return [*sample, replace(frame, capped=self.capped())]

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
