"""A municipality's site, page by page: its topics, its layout, and the passages planted in them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from string import Template
from typing import Any

from samples.passages import (
    Choice,
    Passage,
    at,
    page_choices,
    template_choices,
    write_passages,
)
from samples.prefecture import PREFECTURE, Municipality
from samples.services import ServicePage, body_of, head_of, pages_of, truth_of
from samples.truth import Planted, ServiceTruth

HERE = Path(__file__).parent
PALETTES = {
    "navy": ("#1b3a6b", "#eef2f8"),
    "green": ("#1e5c3a", "#eef6f0"),
    "plum": ("#6b2450", "#f8eff4"),
    "brown": ("#6b3d12", "#f8f2ea"),
    "teal": ("#0b5563", "#ebf5f6"),
    "slate": ("#37474f", "#eff2f3"),
    "red": ("#8c1c13", "#faefee"),
    "indigo": ("#3d2b7a", "#f1eff9"),
}
AREAS = {
    "くらし": "kurashi",
    "子育て・教育": "kosodate",
    "健康・福祉": "fukushi",
    "防災・安全": "bosai",
    "観光・文化": "kanko",
    "事業者の方へ": "jigyosha",
    "お知らせ": "oshirase",
    "手続き": "tetsuzuki",
}
SLOGANS = (
    "海と風のまち",
    "人をつなぎ、明日をつくる",
    "水と緑の里へようこそ",
    "みんなで支える、ふるさとのくらし",
    "歩いて楽しい、住んで安心",
    "子どもの声が聞こえるまち",
)
DESKS = ("住民課", "総務課", "くらし支援課", "生活環境課", "まちづくり課", "健康福祉課")
SEPARATORS = ("｜", " - ", "／", " | ")
TODAY = date(2026, 11, 20)
"""The prefecture's day: pages are dated before it."""
VIEWPORT = "width=device-width, initial-scale=1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page still to be written: where it is and what it speaks of."""

    path: str
    title: str
    area: str = ""
    topic: str = ""  # slug; empty for the start page and the site map
    service: ServicePage | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A finished page, and what stands in it that should not."""

    path: str
    html: str
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site: pages, addresses that have moved, and what was planted."""

    pages: tuple[Written, ...]
    moved: dict[str, str]
    documents: dict[str, str]  # path → title
    services: ServiceTruth | None = None


@cache
def topics() -> dict[str, dict[str, Any]]:
    """What may be written about, by slug."""
    text = (HERE / "topics.toml").read_text(encoding="utf-8")
    return {topic["slug"]: topic for topic in tomllib.loads(text)["topic"]}


@cache
def layout(name: str) -> Template:
    """A layout with the common style already in it; other blanks stay open."""
    text = (HERE / "layouts" / f"{name}.html").read_text(encoding="utf-8")
    common = (HERE / "layouts" / "common.css").read_text(encoding="utf-8")
    return Template(text.replace("$common", common.strip()))


def build_site(town: Municipality, seed: int) -> Built:
    """Every page of a site; the same seed gives the same site."""
    rng = Random(f"{seed}:{town.code}")
    planned = plan_sheets(town, rng)
    services = plan_services(town)
    sheets = [*planned, *services]
    shared = template_choices(town, rng)
    moved = moved_addresses(planned) if town.redirects else {}
    documents = {f"/pdf/{slug}.pdf": topics()[slug]["titles"][0] for slug in town.pdf_only}
    site = Site(town, sheets, documents, moved, rng.choice(SLOGANS), rng.choice(SEPARATORS))
    pages = [site.write(sheet, shared, rng) for sheet in planned]
    pages += [site.write_service(sheet, shared) for sheet in services]
    paths = {sheet.service.slug: sheet.path for sheet in services if sheet.service}
    forms = {path: "申請書" for page in pages_of(town) for path in page.files}
    return Built(tuple(pages), moved, documents | forms, truth_of(town, paths))


def plan_services(town: Municipality) -> list[Sheet]:
    """The planted pages of procedures and duties; their addresses take no chance."""
    return [
        Sheet(f"/{AREAS['手続き']}/{page.slug}.html", page.title, page.area, service=page)
        for page in pages_of(town)
    ]


def plan_sheets(town: Municipality, rng: Random) -> list[Sheet]:
    """The start page, the topics the town has chosen, and the pages that every site has."""
    slugs = [s for s, topic in topics().items() if topic["area"] and s not in town.pdf_only]
    chosen = sorted(rng.sample(slugs, town.topics), key=slugs.index)
    fixed = [slug for slug, topic in topics().items() if not topic["area"]]
    titled = [(s, fill(rng.choice(topics()[s]["titles"]), town, rng)) for s in (*chosen, *fixed)]
    sheets = [Sheet("/", f"{town.name}ホームページ")]
    sheets += [
        Sheet(address(town, slug, rng), title, topics()[slug]["area"], slug)
        for slug, title in titled
    ]
    return [*sheets, Sheet(address(town, "sitemap", rng), "サイトマップ")]


def address(town: Municipality, slug: str, rng: Random) -> str:
    """A page's path in the manner of the site's publishing system."""
    area = AREAS.get(topics()[slug]["area"], "") if slug in topics() else ""
    named = f"/{area}/{slug}" if area else f"/{slug}"
    number = rng.randrange(10_000)
    return {
        "words": f"{named}.html",
        "folders": f"{named}/",
        "numbers": f"/docs/20260401{number:05d}/",
        "flat": f"/{number:010d}.html",
    }[town.paths]


def moved_addresses(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Old addresses of the topics, each with the new one."""
    told = [sheet for sheet in sheets if sheet.area]
    return {f"/old/{number}.html": sheet.path for number, sheet in enumerate(told, 1)}


def fill(text: str, town: Municipality, rng: Random) -> str:
    """A wording with this town's names and numbers."""
    return Template(text).substitute(
        town=town.name,
        hall=town.hall,
        desk=rng.choice(DESKS),
        day=rng.choice("月火水木金") + "曜日",
        count=rng.randint(4, 8),
        fee=rng.choice((200, 250, 300, 350, 400)),
    )


def link(path: str, words: str) -> str:
    """A link."""
    return f'<a href="{path}">{words}</a>'


def items(lines: Sequence[str]) -> str:
    """List items."""
    return "".join(f"<li>{line}</li>" for line in lines)


def section(heading: str, body: str) -> str:
    """A section with its heading."""
    return f"<section>\n<h2>{heading}</h2>\n{body}\n</section>"


def in_japanese(day: date) -> str:
    """A date as offices write it.

    >>> in_japanese(date(2026, 11, 3))
    '令和8年11月3日'
    """
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages of one site have in common."""

    town: Municipality
    sheets: Sequence[Sheet]
    documents: dict[str, str]
    moved: dict[str, str]
    slogan: str
    separator: str

    def write(self, sheet: Sheet, shared: Sequence[Choice], rng: Random) -> Written:
        """One page with its shared and its own passages."""
        choices = [*shared, *page_choices(self.town, shared, rng)]
        known = topics()[sheet.topic]["words"] if sheet.topic else self.subjects()
        words = rng.sample(known, len(known))
        links = [other.path for other in self.sheets if other.path != sheet.path]
        passages = write_passages(choices, sheet.path, words, links, self.town.name)
        main = self.main(sheet, at(passages, "main"), rng)
        html = self.render(self.town.layout, sheet, main, passages)
        return Written(sheet.path, html, tuple(p.planted for p in passages if p.planted))

    def write_service(self, sheet: Sheet, shared: Sequence[Choice]) -> Written:
        """A planted page of a procedure or a duty, with the passages that every page shares."""
        assert sheet.service
        paths = {other.service.slug: other.path for other in self.sheets if other.service}
        links = [other.path for other in self.sheets if other.path != sheet.path]
        passages = write_passages(shared, sheet.path, self.subjects(), links, self.town.name)
        body = body_of(sheet.service, self.town, paths)
        main = f"<h1>{sheet.title}</h1>\n{body}\n<p>更新日：{in_japanese(TODAY)}</p>"
        html = self.render(self.town.layout, sheet, main, passages)
        return Written(sheet.path, html, tuple(p.planted for p in passages if p.planted))

    def render(self, name: str, sheet: Sheet, main: str, passages: Sequence[Passage]) -> str:
        """A layout with all its blanks filled."""
        base, soft = PALETTES[self.town.palette]
        lang = next(iter(at(passages, "lang")), "ja")
        title = next(iter(at(passages, "title")), self.title(sheet))
        return layout(name).substitute(
            lang=f' lang="{lang}"' if lang else "",
            charset=self.town.charset,
            title=f"<title>{title}</title>" if title else "",
            viewport=next(iter(at(passages, "viewport")), VIEWPORT),
            head="".join([head_of(self.town), *at(passages, "head")]),
            base=base,
            soft=soft,
            name=self.town.name,
            kana=self.town.kana,
            slogan=self.slogan,
            tools="\n".join(at(passages, "header")),
            menu=self.menu(),
            crumbs=self.crumbs(sheet),
            main=main,
            extra="\n".join(at(passages, "footer")),
            address=f"{PREFECTURE}{self.town.name}本町1番地　{self.town.hall}　電話 0000-00-1200",
        )

    def title(self, sheet: Sheet) -> str:
        """The page's title: its own words first."""
        return sheet.title if sheet.path == "/" else sheet.title + self.separator + self.town.name

    def menu(self) -> str:
        """The first page of each area, and the pages that every site has."""
        first = {sheet.area: sheet for sheet in reversed(self.sheets) if sheet.area}
        areas = [link(first[area].path, area) for area in AREAS if area in first]
        others = [link(s.path, s.title) for s in self.sheets if not s.area and s.path != "/"]
        return items([*areas, *others])

    def crumbs(self, sheet: Sheet) -> str:
        """The way from the start page to this one; nothing on the start page itself."""
        if sheet.path == "/":
            return ""
        steps = [link("/", "ホーム"), *([sheet.area] if sheet.area else []), sheet.title]
        return f'<nav aria-label="現在の位置"><p>{" &gt; ".join(steps)}</p></nav>'

    def main(self, sheet: Sheet, planted: Sequence[str], rng: Random) -> str:
        """The page's own matter, with the planted passages spread over its sections."""
        if sheet.topic:
            lead, sections = self.of_topic(sheet, rng)
        elif sheet.path == "/":
            lead, sections = self.of_home(rng)
        else:
            lead, sections = self.of_site_map()
        share = [planted[number :: len(sections)] for number in range(len(sections))]
        bodies = [
            section(heading, "\n".join([body, *passages]))
            for (heading, body), passages in zip(sections, share, strict=True)
        ]
        day = in_japanese(TODAY - timedelta(days=rng.randrange(300)))
        heading = f"<h1>{sheet.title}</h1>\n<p>{lead}</p>"
        return "\n".join([heading, *bodies, f"<p>更新日：{day}</p>"])

    def of_topic(self, sheet: Sheet, rng: Random) -> tuple[str, list[tuple[str, str]]]:
        """Lead and sections of a topic, in one of its wordings."""
        topic = topics()[sheet.topic]
        lead = fill(rng.choice(topic["leads"]), self.town, rng)
        sections = [
            (rng.choice(s["headings"]), f"<p>{fill(rng.choice(s['texts']), self.town, rng)}</p>")
            for s in topic["section"]
        ]
        others = [s for s in self.sheets if s.area == sheet.area and s not in (sheet, *self.fixed)]
        links = items([link(other.path, other.title) for other in others])
        return lead, [*sections, *([("関連する情報", f"<ul>{links}</ul>")] if others else [])]

    def of_home(self, rng: Random) -> tuple[str, list[tuple[str, str]]]:
        """Lead and sections of the start page."""
        newest = TODAY - timedelta(days=rng.randrange(9))
        old = {new: old for old, new in self.moved.items()}
        news = [(s.path, s.title) for s in self.sheets if s.area == "お知らせ"]
        news += [
            (f"/oshirase/{2019 + n}.html", f"{2019 + n}年の催し") for n in range(self.town.dead)
        ]
        dated = [
            f"{in_japanese(newest - timedelta(days=7 * n))} {link(path, title)}"
            for n, (path, title) in enumerate(news)
        ]
        wanted = [s for s in self.sheets if s.area and s.area != "お知らせ" and not s.service]
        doors = [link(old.get(s.path, s.path), s.title) for s in wanted[: 4 + len(wanted) // 2]]
        doors += [
            link(path, f"{title}（PDF形式、1キロバイト）") for path, title in self.documents.items()
        ]
        sections = [
            ("緊急情報", "<p>現在、お知らせする緊急情報はありません。</p>"),
            (
                "お知らせ",
                f'<ul class="links">{items(dated)}</ul>'
                if dated
                else "<p>新しいお知らせはありません。</p>",
            ),
            ("よく見られているページ", f'<ul class="links">{items(doors)}</ul>'),
        ]
        tail = sections[1:]
        rng.shuffle(tail)
        return f"{self.town.name}（{self.town.kana}）の公式ホームページです。", [sections[0], *tail]

    def of_site_map(self) -> tuple[str, list[tuple[str, str]]]:
        """Lead and sections of the site map: every page, area by area."""
        areas: dict[str, list[str]] = {}
        for sheet in self.sheets:
            areas.setdefault(sheet.area or "このホームページについて", []).append(
                link(sheet.path, sheet.title)
            )
        sections = [
            (area, f'<ul class="links">{items(links)}</ul>') for area, links in areas.items()
        ]
        return f"{self.town.name}のページの一覧です。", sections

    def subjects(self) -> list[str]:
        """What pages without a topic of their own speak of."""
        return [topics()[sheet.topic]["words"][0] for sheet in self.sheets if sheet.topic]

    @property
    def fixed(self) -> list[Sheet]:
        """Pages without an area."""
        return [sheet for sheet in self.sheets if not sheet.area]
