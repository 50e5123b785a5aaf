"""A survey that never was: some thirty sites with every kind of result, the same every time.

`python -m tests.made_up_run OUT [SITES]` writes its report, to be looked at.
"""

import base64
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from minna.legacy_reasons import read_legacy
from minna.records import (
    SITE,
    AudienceIndex,
    Certainty,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Gap,
    Outcome,
    Page,
    PageScore,
    Rank,
    Run,
    Scope,
    Score,
    ScoreLoss,
    Screenshot,
    Site,
    SiteCrawl,
    Tier,
)
from minna.settings import RunSettings
from minna.store import Store

RUN = Run(
    "20261123T000000Z",
    "2026-11-23T01:00:00+00:00",
    "2026-11-24T09:30:00+00:00",
    "survey",
    "a1b2c3d4e5f6",
    7,
    RunSettings.of({"pages": 40, "pause": 1.0, "crawl_pages": 300, "allow_private": False}),
    {"minna": "0.1.0", "method": "1.0.0", "axe-core": "4.14.1", "chromium": "Chromium 142.0"},
)
TRAP = "<script>alert(1)</script>=1+1"
"""What a page may call itself to harm its readers."""

ISLES = ["朝霧", "岩瀬", "海老沢", "大鳥", "風間", "霧島台", "久遠", "小夜川", "榊原", "白浜"]
KINDS = ("市", "city"), ("町", "town"), ("村", "village")
SCORED = ("image-text", "text-contrast", "page-language")
UNMEASURED = {
    5: ("robots", "robots.txt disallows /"),
    11: ("unreachable", "connection refused"),
    17: ("challenge", "Just a moment…"),
    23: ("http_error", "HTTP 503"),
    27: ("strange_new_status", ""),
}
PROVISIONAL = 29
VENDOR = "青<b>システム</b>"
"""Whose sites every second one is."""
LEFT = 8
"""A site that has moved, and many of whose addresses were left."""


def both(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}


CARDS = (
    CheckMeta(
        "1.1.1",
        "critical",
        both("画像の代替テキスト", "Text alternatives of images"),
        both("画像に代替テキストがあります", "Images have text alternatives"),
        {
            "missing": both(
                "{count} 個の画像に代替テキストがありません",
                "{count} images have no text alternative",
            )
        },
        both(
            '画像の内容を alt 属性に短く書きます。飾りの画像は alt="" とします。',
            "Say what the image shows in its alt attribute; give decoration an empty one.",
        ),
        "A",
        about=both(
            "画面を見ずに読み上げで利用する人に、画像の内容が伝わりません。",
            "People who listen to the page do not learn what the image shows.",
        ),
        more="https://www.w3.org/WAI/WCAG22/Understanding/non-text-content",
        id="image-text",
    ),
    CheckMeta(
        "1.4.3",
        "serious",
        both("文字と背景のコントラスト", "Contrast of text"),
        both("文字は背景から見分けられます", "Text stands out"),
        {
            "low": both(
                "{count} か所で文字と背景のコントラストが足りません（例 {ratio}:1）",
                "Text has too little contrast in {count} places (such as {ratio}:1)",
            ),
            "image": both(
                "{count} か所は背景が画像のため判断できません", "{count} places lie on images"
            ),
        },
        both(
            "文字色を濃くするか、背景を薄くします。",
            "Make the text darker or the background lighter.",
        ),
        "AA",
        about=both(
            "弱視の人や、屋外で画面を見る人が読めません。", "People with low vision cannot read it."
        ),
        id="text-contrast",
    ),
    CheckMeta(
        "3.1.1",
        "serious",
        both("ページの言語", "Language of the page"),
        both("言語が示されています", "The language is named"),
        {
            "odd": both(
                "言語の指定「{lang}」は正しくありません", "“{lang}” is not the name of a language"
            )
        },
        both('html要素に lang="ja" を付けます。', 'Put lang="ja" on the html element.'),
        "A",
        whole_page=True,
        about=both("読み上げの発音が誤ります。", "Screen readers pronounce the page wrongly."),
        id="page-language",
    ),
    CheckMeta(
        "1.3.2",
        "moderate",
        both("単語の途中の空白", "Spaces inside words"),
        both("単語の途中に空白がありません", "Words are whole"),
        {
            "spaced": both(
                "{count} か所で単語の途中に空白があります", "{count} words have spaces inside"
            )
        },
        both("空白を削り、字間はCSSで調整します。", "Take the spaces out; space letters with CSS."),
        "A",
        Certainty.LIKELY,
        id="word-spaces",
    ),
    CheckMeta(
        "1.4.10",
        "serious",
        both("横スクロール", "Sideways scrolling"),
        both("横にスクロールせずに読めます", "No sideways scrolling"),
        {"wide": both("幅320pxで横スクロールが必要です", "The page scrolls sideways at 320 px")},
        both("幅を固定しないようにします。", "Do not fix widths."),
        "AA",
        whole_page=True,
        id="reflow",
    ),
    CheckMeta(
        "",
        "minor",
        both("更新日の表示", "Date of last update"),
        both("更新日があります", "A date is shown"),
        {"missing": both("更新日が見当たりません", "No date of last update was found")},
        both("本文の近くに更新日を示します。", "Show the date near the text."),
        pillar="trust",
        id="update-date",
    ),
    CheckMeta(
        "3.2.3",
        "moderate",
        both("メニューの並び順", "The order of menus"),
        both("メニューは同じ順番です", "Menus keep their order"),
        {
            "order": both(
                "メニューの順番が{count}ページで違います",
                "A menu is in another order on {count} pages",
            )
        },
        both("順番をそろえます。", "Keep one order."),
        "AA",
        certainty=Certainty.LIKELY,
        id="menu-order",
    ),
    CheckMeta(
        "2.4.2",
        "moderate",
        both("ページごとのタイトル", "Titles that differ"),
        both("タイトルはページごとに違います", "Titles differ"),
        {},
        both("変えます。", "Change them."),
        "A",
        certainty=Certainty.LIKELY,
        id="titles",
    ),
)


def scope(card: CheckMeta) -> Scope:
    """What scoring says of the check."""
    if not card.level:
        return Scope.ADVICE
    return Scope.OTHER_EDITION if card.id == "reflow" else Scope.SCORED


def fill(store: Store, sites: int = 30) -> Run:
    """Write the survey into the database."""
    store.save([RUN, *(replace(card, run=RUN.id, scope=scope(card)) for card in CARDS)])
    listed = [site(number) for number in range(sites)]
    store.save(listed)
    scores = [site_score(s, number) for number, s in enumerate(listed)]
    store.save(scores)
    store.save(frame(score) for score in scores)
    store.save(ranks(scores, listed))
    for number, s in enumerate(listed):
        if number not in UNMEASURED:
            store.save(pages(s, number))
            store.save([picture(s)])
            store.save(across(s, number))
            store.save(losses(scores[number]))
            store.save(indices(scores[number]))
    store.save(
        [
            Tier(RUN.id, "all", "S0", sites - 6, 1, 0.03, 0.61, 0.33, -4.0, 1.2, 0.3),
            Tier(RUN.id, "type:city", "", 9),
            Gap(RUN.id, "all", "mean", 68.1, 66.9, 69.3, sites - 6),
            Gap(RUN.id, "all", "p90_p10", 38.4, 33.1, 43.7, sites - 6),
            Gap(RUN.id, "all", "sd", 14.9, 12.8, 17.1, sites - 6),
            Gap(RUN.id, "all", "sites_below_60", 0.29, 0.21, 0.37, sites - 6),
            Gap(RUN.id, "all", "residents_below_60", 0.234, 0.16, 0.31, sites - 6),
            *(
                Gap(RUN.id, "all", f"slope_{q}", q / 10, -2.0, 12.0, sites - 6)
                for q in (10, 50, 90)
            ),
            Gap(RUN.id, "all", f"vendor:{VENDOR}", -1.5, -3.1, 0.1, sites - 6),
        ]
    )
    return RUN


def site(number: int) -> Site:
    kind, type_ = KINDS[number % 3]
    name = f"{ISLES[number % 10]}{'新南北東西中上下古'[number // 10 % 9]}{kind}"
    return Site(
        RUN.id,
        f"{number + 1:06d}" if number != 3 else "../Odd <code>",
        name if number != 4 else TRAP,
        f"https://www.town{number}.example.jp/" if number != 6 else "javascript:alert(1)",
        "jp",
        pref=f"{'東西南北'[number % 4]}見県",
        type=type_,
        region="東西南北"[number % 4],
        population=None if number == 11 else 2_000 + 37_000 * (number % 7),
        lat=None if number == 12 else 26.0 + number * 7 % 19,
        lng=128.0 + number * 5 % 15,
        extra={} if number % 2 else {"vendor": VENDOR},
    )


def site_score(s: Site, number: int) -> Score:
    if number in UNMEASURED:
        status, reason = UNMEASURED[number]
        return Score(RUN.id, s.code, status, read_legacy(reason))
    value = 97.25 - 66 * ((number * 13) % 30) / 30
    if number == 0:
        value = 100.0
    half = 1.5 + number % 4
    return Score(
        RUN.id,
        s.code,
        "provisional" if number == PROVISIONAL else "ok",
        read_legacy("3 pages measured" if number == PROVISIONAL else ""),
        value,
        value - half,
        min(100, value + half),
        half / 2,
        value + 2,
        value - 2,
        value - 6,
        6,
        6,
        1,
        812,
        number % 7,
        0.05,
        0.4,
        number % 12,
        0.1,
        0.7,
        value - 20,
        next(band for band, low in zip("ABCDE", (90, 75, 60, 40, 0), strict=True) if value >= low),
        number % 5 == 0,
        "jis2016-aa",
        "1.0.0",
    )


def frame(score: Score) -> SiteCrawl:
    status = "ok" if score.value is not None else score.status
    crawl = SiteCrawl(RUN.id, score.site, status, score.reason, score.frame_pages, 120)
    if score.site != site(LEFT).code:
        return crawl
    moved = read_legacy("the site has moved to https://www.example.lg.jp/new/")
    return replace(crawl, capped="traps", traps={"same text": 1200, "facets": 34}, reason=moved)


def ranks(scores: list[Score], listed: list[Site]) -> Iterator[Rank]:
    groups: dict[str, list[Score]] = {}
    for score, s in zip(scores, listed, strict=True):
        if score.status == "ok":
            for group in ("all", f"peer:{s.type}/10000-50000", f"pref:{s.pref}"):
                groups.setdefault(group, []).append(score)
    for group, members in groups.items():
        ordered = sorted(members, key=lambda score: -(score.value or 0))
        for place, score in enumerate(ordered, 1):
            low, high = max(1, place - 3), min(len(ordered), place + 4)
            yield Rank(RUN.id, score.site, group, place, low, high, len(ordered), high - low)


def losses(score: Score) -> Iterator[ScoreLoss]:
    """Two kinds of fault, two parts of the page; either pair makes up what the site lost."""
    lost = 100 - (score.value or 0)
    groups = {
        ("kind", "text-contrast", "low"): 0.6,
        ("kind", "image-text", "missing"): 0.4,
        ("part", "", "header"): 0.7,
        ("part", "", "own"): 0.3,
        ("template", "text-contrast", "low"): 0.3,
        ("page", "text-contrast", "low"): 0.3,
        ("page", "image-text", "missing"): 0.4,
    }
    for group, share in groups.items():
        value = 100 - lost * (1 - 0.8 * share)
        place = (4.0, 2, 7) if score.status == "ok" else (None, None, None)
        reach = (value, value - 2, min(100.0, value + 2), 1.0)
        if lost > 0:
            yield ScoreLoss(RUN.id, score.site, *group, share * lost, 12, *reach, *place)


def indices(score: Score, **pillars: float) -> Iterator[AudienceIndex]:
    """Access is measured, the other pillars are not unless they are given."""
    access = score.value or 0
    missing = tuple(name for name in ("task", "mobile", "trust") if name not in pillars)
    value = None if missing else 0.4 * access + 0.35 * pillars["task"] + 5
    for audience in ("citizens", "businesses"):
        index = AudienceIndex(RUN.id, score.site, audience, access, access - 2, access, **pillars)
        reach = (value - 3, value + 3) if value is not None else (None, None)
        yield replace(index, value=value, low=reach[0], high=reach[1], missing=missing)


def pages(s: Site, number: int) -> Iterator[Any]:
    """Thirteen pages: twelve with findings and marks, one that timed out."""
    chance = Random(number)
    for n in range(13):
        url = f"https://www.town{number}.example.jp/{n}.html"
        title = TRAP if n == 2 else f"くらしの案内 {n}"
        part = "key" if n < 6 else "random"
        role = ("home", "contact", "disaster")[n] if n < 3 else ""
        yield Page(
            RUN.id,
            s.code,
            url,
            "fetched",
            title=title,
            role=role,
            sample_part=part,
            visit_order=n + 1,
            status=200,
        )
        status = "timeout" if n == 12 else "ok"
        for viewport in ("phone", "desktop"):
            reason = "no answer within 30 s" if n == 12 else ""
            yield Evidence(RUN.id, s.code, url, viewport, status, read_legacy(reason))
        if status == "ok":
            texts = [
                replace(f, scored=f.outcome == "failed" and f.check in SCORED)
                for f in findings(s, number, url, n, chance)
            ]
            yield from texts
            counted = {f.impact for f in texts if f.certainty == "certain" and f.check in SCORED}
            score = 100 - 25 * ("critical" in counted) - 15 * ("serious" in counted)
            yield PageScore(
                RUN.id,
                s.code,
                url,
                part,
                "a",
                score,
                score - 4,
                1.0,
                "critical" in counted,
                not counted,
                "phone",
            )


def picture(s: Site) -> Screenshot:
    """What the contrast of a site's text looks like; the smallest WebP there is."""
    smallest = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
    place = ("phone", "#header > nav a", (24, 24, 252, 52), 300, 100)
    return Screenshot(RUN.id, s.code, "text-contrast", "low", s.url, *place, smallest)


def across(s: Site, number: int) -> Iterator[Finding | CheckOutcomes]:
    """What the pages show together: every second site has a menu that changes."""
    failed = ("menu-order",) if number % 2 else ()
    passed = ("titles",) if number % 2 else ("menu-order", "titles")
    yield CheckOutcomes(RUN.id, s.code, s.url, SITE, passed, failed, (), (), ())
    page = f"https://www.town{number}.example.jp/1.html"
    finding = Finding(
        *(RUN.id, s.code, s.url, SITE, "menu-order", "order", Outcome.FAILED, "moderate"),
        Certainty.CERTAIN,
        1,
        data={"places": [{"url": page, "text": TRAP}]},
    )
    if failed:
        yield finding


def findings(s: Site, number: int, url: str, n: int, chance: Random) -> Iterator[Finding]:
    for viewport in ("phone", "desktop"):
        base = Finding(RUN.id, s.code, url, viewport, "", "", Outcome.FAILED, "", "certain", 1)
        yield replace(
            base,
            check="text-contrast",
            message="low",
            impact="serious",
            count=4,
            nodes=("#header > nav a", f"#n{n} p"),
            snippets=(
                '<a class="menu-item item-2" href="/kurashi/">くらし・手続き</a>',
                "<p>お知らせ</p>",
            ),
            data={"ratio": 3.2},
        )
        if (number + n) % 4 == 0 and number:
            yield replace(
                base,
                check="image-text",
                message="missing",
                impact="critical",
                count=1 + chance.randrange(5),
                nodes=(f"#main img:nth-child({n + 1})",),
                snippets=(f'<img src="a.png" title="{TRAP}">',),
            )
        if number % 3 == 0:
            yield replace(
                base,
                check="page-language",
                message="odd",
                impact="serious",
                nodes=("html",),
                snippets=('<html lang="japan">',),
                data={"lang": "japan"},
            )
        review = replace(base, outcome=Outcome.CANT_TELL, certainty="review", check="text-contrast")
        yield replace(review, message="image", impact="serious", count=2, nodes=(".hero p",))
        yield replace(
            base, check="word-spaces", message="spaced", impact="moderate", certainty="likely"
        )
        yield replace(base, check="reflow", message="wide", impact="serious")
        yield replace(base, check="update-date", message="missing", impact="minor")
        untested = replace(base, outcome=Outcome.UNTESTED, check="image-text", certainty="certain")
        if n == 3:
            yield replace(untested, message="no-evidence", impact="critical")


if __name__ == "__main__":
    from reports import build

    book = Store(":memory:")
    build(book, fill(book, int(sys.argv[2]) if len(sys.argv) > 2 else 30), Path(sys.argv[1]))
