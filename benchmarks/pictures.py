"""Pictures as municipal pages have them, drawn by the browser, so that their words are known.

Banners, buttons, flyers, notices that were scanned, timetables, charts, maps, and pictures without
a single letter: photographs as near as noise and gradients come, drawings, patterns, plain charts.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.async_api import async_playwright

from audits.browser.launch import launch

SEED = 8341
SHADES = ("#0b3d66 #fff", "#fff #1a1a1a", "#fde68a #7c2d12", "#c2185b #fff", "#e0f2fe #075985")
FACES = (
    "font-family: 'Noto Sans CJK JP'; font-weight: 400",
    "font-family: 'Noto Sans CJK JP'; font-weight: 900",
    "font-family: 'Noto Serif CJK JP'; font-weight: 700",
)
BANNERS = (
    "子育て応援サイト",
    "ふるさと納税のご案内",
    "防災マップを見る",
    "市議会インターネット中継",
    "広報誌バックナンバー",
    "職員採用情報",
    "粗大ごみの申し込み",
    "がん検診を受けましょう",
    "移住・定住ポータル",
    "オンライン申請はこちら",
)
BUTTONS = ("くらしの情報", "ごみ・リサイクル", "施設予約", "お問い合わせ", "図書館", "English")
FLYERS = (
    (
        "健康ふれあいフェア",
        "日時　11月23日（祝）午前10時から午後3時まで",
        "会場　市民会館 大ホール",
        "血圧・骨密度の測定、栄養相談、体力測定を無料で行います。",
        "当日は混み合いますので、公共交通機関をご利用ください。",
        "問い合わせ　健康づくり課　電話 0123-45-6789",
    ),
    (
        "秋の古着回収のお知らせ",
        "回収日　10月5日（土）午前9時から正午まで",
        "場所　各地区の公民館前",
        "洗濯した衣類を透明な袋に入れてお持ちください。",
        "布団、枕、汚れた衣類は回収できません。",
        "雨天の場合は翌週に延期します。",
    ),
    (
        "高齢者インフルエンザ予防接種",
        "対象　65歳以上の市民の方",
        "期間　10月1日から翌年1月31日まで",
        "自己負担額　1,500円（生活保護世帯は無料）",
        "接種を希望する方は、医療機関へ直接お申し込みください。",
        "持ち物　保険証、予診票",
    ),
    (
        "親子で学ぶ防災教室",
        "7月20日（日）13時30分 開演",
        "消防署 3階 講堂",
        "定員 40名（先着順）　参加費 無料",
        "起震車で震度7の揺れを体験できます。",
        "申込期限 7月10日まで",
    ),
)
TABLE = (
    ("曜日", "受付時間", "診療科"),
    ("月曜日", "9時から12時", "内科・小児科"),
    ("水曜日", "13時から16時", "整形外科"),
    ("金曜日", "9時から11時", "眼科"),
)
BARS = (("平成27年", 82), ("令和2年", 64), ("令和7年", 51), ("令和12年", 38))
PLACES = ("市役所", "中央公園", "第二小学校", "駅前広場")
NOISE = """<svg width="100%" height="100%" style="position:absolute;inset:0"><filter id="n">
<feTurbulence type="fractalNoise" baseFrequency="{0}" numOctaves="5" seed="{1}"/>
<feColorMatrix values="{2}"/></filter><rect width="100%" height="100%" filter="url(#n)"/></svg>"""
COLOURS = (
    ".5 .4 .2 0 .1 .3 .7 .2 0 .1 .1 .3 .6 0 .2 0 0 0 0 1",
    ".2 .3 .2 0 0 .4 .7 .3 0 0 .1 .2 .1 0 0 0 0 0 0 1",
    ".9 .2 .1 0 .2 .5 .6 .1 0 .2 .3 .2 .8 0 .3 0 0 0 0 1",
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to draw: its kind, its size, its HTML, and the lines that stand in it."""

    name: str
    kind: str
    size: tuple[int, int]
    html: str
    lines: tuple[str, ...] = ()
    quality: int = 0  # of a JPEG; a PNG if none is given

    @property
    def file(self) -> str:
        """What its file is called."""
        return f"{self.name}.{'jpg' if self.quality else 'png'}"


def pictures() -> list[Picture]:
    """All of them, the same each time."""
    kinds = (banners, buttons, flyers, scans, tables, charts, maps, silent)
    return [picture for kind in kinds for picture in kind()]


def banners() -> Iterator[Picture]:
    """A few words on a flat ground, a gradient or a photograph, some with an outline or aslant."""
    for at, words in enumerate(BANNERS):
        ground, ink = SHADES[at % len(SHADES)].split()
        size = ((300, 80), (240, 60), (468, 120), (200, 50))[at % 4]
        styles = (
            f"background: {ground}; color: {ink}",
            f"background: linear-gradient(90deg, {ground}, #888); color: {ink}; "
            "text-shadow: 0 0 4px #000",
            f"background: {ground}; color: {ink}; -webkit-text-stroke: 1px #fff8",
        )[at % 3]
        letters = min(size[1] * 0.42, size[0] * 0.9 / len(words))
        words_html = f'<b style="{FACES[at % 3]}; font-size: {letters:.0f}px">{words}</b>'
        yield Picture(f"banner-{at}", "banner", size, centred(styles, words_html), (words,))
        photo = noise(at, 0.01)
        over = centred("color: #fff; text-shadow: 0 0 6px #000, 0 0 3px #000", words_html)
        given = (f"banner-photo-{at}", "banner on a photograph", size, photo + over, (words,), 80)
        if at % 2:
            yield Picture(*given)


def buttons() -> Iterator[Picture]:
    """Menu buttons of 12 and 14 pixels."""
    for at, words in enumerate(BUTTONS):
        ground, ink = SHADES[at % len(SHADES)].split()
        text = f'<span style="{FACES[at % 2]}; font-size: {12 + 2 * (at % 2)}px">{words}</span>'
        style = f"background: {ground}; color: {ink}; border: 1px solid #888"
        yield Picture(f"button-{at}", "button", (130, 32), centred(style, text), (words,))


def flyers() -> Iterator[Picture]:
    """A title, then lines of what, when and where; on a flat ground and over a pattern."""
    for at, lines in enumerate(FLYERS):
        for small in (False, True):
            ground, ink = SHADES[at % len(SHADES)].split()
            size = (360, 500) if small else (720, 1000)
            style = f"background: {ground}; color: {ink}; font-size: {size[0] / 40:.0f}px"
            html = page_of(lines, style, FACES[(at + small) % 3])
            name = f"flyer-{at}{'-small' if small else ''}"
            yield Picture(name, "small flyer" if small else "flyer", size, html, lines, 85)


def scans() -> Iterator[Picture]:
    """Paper that was scanned: a little aslant, grey, grainy, and pressed hard."""
    for at, lines in enumerate(FLYERS):
        paper = page_of(lines, "background: #f4f2ec; color: #333; font-size: 20px", FACES[2])
        turned = (
            f'<div style="transform: rotate({(-1.5, 1, -0.6, 2)[at]}deg); height: 100%">{paper}'
        )
        grain = f'<div style="position:absolute;inset:0;opacity:.18">{noise(at, 0.8)}</div>'
        html = f'<div style="background: #ddd; height: 100%">{turned}</div></div>{grain}'
        yield Picture(f"scan-{at}", "scan", (700, 900), html, lines, 55)


def tables() -> Iterator[Picture]:
    """A timetable with rules, at two sizes."""
    for at, letters in enumerate((13, 20)):
        rows = "".join(
            "<tr>" + "".join(f'<td style="border:1px solid #555;padding:.4em">{c}' for c in row)
            for row in TABLE
        )
        style = f"border-collapse: collapse; font-size: {letters}px; {FACES[0]}"
        html = centred("background: #fff", f'<table style="{style}">{rows}</table>')
        lines = tuple(cell for row in TABLE for cell in row)
        yield Picture(f"table-{at}", "table", (letters * 24, letters * 12), html, lines)


def charts() -> Iterator[Picture]:
    """Bars with a title and years below them; the same without a letter is among the silent."""
    for at in range(3):
        title = ("人口の推移（千人）", "ごみ排出量の推移", "市税収入（億円）")[at]
        lines = (title, *(year for year, _ in BARS), *(str(value) for _, value in BARS))
        yield Picture(f"chart-{at}", "chart", (480, 320), chart(title, at), lines)


def chart(title: str, at: int) -> str:
    """A bar chart; one without a title has no letters at all."""
    colour = ("#2563eb", "#15803d", "#b45309")[at]
    bars = ""
    for n, (year, value) in enumerate(BARS):
        x, y = 70 + n * 100, 270 - 2 * value
        bars += f'<rect x="{x}" y="{y}" width="50" height="{2 * value}" fill="{colour}"/>'
        if title:
            words = f'text-anchor="middle" font-size="13" style="{FACES[0]}"'
            bars += f'<text x="{x + 25}" y="{y - 6}" {words}>{value}</text>'
            bars += f'<text x="{x + 25}" y="292" {words}>{year}</text>'
    words = f'text-anchor="middle" font-size="18" style="{FACES[0]}"'
    head = f'<text x="240" y="30" {words}>{title}</text>'
    rule = '<path d="M50 270H460M50 50V270" stroke="#333" fill="none"/>'
    return f'<svg width="480" height="320" style="background:#fff">{rule}{bars}{head}</svg>'


def maps() -> Iterator[Picture]:
    """Roads, blocks and a few names of places; the same without names is among the silent."""
    for at in range(2):
        yield Picture(f"map-{at}", "map", (500, 360), town(at, PLACES), PLACES)


def town(seed: int, names: tuple[str, ...]) -> str:
    """A map drawn by chance."""
    chance = random.Random(SEED + seed)
    roads = "".join(
        f'<path d="M{chance.randrange(500)} 0L{chance.randrange(500)} 360" stroke="#fff" '
        f'stroke-width="{chance.choice((4, 8, 12))}"/>'
        f'<path d="M0 {chance.randrange(360)}L500 {chance.randrange(360)}" stroke="#fbd38d" '
        f'stroke-width="{chance.choice((3, 7))}"/>'
        for _ in range(6)
    )
    marks = "".join(
        f'<circle cx="{60 + n * 110}" cy="{70 + 70 * n}" r="6" fill="#c00"/>'
        f'<text x="{70 + n * 110}" y="{75 + 70 * n}" font-size="15" style="{FACES[1]}">'
        f"{name}</text>"
        for n, name in enumerate(names)
    )
    return f'<svg width="500" height="360" style="background:#dbe7d0">{roads}{marks}</svg>'


def silent() -> Iterator[Picture]:
    """Pictures without letters."""
    kind = "photograph, no text"
    for at, grain in enumerate((0.004, 0.01, 0.02, 0.05, 0.1, 0.3, 0.6, 0.9)):
        yield Picture(f"photo-{at}", kind, (600, 400), noise(at, grain), (), 75)
    for at in range(4):
        seed = f"silent-town-{at}"
        yield Picture(seed, "drawing, no text", (500, 360), town(10 + at, ()))
    for at in range(3):
        yield Picture(f"silent-chart-{at}", "drawing, no text", (480, 320), chart("", at))
    for at, pattern in enumerate(PATTERNS):
        html = f'<div style="height: 100%; background: {pattern}"></div>'
        yield Picture(f"pattern-{at}", "pattern, no text", (400, 240), html)
    for at in range(5):
        yield Picture(f"drawing-{at}", "drawing, no text", (400, 400), drawing(at))


PATTERNS = (
    "repeating-linear-gradient(90deg, #333 0 3px, #fff 3px 14px)",
    "repeating-linear-gradient(45deg, #063 0 10px, #cfc 10px 22px)",
    "repeating-conic-gradient(#333 0 25%, #eee 0 50%) 0 0 / 30px 30px",
    "radial-gradient(#c33 30%, #fff 32%) 0 0 / 24px 24px",
    "linear-gradient(160deg, #4facfe, #fff 60%, #9c6)",
    "repeating-linear-gradient(0deg, #fff 0 18px, #99c 18px 19px)",
)


def drawing(seed: int) -> str:
    """Houses, trees and faces, as flat as clip art."""
    chance = random.Random(SEED + 100 + seed)
    shapes = ""
    for _ in range(9):
        x, y, r = chance.randrange(40, 360), chance.randrange(60, 340), chance.randrange(12, 46)
        colour = chance.choice(("#e11", "#19a", "#fa0", "#383", "#a5a"))
        shapes += chance.choice(
            (
                f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colour}"/>'
                f'<circle cx="{x - r / 3}" cy="{y}" r="3"/>'
                f'<circle cx="{x + r / 3}" cy="{y}" r="3"/>',
                f'<path d="M{x} {y - r}l{r} {r}v{r}h-{2 * r}v-{r}z" fill="{colour}"/>'
                f'<rect x="{x - 6}" y="{y + r / 2}" width="12" height="{r / 2}" fill="#fff"/>',
                f'<rect x="{x - 4}" y="{y}" width="8" height="{r}" fill="#642"/>'
                f'<ellipse cx="{x}" cy="{y}" rx="{r / 1.5}" ry="{r}" fill="#383"/>',
            )
        )
    return f'<svg width="400" height="400" style="background: #fefae0">{shapes}</svg>'


def noise(seed: int, grain: float) -> str:
    """Something like a photograph: coarse at .01, like grass or gravel at .3."""
    return NOISE.format(grain, SEED + seed, COLOURS[seed % len(COLOURS)])


def centred(style: str, inner: str) -> str:
    """Something in the middle of a box."""
    box = "position: absolute; inset: 0; display: grid; place-items: center; white-space: nowrap"
    return f'<div style="{box}; {style}">{inner}</div>'


def page_of(lines: tuple[str, ...], style: str, face: str) -> str:
    """A sheet with a title and lines."""
    title, *rest = (escape(line) for line in lines)
    text = "".join(f'<p style="margin: 1.4em 0">{line}</p>' for line in rest)
    head = f'<h1 style="font-size: 2.2em; text-align: center">{title}</h1>'
    return f'<div style="padding: 2em; height: 100%; {style}; {face}">{head}{text}</div>'


async def draw(chosen: list[Picture], folder: Path) -> None:
    """Write each picture's file."""
    async with async_playwright() as driver:
        browser = await launch(driver, allow_private=True)
        tab = await browser.new_page()
        for picture in chosen:
            width, height = picture.size
            await tab.set_viewport_size({"width": width, "height": height})
            reset = "* { box-sizing: border-box } html, body { margin: 0; height: 100% }"
            await tab.set_content(
                f"<style>{reset} body {{ position: relative; overflow: hidden }}"
                f"</style>{picture.html}"
            )
            path = folder / picture.file
            if picture.quality:
                await tab.screenshot(path=path, type="jpeg", quality=picture.quality)
            else:
                await tab.screenshot(path=path)
        await browser.close()
