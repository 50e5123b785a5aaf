"""Small sites in memory, each a function from an address to an answer, and a crawl of one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response

from crawler.download_errors import classify
from crawler.site_crawler import SiteCrawler
from crawler.url_index import CrawlContext
from minna.records import Page, Run, Site, SiteCrawl
from minna.settings import RunSettings

HOME = "https://www.town.jp"
KANJI = "一丁七万丈三上下不世両並中丸主久乗九乱予争事二互五井亜亡交京人仁今介仏他付代令以仮仰件任企伊伏休会伝伸"
MENU = "".join(f'<a href="/m{n}.html">{name}</a>' for n, name in enumerate("暮仕学福防観議"))


@dataclass(frozen=True)
class Reply:
    """What a site answers; status 0 is no answer at all."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


GONE = Reply("<title>404</title>", 404)
Answering = Callable[[str], Reply]


@dataclass
class Crawled:
    """What a crawl of a small site asked for, kept, left and ended with."""

    asked: list[str]
    book: dict[str, Page]
    frame: SiteCrawl

    @property
    def kept(self) -> set[str]:
        """The pages of the frame, by their paths."""
        return {path_of(url) for url, page in self.book.items() if page.state == "fetched"}

    def reason(self, path: str) -> str:
        """Why an address is not in the frame."""
        return self.book[HOME + path].reason

    def count(self, start: str) -> int:
        """Requests for addresses that begin so."""
        return sum(path.startswith(start) for path in self.asked)


def path_of(url: str) -> str:
    """What follows the host."""
    return "/" + url.split("/", 3)[3]


def page(title: str, *hrefs: str, text: str = "", more: str = "", head: str = "") -> Reply:
    """A page with a menu, a main part and links in it."""
    links = "".join(f'<li><a href="{href}">続き</a></li>' for href in hrefs)
    words = (
        text
        or f"{title}についての案内です。受付は役場の{title}係で、午前九時から午後五時までです。"
    )
    return Reply(
        f"<!doctype html><title>{title}</title>{head}<nav>{MENU}</nav>"
        f"<main><h1>{title}</h1><p>{words}</p>{more}<ul>{links}</ul></main>"
    )


def name(n: int) -> str:
    """A number in kanji of no meaning, so that pages differ in their words."""
    return KANJI[n % 50] + KANJI[n // 50 % 50] + "税"


def crawl(
    site: Answering,
    start: str = "/",
    *,
    seed: int = 1,
    context: CrawlContext | None = None,
    most: int = 3000,
    **limits: object,
) -> Crawled:
    """A whole crawl of a site; what hangs ends after `most` requests."""
    begun, asked, book = begin(site, start, seed, context, limits), list[str](), dict[str, Page]()
    while len(asked) < most and (expected := begun.next()):
        asked.append(path_of(expected.url))
        book |= answered(begun, expected, site)
    *records, frame = begun.finish()
    book |= {record.url: record for record in records if isinstance(record, Page)}
    return Crawled(asked, book, frame)


def begin(
    site: Answering,
    start: str,
    seed: int,
    context: CrawlContext | None,
    limits: dict[str, object],
    pages: tuple[Page, ...] = (),
) -> SiteCrawler:
    """A visit, from the pages that the database has."""
    run = Run("r", "", None, "survey", "", seed, RunSettings(), {})
    row = Site("r", "s", "町", HOME + start)
    run_settings = RunSettings(**limits)  # type: ignore[arg-type]
    return SiteCrawler(
        row, run, run_settings, pages, SiteCrawl("r", "s", "pending"), context or CrawlContext()
    )


def answered(visit: SiteCrawler, page: Page, site: Answering) -> dict[str, Page]:
    """The pages that are recorded of a site's answer."""
    reply = site(path_of(page.url))
    if not reply.status:
        records = visit.handle_error(page, *classify(DownloadTimeoutError()))
    else:
        is_html = reply.kind.startswith("text/html")
        kind = HtmlResponse if is_html else Response
        headers = {"Content-Type": reply.kind, **reply.headers}
        records = visit.handle_response(
            page,
            kind(
                page.url,
                status=reply.status,
                headers=headers,
                body=reply.body.encode(),
                request=Request(page.url),
            ),
        )
    return {record.url: record for record in records if isinstance(record, Page)}
