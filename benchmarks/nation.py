"""A made-up nation of web sites, worked out from a seed: each page is made when it is asked for.

Towns have from 30 to 5,000 pages (log-normal), and what crawlers meet in real ones: calendars
without end, facets, session ids, paths that grow, redirect loops, doubled addresses, old
encodings, frames, firewalls, slow and dead servers, and hosts that house towns in their folders.
The nation knows what a crawl of it should find.
"""

import gzip
import hashlib
import math
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

DOMAIN = "nation.test"
TOWNS = 1741
LEAST, MOST, MEDIAN, SPREAD = 30, 5000, 180, 1.1
BRANCHES = 12
"""Pages below a page."""
KINDS = {  # of towns, with their shares
    "plain": 50,
    "hidden": 10,  # a part of the pages is in the sitemap only
    "calendar": 4,
    "facets": 4,
    "sessions": 3,
    "growing": 3,  # relative links that lead deeper and deeper
    "loops": 3,
    "softly": 3,  # missing pages answer 200
    "doubled": 6,
    "old": 6,  # frames, image maps, <base>, Shift_JIS and others, some declared wrongly
    "slow": 3,
    "dead": 2,
    "gated": 1,
    "closed": 1,  # robots.txt keeps us out
    "moved": 1,
}
CHARSETS = ("shift_jis", "euc_jp", "iso2022_jp", "cp932")
SECTIONS = {
    "kurashi": "くらし・手続き",
    "kosodate": "子育て・教育",
    "fukushi": "福祉・介護",
    "bousai": "防災・緊急情報",
    "sangyo": "事業者の方へ",
    "gomi": "ごみ・リサイクル",
    "zeikin": "税金",
    "kanko": "観光",
    "gikai": "議会",
    "nyusatsu": "入札・契約",
    "otoiawase": "お問い合わせ",
    "accessibility": "ウェブアクセシビリティ",
}
WORDS = """
窓口 受付 申請 届出 書類 期限 料金 減免 相談 予約 案内 会場
駐車場 対象 世帯 住民 転入 証明 交付 手数料 健診 接種 保育 学校
給食 図書館 公園 道路 水道 下水道 消防 救急 避難 訓練 地震 台風
収集 資源 粗大 処分場 補助 助成 融資 創業 農業 漁業 林業 商工
観光 祭り 文化財 議会 条例 予算 決算 統計 人口 選挙 広報 募集
職員
""".split()  # noqa: SIM905
TRAP = re.compile(r"/(kyo|search|deeper|loop|s-[0-9a-f]+)\b|/shisetsu/\?|[?&](from|tok|print)=")
SLOW_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    delay: float = 0.0


def number(*words: object) -> int:
    """A number of chance that is always the same for the same words."""
    data = ":".join(map(str, words)).encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True)
class Town:
    """One site: its host, its kind, how many pages it has, and the folder that it lives in."""

    seed: int
    n: int
    host: str
    kind: str
    pages: int
    folder: str = "/"
    charset: str = "utf-8"
    sitemap: str = ""  # "", "xml", "index", "gzip", "text", "broken"

    def url(self, port: int) -> str:
        """Where it begins."""
        return f"http://{self.host}:{port}{self.folder}"

    def parent(self, i: int) -> int:
        """The page above a page."""
        return (i - 1) // BRANCHES

    def section(self, i: int) -> str:
        """The folder that a page lies in."""
        while i > BRANCHES:
            i = self.parent(i)
        return list(SECTIONS)[(i - 1) % len(SECTIONS)]

    def path(self, i: int) -> str:
        """The address of a page within its host."""
        if i == 0:
            return self.folder
        style = self.n % 3
        if style == 0:
            return f"{self.folder}{self.section(i)}/{i}.html"
        if style == 1:
            return f"{self.folder}{self.section(i)}/{i}/"
        return f"{self.folder}page.php?cat={self.section(i)}&id={i}"

    def index(self, target: str) -> int | None:
        """Which page an address shows, under whatever name; None if none of the town's."""
        parts = urlsplit(target)
        if not parts.path.startswith(self.folder) and f"{parts.path}/" != self.folder:
            return None
        rest = parts.path[len(self.folder) :]
        if rest in ("", "index.html") and not dict(parse_qsl(parts.query)).get("id"):
            return 0
        asked = dict(parse_qsl(parts.query)).get("id", "") if rest == "page.php" else ""
        match = re.fullmatch(r"[a-z]+/(\d+)(?:\.html|/|/index\.html)?", rest)
        i = int(asked) if asked.isdigit() else int(match[1]) if match else -1
        return i if 0 < i < self.pages else None

    def is_hidden(self, i: int) -> bool:
        """Whether only the sitemap tells of a page."""
        is_leaf = i * BRANCHES + 1 >= self.pages
        return self.kind == "hidden" and is_leaf and i > BRANCHES and number(self.seed, i) % 4 == 0

    def children(self, i: int) -> list[int]:
        """The pages below a page that it links to."""
        below = range(i * BRANCHES + 1, min(self.pages, (i + 1) * BRANCHES + 1))
        return [child for child in below if not self.is_hidden(child)]

    def reachable(self) -> int:
        """Pages that a patient visitor could find; 0 where there is none to be read."""
        return 0 if self.kind in ("dead", "gated", "closed", "moved") else self.pages

    def is_trap(self, target: str) -> bool:
        """Whether an address is one of those without end, or another name of a page."""
        return bool(TRAP.search(target)) or (self.kind == "softly" and "/gone/" in target)

    def answer(self, target: str, port: int) -> Answer:
        """What the town's server says to a request."""
        delay = SLOW_SECONDS if self.kind == "slow" else 0.0
        guide = self.guide(target, port)
        if guide:
            return guide
        if self.kind == "gated":
            page = "<title>Just a moment...</title><p>Checking your browser before accessing.</p>"
            return Answer(page.encode(), 403 if self.n % 2 else 200)
        if self.kind == "moved":
            return Answer(b"", 301, {"Location": f"http://casino.{DOMAIN}x.example:{port}/"})
        trapped = self.trap(target)
        if trapped:
            return trapped
        i = self.index(target)
        if i is None:
            return self.missing()
        return Answer(self.html(i, target), headers=self.headers(), delay=delay)

    def headers(self) -> dict[str, str]:
        """What goes before a page; old towns say nothing of their encoding, or the wrong thing."""
        if self.kind != "old":
            return {"Content-Type": "text/html; charset=utf-8", "ETag": f'"{self.seed}"'}
        return {"Content-Type": "text/html; charset=utf-8" if self.n % 4 == 0 else "text/html"}

    def missing(self) -> Answer:
        """What it says when there is no such page."""
        words = (
            "<p>お探しのページは見つかりませんでした。移動または削除された可能性があります。</p>"
        )
        page = f"<title>{self.name()}</title><main>{words}</main><a href='/'>トップへ</a>"
        return Answer(page.encode(), 200 if self.kind == "softly" else 404)

    def guide(self, target: str, port: int) -> Answer | None:
        """robots.txt and sitemap files."""
        if target == "/robots.txt":
            lines = ["User-agent: *", "Disallow: /" if self.kind == "closed" else "Disallow: /cgi/"]
            if self.sitemap:
                lines.append(f"Sitemap: http://{self.host}:{port}/sitemap.xml")
            return Answer("\n".join(lines).encode(), headers={"Content-Type": "text/plain"})
        if not self.sitemap or not target.startswith("/sitemap"):
            return None
        base = f"http://{self.host}:{port}"
        urls = [base + self.path(i) for i in range(self.pages)]
        if self.sitemap == "text":
            return Answer("\n".join(urls).encode(), headers={"Content-Type": "text/plain"})
        if self.sitemap == "index" and target == "/sitemap.xml":
            body = (
                f"<sitemapindex><sitemap><loc>{base}/sitemap-1.xml</loc></sitemap></sitemapindex>"
            )
            return Answer(body.encode(), headers={"Content-Type": "application/xml"})
        rows = "".join(f"<url><loc>{url.replace('&', '&amp;')}</loc></url>" for url in urls)
        end = "" if self.sitemap == "broken" else "</urlset>"
        body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}{end}'.encode()
        packed = gzip.compress(body, 1) if self.sitemap == "gzip" else body
        return Answer(packed, headers={"Content-Type": "application/xml"})

    def trap(self, target: str) -> Answer | None:
        """What lies behind the addresses without end."""
        path = urlsplit(target).path.removeprefix(self.folder.rstrip("/"))
        if self.kind == "calendar" and path.startswith("/kyo/"):
            year, month = ([*map(int, re.findall(r"\d+", path)), 2026, 1])[:2]
            after = f"{self.folder}kyo/{year + month // 12}/{month % 12 + 1}/"
            days = " ".join(map(str, range(1, 29 + (month % 3))))
            words = f"<h1>{year}年{month}月</h1><p>{days} 行事の予定はありません。</p>"
            return Answer(self.page(f"{year}年{month}月の行事", words, [(after, "次の月")]))
        if self.kind == "facets" and path.startswith("/shisetsu/"):
            query = dict(parse_qsl(urlsplit(target).query))
            links = []
            for name, values in (("area", 6), ("use", 5), ("fee", 3), ("days", 7), ("size", 4)):
                for value in range(values):
                    query_text = "&".join(
                        f"{k}={v}" for k, v in {**query, name: str(value)}.items()
                    )
                    links.append((f"{self.folder}shisetsu/?{query_text}", f"{name} {value}"))
            words = " ".join(pick(self.seed, "f", *sorted(query.items())) for _ in range(3))
            return Answer(self.page("施設検索", f"<p>{words}</p>", links))
        if self.kind == "growing" and "deeper/" in path:
            links = [("deeper/a/", "次へ"), ("deeper/b/", "詳しく")]
            return Answer(self.page("詳細", f"<p>{pick(self.seed, len(path) // 9)}</p>", links))
        if self.kind == "loops" and path.startswith("/loop/"):
            n = int((re.findall(r"\d+", path) or ["0"])[0])
            to = f"{self.folder}loop/{n + 1}" if self.n % 2 else f"{self.folder}loop/{(n + 1) % 3}"
            return Answer(b"", 302, {"Location": to, "Content-Type": "text/html"})
        return None

    def name(self) -> str:
        """What it is called."""
        return f"{WORDS[self.n % len(WORDS)]}町{self.n}"

    def html(self, i: int, target: str) -> bytes:
        """A page of the town."""
        links = [(self.path(child), title(self, child)) for child in self.children(i)]
        links += [(self.path(self.parent(i)), "上の階層へ")] if i else []
        aside = number(self.seed, i, "aside") % max(1, self.pages)
        if not self.is_hidden(aside):
            links.append((self.path(aside), title(self, aside)))
        links.append((f"{self.folder}files/{i}.pdf", "様式（PDF）"))
        links += self.lures(i)
        words = [pick(self.seed, i, n) for n in range(3 + number(self.seed, i, "length") % 8)]
        shape = (
            "<p>{}</p>",
            "<dl><dt>内容</dt><dd>{}</dd></dl>",
            "<table><tr><td>{}</td></tr></table>",
        )
        form = shape[number(self.seed, self.section(max(1, i))) % 3]
        text = f"<h1>{title(self, i)}</h1>" + "".join(map(form.format, words))
        if self.kind == "old":
            return self.old_page(i, title(self, i), text, links)
        return self.page(title(self, i), text, links)

    def lures(self, i: int) -> list[tuple[str, str]]:
        """Links of a page that lead into what has no end, or to other names of pages."""
        here = self.path(i)
        mark = "&" if "?" in here else "?"
        token = f"{number(self.seed, i, 'token'):016x}"
        return {
            "calendar": [(f"{self.folder}kyo/2026/{1 + i % 12}/", "行事カレンダー")],
            "facets": [(f"{self.folder}shisetsu/", "施設検索")],
            "sessions": [(f"{here}{mark}tok={token}", "文字を大きく")],
            "growing": [("deeper/a/", "詳しく")] if i else [(f"{self.folder}deeper/a/", "詳しく")],
            "loops": [(f"{self.folder}loop/{i % 3}", "転送")],
            "softly": [(f"{self.folder}gone/{i}.html", "過去のお知らせ")],
            "doubled": [
                (f"{here}{mark}from={i % 5}", "印刷用"),
                (f"{here}index.html" if here.endswith("/") else here, "このページ"),
            ],
        }.get(self.kind, [])

    def page(self, name: str, words: str, links: Sequence[tuple[str, str]]) -> bytes:
        """A page with the town's menus around it."""
        shown = "".join(f'<li><a href="{to}">{text}</a></li>' for to, text in links)
        return (
            f"<!doctype html><html lang=ja><head><meta charset=utf-8><title>{name}｜{self.name()}"
            f"</title></head><body>{menu(self)}<main id=main>{words}<ul class=links>{shown}</ul>"
            f"</main>{FOOT}</body></html>"
        ).encode()

    def old_page(self, i: int, name: str, words: str, links: Sequence[tuple[str, str]]) -> bytes:
        """The same in the manner of 2001: frames, image maps, a base, an encoding of its own."""
        if i == 0 and self.n % 2:
            page = (
                f"<html><head><title>{self.name()}</title></head><frameset cols=20%,*>"
                f'<frame src="{self.path(1)}"><frame src="{self.path(2)}"><noframes>'
                + "".join(f'<a href="{to}">{text}</a>' for to, text in links)
                + f"</noframes></frameset>{words}</html>"
            )
        else:
            areas = "".join(f'<area href="{to}" alt="{text}">' for to, text in links)
            page = (
                f'<html><head><base href="{self.folder}"><title>{name}</title></head><body>'
                f"<center><table><tr><td>{words}<map name=m>{areas}</map></td></tr></table>"
            )
        return page.encode(self.charset, "replace")


FOOT = "<footer><p>開庁時間 平日8時30分から17時15分</p></footer>"


@lru_cache(maxsize=4096)
def menu(town: Town) -> str:
    """The links that stand on every page of a town."""
    tops = [i for i in range(1, BRANCHES + 1) if i < town.pages]
    names = list(SECTIONS.values())
    own = "".join(f'<li><a href="{town.path(i)}">{names[i - 1]}</a></li>' for i in tops)
    away = "".join(
        f'<li><a href="https://service{n}.example/">電子申請{n}</a></li>' for n in range(9)
    )
    social = '<div class="s"><span class="i"></span><a href="#main">本文へ</a></div>' * 20
    head = f"<header><a href='{town.folder}'>{town.name()}</a>{social}</header>"
    return f"{head}<nav><ul>{own}{away}</ul></nav>"


def pick(*words: object) -> str:
    """A sentence of chance."""
    chance = random.Random(number(*words))
    return "、".join(chance.choices(WORDS, k=14)) + "についてお知らせします。"


def title(town: Town, i: int) -> str:
    """What a page is called."""
    if i == 0:
        return f"{town.name()} 公式ホームページ"
    if i <= BRANCHES:
        return list(SECTIONS.values())[i - 1]
    chance = random.Random(number(town.seed, i, "title"))
    return "の".join(chance.choices(WORDS, k=3)) + f"（{i}）"


def nation(towns: int = TOWNS, seed: int = 1, most: int = MOST) -> list[Town]:
    """The towns of a nation, always the same for the same numbers."""
    return list(settle(towns, seed, most))


def settle(towns: int, seed: int, most: int) -> Iterator[Town]:
    """Town after town; every fiftieth lives in a folder of the town before it."""
    kinds, shares = list(KINDS), list(KINDS.values())
    for n in range(towns):
        chance = random.Random(number(seed, n))
        kind = chance.choices(kinds, shares)[0]
        size = math.exp(chance.gauss(math.log(MEDIAN), SPREAD))
        sitemap = chance.choice(["", "xml", "index", "gzip", "text", "broken"])
        town = Town(
            seed=number(seed, n, "town"),
            n=n,
            host=f"town{n:04}.{DOMAIN}",
            kind=kind,
            pages=min(most, max(LEAST, round(size))),
            charset=chance.choice(CHARSETS) if kind == "old" else "utf-8",
            sitemap=(sitemap or "xml") if kind == "hidden" else sitemap,
        )
        if n % 50 == 49:
            above = f"town{n - 1:04}.{DOMAIN}"
            yield Town(town.seed, n, above, "plain", town.pages, f"/machi{n}/")
        else:
            yield town


def by_host(towns: Sequence[Town]) -> dict[str, list[Town]]:
    """The towns of each host, those in folders first."""
    towns_by_host: dict[str, list[Town]] = {}
    for town in towns:
        towns_by_host.setdefault(town.host, []).append(town)
    return {
        h: sorted(of_host, key=lambda t: -len(t.folder)) for h, of_host in towns_by_host.items()
    }


def town_at(towns: Sequence[Town], target: str) -> Town:
    """Which of a host's towns an address belongs to; the host's own if none other."""
    return next((t for t in towns if target.startswith(t.folder)), towns[-1])
