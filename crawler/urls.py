"""Addresses: one written form for each, which of them are the same, and which belong to a site."""

import posixpath
import re
import string
import sys
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit

import ada_url
from tldextract import TLDExtract

from crawler.encodings import encode_query
from minna.addresses import strip_www, url_key
from minna.records import Site

TRACKING_PARAMS = (
    re.compile(  # names in queries that programs give away and that never change a page
        r"utm_\w+|fbclid|gclid|yclid|_ga|_gl|mc_[ce]id|phpsessid|jsessionid|aspsessionid\w*",
        re.IGNORECASE,
    )
)
SESSION = re.compile(r"sid|session_?id|sess|cfid|cftoken", re.IGNORECASE)
"""Names that are a session's id or, as in "section id", a page's: the value decides."""
SESSION_VALUE = re.compile(r"(?=[^\d]*\d)(?=[^a-z]*[a-z])[\w,-]{16,}", re.IGNORECASE | re.ASCII)
SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*|/\(S\([^)]{0,100}\)\)", re.IGNORECASE)
SESSION_TOKEN = re.compile(  # long, and with numbers in it: nothing that a person would name a page
    r"(?<![A-Za-z0-9])(?=[A-Za-z]*\d)[A-Za-z0-9]{12,}(?![A-Za-z0-9])"
)
DOCUMENTS = re.compile(r"pdf|doc[xm]?|xls[xm]?|ppt[xm]?|od[tsp]|rtf|jtd")
NOT_PAGES = re.compile(  # endings of what is neither a page nor a document
    r"jpe?g|png|gif|bmp|svg|webp|ico|tiff?|heic|css|js|json|xml|rss|rdf|atom|ics|csv|tsv|txt"
    r"|zip|lzh|gz|tar|7z|rar|exe|msi|dmg|apk|mp3|m4[av]|wav|wma|mp4|mov|avi|wmv|webm|flv|swf"
    r"|woff2?|[to]tf|eot|km[lz]|shp|geojson|epub|dwg|dxf|sfc|p21"
)
MAX_OWN_NEIGHBOURS = 1000
"""Sites on a host that each have a set of neighbours of their own."""
SCOPES = ("host", "folder", "domain")
UNRESERVED = frozenset(f"{string.ascii_letters}{string.digits}-._~")
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
UNSENDABLE = re.compile(r"[{}^`|\\\[\]]")
"""What browsers leave as it is and HTTP libraries encode."""
suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None)  # the list in the box, no download


def resolve(base: str, href: str, encoding: str = "utf-8") -> str:
    """The web address that an href on a page leads to, as a browser reads it; "" if to none.

    URL Standard (url.spec.whatwg.org): the path is percent-encoded as UTF-8, the query in the
    page's own encoding. The address has its fragment still and is not in canonical form.

    >>> resolve("https://a.jp/b/", " \\\\c\\\\d?e=総", "shift_jis")
    'https://a.jp/c/d?e=%91%8D'
    """
    address = join(base, href, encoding)
    return address if address.startswith(("http:", "https:")) else ""


def resolve_base(url: str, href: str, encoding: str = "utf-8") -> str:
    """The base that a page's `base` element gives it; its own address where that is rubbish."""
    base = join(url, href, encoding)
    return base if base and not base.startswith(("data:", "javascript:")) else url


def join(base: str, href: str, encoding: str) -> str:
    """The absolute address of any scheme, or "" where there is none."""
    if not href.isascii() and "?" in href:
        href = href.translate({9: None, 10: None, 13: None})
        start, mark, fragment = href.partition("#")
        path, question, query = start.partition("?")
        href = f"{path}{question}{encode_query(query, encoding)}{mark}{fragment}"
    try:
        return str(ada_url.join_url(base, href.encode("utf-8", "replace").decode()))
    except ValueError:
        return ""


def canonical(url: str) -> str:
    """The written form in which an address is kept and asked for; "" if it is none for the web.

    It leads where the address as written leads: names and order of a query stay, as some servers
    mind them, and so do its bytes, for they may be in any encoding. What is the same to all
    servers has one form (RFC 3986, 6.2.2), and session ids and visitor counters go.

    >>> canonical("HTTPS://Example.lg.jp:443/a/../%7eb?z=%e3&utm_source=x&a#top")
    'https://example.lg.jp/~b?z=%E3&a'
    """
    address = resolve("http://none.invalid/", url.strip()) if ":" in url else ""
    if ";" in address or "(" in address:
        path, question, query = address.partition("?")
        address = resolve(address, SESSION_IN_PATH.sub("", path) + question + query)
    if not address:
        return ""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    host = re.sub(r"(?<!\.)\.+(?=:|$)", "", host)
    if not host or host.startswith(":"):
        return ""
    query = UNSENDABLE.sub(escape, unescaped(drop_tracking_params(parts.query)))
    path = UNSENDABLE.sub(escape, unescaped(parts.path))
    return f"{parts.scheme}://{host}{path}" + (f"?{query}" if query else "")


def unescaped(text: str) -> str:
    """Percent-encoded text with nothing encoded that need not be, and in capitals.

    >>> unescaped("%7e%e3%2f%zz")
    '~%E3%2F%zz'
    """
    return ESCAPED.sub(plain_or_capitals, text) if "%" in text else text


def plain_or_capitals(match: re.Match[str]) -> str:
    """One percent-encoded byte in its plainest form."""
    character = chr(int(match[1], 16))
    return character if character in UNRESERVED else match[0].upper()


def escape(match: re.Match[str]) -> str:
    """A character, percent-encoded."""
    return f"%{ord(match[0]):02X}"


def drop_tracking_params(query: str) -> str:
    """The query without session ids and visitor counters; untouched if it has none."""
    return (
        kept_fields(query, lambda name, value: not is_tracking_param(name, value)) if query else ""
    )


def is_tracking_param(name: str, value: str) -> bool:
    """Whether a field of a query never changes what a page says.

    >>> is_tracking_param("sid", "12"), is_tracking_param("sid", "4f1c22b09a7de3318c")
    (False, True)
    """
    if TRACKING_PARAMS.fullmatch(name):
        return True
    return bool(SESSION.fullmatch(name) and SESSION_VALUE.fullmatch(value))


def kept_fields(query: str, is_kept: Callable[[str, str], bool]) -> str:
    """The fields of a query that are wanted, by name and value, as they were written."""
    return "&".join(f for f in query.split("&") if is_kept(field_name(f), f.partition("=")[2]))


def field_name(field: str) -> str:
    """The name of a query's field, decoded byte by byte, as its encoding is anybody's guess."""
    name = field.partition("=")[0].replace("+", " ")
    return unquote_to_bytes(name).decode("latin-1") if "%" in name else name


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses, as somebody wrote them, are one page's.

    >>> is_same_address("http://a.jp", "https://www.a.jp/index.html")
    True
    """
    return bool(canonical(one)) and url_key(canonical(one)) == url_key(canonical(other))


def extension(url: str) -> str:
    """The ending of the file that an address names, in small letters without the dot."""
    return posixpath.splitext(urlsplit(url).path)[1].lower().lstrip(".")


def pattern(url: str) -> str:
    """The address with every number and every ticket made 0: a calendar's days share one pattern.

    >>> pattern("https://a.jp/d/2026-01-31?p=7")
    'https://a.jp/d/0-0-0?p=0'
    """
    return re.sub(r"\d+", "0", SESSION_TOKEN.sub("0", url))


def query_names(url: str) -> frozenset[str]:
    """The names in an address's query.

    >>> sorted(query_names("https://a.jp/?b=1&a="))
    ['a', 'b']
    """
    return frozenset(field_name(field) for field in urlsplit(url).query.split("&") if field)


def drop_params(url: str, names: Container[str]) -> str:
    """The address without these names of its query.

    >>> drop_params("https://a.jp/?b=1&a=2", {"b"})
    'https://a.jp/?a=2'
    """
    parts = urlsplit(url)
    return parts._replace(
        query=kept_fields(parts.query, lambda name, _: name not in names)
    ).geturl()


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

    def contains(self, url: str) -> bool:
        """Whether an address belongs to the site."""
        parts = urlsplit(url)
        if strip_www(parts.netloc) not in self.hosts:
            return bool(self.domain) and registered_domain(url) == self.domain
        path = f"{parts.path}/"
        return path.startswith(self.folder) and not any(map(path.startswith, self.others))

    def with_canonical_host(self, url: str) -> str:
        """The address at the twin that the site itself uses."""
        home, parts = urlsplit(self.origin), urlsplit(url)
        if strip_www(parts.netloc) != strip_www(home.netloc):
            return url
        return parts._replace(scheme=home.scheme, netloc=home.netloc).geturl()


def scope_of(site: Site, home: str = "", others: frozenset[str] = frozenset()) -> Scope:
    """A site's scope; `home` is the address at which its start page answered.

    A registry address that ends in a slash below the root confines the site to that folder, unless
    its `scope` column says otherwise: `host`, `domain` (all hosts of the registered domain), or the
    names of further hosts, with spaces between. One that names a file is where the host begins.
    If the start page lies in another folder, the site is taken to have moved there.
    """
    start, home = canonical(site.url), home or canonical(site.url)
    scope_words = site.extra.get("scope", "").split()
    folder = moved_folder(folder_of(site), home) or folder_of(site)
    hosts = frozenset(
        [strip_www(urlsplit(url).netloc) for url in (start, home)]
        + [strip_www(host) for host in scope_words if host not in SCOPES]
    )
    origin = urlsplit(home)
    domain = registered_domain(start) if "domain" in scope_words else ""
    return Scope(f"{origin.scheme}://{origin.netloc}", hosts, folder, domain, others)


def folder_of(site: Site) -> str:
    """The folder that a site is confined to; "/" for a whole host."""
    folder = urlsplit(canonical(site.url)).path
    scope_words = site.extra.get("scope", "").split()
    return "/" if {"host", "domain"} & set(scope_words) or not folder.endswith("/") else folder


def moved_folder(folder: str, home: str) -> str:
    """The folder of a site whose start page has turned out to lie at `home`; "" above its own.

    >>> moved_folder("/ku/chuo/", "https://a.jp/ku/chuo-ku/top/1.html")
    '/ku/chuo-ku/'
    >>> moved_folder("/chuo/", "https://a.jp/chuo"), moved_folder("/chuo/", "https://a.jp/a.html")
    ('/chuo/', '')
    """
    path = urlsplit(home).path
    if f"{path}/".startswith(folder):
        return folder
    common = posixpath.commonpath([folder, path])
    common = common if common.endswith("/") else f"{common}/"
    first, slash, _ = path.removeprefix(common).partition("/")
    return f"{common}{first}/" if slash else ""


def neighbours(sites: Iterable[Site]) -> dict[str, frozenset[str]]:
    """For each site's code, the folders on its host, below the root, of other sites.

    On a host of very many sites all share one set, their own folder in it.
    """
    return {
        code: folders - {folder} if len(folders) <= MAX_OWN_NEIGHBOURS else folders
        for homes in homes_by_host(sites).values()
        for folders in [frozenset(folder for _, folder in homes) - {"/"}]
        for code, folder in homes
    }


def homes_by_host(sites: Iterable[Site]) -> dict[str, list[tuple[str, str]]]:
    """For each host the codes and folders of the sites on it."""
    homes: dict[str, list[tuple[str, str]]] = {}
    for site in sites:
        host = strip_www(urlsplit(canonical(site.url)).netloc)
        homes.setdefault(host, []).append((site.code, folder_of(site)))
    return homes


def nested_sites(sites: Iterable[Site]) -> dict[str, frozenset[str]]:
    """For each site's code, folders of its own that the registry gives to other sites."""
    return {
        code: inside[folder]
        for homes in homes_by_host(sites).values()
        for inside in [folders_inside(sorted({folder for _, folder in homes}))]
        for code, folder in homes
    }


def folders_inside(folders: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each of these folders, in order, those others of them that lie in it.

    >>> folders_inside(["/", "/a/", "/b/"])["/"] == {"/a/", "/b/"}
    True
    """
    last = chr(sys.maxunicode)
    return {
        folder: frozenset(folders[n + 1 : bisect_left(folders, f"{folder}{last}")])
        for n, folder in enumerate(folders)
    }
