"""One site's crawl: what comes next, what an answer means, and when it has ended.

No network and no database here. A visit begins with the pages that the database has (none, or those
of a crawl that was stopped), takes one answer after another, and says what is to be recorded.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.documents import is_pdf
from crawler.duplicate_text import TextIndex, is_version
from crawler.exclusion import (
    DOCUMENT_FOUND,
    ONE_ANSWER,
    UNKNOWN_ADDRESS,
    Records,
    excluded,
    redirect_target_page,
)
from crawler.frontier import LINK, SITEMAP_DEPTH, SITEMAP_FILE, SITEMAP_URL, START
from crawler.page_parser import Link, ParsedPage
from crawler.parsing import DOCUMENT, FILE, PAGE, Parsed, Task, UrlQuota, parse, task_of
from crawler.responses import DOCUMENT_TYPES, REDIRECTS, REFUSALS, content_type, redirect_target
from crawler.roles import FORM, SITEMAP
from crawler.sampling import draw_sample
from crawler.traps import NEAR_DUPLICATE
from crawler.url_index import CrawlContext, UrlIndex
from crawler.urls import (
    DOCUMENTS,
    canonical,
    extension,
    folder_of,
    moved_folder,
    registered_domain,
)
from minna.addresses import url_key
from minna.block_pages import BlockPage
from minna.reasons import NO_REASON, Code, Reason
from minna.records import Page, Run, Site, SiteCrawl
from minna.settings import RunSettings

MAX_REDIRECTS = 10
"""Redirects from the registry's address to the start page."""
MIN_FORM_FIELDS = 3
"""That a page's form has, or it is a search or a choice of letters' size."""
SITEMAP_GUESSES = ("sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz")
"""Where sitemaps lie; each is asked for if there was none at the one before."""
PROBE_PATH = "/minna-asks-for-no-page.html"
"""An address that no site has given a page."""
MAX_FEEDS = 3
TRAP_SHARE_DIVISOR = 10
"""A site is not seen whole if more than one in so many of its addresses was left as a trap."""
MAX_SITEMAP_BYTES = 20_000_000
MAX_CIRCLE_RETRIES = 3
"""Times that one address is asked again because a circle that led back to it set cookies."""
NO_CONTEXT = CrawlContext()


class SiteCrawler:
    """The crawl of one site, from the pages known so far to the end."""

    def __init__(
        self,
        site: Site,
        run: Run,
        limits: RunSettings,
        pages: Sequence[Page],
        previous: SiteCrawl,
        context: CrawlContext = NO_CONTEXT,
    ):
        self.site, self.run, self.limits = site, run, limits
        start = Page(site.run, site.code, canonical(site.url), "found", discovered_via=START)
        pages = pages or [start]
        self.index = UrlIndex(site, run, limits, pages, previous, context)
        self.texts = TextIndex(pages)
        self.starts = {page.url for page in pages if page.discovered_via == START}
        self.status, self.reason = "", NO_REASON
        self.canonical_claims: dict[
            str, list[Page]
        ] = {}  # key → pages that call this address their own
        self.requests, self.bytes, self.seconds = (
            previous.requests,
            previous.bytes,
            previous.seconds,
        )
        self.pause = previous.pause
        self.cookie_changes, self.last_set_cookies = 0, False  # answers that set some; the last one
        self.redirects: dict[str, tuple[Page, int]] = {}  # redirects, and that number before each
        self.sitemap_guesses: dict[str, str] = {}  # where usual places of sitemaps have led to
        self.circle_retries = Counter[str]()  # addresses that are asked again with cookies

    def next(self) -> Page | None:
        """The page to ask for now, then documents; None when the crawl of this site has ended."""
        if self.status:
            return None
        page = None if self.limit_reached() else self.index.pop()
        if page is None and not self.index.refusals.streak:
            return self.index.documents.next()
        return page

    def limit_reached(self) -> str:
        """The cap that forbids another request, or ""."""
        if self.index.html_pages() >= self.limits.crawl_pages:
            return "pages"
        if self.seconds >= self.limits.crawl_seconds:
            return "time"
        return self.index.refusals.site_refusal()

    def task(self, page: Page, response: Response) -> Task | None:
        """What there is to parse of an answer; None where its status or kind is enough."""
        if page.reason == DOCUMENT_FOUND:
            return task_of(DOCUMENT, response) if is_pdf(response) else None
        if response.status in REDIRECTS and response.headers.get("Location"):
            return None
        is_map = page.role == SITEMAP
        if page.discovered_via == SITEMAP_FILE:
            index = self.index
            quota = UrlQuota(index.scope, index.frontier.seed, index.remaining_capacity())
            is_there = response.status < 400
            return task_of(FILE, response, is_map=is_map, quota=quota) if is_there else None
        if response.status == 304 or not isinstance(response, HtmlResponse):
            return None
        return task_of(PAGE, response, is_home=page.discovered_via == START, is_map=is_map)

    def handle_response(
        self, page: Page, response: Response, parsed: Parsed | None = None
    ) -> Records:
        """What is to be recorded of an answer; new addresses have joined the frontier.

        `parsed` is what came of its task; where it is missing, the answer is parsed here and now.
        """
        if parsed is None and (task := self.task(page, response)):
            parsed = parse(task)
        parsed = parsed or Parsed()
        page = self.record_response(page, response)
        if page.reason == DOCUMENT_FOUND:
            return self.handle_document(page, response, parsed)
        if response.status in REDIRECTS and response.headers.get("Location"):
            return self.handle_redirect(page, redirect_target(response))
        if page.discovered_via == SITEMAP_FILE:
            return self.handle_sitemap(page, response, parsed)
        if response.status == 304:
            return self.http_error(page)
        if parsed.page:
            return self.handle_html(page, response, parsed.page, parsed)
        if response.status >= 300:
            return self.http_error(page)
        if page.content_type in DOCUMENT_TYPES or DOCUMENTS.fullmatch(extension(page.url)):
            return self.exclude(page, DOCUMENT_FOUND, "not_html")
        self.index.detector.observe_nothing_new(page.url, is_file=True)
        return self.exclude(
            page, Reason(Code.NOT_HTML, type=page.content_type or "no type"), "not_html"
        )

    def unreadable(self, page: Page, response: Response, reason: Reason) -> Records:
        """An answer that could not be parsed within our limits of time and memory."""
        page = self.record_response(page, response)
        if page.reason == DOCUMENT_FOUND:
            return self.index.documents.unreadable(page, reason)
        guess = self.next_sitemap_guess(page) if page.discovered_via == SITEMAP_FILE else []
        return [*self.exclude(page, reason, "unreadable"), *guess]

    def record_response(self, page: Page, response: Response) -> Page:
        """Count an answer, and give its page what its headers say."""
        self.bytes += 0 if "unchanged" in response.flags else len(response.body)
        is_ours = response.request and self.is_own_host(page)
        asked = response.meta.get("asked_pause", 0.0) if is_ours else 0.0
        self.pause = max(self.pause, asked)
        self.last_set_cookies = bool(response.request and response.meta.get("has_new_cookies"))
        self.cookie_changes += self.last_set_cookies
        return replace(
            page,
            status=response.status,
            final_url=response.url,
            content_type=content_type(response),
            bytes=len(response.body),
        )

    def handle_document(self, page: Page, response: Response, parsed: Parsed) -> Records:
        """A document's answer; a refusal is one more request in vain."""
        if refusal := REFUSALS.get(response.status):
            self.index.refusals.observe_refusal(page.url, refusal)
        return self.index.documents.handle_response(page, response, parsed.document)

    def handle_html(
        self, page: Page, response: Response, parsed_page: ParsedPage, parsed: Parsed
    ) -> Records:
        """Tell a page from a gate, an error, a signpost and a duplicate."""
        page = replace(
            page,
            title=parsed_page.title,
            text_hash=parsed_page.text_hash,
            text_hash_no_digits=parsed_page.text_hash_no_digits,
            sketch=parsed_page.sketch,
            dom_fingerprint=parsed_page.dom_fingerprint,
        )
        if block_page := self.texts.block_page(page, parsed.gate):
            return self.handle_block_page(page, block_page)
        if response.status >= 300:
            return self.http_error(page)
        if parsed_page.refresh:
            return self.handle_redirect(page, parsed_page.refresh)
        if page.discovered_via == START and not parsed_page.text and not parsed_page.links:
            return self.exclude(page, Reason(Code.EMPTY), "empty")
        self.index.refusals.observe_page(page.url, is_start=page.discovered_via == START)
        original = self.duplicate(page, parsed_page)
        return original or self.accept(page, response, parsed_page, parsed.map_links)

    def handle_block_page(self, page: Page, block_page: BlockPage) -> Records:
        """What answered in a page's place; after a few gates the site is left in peace."""
        sign = {"sign": block_page.sign} if block_page.sign else {}
        reason = Reason(Code(block_page.kind), **sign)
        if page.text_hash in self.texts.gates:
            reason = ONE_ANSWER
        records = self.exclude(page, reason, block_page.kind)
        if block_page.kind == "missing":
            self.index.detector.observe_nothing_new(page.url)
        elif block_page.kind == "challenge" or page.status in REFUSALS:
            self.index.refusals.observe_refusal(page.url, "refused")
        return records

    def accept(
        self, page: Page, response: Response, parsed_page: ParsedPage, map_links: Sequence[Link]
    ) -> Records:
        """A page of the frame: recorded, and its links followed, those of a site map as listed."""
        index = self.index
        page = replace(page, state="fetched")
        if not page.role and parsed_page.fields >= MIN_FORM_FIELDS:
            page = replace(page, role=FORM, role_evidence=f"form with {parsed_page.fields} fields")
        index.add_page(page)
        self.texts.add_page(page)
        index.detector.observe_page(page.url, page.text_hash_no_digits, page.sketch)
        records = [*self.canonical_pages(page, parsed_page), *self.probe(page)]
        if page.discovered_via == START:
            index.set_home(page.url)
            if index.scope.folder != folder_of(self.site):
                self.reason = Reason(Code.MOVED, target=page.url)
            sitemap_urls = response.meta.get("sitemaps", ()) if response.request else ()
            records += index.add_sitemaps(sitemap_urls, is_named=True)
            records += index.add_sitemaps([f"{index.scope.origin}/{SITEMAP_GUESSES[0]}"])
            records += index.add_sitemaps(parsed_page.feeds[:MAX_FEEDS])
            records += index.add_previous_sample()
        searches_before = index.detector.count_faceted_searches()
        records += index.add_links(map_links, SITEMAP_URL, page.depth + 1)
        records += index.add_links(parsed_page.links, LINK, page.depth + 1)
        if index.detector.count_faceted_searches() > searches_before:
            records += index.drop_trapped()  # later records of an address replace earlier ones
        return [page, *records, *index.outbound_links(page, parsed_page.links)]

    def canonical_pages(self, page: Page, parsed_page: ParsedPage) -> list[Page]:
        """The address that a page calls its own, found; and pages that called this one theirs.

        `rel=canonical` is a hint (RFC 6596), believed where both addresses show the same: a site
        whose every page names one address is not to vanish behind it.
        """
        index, records, canonical_claims = self.index, list[Page](), parsed_page.canonical
        if (
            canonical_claims
            and url_key(canonical_claims) != url_key(page.url)
            and index.scope.contains(canonical_claims)
        ):
            self.canonical_claims.setdefault(url_key(canonical_claims), []).append(page)
            records = list(index.add_links([Link(canonical_claims, "")], LINK, page.depth))
        claimants = self.canonical_claims.pop(url_key(page.url), [])
        duplicates = [
            p for p in claimants if p in index.fetched and is_version(p, page, NEAR_DUPLICATE)
        ]
        for other in duplicates:
            index.detector.observe_duplicate(other.url, page.url)
        return [*records, *index.retract(duplicates, Reason(Code.DUPLICATE, url=page.url))]

    def duplicate(self, page: Page, parsed_page: ParsedPage) -> Records:
        """What is recorded if another address already stands for what this one shows."""
        index, canonical_claims = (
            self.index,
            self.index.scope.with_canonical_host(parsed_page.canonical),
        )
        original = self.texts.duplicate_of(page, canonical_claims if parsed_page.canonical else "")
        if not original or page.discovered_via == START or self.claims_url(original, page):
            return []
        index.detector.observe_duplicate(
            page.url, original.url, is_read=original.text_hash == page.text_hash
        )
        records = self.exclude(page, Reason(Code.DUPLICATE, url=original.url), "")
        retracted = self.reclassify_as_gate(page) if self.texts.is_gate(page, parsed_page) else []
        return [
            *records,
            *retracted,
            *self.probe(page),
            *index.drop_trap_siblings(page.url, original.url),
        ]

    def claims_url(self, original: Page, page: Page) -> bool:
        """Whether a page that shows the same has named this very address as its own."""
        return any(
            other.url == original.url for other in self.canonical_claims.get(url_key(page.url), ())
        )

    def reclassify_as_gate(self, page: Page) -> list[Page]:
        """One short answer to many addresses is a gate; what was taken for its page is none."""
        same = [p for p in self.index.fetched if p.text_hash == page.text_hash]
        for other in self.index.pages.values():
            if other.text_hash == page.text_hash:
                self.index.refusals.forget(other.url)
        self.index.refusals.observe_refusal(page.url, "refused")
        self.texts.gates.add(page.text_hash)
        return self.index.retract([p for p in same if p.discovered_via != START], ONE_ANSWER)

    def handle_sitemap(self, page: Page, response: Response, parsed: Parsed) -> Records:
        """A sitemap file: its pages and further files join the frontier."""
        if response.status >= 400:
            reason = Reason(Code.NO_SITEMAP, status=response.status)
            return [*self.exclude(page, reason, ""), *self.next_sitemap_guess(page)]
        if parsed.page:
            if self.is_named(page) and self.index.scope.contains(page.url):
                # the site itself names its site map for people
                page = replace(page, discovered_via=SITEMAP_URL, depth=SITEMAP_DEPTH)
                return self.handle_html(page, response, parsed.page, parsed)
            return [*self.handle_no_sitemap(page, parsed.page), *self.next_sitemap_guess(page)]
        index, listed = self.index, parsed.file
        assert listed  # an answer that is no error has been parsed as a file
        files = index.add_sitemaps(listed.sitemaps)
        index.listed += listed.count
        share = index.remaining_capacity() // (1 + index.frontier.count(SITEMAP_FILE))
        pages = index.add_links(
            [Link(url, "") for url in listed.urls[:share]], SITEMAP_URL, SITEMAP_DEPTH
        )
        refused = listed.refused
        reason = Reason(Code.SITEMAP, **({"unreadable": refused} if refused else {}))
        return [*self.exclude(page, reason, ""), *files, *pages]

    def is_own_host(self, page: Page) -> bool:
        """Whether an address is the site's own, not that of a sitemap file on another host."""
        return page.discovered_via != SITEMAP_FILE or replace(
            self.index.scope, folder="/"
        ).contains(page.url)

    def handle_no_sitemap(self, page: Page, parsed_page: ParsedPage) -> Records:
        """A page where a file was asked for that is not there: so this site says that it has none.

        The same words under other addresses are a missing page that answers 200.
        """
        fetched = self.index.fetched
        is_home = any(
            p.text_hash == parsed_page.text_hash and p.discovered_via == START for p in fetched
        )
        if not parsed_page.text_hash_no_digits or is_home:
            return self.exclude(page, Reason(Code.NO_SITEMAP, kind="HTML"), "")
        self.texts.missing.add(parsed_page.text_hash_no_digits)
        page = replace(
            page,
            text_hash_no_digits=parsed_page.text_hash_no_digits,
            title=parsed_page.title,
            sketch=parsed_page.sketch,
            dom_fingerprint=parsed_page.dom_fingerprint,
        )
        self.texts.unknown.append(page)
        gone = [p for p in fetched if p.discovered_via != START and self.texts.is_missing(p)]
        for other in gone:
            self.index.detector.observe_nothing_new(other.url)
        taken_back = self.index.retract(gone, UNKNOWN_ADDRESS)
        return [*self.exclude(page, UNKNOWN_ADDRESS, ""), *taken_back]

    def is_named(self, page: Page) -> bool:
        """Whether the site itself names an address that was asked for as a file."""
        return not self.sitemap_guess_of(page) and urlsplit(page.url).path != PROBE_PATH

    def sitemap_guess_of(self, page: Page) -> str:
        """The usual place of sitemaps that has led to an address; "" if something names it."""
        name = self.sitemap_guesses.get(page.url) or urlsplit(page.url).path.removeprefix("/")
        return name if name in SITEMAP_GUESSES else ""

    def probe(self, page: Page) -> list[Page]:
        """An address that nobody has given a page, once, where an answer makes us ask for it.

        So we learn what the site says to addresses that it does not know. Where there is no sitemap
        that was seen already; else it is asked when two addresses show one text, or nearly the home
        page.
        """
        index, home = self.index, self.texts.home
        is_odd = page.state != "fetched" or bool(home and page != home and is_version(page, home))
        if not is_odd or self.texts.unknown or index.has_refused_guess():
            return []
        return index.add_sitemaps([f"{index.scope.origin}{PROBE_PATH}"])

    def next_sitemap_guess(self, page: Page) -> list[Page]:
        """The next usual place of a sitemap, where no file has listed anything."""
        name = self.sitemap_guess_of(page)
        is_open = name and not self.index.listed
        guess = SITEMAP_GUESSES[SITEMAP_GUESSES.index(name) + 1 :][:1] if is_open else ()
        return self.index.add_sitemaps(f"{self.index.scope.origin}/{name}" for name in guess)

    def handle_redirect(self, page: Page, target: str) -> Records:
        """An address that leads to another: the other joins the frontier if it is of this site."""
        index, redirect_page = self.index, excluded(page, Reason(Code.REDIRECT, url=target))
        self.redirects[page.url] = redirect_page, self.cookie_changes - self.last_set_cookies
        if target != page.url and (again := self.retry_circle(target)):
            return [redirect_page, *again]
        if page.discovered_via == START:
            return [redirect_page, *self.handle_start_redirect(page, target)]
        index.detector.observe_redirect(page.url, target)
        if index.detector.is_chain(target):
            return [index.trapped(page, "redirects"), *index.drop_trap_siblings(target)]
        onward = redirect_target_page(page, target)
        if page.discovered_via == SITEMAP_FILE or url_key(target) == url_key(page.url):
            is_other = page.discovered_via == SITEMAP_FILE and url_key(target) != url_key(page.url)
            is_page = is_other and url_key(target) in index.frontier.keys
            is_wanted = self.contains_file(page, target) and not is_page
            is_new = is_wanted and index.frontier.add_exactly(onward)
            self.sitemap_guesses[target] = self.sitemap_guess_of(page)
            if is_new or not is_page:
                index.pages[url_key(target)] = onward if is_new else redirect_page
            guess = (
                self.next_sitemap_guess(page)
                if page.discovered_via == SITEMAP_FILE and not is_new
                else []
            )
            return [redirect_page, onward] if is_new else [redirect_page, *guess]
        text = page.role_evidence.removeprefix("link: ")
        return [
            redirect_page,
            *index.add_links([Link(target, text)], page.discovered_via, page.depth + 1),
        ]

    def retry_circle(self, target: str) -> list[Page]:
        """The address that a circle leads back to, if cookies were set on the way; bounded."""
        previous, before = self.redirects.get(target, (None, self.cookie_changes))
        if (
            previous is None
            or self.cookie_changes == before
            or self.circle_retries[target] >= MAX_CIRCLE_RETRIES
        ):
            return []
        self.circle_retries[target] += 1
        del self.redirects[target]
        again = self.index.pages[url_key(target)] = redirect_target_page(previous, target)
        self.index.frontier.put_back(again)
        return [again]

    def contains_file(self, page: Page, target: str) -> bool:
        """Whether a sitemap file, or a page that moved to its twin, is still of this site."""
        scope, hosts = self.index.scope, self.index.sitemap_hosts
        if page.discovered_via == SITEMAP_FILE:
            return urlsplit(target).netloc in hosts or replace(scope, folder="/").contains(target)
        return bool(target) and scope.contains(target)

    def handle_start_redirect(self, page: Page, target: str) -> list[Page]:
        """The next address of the start page; none if it leads away, in a circle, or too far."""
        if not target:
            self.status, self.reason = "http_error", Reason(Code.LEADS_NOWHERE)
            return []
        if not self.is_same_site(target):
            self.status, self.reason = "redirected_away", Reason(Code.LEADS_AWAY, target=target)
            return []
        onward = redirect_target_page(page, target)
        if len(self.starts) > MAX_REDIRECTS or not self.index.frontier.add_exactly(onward):
            self.status, self.reason = "http_error", Reason(Code.CIRCLE)
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
        handle_redirect = moved_folder(folder, target)
        path = f"{urlsplit(target).path}/"
        return bool(handle_redirect) and not any(
            map(path.startswith, self.index.context.neighbours - {folder})
        )

    def http_error(self, page: Page) -> Records:
        """An error page."""
        records = self.exclude(page, Reason(Code.HTTP, status=page.status), "http_error")
        if refusal := REFUSALS.get(page.status or 0):
            self.index.refusals.observe_refusal(page.url, refusal)
        return records

    def handle_error(self, page: Page, status: str, reason: Reason) -> Records:
        """What is recorded when there was no answer."""
        if page.reason == DOCUMENT_FOUND:
            if status == "unreachable":
                self.index.refusals.observe_refusal(page.url, status)
            return self.index.documents.record_fetched(page, status, reason)
        limit = (
            MAX_SITEMAP_BYTES if page.discovered_via == SITEMAP_FILE else self.limits.crawl_bytes
        )
        reason = Reason(Code.TOO_LARGE, bytes=limit) if reason.code is Code.TOO_LARGE else reason
        if status == "unreachable" and self.is_own_host(page):
            self.index.refusals.observe_refusal(page.url, status)
        return self.exclude(page, reason, status)

    def exclude(self, page: Page, reason: Reason, status: str) -> Records:
        """The page as excluded; for a start page that is how the site's crawl ends."""
        if page.discovered_via == START:
            self.status, self.reason = status, reason
        return [self.index.exclude(page, reason)]

    def frame(self, status: str = "pending") -> SiteCrawl:
        """The site's frame as it stands."""
        tallies = self.index.tallies
        return SiteCrawl(
            run=self.site.run,
            site=self.site.code,
            status=status,
            reason=self.reason,
            pages=len(self.index.fetched),
            documents=tallies[Code.DOCUMENT] + tallies[Code.DOCUMENT_FETCHED],
            requests=self.requests,
            bytes=self.bytes,
            seconds=round(self.seconds, 3),
            pause=self.pause,
            listed=self.index.listed,
            traps=dict(sorted(self.index.trap_counts.items())),
        )

    def finish(self) -> Records:
        """The sample and the frame of a site whose crawl has ended."""
        left = self.index.exclude_trapped()
        frame, previous = self.frame(self.status or "ok"), self.index.context.previous
        n, seed = self.limits.pages, self.run.seed
        sample = draw_sample(self.index.fetched, n, seed, self.site.code, previous=previous)
        frame = replace(frame, capped=self.cap_reason(), pages_lower_bound=self.size_lower_bound())
        return [*left, *sample, frame]

    def size_lower_bound(self) -> int | None:
        """Pages that the site has at the least; None where all of them were seen."""
        is_open = not self.status and (not self.index.frontier.is_empty() or self.cap_reason())
        return self.index.size_lower_bound() if is_open else None

    def cap_reason(self) -> str:
        """Which cap kept pages out of the frame, or ""."""
        tallies = self.index.tallies
        if not self.index.frontier.is_empty() and (
            why := self.limit_reached() or self.index.refusal_kind()
        ):
            return why
        if not self.index.remaining_capacity():
            return "pages"
        why = "depth" if tallies[Code.DEPTH] else "bytes" if tallies[Code.TOO_LARGE] else ""
        skipped, total = self.index.trap_counts_and_total()
        return why or ("traps" if skipped > total / TRAP_SHARE_DIVISOR else "")
