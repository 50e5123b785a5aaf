"""Lists of pages that a site offers: sitemap files, news feeds, the site-map page for people."""

import zlib
from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from lxml import etree  # type: ignore[import-untyped]

SITEMAP = "{*}*/{*}loc"
LISTS = {  # of feeds: where their entries' addresses are
    "rss": "{*}channel/{*}item/{*}link",
    "RDF": "{*}item/{*}link",
    "feed": "{*}entry/{*}link",
}
MOST = 50_000_000
"""Bytes that a packed sitemap may unpack to: the protocol's own limit."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a sitemap file lists: pages, and further sitemap files."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(body: bytes, url: str) -> Listed:
    """A sitemap as XML, index or lines of text, or a feed; a broken one as far as it goes."""
    body = unpack(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if body[:9].lower() == b"<!doctype" or body[:5].lower() == b"<html":
        return Listed()  # an error page that answers 200
    if not body.startswith(b"<"):
        lines = body.decode("utf-8", "replace").split()
        return Listed(pages=tuple(line for line in lines if line.startswith("http")))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(body, parser)
    if root is None:
        return Listed()
    kind = etree.QName(root).localname
    told = (entry.get("href") or entry.text for entry in root.iterfind(LISTS.get(kind, SITEMAP)))
    found = tuple(urljoin(url, told.strip()) for told in told if isinstance(told, str))
    is_index = kind == "sitemapindex"
    return Listed(sitemaps=found) if is_index else Listed(pages=found)


def unpack(body: bytes) -> bytes:
    """The body without its gzip, up to MOST bytes; a torn archive gives what can be read of it."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpacker, parts = zlib.decompressobj(wbits=31), []
    try:
        parts.append(unpacker.decompress(body, MOST))
    except zlib.error:
        return b""
    return b"".join(parts)


def read_map_page(html: str, base: str) -> list[tuple[str, str]]:
    """Addresses and link texts of a site-map page for people, its menus and footer left out.

    These pages are written by hand and badly nested, which is what BeautifulSoup is good at.
    """
    soup = BeautifulSoup(html, "lxml")
    for frame in soup.find_all(["nav", "header", "footer", "aside"]):
        frame.decompose()
    body = soup.find("main") or soup
    return [
        (urljoin(base, str(link["href"]).strip()), link.get_text(" ", strip=True))
        for link in body.find_all("a", href=True)
    ]
