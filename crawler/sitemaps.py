"""Lists of pages that a site offers: sitemap files, news feeds, the site-map page for people."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from lxml import etree  # type: ignore[import-untyped]

from crawler.plain_text import readings, unicode_bytes, visible
from minna.addresses import strip_www

LISTS = {"url": "loc", "sitemap": "loc", "item": "link", "entry": "link"}
"""Elements that stand for one entry, and the child that says where it is, by their local names."""
INDEX, MAP, WHOLE = "sitemapindex", "urlset", "file"
RELATIONS = (None, "", "alternate")
"""Of a feed's links: the entry itself. Others are its editing, its comments, its sound."""
MAX_BYTES = 20_000_000
"""Bytes of a sitemap that are read, packed or not: enough for all the entries that it may have."""
MAX_ENTRIES = 50_000
"""Entries of a file that are read: the protocol's own limit."""
MAX_GZIP_LAYERS = 3
"""Of gzip around one another: a packed file that a server packs once more."""
ROOT = re.compile(rb"<(?:[\w.-]{1,50}:)?(?:urlset|sitemapindex|rss|feed|rdf)\b", re.IGNORECASE)
IS_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
ENCODING = re.compile(rb"encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE)
RAW_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
NO_CHARACTERS = bytes(code for code in range(32) if code not in (9, 10, 13))
"""Controls that XML forbids."""
PARSER = {"recover": True, "resolve_entities": False, "no_network": True, "encoding": "utf-8"}
WEB = ("http://", "https://")
NEXT_ADDRESS = re.compile(r"\s(?=https?://)", re.IGNORECASE)
MAX_AMPERSANDS = 1_000_000
"""Maximum entries of a file that are examined one by one."""
MAX_URL_LENGTH = 2048
"""Characters of an address, as sitemaps.org has it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a sitemap file lists: pages, further sitemap files, and how many entries are no use."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    refused: int = 0


def read_sitemap(body: bytes, url: str) -> Listed:
    """A sitemap as XML, index or lines of text, or a feed; a broken one as far as it goes.

    An entry whose address cannot be read is counted, and costs no other.
    """
    body = unicode_bytes(unpack(body)[:MAX_BYTES]).lstrip()
    if IS_HTML.match(body):
        return Listed()  # an error page that answers 200
    root = ROOT.search(body)
    if root is None:
        return listed(((line, False) for line in text_lines(body)), url)
    tree = etree.fromstring(clean(body, root.start()), etree.XMLParser(**PARSER))
    return Listed() if tree is None else listed(entries(tree), url)


def unpack(body: bytes) -> bytes:
    """The body without its gzip, up to MOST bytes; a torn archive gives what can be read of it."""
    for _ in range(MAX_GZIP_LAYERS):
        if not body.startswith(b"\x1f\x8b"):
            break
        body = unpack_once(body)
    return body


def unpack_once(body: bytes) -> bytes:
    """One layer of gzip, of one archive after another."""
    parts, room = [], MAX_BYTES
    while body.startswith(b"\x1f\x8b") and room > 0:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(body, room)
        except zlib.error:
            break
        parts.append(part)
        room -= len(part)
        body = unpacker.unused_data
    return b"".join(parts)


def text_lines(body: bytes) -> Iterator[str]:
    """The lines of a text file that are addresses in full."""
    for line in body.splitlines():
        for text in NEXT_ADDRESS.split(visible(readings(line)[0][0])):
            if text.lower().startswith(WEB):
                yield text


def clean(body: bytes, start: int) -> bytes:
    """XML as UTF-8 that a parser can read, from its root on, whatever stands before it."""
    encoding = ENCODING.search(body[:start])
    text = as_utf8(body[start:], encoding[1].decode("ascii", "replace") if encoding else "utf-8")
    return f"<{WHOLE}>".encode() + b"".join(escaped(text.translate(None, NO_CHARACTERS)))


def as_utf8(body: bytes, encoding: str) -> bytes:
    """The same text in UTF-8: what is UTF-8 already stays so, whatever was declared."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return body
    try:
        return body.decode(encoding, "replace").encode()
    except LookupError:
        return body.decode("utf-8", "replace").encode()


def escaped(body: bytes) -> Iterator[bytes]:
    """The parts of a file with bare ampersands written out, except in CDATA, where they are right.

    >>> b"".join(escaped(b"a&b=1&amp;c=&nbsp;<![CDATA[&d]]>"))
    b'a&amp;b=1&amp;c=&amp;nbsp;<![CDATA[&d]]>'
    """
    if body.count(b"&") > MAX_AMPERSANDS:
        yield body.replace(b"&", b"&amp;")[:MAX_BYTES]  # those that were written out are so twice
        return
    first, *others = body.split(b"<![CDATA[")
    yield RAW_AMPERSAND.sub(b"&amp;", first)
    for part in others:
        inside, end, after = part.partition(b"]]>")
        if end:
            yield b"<![CDATA[" + inside + end
        yield RAW_AMPERSAND.sub(b"&amp;", after if end else inside)


def entries(tree: etree._Element) -> Iterator[tuple[str, bool]]:
    """The addresses of a list's entries, and whether each is that of a further sitemap file."""
    for element in tree.iter(etree.Element):
        parent = element.getparent()
        holder, name = name_of(parent) if parent is not None else "", name_of(element)
        is_loose = holder in (INDEX, MAP) and name == "loc"
        if not (is_loose or LISTS.get(holder) == name):
            continue
        try:
            if element.get("rel") not in RELATIONS:
                continue
            address = element.get("href") or "".join(element.itertext())
        except UnicodeDecodeError:  # a reference to half a character, which lxml cannot read
            address = ""
        yield address, holder in ("sitemap", INDEX)


def name_of(element: etree._Element) -> str:
    """An element's name in small letters, without its namespace, declared or not."""
    return local_name(str(element.tag))


@lru_cache(1000)
def local_name(tag: str) -> str:
    """A tag without its namespace, in small letters.

    >>> local_name("{http://a}LOC"), local_name("sm:loc")
    ('loc', 'loc')
    """
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def listed(entries: Iterable[tuple[str, bool]], url: str) -> Listed:
    """The entries, with addresses in full."""
    pages, sitemaps, refused = list[str](), list[str](), 0
    for text, is_sitemap in islice(entries, MAX_ENTRIES):
        address = address_of(text, url)
        if address:
            (sitemaps if is_sitemap else pages).append(address)
        else:
            refused += 1
    return Listed(tuple(pages), tuple(sitemaps), refused)


def address_of(text: str, url: str) -> str:
    """An entry's address in full; "" if it is none.

    >>> address_of(" /a?b=1&amp;c=2 ", "https://a.jp/s.xml"), address_of("http://[a", "https://a.jp/")
    ('https://a.jp/a?b=1&c=2', '')
    >>> address_of("www.a.jp/b", "https://a.jp/s.xml")  # as people write it
    'https://www.a.jp/b'
    """
    text = "".join(map(str.strip, visible(text).splitlines()))
    text = text.replace("&amp;", "&")  # written out twice; no query has a name like `amp;b`
    try:
        host, _, path = text.partition("/")
        is_own = bool(path) and strip_www(host) == strip_www(urlsplit(url).netloc)
        address = urljoin(url, f"//{text}" if is_own else text)
    except ValueError:
        return ""
    is_web = address.lower().startswith(WEB)
    return address if text and is_web and len(address) <= MAX_URL_LENGTH else ""


def read_map_page(html: str, follow: Callable[[str], str]) -> list[tuple[str, str]]:
    """Addresses and link texts of a site-map page for people, its menus and footer left out.

    `follow` gives the canonical address of an href, or "". These pages are written by hand and
    badly nested, which is what BeautifulSoup is good at.
    """
    soup = BeautifulSoup(html, "lxml")
    for around in soup.find_all(["nav", "header", "footer", "aside"]):
        around.decompose()
    body = soup.find("main") or soup
    links = body.find_all("a", href=True)
    pairs = [(follow(str(link["href"])), link.get_text(" ", strip=True)) for link in links]
    return [(url, text) for url, text in pairs if url]
