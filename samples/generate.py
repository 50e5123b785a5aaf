"""Write Minna Prefecture to disk: every site's files, the twins, and the truth about them.

`python -m samples.generate` rewrites the truth that is kept beside this file.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samples.catalogue import catalogue
from samples.files import pdf, png
from samples.pages import PALETTES, Built, Written, build_site
from samples.prefecture import PREFECTURE, REGION, Municipality, municipalities
from samples.truth import SiteTruth, Truth, described, site_weight, to_json
from samples.twins import twin_page, twins

SEED = 47
KEPT = Path(__file__).with_name("truth.json")
REDIRECTS = "_redirects"
"""In a site's folder: one line per address that has moved, old and new."""
CHALLENGE = "challenge.html"
ORIGIN = "@origin@"
"""Stands in robots.txt and sitemaps for http://host:port, which only the server knows."""
REGISTRY = ("code", "name", "kana", "type", "population", "lat", "lng", "fiscal_strength")
IMAGES = re.compile(r'(?:src|data)="(/img/[^"]+)"')
WALL = """<!DOCTYPE html>
<html lang="ja"><head><meta charset="UTF-8"><title>Access Denied</title></head>
<body><h1>アクセスが拒否されました</h1>
<p>Access Denied. This request was stopped by Kazaguruma Web Shield.</p>
<noscript><p>Please enable JavaScript and cookies to continue.</p></noscript>
<p>Incident ID: 47-0000-1120-3306</p></body></html>
"""
LOST = """<!DOCTYPE html>
<html lang="ja"><head><meta charset="UTF-8"><title>ページが見つかりません｜{name}</title></head>
<body><main><h1>ページが見つかりません</h1>
<p>お探しのページは、移動したか、掲載を終えた可能性があります。</p>
<p><a href="/">{name}のトップページへ</a></p></main></body></html>
"""


def generate(folder: Path, seed: int = SEED) -> Truth:
    """Write `<code>/…` for each site and `twins/twins/…`, and `truth.json`, into a folder."""
    sites = [write_site(folder / town.code, town, seed) for town in municipalities()]
    pages = {
        twin.clean: twin_page(catalogue()[twin.barrier], seed, faulty=False) for twin in twins()
    }
    pages |= {
        twin.faulty: twin_page(catalogue()[twin.barrier], seed, faulty=True) for twin in twins()
    }
    for path, html in pages.items():
        write(folder / "twins", path, html.encode())
    write_images(folder / "twins", pages.values(), "slate")
    barriers = tuple(described(barrier) for barrier in catalogue().values())
    truth = Truth(seed, barriers, tuple(sites), tuple(twins()))
    (folder / KEPT.name).write_text(to_json(truth), encoding="utf-8")
    return truth


def write_site(folder: Path, town: Municipality, seed: int) -> SiteTruth:
    """Write one site; what is planted in it counts only where a visitor can see it."""
    if town.expected == "unreachable":
        return told(town, ())
    if town.expected == "challenge":
        write(folder, f"/{CHALLENGE}", WALL.encode())
        return told(town, ())
    built = build_site(town, seed)
    for page in built.pages:
        write(folder, page.path, encoded(page.html, town.charset))
    write_images(folder, (page.html for page in built.pages), town.palette)
    write_manners(folder, town, built)
    return replace(told(town, built.pages), services=built.services)


def told(town: Municipality, pages: Iterable[Written]) -> SiteTruth:
    """The truth about one site."""
    pages = tuple(pages)
    planted = tuple(planted for page in pages for planted in page.planted)
    paths = tuple(page.path for page in pages)
    weight = site_weight(paths, planted) if town.expected == "ok" else None
    return SiteTruth(
        town.code, town.name, town.expected, weight, registry_row(town), paths, planted
    )


def registry_row(town: Municipality) -> dict[str, Any]:
    """A row of the registry, without the address that only a server can give."""
    row = {key: value for key, value in asdict(town).items() if key in REGISTRY}
    return row | {"pref": PREFECTURE, "region": REGION}


def write_manners(folder: Path, town: Municipality, built: Built) -> None:
    """What is not a page: robots.txt, site map, documents, moved addresses, the page for errors."""
    if town.sitemap != "none":
        write(folder, "/robots.txt", robots(town).encode())
        write(folder, "/sitemap.xml", sitemap(page.path for page in built.pages).encode())
    for path, title in built.documents.items():
        write(folder, path, pdf(title))
    if built.moved:
        lines = "".join(f"{old} {new}\n" for old, new in built.moved.items())
        write(folder, f"/{REDIRECTS}", lines.encode())
    write(folder, "/404.html", LOST.format(name=town.name).encode())


def robots(town: Municipality) -> str:
    """What the site asks of robots (RFC 9309)."""
    rule = "Disallow: /" if town.expected == "robots" else "Disallow: /cgi-bin/"
    named = f"Sitemap: {ORIGIN}/sitemap.xml\n" if town.sitemap == "robots" else ""
    return f"User-agent: *\n{rule}\n{named}"


def sitemap(paths: Iterable[str]) -> str:
    """The site's pages for machines (sitemaps.org protocol 0.9)."""
    urls = "".join(f"<url><loc>{ORIGIN}{path}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def encoded(html: str, charset: str) -> bytes:
    """A page in its charset; signs that it lacks become references.

    Pages that say Shift_JIS are Microsoft's code page 932 in practice.
    """
    return html.encode("cp932" if charset == "Shift_JIS" else charset, "xmlcharrefreplace")


def write_images(folder: Path, pages: Iterable[str], palette: str) -> None:
    """Every image that the pages show, in the site's colour."""
    red, green, blue = bytes.fromhex(PALETTES[palette][0].removeprefix("#"))
    for path in {path for html in pages for path in IMAGES.findall(html)}:
        write(folder, path, png(red, green, blue))


def write(folder: Path, path: str, content: bytes) -> None:
    """Write what is served at a path; a path that ends in a slash is a folder's index.html."""
    file = folder / (path.removeprefix("/") + ("index.html" if path.endswith("/") else ""))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        KEPT.write_text(to_json(generate(Path(place))), encoding="utf-8")
