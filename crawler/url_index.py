"""The addresses of one site: those that are pages, those that wait, those left out at sight."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.documents import Documents
from crawler.exclusion import (
    DOCUMENT_FOUND,
    excluded,
    is_candidate,
    replay_refusals,
    replay_traps,
    trap_of,
)
from crawler.frontier import LINK, PREVIOUS, SITEMAP_FILE, SITEMAP_URL, START, Frontier
from crawler.page_parser import Link
from crawler.previous_sample import PreviousSample
from crawler.roles import role_by_words
from crawler.site_size import lower_bound
from crawler.traps import trap_by_url
from crawler.urls import DOCUMENTS, NOT_PAGES, canonical, extension, scope_of
from minna.addresses import url_key
from minna.reasons import NO_REASON, Code, Reason
from minna.records import OutboundLink, Page, Run, Site, SiteCrawl
from minna.settings import RunSettings

MAX_OUTBOUND_LINKS = 500
"""Links off the site that are kept; the rest would be more of the same."""
QUEUE_FACTOR = 10
"""Maximum queued URLs per page of crawl budget; overflow is dropped in seeded order."""
MAX_SITEMAP_FILES = 50
MAX_SITEMAP_HOSTS = 5
"""Hosts that sitemap files of one site may lie on."""


@dataclass(frozen=True, slots=True)
class CrawlContext:
    """What a visit knows of the world around its site: other sites' folders, an earlier sample."""

    others: frozenset[str] = frozenset()
    previous: PreviousSample | None = None
    outbound_urls: Sequence[str] = ()  # addresses off the site that are in the database already
    neighbours: frozenset[str] = frozenset()  # folders of its host that are other sites'


class UrlIndex:
    """What is known of a site's addresses, from those in the database to those that an answer
    names."""

    def __init__(
        self,
        site: Site,
        run: Run,
        limits: RunSettings,
        pages: Sequence[Page],
        previous_record: SiteCrawl,
        context: CrawlContext,
    ) -> None:
        self.site, self.limits, self.context = site, limits, context
        redirects_first = sorted(pages, key=lambda p: p.reason.code is not Code.REDIRECT)
        self.pages = {url_key(page.url): page for page in redirects_first}
        self.fetched = [page for page in pages if page.state == "fetched"]
        self.detector = replay_traps(pages)
        self.refusals = replay_refusals(pages)
        self.outbound_urls = set(context.outbound_urls)
        self.trap_counts = Counter(previous_record.traps)
        self.listed = previous_record.listed
        self.frontier = Frontier(f"{run.seed}:{site.code}", pages)
        self.tallies = Counter(page.reason.code for page in pages)
        self.documents = Documents(pages, limits.documents, self.frontier.seeded_hash)
        self.sitemap_files = sum(page.discovered_via == SITEMAP_FILE for page in pages)
        self.sitemap_hosts = {
            urlsplit(p.url).netloc for p in pages if p.discovered_via == SITEMAP_FILE
        }
        self.set_home(next((page.url for page in self.fetched if page.discovered_via == START), ""))

    def set_home(self, home: str) -> None:
        """Take the site to be where its start page has turned out to lie."""
        self.scope = scope_of(self.site, home, self.context.others)

    def pop(self) -> Page | None:
        """The next page to ask for, with all that has been learnt of it meanwhile."""
        self.frontier.release(self.is_free)
        while (page := self.frontier.pop()) and (cause := self.hold_cause(page)):
            self.frontier.hold(cause, page)
        page = page or self.frontier.pop_held(self.is_open)
        return page and replace(
            page, also_discovered_via=self.pages.get(url_key(page.url), page).also_discovered_via
        )

    def hold_cause(self, page: Page) -> str:
        """Why a page is to come after all others: the part or the group that it is in, or ""."""
        if page.discovered_via == START:
            return ""
        part = self.refusals.blocked_part(page.url)
        return part or (
            ""
            if page.discovered_via in (SITEMAP_FILE, PREVIOUS)
            else self.detector.suspicious_group(page.url)
        )

    def is_free(self, cause: str) -> bool:
        """Whether what spoke against a part or a group has been outweighed."""
        if cause.startswith("/"):
            return not self.refusals.is_blocked(cause)
        return not self.detector.is_suspect(cause)

    def is_open(self, cause: str) -> bool:
        """Whether one address of a part or a group may be tried when no other waits."""
        if cause.startswith("/"):
            return self.refusals.is_open(cause)
        return not self.detector.trap_kind(cause)

    def exclude_trapped(self) -> list[Page]:
        """At the end, the addresses that are not asked for because of what was seen of others."""
        groups = [
            w for w in self.frontier.held if not w.startswith("/") and self.detector.trap_kind(w)
        ]
        pages = [
            self.trapped(item[-1], self.detector.trap_kind(cause))
            for cause in groups
            for item in self.frontier.held.pop(cause)
        ]
        self.tallies[Code.TRAP] += len(pages)
        return pages

    def refusal_kind(self) -> str:
        """How a part of the site refused us from which addresses are left, or ""."""
        parts = (cause for cause in self.frontier.held if cause.startswith("/"))
        return next(filter(None, map(self.refusals.kind, parts)), "")

    def trap_counts_and_total(self) -> tuple[int, int]:
        """Addresses that were left because of what others showed, and of how many in all."""
        trap_counts_and_total = self.tallies[Code.TRAP]
        asked = sum(p.state != "found" and is_candidate(p) for p in self.pages.values())
        return trap_counts_and_total, trap_counts_and_total + asked

    def html_pages(self) -> int:
        """HTML pages that the site has served us, duplicates among them."""
        return len(self.fetched) + self.tallies[Code.DUPLICATE]

    def remaining_capacity(self) -> int:
        """How many more addresses we note, so that an endless site does not fill the database."""
        return max(0, QUEUE_FACTOR * self.limits.crawl_pages - len(self.frontier.urls))

    def add(self, page: Page) -> bool:
        """Take in an address that is new; whether it was."""
        is_new = self.frontier.add(page)
        if is_new:
            self.pages[url_key(page.url)] = page
        return is_new

    def add_page(self, page: Page) -> None:
        """Take in a page of the frame."""
        self.fetched.append(page)
        self.pages[url_key(page.url)] = page

    def exclude(self, page: Page, reason: Reason) -> Page:
        """The page, out of the frame and counted by its reason."""
        self.tallies[reason.code] += 1
        page = self.pages[url_key(page.url)] = excluded(page, reason)
        return page

    def retract(self, pages: Sequence[Page], reason: Reason) -> list[Page]:
        """Pages of the frame that have shown to be none."""
        self.fetched = [page for page in self.fetched if page not in pages]
        return [excluded(page, reason) for page in pages]

    def add_links(self, links: Iterable[Link], by: str, depth: int) -> Iterator[Page]:
        """The links that are new addresses of this site, as pages found or left out at sight."""
        for link in links:
            kind = extension(link.url)
            if not self.scope.contains(link.url) or NOT_PAGES.fullmatch(kind):
                continue
            url = self.detector.without_noop_params(self.scope.with_canonical_host(link.url))
            again = self.merge_discovery(url, by)
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
                discovered_via=by,
                role=role,
                role_evidence=f"link: {link.text}" if role else "",
            )
            if not self.remaining_capacity() or url_key(url) in self.frontier.keys:
                continue
            self.detector.observe_url(url)
            reason = self.skip_reason(page, kind)
            page = excluded(page, reason) if reason else page
            self.add(page)
            self.documents.pages += [page] if page.reason == DOCUMENT_FOUND else []
            self.trap_counts.update(filter(None, [trap_of(page)]))
            self.tallies[page.reason.code] += 1
            yield page

    def merge_discovery(self, url: str, by: str) -> Page | None:
        """The page of an address that is known, if it was now found in the other way as well."""
        page = self.pages.get(url_key(url))
        if (
            page is None
            or page.also_discovered_via
            or {page.discovered_via, by} != {LINK, SITEMAP_URL}
        ):
            return None
        page = self.pages[url_key(url)] = replace(page, also_discovered_via=by)
        self.fetched = [page if p.url == page.url else p for p in self.fetched]
        return page

    def skip_reason(self, page: Page, kind: str) -> Reason:
        """Why an address is not asked for, or ""."""
        if DOCUMENTS.fullmatch(kind):
            return DOCUMENT_FOUND
        trapped = trap_by_url(page.url) or self.detector.observed_trap(page.url)
        if trapped:
            return Reason(Code.TRAP, kind=trapped)
        return Reason(Code.DEPTH) if page.depth > self.limits.crawl_depth else NO_REASON

    def add_sitemaps(self, urls: Iterable[str], *, is_named: bool = False) -> list[Page]:
        """Sitemap files and feeds, up to a number: of this very site, and of hosts whose sitemaps
        its robots.txt has named (sitemaps.org: cross submits)."""
        hosts = replace(self.scope, folder="/", others=frozenset())
        added = []
        for url in filter(None, map(canonical, urls)):
            page = Page(
                self.site.run,
                self.site.code,
                hosts.with_canonical_host(url),
                "found",
                discovered_via=SITEMAP_FILE,
            )
            host = urlsplit(page.url).netloc
            is_new = is_named and len(self.sitemap_hosts) < MAX_SITEMAP_HOSTS
            is_ours = hosts.contains(url) or host in self.sitemap_hosts or is_new
            if not is_ours or page.url in self.frontier.urls:
                continue
            if self.sitemap_files >= MAX_SITEMAP_FILES:
                self.trap_counts["sitemaps"] += 1
            elif self.add(page):
                self.sitemap_hosts.add(host)
                self.sitemap_files += 1
                added.append(page)
        return added

    def has_refused_guess(self) -> bool:
        """Whether the site has answered an address that it does not know with an error."""
        return any(
            p.reason.code is Code.NO_SITEMAP and "status" in p.reason.data
            for p in self.pages.values()
        )

    def add_previous_sample(self) -> list[Page]:
        """The pages of an earlier survey's sample, to be asked for whatever else there is."""
        earlier = self.context.previous.pages if self.context.previous else ()
        blank = Page(self.site.run, self.site.code, "", "found", discovered_via=PREVIOUS)
        pages = [replace(blank, url=canonical(page.url), depth=page.depth) for page in earlier]
        return [page for page in pages if self.scope.contains(page.url) and self.add(page)]

    def outbound_links(self, page: Page, links: Iterable[Link]) -> Iterator[OutboundLink]:
        """The links that lead off the site and have not been seen before."""
        for link in links:
            is_new = (
                link.url not in self.outbound_urls and len(self.outbound_urls) < MAX_OUTBOUND_LINKS
            )
            if is_new and not self.scope.contains(link.url):
                self.outbound_urls.add(link.url)
                yield OutboundLink(self.site.run, self.site.code, link.url, link.text, page.url)

    def drop_trap_siblings(self, *urls: str) -> list[Page]:
        """The waiting addresses that are in a trap, if one of these has shown to be in one."""
        return self.drop_trapped() if any(map(self.is_trapped, urls)) else []

    def drop_trapped(self) -> list[Page]:
        """Waiting addresses that are in a trap by what was seen, and those that stand for them.

        An address with a name in its query that changes nothing is asked for without it.
        """
        trapped, plain = [], []
        for page in self.frontier.drop(self.is_trapped):
            kind = self.detector.observed_trap(page.url) or "same text"
            trapped.append(self.trapped(page, kind))
            url = self.detector.without_noop_params(page.url)
            instead = replace(page, url=url)
            if url != page.url and not self.detector.observed_trap(url) and self.add(instead):
                self.detector.observe_url(url)
                plain.append(instead)
        return [*trapped, *plain]

    def is_trapped(self, url: str) -> bool:
        """Whether an address is not to be asked for, by what has been seen."""
        return (
            bool(self.detector.observed_trap(url)) or self.detector.without_noop_params(url) != url
        )

    def trapped(self, page: Page, kind: str) -> Page:
        """The page, left out as a trap, which is counted in `SiteCrawl.traps`."""
        self.trap_counts[kind] += 1
        page = excluded(page, Reason(Code.TRAP, kind=kind))
        self.pages[url_key(page.url)] = page
        return page

    def size_lower_bound(self) -> int:
        """Pages that the site has at the least, by those that were caught in two ways."""
        caught = [p for p in self.pages.values() if is_candidate(p)]
        linked = sum(LINK in (p.discovered_via, p.also_discovered_via) for p in caught)
        listed = sum(SITEMAP_URL in (p.discovered_via, p.also_discovered_via) for p in caught)
        both = sum({p.discovered_via, p.also_discovered_via} == {LINK, SITEMAP_URL} for p in caught)
        asked = sum(p.state != "found" for p in caught)
        share = sum(p.state == "fetched" for p in caught) / asked if asked else 0.0
        return max(len(self.fetched), lower_bound(linked, listed, both, share))
