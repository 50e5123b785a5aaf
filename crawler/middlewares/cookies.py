"""Cookies for sites that cannot be reached without them, a jar for each site's crawl.

A browser that opens one page brings no cookies along, so neither do we: a visit to `?lang=en` is
not to turn the rest of a site English. They are sent from when a site has shown that it wants them:
it redirects to the same address and sets a cookie, or leads in a circle with a new one
(crawler/site_crawler.py), or answers otherwise when asked again with the cookies that it has set
before. Scrapy's own middleware would send them always, and load its list of public suffixes from
the web.
"""

from dataclasses import dataclass, field
from http.cookiejar import Cookie
from typing import Self
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

from crawler.responses import REDIRECTS, redirect_target
from crawler.site_crawler import SiteCrawler
from crawler.urls import canonical, suffixes

MAX_COOKIES = 50
"""Cookies of a site, and the bytes of one: what RFC 6265 asks of a browser at the least."""
MAX_COOKIE_BYTES = 4096
MAX_HEADER_BYTES = 8192
"""Bytes of all of them together: more than that in one header many servers refuse."""
MAX_RETRIES = 5
"""Times that one address is asked again because its cookies have changed."""
MAX_TRIALS = 3
"""Addresses of a site that are asked again with cookies to see whether they matter."""
REFUSED = (401, 403)
REFRESH_SEARCH_BYTES = 65_536
"""Maximum bytes of a page that are searched for a refresh."""


@dataclass(slots=True)
class Jar:
    """The cookies of one site, and whether it has shown that it wants them."""

    cookies: CookieJar = field(default_factory=CookieJar)
    is_wanted: bool = False
    trials: int = 0

    def header(self, request: Request) -> bytes:
        """The cookies for an address, as they are sent; b"" if there are none."""
        blank = Request(request.url)
        self.cookies.add_cookie_header(blank)
        return blank.headers.get("Cookie") or b""

    def take(self, response: Response, request: Request) -> None:
        """Keep what an answer sets, as far as the standard and our limits allow."""
        for cookie in self.cookies.make_cookies(response, request):
            if not is_public(cookie) and self.has_room(cookie):
                self.cookies.set_cookie_if_ok(cookie, request)

    def has_room(self, cookie: Cookie) -> bool:
        """Whether a cookie is short enough and there are not too many."""
        kept = [other for other in self.cookies if identity(other) != identity(cookie)]
        in_all = sum(map(size, kept)) + size(cookie)
        return (
            size(cookie) <= MAX_COOKIE_BYTES
            and len(kept) < MAX_COOKIES
            and in_all <= MAX_HEADER_BYTES
        )


def identity(cookie: Cookie) -> tuple[str, str, str]:
    """What makes a later cookie replace an earlier one."""
    return cookie.domain, cookie.path, cookie.name


def size(cookie: Cookie) -> int:
    """Bytes of a cookie in a header."""
    return len(cookie.name) + len(cookie.value or "") + 3


def is_public(cookie: Cookie) -> bool:
    """Whether a cookie is for all sites under a public suffix, such as `lg.jp`."""
    domain = suffixes(cookie.domain.lstrip("."), include_psl_private_domains=True).domain
    return cookie.domain_specified and not domain


class CookiesMiddleware:
    """Keeps what servers set, and sends it where it is wanted."""

    def __init__(self) -> None:
        self.jars: WeakKeyDictionary[SiteCrawler, Jar] = WeakKeyDictionary()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls()

    async def process_request(self, request: Request) -> None:
        """Send the site's cookies if it wants them, or to see whether it does."""
        crawl = request.meta.get("crawl")
        if crawl is None:
            return
        jar = self.jars.setdefault(crawl, Jar())
        jar.is_wanted |= request.url in crawl.circle_retries
        request.headers.pop("Cookie", None)
        cookies = jar.header(request)
        if cookies and (jar.is_wanted or "on_trial" in request.meta):
            request.headers["Cookie"] = cookies

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the request once more where cookies may lead to another."""
        crawl = request.meta.get("crawl")
        if crawl is None:
            return response
        jar = self.jars.setdefault(crawl, Jar())
        sent, before = request.headers.get("Cookie") or b"", jar.header(request)
        jar.take(response, request)
        request.meta["has_new_cookies"] = jar.header(request) != before
        answer = answer_kind(response)
        if "on_trial" in request.meta:
            jar.is_wanted |= answer != request.meta["on_trial"]
            jar.trials += not jar.is_wanted
        again = int(request.meta.get("asked_again", 0))
        is_circle = answer == ("redirect", canonical(request.url))
        if is_circle and jar.header(request) != sent and again < MAX_RETRIES:
            jar.is_wanted = True
            return request.replace(meta={**request.meta, "asked_again": again + 1})
        is_new = request.meta["has_new_cookies"]
        may_matter = is_new if answer[0] == "refresh" else bool(answer[0] and before)
        is_open = not sent and not jar.is_wanted and jar.trials < MAX_TRIALS
        if may_matter and is_open and not request.meta.get("is_robots"):
            return request.replace(meta={**request.meta, "on_trial": answer})
        return response


def answer_kind(response: Response) -> tuple[str, str]:
    """A redirect and where to, a refusal, a refresh of a page; a pair of "" for other answers."""
    if response.status in REDIRECTS and response.headers.get("Location"):
        return "redirect", redirect_target(response)
    if response.status in REFUSED:
        return "refusal", str(response.status)
    head = response.body[:REFRESH_SEARCH_BYTES].lower()
    is_refreshed = response.headers.get("Refresh") or (b"http-equiv" in head and b"refresh" in head)
    return ("refresh", "") if is_refreshed else ("", "")
