"""What is taken for a gate, and what is not: planted gates, honest look-alikes, real pages.

python -m benchmarks.gates             # as the crawl reads them
python -m benchmarks.gates --browser   # as the audit's browser shows them
python -m benchmarks.gates --unseen    # also those written before the rules, one by one
"""

import argparse
import random
import threading
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path

from scrapy.http import HtmlResponse

import audits
from benchmarks.corpora import CORPORA
from crawler.page_parser import parse_page
from minna.block_pages import BlockPage, detect_block_page
from minna.block_pages.answer import MIN_SMALL_SITE_LINKS, answer_of
from minna.block_pages.structure import read_structure
from minna.records import Evidence

SETS = Path(__file__).parent.parent / "tests" / "gates"
CASES = CORPORA.parent / "cases"
ADDRESS = "https://www.town.example.jp/"
PARTS = {
    "{menu}": '<header><a href="/"><img src="/logo.png" alt="みんな町"></a><nav><ul>'
    + "".join(
        f'<li><a href="/{name}/">{word}</a></li>'
        for name, word in {
            "kurashi": "くらし",
            "kosodate": "子育て・教育",
            "fukushi": "健康・福祉",
            "sangyo": "産業",
            "kanko": "観光",
            "chosei": "町政情報",
            "bosai": "防災",
            "toiawase": "お問い合わせ",
        }.items()
    )
    + "</ul></nav></header>",
    "{foot}": "<footer><address>みんな町役場 〒000-0000 みんな県みんな郡みんな町一丁目1番地"
    ' 電話 000-000-0000 開庁時間 平日8時30分から17時15分</address><a href="/privacy.html">'
    '個人情報の取り扱い</a> <a href="/sitemap.html">サイトマップ</a></footer>',
}
"""What a site has around its pages."""


@dataclass(frozen=True, slots=True)
class Case:
    """A planted answer; `kind` is "" for an honest page."""

    name: str
    html: str
    kind: str = ""
    status: int = 200
    home: bool = True
    unseen: bool = False


def load(name: str) -> list[Case]:
    """The cases of tests/gates/<name>.toml."""
    tables = tomllib.loads((SETS / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [case_of(table) for table in tables]


def case_of(table: dict[str, object]) -> Case:
    """A case with its whole document."""
    lang, head, body = (table.get(key, "") for key in ("lang", "head", "body"))
    html = str(table.get("raw", "")) or (
        f'<!doctype html><html lang="{lang or "ja"}"><head><meta charset="utf-8">'
        f"<title>{table['title']}</title>{head}</head><body>{body}</body></html>"
    )
    for mark, part in PARTS.items():
        html = html.replace(mark, part)
    keys = ("name", "kind", "status", "home", "unseen")
    return Case(html=html, **{key: table[key] for key in keys if key in table})  # type: ignore[arg-type]


def as_crawled(
    body: bytes, *, status: int = 200, home: bool = True, url: str = ADDRESS
) -> BlockPage | None:
    """What the crawl takes an answer for."""
    reading = parse_page(HtmlResponse(url, body=body))
    said = (status, {}, reading.title, reading.text, reading.html)
    return detect_block_page(*said, url=url, is_home=home)


def of_case(case: Case) -> BlockPage | None:
    """What the crawl takes a planted answer for."""
    return as_crawled(case.html.encode(), status=case.status, home=case.home)


def real_pages() -> Iterator[tuple[str, bytes]]:
    """Every HTML file of the collections beside the checkout: its name and its bytes."""
    for folder in (CORPORA, CASES / "pages"):
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in (".html", ".htm", ".xhtml") and path.is_file():
                yield str(path.relative_to(folder.parent)), path.read_bytes()


def mixed() -> Iterator[tuple[str, BlockPage | None]]:
    """Real pages with two links of their own and more, each with words of gates put on its top.

    As a line of news, as a banner, as a main heading, and beside a log-in box; by a fixed seed.
    """
    chance = random.Random(7)
    words = [
        block.all_words for case in load("gates") for block in read_structure(case.html).blocks
    ]
    boxes = (
        "<p>{}</p>",
        "<div><h2>{}</h2></div>",
        "<h1>{}</h1>",
        "<form>{} <input type=password><button>ログイン</button></form>",
    )
    for name, body in real_pages():
        reading = parse_page(HtmlResponse(ADDRESS, body=body))
        plain = answer_of(200, reading.title, reading.text, reading.html, ADDRESS, is_home=True)
        if plain.links < MIN_SMALL_SITE_LINKS or as_crawled(body):
            continue
        start, end, rest = reading.html.partition("<body")
        for box in boxes:
            note = chance.choice(words)
            tag, close, after = rest.partition(">")
            html = start + end + tag + close + box.format(note) + after if end else note + start
            said = (200, {}, reading.title, f"{note} {reading.text}", html)
            yield name, detect_block_page(*said, url=ADDRESS, is_home=True)


def small_homes() -> Iterator[tuple[str, BlockPage | None]]:
    """Small home pages, each with one piece of news, none to three links and sentences beside."""
    chance = random.Random(5)
    said = tomllib.loads((SETS / "small_homes.toml").read_text(encoding="utf-8"))
    boxes = ("<p>{}</p>", "<h2>お知らせ</h2><p>{}</p>", "<div>{}</div>", "<h2>{}</h2>")
    for news, links, more, box in product(said["news"], range(4), range(4), boxes):
        name = chance.choice(said["names"])
        rest = "".join(f"<p>{words}</p>" for words in chance.sample(said["rest"], more))
        menu = "".join(f'<a href="/{n}">案内{n}</a> ' for n in range(links))
        html = f"<title>{name}</title><body><h1>{name}</h1>{box.format(news)}{rest}{menu}</body>"
        yield f"{news} ({links} links, {more} sentences)", as_crawled(html.encode())


def line(name: str, cases: Sequence[Case], block_pages: dict[str, BlockPage | None]) -> str:
    """One row of the table: how many were judged as they are."""
    right = sum(bool(block_pages[case.name]) == bool(case.kind) for case in cases)
    named = sum(
        (block_pages[case.name].kind if block_pages[case.name] else "") == case.kind
        for case in cases
    )
    return f"| {name} | {len(cases)} | {right} | {named} |"


def in_browser(cases: Sequence[Case]) -> dict[str, BlockPage | None]:
    """What the audit's browser takes planted answers for; a home page is asked for as one."""

    class Server(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            number = self.path.rpartition("=")[2]
            case = cases[int(number)] if number.isdigit() else Case("", "", status=404)
            self.send_response(case.status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(case.html.encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        urls = [f"{base}/{'' if case.home else 'page'}?case={n}" for n, case in enumerate(cases)]
        visits = audits.audit_urls(urls, allow_private=True, touch="none")
        by_name = {
            case.name: of_evidence(both[0]) for case, both in zip(cases, visits, strict=True)
        }
        server.shutdown()
    return by_name


def of_evidence(visit: Evidence) -> BlockPage | None:
    """What kept the browser from looking at a page."""
    return None if visit.status == "ok" else BlockPage(visit.status, visit.reason)


def row(name: str, tried: Iterator[tuple[str, BlockPage | None]]) -> list[str]:
    """Print one row of honest pages, and give those that were taken for something else."""
    every = list(tried)
    lost = [f"{name}: {page}: {gate}" for page, gate in every if gate]
    right = len(every) - len(lost)
    print(f"| {name} | {len(every)} | {right} | {right} |")
    return lost


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table, and every page that was taken for something else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--browser", action="store_true", help="judge as the audit does")
    parser.add_argument("--unseen", action="store_true", help="name the unseen cases too")
    parser.add_argument("--no-real", action="store_true", help="the planted ones alone")
    options = parser.parse_args(argv)
    print("| set | cases | gate or page: right | kind: right |\n|---|---|---|---|")
    wrong: list[str] = []
    for name in ("gates", "pages"):
        every = load(name)
        if options.browser:
            block_pages = in_browser(every)
        else:
            block_pages = {case.name: of_case(case) for case in every}
        for unseen in (False, True):
            cases = [case for case in every if case.unseen == unseen]
            print(line(f"{name}, {'unseen' if unseen else 'seen'}", cases, block_pages))
            if unseen and not options.unseen:
                continue
            wrong += [
                f"{name}: {case.name}: {case.kind or 'a page'}, taken for {block_pages[case.name]}"
                for case in cases
                if (block_pages[case.name].kind if block_pages[case.name] else "") != case.kind
            ]
    if not options.no_real and not options.browser:
        taken = {n: gate for n, body in real_pages() if (gate := as_crawled(body))}
        every_page = sum(1 for _ in real_pages())
        right = every_page - len(taken)
        print(f"| real pages, as home pages | {every_page} | {right} | {right} |")
        wrong += [f"real: {name}: {gate}" for name, gate in taken.items()]
        wrong += row("real pages with words of gates on them", mixed())
    wrong += row("small home pages with news", small_homes())
    print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
