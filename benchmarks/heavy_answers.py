"""Answers made to keep a parser busy, by kind, and an honest neighbour's pages beside them."""

import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

PAGES = 3
"""Hostile pages of a site: its crawl asks for one after the other."""
PAGE_BYTES = 2_900_000
"""Below `crawl_bytes`, at which an answer is cut off."""
HEAD = b"<!doctype html><html lang=ja><head><meta charset=utf-8><title>%s</title></head><body>"
SECTION = "<section><h2>%s %d</h2><p>%s</p><ul>%s</ul></section>"
WORDS = "受付は役場の担当課で、平日の午前九時から午後五時までです。電話でもお問い合わせください。"


@dataclass(frozen=True)
class Reply:
    """An answer, and how it is announced."""

    body: bytes
    kind: str = "text/html; charset=utf-8"


Site = Mapping[str, Reply]


def honest(sections: int = 40, pages: int = 8) -> Site:
    """A town's pages, a third of them longer than what is parsed at once."""
    site: dict[str, Reply] = {}
    for n in range(pages):
        most = sections * 5 if n % 3 == 0 else sections
        links = "".join(f'<li><a href="/{k}.html">案内 {k}</a></li>' for k in range(1, pages))
        parts = "".join(SECTION % (f"案内{n}", k, WORDS * 2, links) for k in range(most))
        text = f"<main><h1>町の案内 {n}</h1>{parts}</main></body></html>"
        path = f"/{n}.html" if n else "/"
        site[path] = Reply(HEAD % f"みんな町 {n}".encode() + text.encode())
    return site


def repeated(text: str | bytes, before: str | bytes = b"", size: int = PAGE_BYTES) -> bytes:
    """A page that is filled with a text."""
    one, start = (p.encode() if isinstance(p, str) else p for p in (text, before))
    return HEAD % "町".encode() + start + one * ((size - len(start) - 200) // len(one))


def numbered(form: str, size: int = PAGE_BYTES) -> bytes:
    """A page that is filled with a text that has another number each time."""
    parts, length = list[bytes](), 0
    for n in count():
        part = (form % n).encode()
        length += len(part)
        if length > size - 200:
            return HEAD % "町".encode() + b"".join(parts)
        parts.append(part)
    raise AssertionError


def paged(make: Callable[[], bytes], pages: int = PAGES) -> Site:
    """A site whose home page leads to a few hostile pages and to an honest one."""
    body, site = make(), dict(honest(pages=2))
    links = "".join(f'<li><a href="/bad{n}.html">頁 {n}</a></li>' for n in range(pages))
    home = site["/"].body.replace(b"<main>", f"<main><ul>{links}</ul>".encode(), 1)
    bad = {f"/bad{n}.html": Reply(body + b"<p>%d" % n) for n in range(pages)}
    return {**site, "/": Reply(home), **bad}


def listed(body: bytes, pages: int, kind: str = "application/xml") -> Site:
    """A site whose robots.txt names hostile files as its sitemaps."""
    names = [f"/map{n}.xml" for n in range(pages)]
    robots = "User-agent: *\nDisallow: /none\n" + "".join(f"Sitemap: {name}\n" for name in names)
    files = {name: Reply(body, kind) for name in names}
    return {**honest(pages=2), "/robots.txt": Reply(robots.encode(), "text/plain"), **files}


def sitemap(form: str, size: int = 12_000_000) -> bytes:
    """Entries of a sitemap, as many as fit."""
    entry = form % 0
    number = size // len(entry)
    return b"<urlset>" + "".join(form % n for n in range(number)).encode()


def fed(body: bytes) -> Site:
    """A site whose home page names a hostile feed."""
    site = dict(honest(pages=2))
    link = b'<link rel=alternate type="application/rss+xml" href="/feed.rss"></head>'
    home = site["/"].body.replace(b"</head>", link, 1)
    return {**site, "/": Reply(home), "/feed.rss": Reply(body, "application/rss+xml")}


def ruled(lines: Iterator[str]) -> Site:
    """A site with a robots.txt of half a megabyte."""
    text, length = list[str](), 0
    for line in lines:
        length += len(line)
        if length > 520_000:
            break
        text.append(line)
    body = ("User-agent: *\n" + "".join(text)).encode()
    return {**honest(pages=2), "/robots.txt": Reply(body, "text/plain")}


def document() -> Site:
    """A site with a PDF file whose pages unpack to a hundred times their size."""
    stream = zlib.compress(b"BT /F1 9 Tf (a) Tj ET " * 2_000_000, 9)
    body = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(stream), stream)
    )
    site = dict(honest(pages=2))
    home = site["/"].body.replace(b"<main>", b'<main><a href="/bad.pdf">PDF</a>', 1)
    return {**site, "/": Reply(home), "/bad.pdf": Reply(body, "application/pdf")}


def kinds(pages: int = PAGES) -> dict[str, Callable[[], Site]]:
    """What makes a hostile site, with so many hostile pages, by a name for its kind."""

    def filled(make: Callable[[], bytes]) -> Callable[[], Site]:
        return lambda: paged(make, pages)

    entry = "<url><loc>/%d.html</loc></url>"
    return {
        "open comments": filled(lambda: repeated("<!--<a <a")),
        "combining marks": filled(lambda: repeated("\u0301\u0316", "<p>a")),
        "links": filled(lambda: numbered("<a href=/%d>x</a>")),
        "one link over and over": filled(lambda: repeated("<a href=/x>x</a>")),
        "nested formatting": filled(lambda: repeated("<b><p>")),
        "nested fonts": filled(lambda: repeated("<p><font>a")),
        "nested links in SVG": filled(lambda: repeated("<svg><a href=1>", size=200_000)),
        "one attribute": filled(lambda: repeated("x", '<a title="')),
        "many attributes": filled(lambda: numbered("x%d ").replace(b"<body>", b"<body ")),
        "a long base": filled(
            lambda: numbered("<a href=%d>").replace(
                b"<body>", b"<base href=/" + b"x" * 900_000 + b">", 1
            )[:PAGE_BYTES]
        ),
        "list items": filled(lambda: repeated("<li>a")),
        "headings": filled(lambda: repeated("<h1>a</h1>")),
        "bytes of no encoding": filled(lambda: repeated(b"\x82\xa0\xff\x81")),
        "packed sitemap": lambda: listed(
            gzip.compress(sitemap(entry, 80_000_000)), pages, "application/gzip"
        ),
        "sitemap without addresses": lambda: listed(sitemap("<a/><!--%d-->"), pages),
        "sitemap of ampersands": lambda: listed(
            b"<urlset>" + b"&" * 900_000 + sitemap(entry), pages
        ),
        "sitemap as text": lambda: listed(b"http://[a\n" * 1_900_000, pages, "text/plain"),
        "feed": lambda: fed(b"<rss>" + b"<item><link>/a</link></item>" * 100_000),
        "rules": lambda: ruled(f"Disallow: /a{n}?a&b&c&d&e\n" for n in count()),
        "rules with stars": lambda: ruled(f"Disallow: /{'*a' * 400}*{n}\n" for n in count()),
        "unknown keys": lambda: ruled(f"Xdisallow{n}: /\n" for n in count()),
        "PDF": document,
    }
