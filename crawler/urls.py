"""Addresses: one written form for each, which of them are the same, and which belong to a site."""

import posixpath
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

from minna.addresses import key, twinless
from minna.records import Site

NOISE = re.compile(  # names of query keys that never change what a page says
    r"^(utm_\w+|fbclid|gclid|yclid|_ga|_gl|mc_[ce]id"
    r"|phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|sid|session_?id|sess)$",
    re.IGNORECASE,
)
SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*|/\(S\([^)]*\)\)", re.IGNORECASE)
TICKET = re.compile(  # long, and with numbers in it: nothing that a person would name a page
    r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d)[A-Za-z0-9]{12,}(?![A-Za-z0-9])"
)
DOCUMENTS = re.compile(r"pdf|doc[xm]?|xls[xm]?|ppt[xm]?|od[tsp]|rtf|jtd")
NOT_PAGES = re.compile(  # endings of what is neither a page nor a document
    r"jpe?g|png|gif|bmp|svg|webp|ico|tiff?|heic|css|js|json|xml|rss|rdf|atom|ics|csv|tsv|txt"
    r"|zip|lzh|gz|tar|7z|rar|exe|msi|dmg|apk|mp3|m4[av]|wav|wma|mp4|mov|avi|wmv|webm|flv|swf"
    r"|woff2?|[to]tf|eot|km[lz]|shp|geojson|epub|dwg|dxf|sfc|p21"
)
SCOPES = ("host", "folder", "domain")
DEFAULT_PORTS = {"http": 80, "https": 443}
suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list in the box, no download


def canonical(url: str) -> str:
    """The written form in which an address is kept and asked for; "" if it is none for the web.

    >>> canonical("HTTPS://Example.lg.jp:443/a/../b?z=1&utm_source=x&a=2#top")
    'https://example.lg.jp/b?a=2&z=1'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in DEFAULT_PORTS or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    path = tidy_path(SESSION_IN_PATH.sub("", parts.path.replace("\\", "/")))
    try:
        return canonicalize_url(urlunsplit((scheme, netloc, path, tidy_query(parts.query), "")))
    except (ValueError, UnicodeError):
        return ""


def tidy_path(path: str) -> str:
    """The path without dots; a slash at the end stays, for a server may mind it.

    >>> tidy_path("/a/./b/../c/"), tidy_path("//x"), tidy_path("")
    ('/a/c/', '/x', '/')
    """
    tidy = posixpath.normpath("/" + path.lstrip("/"))
    return tidy + "/" if path.endswith(("/", "/.", "/..")) and tidy != "/" else tidy


def tidy_query(query: str) -> str:
    """The query without session ids and visitor counters; untouched if it has none."""
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    kept = [(name, value) for name, value in pairs if not NOISE.match(name)]
    return query if len(kept) == len(pairs) else urlencode(kept, encoding="latin-1")


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses, as somebody wrote them, are one page's.

    >>> is_same_address("http://a.jp", "https://www.a.jp/index.html")
    True
    """
    return bool(canonical(one)) and key(canonical(one)) == key(canonical(other))


def extension(url: str) -> str:
    """The ending of the file that an address names, in small letters without the dot."""
    return posixpath.splitext(urlsplit(url).path)[1].lower().lstrip(".")


def pattern(url: str) -> str:
    """The address with every number and every ticket made 0: a calendar's days share one pattern.

    >>> pattern("https://a.jp/d/2026-01-31?p=7")
    'https://a.jp/d/0-0-0?p=0'
    """
    return re.sub(r"\d+", "0", TICKET.sub("0", url))


def query_names(url: str) -> frozenset[str]:
    """The names in an address's query.

    >>> sorted(query_names("https://a.jp/?b=1&a="))
    ['a', 'b']
    """
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True, encoding="latin-1")
    return frozenset(name for name, _ in pairs)


def without(url: str, names: Container[str]) -> str:
    """The address without these names of its query.

    >>> without("https://a.jp/?b=1&a=2", {"b"})
    'https://a.jp/?a=2'
    """
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")
    kept = [(name, value) for name, value in pairs if name not in names]
    return parts._replace(query=urlencode(kept, encoding="latin-1")).geturl()


def slug(url: str) -> str:
    """A site's code when the registry has none: its host and path.

    >>> slug("https://www.city.sapporo.jp/chuo/")
    'www.city.sapporo.jp-chuo'
    """
    parts = urlsplit(url)
    return re.sub(r"[^\w.]+", "-", f"{parts.netloc}{parts.path}".lower()).strip("-")


def registered_domain(url: str) -> str:
    """The name that somebody registered, or the host where there is none.

    >>> registered_domain("https://kosodate.city.kawasaki.jp/")
    'city.kawasaki.jp'
    """
    host = urlsplit(url).hostname or ""
    return suffixes(host).top_domain_under_public_suffix or host


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a site begins and ends: its origin, its hosts without `www.`, its folder."""

    origin: str
    hosts: frozenset[str]
    folder: str
    domain: str = ""  # any host of this registered domain is the site's as well
    others: frozenset[str] = frozenset()  # folders of its own host that are other sites' homes

    def holds(self, url: str) -> bool:
        """Whether an address belongs to the site."""
        parts = urlsplit(url)
        if twinless(parts.netloc) not in self.hosts:
            return bool(self.domain) and registered_domain(url) == self.domain
        path = f"{parts.path}/"
        return path.startswith(self.folder) and not any(map(path.startswith, self.others))

    def at_home(self, url: str) -> str:
        """The address at the twin that the site itself uses."""
        home, parts = urlsplit(self.origin), urlsplit(url)
        if twinless(parts.netloc) != twinless(home.netloc):
            return url
        return parts._replace(scheme=home.scheme, netloc=home.netloc).geturl()


def scope_of(site: Site, home: str = "", others: frozenset[str] = frozenset()) -> Scope:
    """A site's scope; `home` is the address at which its start page answered.

    A registry address that ends in a slash below the root confines the site to that folder, unless
    its `scope` column says otherwise: `host`, `domain` (all hosts of the registered domain), or the
    names of further hosts, with spaces between. One that names a file is where the host begins.
    """
    start, home = canonical(site.url), home or canonical(site.url)
    told = site.extra.get("scope", "").split()
    folder = folder_of(site)
    hosts = frozenset(
        [twinless(urlsplit(url).netloc) for url in (start, home)]
        + [twinless(host) for host in told if host not in SCOPES]
    )
    origin = urlsplit(home)
    domain = registered_domain(start) if "domain" in told else ""
    return Scope(f"{origin.scheme}://{origin.netloc}", hosts, folder, domain, others)


def folder_of(site: Site) -> str:
    """The folder that a site is confined to; "/" for a whole host."""
    folder = urlsplit(canonical(site.url)).path
    told = site.extra.get("scope", "").split()
    return "/" if {"host", "domain"} & set(told) or not folder.endswith("/") else folder


def lodgers(sites: Iterable[Site]) -> dict[str, frozenset[str]]:
    """For each site's code, folders of its own that the registry gives to other sites."""
    homes: dict[str, list[tuple[str, str]]] = {}
    for site in sites:
        host = twinless(urlsplit(canonical(site.url)).netloc)
        homes.setdefault(host, []).append((site.code, folder_of(site)))
    return {
        code: frozenset(f for c, f in those if c != code and f != folder and f.startswith(folder))
        for those in homes.values()
        for code, folder in those
    }
